"""Files, folders, patterns and standard input, good and bad."""

import gc
import gzip
import io
import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest import places, read
from kg.settings import Settings
from kg.values import Document


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b.txt").write_text("B said so.")
    (tmp_path / "a.md").write_text("---\nid: a\n---\nA said so.")
    (tmp_path / "sub" / "c.jsonl").write_text('{"text": "C1"}\n\n{"text": "C2"}\n')
    (tmp_path / "README.md").write_text("About these files.")
    (tmp_path / "d.pdf").write_text("not ours")
    (tmp_path / ".hidden" / "e.txt").write_text("hidden")
    (tmp_path / ".f.txt").write_text("hidden")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    return tmp_path


def texts(*inputs, **options):
    return [document.text for document in read(*inputs, **options)]


def faults_of(*inputs):
    faults = []
    documents = list(read(*inputs, on_error=faults.append))
    return documents, faults


def test_folder_is_read_in_the_order_of_names_without_hidden_and_foreign_files(folder):
    assert texts(folder) == ["A said so.", "B said so.", "C1", "C2"]


def test_a_file_named_twice_is_read_once(folder):
    assert texts(folder / "b.txt", folder, str(folder / "sub" / ".." / "b.txt")) == [
        "B said so.",
        "A said so.",
        "C1",
        "C2",
    ]


def test_patterns(folder):
    assert texts(f"{folder}/*.txt") == ["B said so."]
    assert texts(f"{folder}/s*/*.jsonl") == ["C1", "C2"]
    assert texts(f"{folder}/**/*.jsonl")[:2] == ["C1", "C2"]


def test_a_name_with_brackets_that_exists_is_no_pattern(tmp_path):
    (tmp_path / "a[1].txt").write_text("IBM.")
    assert texts(tmp_path / "a[1].txt") == ["IBM."]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere.txt", "does not exist"),
        ("*.nothing", "matches no file"),
        ("https://n.example/a.html", "nothing is fetched"),
        ("d.pdf", "no known format"),
        ("empty", "holds no file to read"),
    ],
)
def test_inputs_that_cannot_be_read_are_named(folder, monkeypatch, name, reason):
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match=reason) as raised:
        texts(name)
    assert raised.value.where == name


def test_one_broken_file_does_not_end_the_run(folder):
    (folder / "aa.txt").write_bytes(b"\0\1\2\3" * 50)
    (folder / "ab.csv").write_text("x,y\n1,2\n")
    (folder / "ac.md").write_text("---\n: [\n---\n")
    (folder / "ad.html").write_text("<html></html>")
    (folder / "ae.txt.gz").write_bytes(b"no gzip")
    (folder / "af.txt").write_text("  \n ")
    documents, faults = faults_of(folder)
    assert [d.text for d in documents] == ["A said so.", "B said so.", "C1", "C2"]
    names = [fault.where.split(":")[0].rpartition("/")[2] for fault in faults]
    assert names == ["aa.txt", "ab.csv", "ac.md", "ad.html", "ae.txt.gz", "af.txt"]


def test_without_on_error_the_first_fault_is_raised_after_what_came_before(folder):
    (folder / "ab.txt").write_bytes(b"\0" * 9)
    documents = read(folder)
    assert next(documents).text == "A said so."
    with pytest.raises(InputError, match=r"ab\.txt: is binary"):
        next(documents)


def test_an_id_that_came_before_is_a_fault(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x", "text": "1"}\n{"id": "x", "text": "2"}'
    )
    documents, [fault] = faults_of(tmp_path)
    assert [document.text for document in documents] == ["1"]
    assert "'x'" in fault.reason
    assert fault.where == f"{tmp_path / 'a.jsonl'}:2"


def test_an_id_that_came_before_in_a_table_is_named_with_its_line(tmp_path):
    (tmp_path / "a.csv").write_text('id,text\nx,"two\nlines"\n\nx,again\ny,other\n')
    documents, [fault] = faults_of(tmp_path)
    assert [document.id for document in documents] == ["x", "y"]
    assert fault.where == f"{tmp_path / 'a.csv'}:5"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("packed", [False, True])
def test_tables_with_a_byte_order_mark(tmp_path, delimiter, encoding, packed):
    rows = [["id", "title", "text"], ["1", "Café", "IBM Ċ agreed."], ["2", "", "No."]]
    table = "".join(delimiter.join(row) + "\r\n" for row in rows).encode(encoding)
    path = tmp_path / ("a.csv.gz" if packed else "a.csv")
    path.write_bytes(gzip.compress(table) if packed else table)
    assert [(d.id, d.title, d.text) for d in read(path)] == [tuple(r) for r in rows[1:]]


