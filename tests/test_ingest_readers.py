"""What each format gives: title, text, date and the rest."""

import csv
import io
import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest.articles import from_html, from_markdown, from_text
from kg.ingest.decoding import decode
from kg.ingest.documents import clean
from kg.ingest.markup import to_plain
from kg.ingest.tables import from_csv, from_jsonl, unless_hopeless
from kg.values import Document

LINE = st.text(st.characters(codec="utf-8"), min_size=1).map(
    lambda text: " ".join(clean(text).split())
)
WORDS = LINE.filter(bool)
PAGE = """<!DOCTYPE html><html lang="en-GB"><head>
<title>IBM and SAP agree | Daily</title>
<meta property="og:title" content="IBM and SAP agree">
<meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2014-10-22T09:00:00Z">
<link rel="canonical" href="https://daily.example/ibm-sap"></head><body>
<nav>Home News Sport</nav><article><h1>IBM and SAP agree</h1>
<p>IBM and SAP said on Wednesday that they would work together on cloud services for
large enterprises in many countries of the world, beginning next year.</p>
<p>Both companies named the agreement strategic. Analysts had expected such a step
for months, since the two have shared customers for decades.</p></article>
<footer>All rights reserved.</footer></body></html>"""


def only(found):
    [one] = found
    return one


def found_in(rows):
    return [found for _, found in rows]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("IBM joins SAP\n\nThey agreed.", "IBM joins SAP", "They agreed."),
        ("IBM joins SAP\n\n\nThey agreed.\n", "IBM joins SAP", "They agreed.\n"),
        ("IBM joins SAP.\n\nThey agreed.", "", None),
        ("IBM joins SAP\nThey agreed.", "", None),
        ("IBM joins SAP\n\n", "", None),
        ("IBM\n\nThey agreed.", "", None),
        ("word " * 60 + "\n\nThey agreed.", "", None),
        ("\n\nThey agreed.", "", None),
    ],
)
def test_title_of_plain_text_is_a_short_line_above_an_empty_one(text, title, body):
    document = only(from_text(text, "a.txt"))
    assert document.title == title
    assert document.text == (text if body is None else body)


def test_plain_text_takes_its_date_from_the_end_of_the_file_name():
    assert only(from_text("IBM.", "", "ibm-2014-10-31")).published == "2014-10-31"


def test_front_matter_gives_the_metadata():
    text = (
        "---\nid: 007\ntitle: 'IBM: a deal'\ndate: 2014-10-31\nurl: https://n.example/1\n"
        "publisher: N\nlicence: ours\n---\n\nIBM and SAP.\n"
    )
    document = only(from_markdown(text, "a.md"))
    assert document.id == "007"
    assert document.title == "IBM: a deal"
    assert document.published == "2014-10-31"
    assert (document.url, document.publisher) == ("https://n.example/1", "N")
    assert document.text == "IBM and SAP.\n"


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Deal\n\nIBM.", "Deal", "IBM."),
        ("---\ndate: 2014\n---\n# Deal #\nIBM.", "Deal", "IBM."),
        ("---\ntitle: Other\n---\n# Deal\nIBM.", "Other", "Deal\nIBM."),
        ("---\n---\nIBM.", "", "IBM."),
        ("--- no fence\nIBM.", "", "--- no fence\nIBM."),
        ("#hashtag IBM.", "", "#hashtag IBM."),
    ],
)
def test_markdown_heading_is_the_title_unless_the_front_matter_has_another(
    text, title, body
):
    document = only(from_markdown(text, "a.md"))
    assert (document.title, document.text) == (title, body)


@pytest.mark.parametrize(
    "front", ["title: [unclosed", "- a\n- b", "title: {a: b}", "just words", "a: b: c"]
)
def test_bad_front_matter_is_a_fault_that_names_the_file(front):
    fault = only(from_markdown(f"---\n{front}\n---\nIBM.", "a.md"))
    assert isinstance(fault, InputError)
    assert fault.where.startswith("a.md")


@given(title=WORDS, publisher=WORDS, body=WORDS)
def test_front_matter_comes_back_as_it_was_written(title, publisher, body):
    front = yaml.safe_dump({"title": title, "publisher": publisher}, allow_unicode=True)
    document = only(from_markdown(f"---\n{front}---\n\n{body}", "a.md"))
    assert (document.title, document.publisher) == (title, publisher)
    assert document.text == to_plain(body) or body.startswith("#")


