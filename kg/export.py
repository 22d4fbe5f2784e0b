"""Alliances as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.values import Alliance, Claim, Sector, Source

COLUMNS = (
    "company_a",
    "company_b",
    "kind",
    "status",
    "since",
    "until",
    "sectors",
    "sources",
    "confidence",
    "quote",
    "title",
    "publisher",
    "published",
    "url",
    "alliance",
    "company_a_id",
    "company_b_id",
)


def to_csv(alliances: Sequence[Alliance], sources: Sequence[Source] = ()) -> str:
    r"""Write one row a pair of companies and alliance, with a header.

    Rows are sorted by the companies' names and then the alliance; lines end in
    ``\r\n`` as RFC 4180 asks. The quote, title, publisher, date and link are of
    the surest claim. ``sources`` counts the documents that say so.

    Spreadsheets run a cell that starts with ``=``, ``+``, ``-``, ``@``, a tab or
    a carriage return as a formula. Such a cell gets a leading apostrophe here,
    so what reads a column back must strip it.

    Example:
        >>> from kg.values import Company
        >>> two = Company("company-a", "=Acme"), Company("company-b", "Bolt")
        >>> deal = Alliance("alliance-1", two, "licensing", "announced", (),
        ...                 "2020-05", None, ())
        >>> print(to_csv([deal]).splitlines()[1][:37])
        '=Acme,Bolt,licensing,announced,2020-
    """
    by_id = {source.id: source for source in sources}
    rows = sorted(row for alliance in alliances for row in _rows(alliance, by_id))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


def _rows(alliance: Alliance, sources: dict[str, Source]) -> Iterator[tuple[str, ...]]:
    parties = sorted({(company.name, company.id) for company in alliance.parties})
    details = _details(alliance, sources)
    for (name, one), (other_name, other) in combinations(parties, 2):
        if one != other:
            yield (name, other_name, *details, alliance.id, one, other)


def _details(alliance: Alliance, sources: dict[str, Source]) -> tuple[str, ...]:
    """The cells from ``kind`` to ``url``: the same for every pair."""
    surest = min(alliance.claims, key=_surest_first, default=None)
    document = surest.document_id if surest else ""
    source = sources.get(document, Source(document))
    quotes = [evidence.quote for evidence in surest.evidence] if surest else []
    return (
        alliance.kind,
        alliance.status,
        alliance.since or "",
        alliance.until or "",
        "; ".join(sorted({_sector(sector) for sector in alliance.sectors})),
        str(len({claim.document_id for claim in alliance.claims})),
        f"{surest.confidence:.2f}" if surest else "",
        quotes[0] if quotes else "",
        source.title,
        source.publisher or "",
        source.published or "",
        source.url or "",
    )


def _surest_first(claim: Claim) -> tuple[float, str]:
    return -claim.confidence, claim.document_id


def _sector(sector: Sector) -> str:
    if sector.concept:
        return sector.concept.removeprefix("sector-").replace("-", " ")
    return " ".join(sector.phrase.split())


def _guarded(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula.

    >>> _guarded("=1+1"), _guarded("AT&T")
    ("'=1+1", 'AT&T')
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
