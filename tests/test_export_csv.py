"""The table for spreadsheets: complete rows, no formula, the same bytes."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import COLUMNS, to_csv
from kg.values import Alliance, Claim, Company, Evidence, Sector, Source, Span


def company(name: str) -> Company:
    return Company(f"company-{name.lower()}", name)


def claim(document: str, quote: str, confidence: float) -> Claim:
    said = Evidence(document, "text", Span(0, len(quote)), quote, "rules@1")
    return Claim(
        document,
        (),
        "joint_venture",
        "announced",
        evidence=(said,),
        confidence=confidence,
    )


def alliance(*names: str, number: int = 1, **more) -> Alliance:
    fields = {"kind": "joint_venture", "status": "announced", "sectors": ()}
    fields |= {"since": None, "until": None, "claims": (), **more}
    return Alliance(f"alliance-{number}", tuple(map(company, names)), **fields)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_holds_the_fact_and_where_it_was_read():
    deal = alliance(
        "Sears",
        "IBM",
        since="1984-02",
        until="1996",
        sectors=(Sector("videotex"), Sector("shops", "sector-retail")),
        claims=(
            claim("doc-1", "They may join forces.", 0.4),
            claim("doc-2", 'IBM and Sears, "at last", join forces.', 0.95),
        ),
    )
    source = Source(
        "doc-2", "A venture", "https://news.example/2", "Wire", "1984-02-14"
    )
    (row,) = rows(to_csv([deal], [source]))
    assert row == {
        "company_a": "IBM",
        "company_b": "Sears",
        "kind": "joint_venture",
        "status": "announced",
        "since": "1984-02",
        "until": "1996",
        "sectors": "retail; videotex",
        "sources": "2",
        "confidence": "0.95",
        "quote": 'IBM and Sears, "at last", join forces.',
        "title": "A venture",
        "publisher": "Wire",
        "published": "1984-02-14",
        "url": "https://news.example/2",
        "alliance": "alliance-1",
        "company_a_id": "company-ibm",
        "company_b_id": "company-sears",
    }


def test_each_pair_of_an_alliance_has_a_row():
    found = rows(to_csv([alliance("IBM", "Sony", "Toshiba", "IBM")]))
    assert [(row["company_a"], row["company_b"]) for row in found] == [
        ("IBM", "Sony"),
        ("IBM", "Toshiba"),
        ("Sony", "Toshiba"),
    ]


def test_nothing_gives_the_header_alone():
    assert to_csv([]) == ",".join(COLUMNS) + "\r\n"
    assert rows(to_csv([alliance("IBM", "IBM")])) == []


def test_the_order_of_the_input_does_not_matter():
    deals = [alliance("IBM", "Sony"), alliance("Apple", "IBM", number=2)]
    assert to_csv(deals) == to_csv(deals[::-1])
    assert rows(to_csv(deals))[0]["company_a"] == "Apple"


@pytest.mark.parametrize(
    "name",
    ['=HYPERLINK("http://x.example")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(name):
    (row,) = rows(to_csv([alliance(name, "zzz")]))
    assert row["company_a"] == f"'{name}"


@given(st.text(min_size=1), st.text())
def test_any_text_comes_back_and_no_cell_is_a_formula(name, quote):
    deal = alliance(name, "IBM", claims=(claim("doc-1", quote, 0.5),))
    found = rows(to_csv([deal]))
    cells = {cell for row in found for cell in row.values()}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    if found:
        assert found[0]["quote"].removeprefix("'") == quote.removeprefix("'")
        both = {found[0]["company_a"], found[0]["company_b"]}
        assert {cell.removeprefix("'") for cell in both} == {
            name.removeprefix("'"),
            "IBM",
        }
