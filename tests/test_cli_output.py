"""Tables, CSV, faults and records as they are written."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from kg.cli.output import Faults, to_csv, to_table, write
from kg.cli.records import to_record
from kg.errors import InputError
from kg.values import Claim, Document, Evidence, Mention, Party, Sector, Span

CELLS = st.one_of(st.none(), st.booleans(), st.integers(), st.text())


def expected(cell):
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_csv_comes_back_cell_by_cell(rows):
    text = to_csv(["a", "b"], rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert len(read) == len(rows) + 1
    assert read[1:] == [[expected(cell) for cell in row] for row in rows]


def test_a_table_in_a_pipe_is_never_cut():
    long = "word " * 500
    table = to_table(("name", "count"), [(long, 3), ("[bold]x[/bold]", 12)], "title")
    assert long.strip() in table
    assert "[bold]x[/bold]" in table
    assert table.startswith("title")


def test_an_empty_table_still_has_its_header():
    assert "nothing" in to_table(("nothing",), [])


def test_data_is_written_unchanged_and_folders_are_made(tmp_path, capsysbinary):
    target = tmp_path / "new" / "a.csv"
    write("a\r\n\u00e9\n", str(target))
    assert target.read_bytes() == "a\r\n\u00e9\n".encode()
    write("a\r\n\u00e9\n")
    assert capsysbinary.readouterr().out == "a\r\n\u00e9\n".encode()


def test_faults_are_listed_up_to_twenty_and_counted_beyond(capsys):
    faults = Faults()
    assert faults.report() == 0
    for number in range(25):
        faults(InputError(f"a.jsonl:{number}", "is no JSON"))
    assert faults.report() == 1
    shown = capsys.readouterr().err
    assert "25 faults" in shown
    assert "a.jsonl:19: is no JSON" in shown
    assert "a.jsonl:20" not in shown
    assert "and 5 more" in shown


def test_a_record_has_what_a_scorer_reads():
    document = Document("d", "IBM, SAP ally", "IBM and SAP ally. IBM Corp. said so.")

    def mention(field, start, end):
        return Mention("d", field, Span(start, end), document.field(field)[start:end])

    ibm = Party("IBM", tuple(mention("text", *s) for s in ((0, 3), (18, 27), (0, 3))))
    sap = Party("SAP", (mention("text", 8, 11),))
    evidence = (
        Evidence("d", "text", Span(0, 17), "IBM and SAP ally.", "m@1"),
        Evidence("d", "title", Span(0, 13), "IBM, SAP ally", "m@1"),
    )
    claim = Claim(
        "d",
        (ibm, sap),
        "licensing",
        "in_force",
        (Sector("software"),),
        "2014-10",
        "IBM",
        None,
        evidence,
        0.5,
    )
    assert to_record(document, [claim]) == {
        "id": "d",
        "alliances": [
            {
                "parties": [
                    {"name": "IBM", "mentions": ["IBM", "IBM Corp."]},
                    {"name": "SAP", "mentions": ["SAP"]},
                ],
                "kind": "licensing",
                "status": "in_force",
                "sectors": ["software"],
                "announced": "2014-10",
                "speaker": "IBM",
                "venture": None,
                "confidence": 0.5,
                "evidence": [{"start": 0, "end": 17}, {"start": -1, "end": -1}],
            }
        ],
    }