def test_page_gives_article_and_metadata():
    document = only(from_html(PAGE, "a.html"))
    assert document.title == "IBM and SAP agree"
    assert document.published == "2014-10-22"
    assert document.publisher == "The Daily"
    assert document.url == document.id == "https://daily.example/ibm-sap"
    assert document.language == "en"
    assert document.text.startswith("IBM and SAP said on Wednesday")
    assert "All rights" not in document.text
    assert "Sport" not in document.text


@pytest.mark.parametrize("page", ["", "<html></html>", "<p>", "<!-- -->", "\ufffd"])
def test_page_without_an_article_is_a_fault(page):
    assert isinstance(only(from_html(page, "a.html")), InputError)


ROW = st.fixed_dictionaries(
    {"text": WORDS},
    optional={"title": WORDS, "id": WORDS, "publisher": WORDS, "other": WORDS},
)


def same(document: Document, row: dict[str, str]) -> bool:
    return (
        document.text == row["text"]
        and document.title == row.get("title", "")
        and document.publisher == row.get("publisher")
        and document.id == row.get("id", document.id)
    )


@given(st.lists(ROW, max_size=5), st.booleans())
def test_json_lines_come_back_as_they_were_written(rows, ascii_only):
    lines = [json.dumps(row, ensure_ascii=ascii_only).encode() for row in rows]
    documents = found_in(from_jsonl(lines, "a.jsonl"))
    assert len(documents) == len(rows)
    assert all(map(same, documents, rows))


@given(st.lists(ROW, min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_tables_come_back_as_they_were_written(rows, delimiter):
    table = io.StringIO(newline="")
    names = ["publisher", "id", "other", "title", "text"]
    writer = csv.DictWriter(table, names, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    lines = io.BytesIO(table.getvalue().encode())
    documents = found_in(from_csv(lines, "a.csv"))
    assert len(documents) == len(rows)
    assert all(map(same, documents, rows))


@given(st.lists(st.binary()))
def test_no_bytes_break_the_readers_of_tables(lines):
    for reader in (from_jsonl, from_csv):
        for header in ([], [b"title,text\n"]):
            for _, found in reader([*header, *lines], "x"):
                assert isinstance(found, Document | InputError)


@given(st.text())
def test_no_text_breaks_the_readers_of_articles(text):
    for reader in (from_text, from_markdown, from_html):
        for start in ("", "---\n", "<html><body>"):
            for found in reader(start + text, "x"):
                assert isinstance(found, Document | InputError)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "no JSON"),
        (b"[1]", "no JSON object"),
        (b'{"body": "IBM"}', "neither text nor title"),
        (b'{"text": 7}', "text is a number"),
        (b'{"text": ["IBM"]}', "text is a list"),
        (b'{"text": "", "title": " "}', "neither title nor text"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": 1' + b"0" * 5000 + b"}", "no JSON"),
        (b"\x00\x01\x02\xff", "binary"),
    ],
)
def test_bad_json_lines_are_faults_and_the_next_row_is_read(line, reason):
    rows = from_jsonl([line, b'{"text": "IBM"}'], "a.jsonl")
    fault, document = found_in(rows)
    assert fault.where == "a.jsonl:1"
    assert reason in fault.reason
    assert document.text == "IBM"


def test_an_unclear_date_is_a_fault_and_the_document_comes_without_it():
    rows = from_jsonl([b'{"text": "IBM", "date": "soon"}'], "a.jsonl")
    fault, document = found_in(rows)
    assert "'soon'" in fault.reason
    assert document.published is None


def test_table_faults_name_the_line_of_the_file():
    lines = [b"title,text\n", b'"A","two\n', b'lines"\n', b"a,b,c\n", b"B,IBM\n"]
    one, fault, other = found_in(from_csv(lines, "a.csv"))
    assert (one.text, other.text) == ("two\nlines", "IBM")
    assert fault.where == "a.csv:4"
    assert "3 cells" in fault.reason