def test_json_lines_in_utf16(tmp_path, monkeypatch):
    data = '{"text": "IBM Ċ"}\n{"text": "SAP"}\n'.encode("utf-16")
    (tmp_path / "a.jsonl").write_bytes(data)
    assert texts(tmp_path) == ["IBM Ċ", "SAP"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
    assert texts("-") == ["IBM Ċ", "SAP"]


def test_a_table_that_is_not_what_its_mark_says_is_a_fault(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("text\nIBM\n".encode("utf-16") + b"\x00\xd8\x00\xd8x")
    _, [fault] = faults_of(path)
    assert "begins as utf-16 but is not" in fault.reason


def test_packed_files(tmp_path):
    row = json.dumps({"text": "IBM", "date": "2014-10"})
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(row.encode()))
    (tmp_path / "b-2014-10-31.txt.gz").write_bytes(gzip.compress(b"SAP."))
    assert [(d.text, d.published) for d in read(tmp_path)] == [
        ("IBM", "2014-10"),
        ("SAP.", "2014-10-31"),
    ]


def test_a_name_with_dots_keeps_its_date(tmp_path):
    (tmp_path / "a.b.c-2014-10-31.txt").write_text("IBM.")
    assert next(read(tmp_path)).published == "2014-10-31"


@pytest.mark.parametrize(
    ("given_bytes", "title", "text"),
    [
        (b'{"text": "IBM", "title": "T"}\n{"text": "SAP"}\n', "T", "IBM"),
        (b"\xef\xbb\xbf" + b'{"text": "IBM"}\n', "", "IBM"),
        (b"---\ntitle: T\n---\nIBM.", "T", "IBM."),
        (b"# T\n\nIBM.", "T", "IBM."),
        (b"IBM and SAP.\r\nMore.", "", "IBM and SAP.\nMore."),
    ],
)
def test_standard_input_tells_its_format(monkeypatch, given_bytes, title, text):
    stream = io.TextIOWrapper(io.BytesIO(given_bytes), "utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    document = next(read("-"))
    assert (document.title, document.text) == (title, text)


def test_too_large_a_document_is_refused_and_tables_are_not(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "MAX_DOCUMENT_BYTES", 1 << 20)
    (tmp_path / "a.txt").write_bytes(b"a" * ((1 << 20) + 1))
    rows = "".join(json.dumps({"text": f"{n} " * 1000}) + "\n" for n in range(600))
    (tmp_path / "b.jsonl").write_text(rows)
    assert (tmp_path / "b.jsonl").stat().st_size > 1 << 20
    documents, [fault] = faults_of(tmp_path)
    assert len(documents) == 600
    assert "over 1 MB" in fault.reason


LARGE = 1 << 12


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("a.jsonl", '{"text": "', '"}\n{"text": "IBM"}\n'),
        ("a.csv", "text\n", "\nIBM\n"),
        ("a.csv", 'text\n"', '"\nIBM\n'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_too_large_a_row_is_refused_and_the_next_is_read(
    tmp_path, monkeypatch, name, start, end, encoding
):
    monkeypatch.setattr(places, "MAX_DOCUMENT_BYTES", LARGE)
    text = start + "a" * 3 * LARGE + end
    (tmp_path / name).write_bytes(text.encode(encoding))
    [document], [fault] = faults_of(tmp_path)
    assert document.text == "IBM"
    assert "too large for one document" in fault.reason
    assert fault.where.rpartition(":")[2] in {"1", "2"}


def test_a_row_of_many_lines_that_is_too_large_costs_that_row_alone(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(places, "MAX_DOCUMENT_BYTES", LARGE)
    rows = "".join(f"{number},IBM\n" for number in range(LARGE))
    (tmp_path / "a.csv").write_text('id,text\nx,"never closed\n' + rows)
    documents, [fault] = faults_of(tmp_path)
    assert [document.id for document in documents] == [str(n) for n in range(LARGE)]
    assert fault.where.endswith("a.csv:2")


class Counting(io.BytesIO):
    """Standard input that remembers the longest line it was asked for."""

    most = 0

    def readline(self, size=-1, /):
        line = super().readline(size)
        self.most = max(self.most, len(line))
        return line

    __next__ = readline


@pytest.mark.parametrize("start", [b"", b'{"text": "'])
def test_standard_input_without_a_line_end_is_not_read_without_end(monkeypatch, start):
    monkeypatch.setattr(places, "MAX_DOCUMENT_BYTES", LARGE)
    stream = Counting(start + b"a" * 5 * LARGE)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream, "utf-8"))
    documents, [fault] = faults_of("-")
    assert documents == []
    assert "too large" in fault.reason
    assert stream.most == LARGE + 1


def test_a_long_text_is_cut_and_reported_and_still_read(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "IBM and SAP."}\n{"text": "SAP"}\n')
    faults = []
    short = Settings(max_document_chars=3)
    documents = list(read(tmp_path, on_error=faults.append, settings=short))
    assert [document.text for document in documents] == ["IBM", "SAP"]
    [fault] = faults
    assert isinstance(fault, InputError)
    assert "12 characters cut at 3" in fault.reason
    assert fault.where.endswith("a.jsonl:1")


def test_a_long_text_is_cut_with_a_warning_where_nobody_is_told_of_faults(tmp_path):
    (tmp_path / "a.txt").write_text("IBM and SAP.")
    with pytest.warns(UserWarning, match="12 characters cut at 3"):
        [document] = read(tmp_path, settings=Settings(max_document_chars=3))
    assert document.text == "IBM"
    with pytest.warns(UserWarning, match="cut"):
        assert [document] == list(
            read(tmp_path, settings=Settings(max_document_chars=3))
        )


def test_a_table_with_a_mark_that_is_given_up_lets_go_of_its_file(tmp_path):
    (tmp_path / "a.csv").write_bytes("no,column\nof,ours\n".encode("utf-16"))
    documents, [fault] = faults_of(tmp_path)
    gc.collect()
    assert documents == []
    assert "no column named text" in fault.reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.binary(),
    st.sampled_from([*sorted(places.TEXTS | places.TABLES), ".csv.gz", ".txt.gz"]),
)
def test_no_bytes_break_a_file_of_any_kind(tmp_path, data, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    documents, faults = faults_of(path)
    assert all(isinstance(document, Document) for document in documents)
    assert all(fault.where.startswith(str(path)) for fault in faults)


@pytest.mark.shared
def test_the_seed_is_all_text_and_dated_by_its_name(shared):
    [document] = read(shared / "data" / "seed")
    [file] = (shared / "data" / "seed").iterdir()
    assert document.title == ""
    assert document.text == file.read_text("utf-8")
    assert document.published == "2014-10-31"