def test_a_quote_that_is_never_closed_costs_one_row():
    lines = [b"title,text\n", b'A,"one\n', b"B,two\n", b'C,"th""ree"\n', b"D,four\n"]
    # The next quote closes it, and what follows that is no delimiter.
    fault, *documents = found_in(from_csv(lines, "a.csv"))
    assert fault.where == "a.csv:2"
    assert [d.text for d in documents] == ["two", 'th"ree', "four"]
    fault, *documents = found_in(from_csv([*lines[:3], lines[4]], "a.csv"))
    assert (fault.where, fault.reason) == (
        "a.csv:2",
        "has a quote that is never closed",
    )
    assert [d.title for d in documents] == ["B", "D"]


def test_a_row_with_too_few_cells_is_a_fault():
    lines = [b"id,title,text\n", b"1,A\n", b"2,B,IBM\n", b"\n", b"3\n"]
    one, document, other = found_in(from_csv(lines, "a.csv"))
    assert (one.where, other.where) == ("a.csv:2", "a.csv:5")
    assert one.reason == "has 2 cells, the header 3"
    assert document.text == "IBM"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("text;title, long;date", "IBM;A, B;2014"),
        ("text\ttitle, in short\tx,y,z", "IBM\ta\tb"),
        ("date,text,a;b;c;d", "2014,IBM,a;b"),
        ('"text"', "IBM"),
    ],
)
def test_the_delimiter_is_the_one_that_parts_our_columns(header, row):
    lines = [f"{header}\n".encode(), row.encode()]
    assert only(found_in(from_csv(lines, "a.csv"))).text == "IBM"


CELLS = st.lists(st.text('a,"\n ;é', max_size=6), min_size=2, max_size=2)


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_rows_before_a_broken_one_are_what_was_written(rows):
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([["title", "text"], *rows])
    whole = io.BytesIO(table.getvalue().encode())
    good = found_in(from_csv(whole, "a"))
    wanted = [row[1] for row in rows if row[0].strip() or row[1].strip()]
    assert [document.text for document in good] == wanted
    table.write('"x","open')
    cut = io.BytesIO(table.getvalue().encode())
    *found, fault = found_in(from_csv(cut, "a"))
    assert [document.text for document in found] == wanted
    assert fault.reason == "has a quote that is never closed"


def test_table_without_a_header_is_one_fault():
    fault = only(found_in(from_csv([b"IBM,SAP\n", b"a,b\n"], "a.csv")))
    assert "no column" in fault.reason


def test_table_that_is_not_utf8_is_still_read():
    lines = [
        b"title,text\n",
        "Soci\u00e9t\u00e9,A plain sentence of it\n".encode("cp1252"),
    ]
    assert only(found_in(from_csv(lines, "a.csv"))).title == "Soci\u00e9t\u00e9"


def test_table_of_something_else_is_given_up_after_twenty_rows():
    rows = [b'{"body": 1}'] * 1000
    found = list(unless_hopeless(from_jsonl(rows, "a.jsonl"), "a.jsonl"))
    assert len(found) == 21
    rows = [b'{"text": "IBM"}', *rows]
    assert len(list(unless_hopeless(from_jsonl(rows, "a.jsonl"), "a.jsonl"))) == 1001


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_every_unicode_encoding_with_a_mark_is_read(text):
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        if not text.startswith("\ufeff"):
            assert decode(text.encode(encoding), "a.txt") == text


def test_declared_and_guessed_encodings():
    french = "<meta charset='iso-8859-1'> \u00e9\u00e9\u00e9\u00e9"
    assert decode(french.encode("latin-1"), "a.html", declares=True) == french
    english = (
        "The firm \u2018Soci\u00e9t\u00e9\u2019 \u2013 and IBM \u2013 agreed on it."
    )
    assert decode(english.encode("cp1252"), "a.txt") == english
    russian = (
        "\u041a\u043e\u043c\u043f\u0430\u043d\u0438\u044f \u0418\u0411\u041c " * 20
    )
    assert decode(russian.encode("cp1251"), "a.txt") == russian


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"\xff\xfe\x00"]
)
def test_binary_data_is_refused_with_the_name(data):
    with pytest.raises(InputError, match=r"a\.txt: (is binary|begins as)"):
        decode(data, "a.txt")


@given(st.binary())
def test_decoding_gives_text_or_says_why_not(data):
    try:
        text = decode(data, "a.txt", declares=True)
    except InputError as error:
        text = str(error)
    assert isinstance(text, str)
    assert text or len(data) <= 4
