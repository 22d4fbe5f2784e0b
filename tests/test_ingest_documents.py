"""One text and its metadata to a Document: ids, line ends, dates, language."""

import datetime
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest import looks_english, to_document
from kg.ingest.dates import date_of_name, to_iso
from kg.ingest.documents import clean

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
DATES = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))


def test_id_is_the_given_one_then_the_url_then_the_content():
    assert to_document("a", id=" x-1 ", url="https://n.example/").id == "x-1"
    assert to_document("a", url="https://n.example/").id == "https://n.example/"
    assert to_document("a").id.startswith("sha256:")


def test_id_from_content_depends_on_title_and_text_alone():
    one = to_document("IBM", title="Deal", published="2014", publisher="A")
    same = to_document("IBM", title="Deal")
    assert one.id == same.id
    assert len({one.id, to_document("IBM").id, to_document("IB", title="Deal").id}) == 3


def test_digest_is_of_the_text_that_offsets_count_in():
    document = to_document("IBM\r\nand SAP")
    assert document.text == "IBM\nand SAP"
    assert document.sha256 == hashlib.sha256(b"IBM\nand SAP").hexdigest()


@pytest.mark.parametrize(
    ("written", "iso"),
    [("31 October 2014", "2014-10-31"), ("2014-10", "2014-10"), (" ", None)],
)
def test_publication_is_kept_as_iso(written, iso):
    assert to_document("IBM", published=written).published == iso


@given(DATES)
def test_publication_in_iso_stays_as_it_is(date):
    for iso in (date.isoformat(), date.isoformat()[:7], date.isoformat()[:4]):
        assert to_document("IBM", published=iso).published == iso


@pytest.mark.parametrize("written", ["soon", "2014-02-30", "10/11/2014"])
def test_publication_that_is_no_date_is_refused_with_the_value(written):
    with pytest.raises(InputError, match=f"'{written}'") as raised:
        to_document("IBM", published=written, id="x-1")
    assert raised.value.where == "x-1"


@given(ANY_TEXT)
def test_clean_text_can_be_written_anywhere_and_is_clean_already(text):
    cleaned = clean(text)
    cleaned.encode()
    assert not set(cleaned) & {"\r", "\0", "\f", "\v", "\x1b", "\uffff"}
    assert clean(cleaned) == cleaned
    assert len(cleaned) == len(text) - text.count("\r\n")


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_makes_a_document(text, title):
    document = to_document(text, title=title)
    assert document.title == " ".join(document.title.split())
    assert document.id


@given(DATES)
def test_dates_are_read_as_they_are_commonly_written(date):
    iso = date.isoformat()
    ways = ("%Y-%m-%dT08:00:00Z", "%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%Y/%m/%d")
    assert to_iso(iso) == iso
    for way in (*ways, "%Y%m%d", "%a, %d %b %Y 10:11:12 GMT", "%d-%b-%Y"):
        assert to_iso(date.strftime(way)) == iso, way
    assert to_iso(iso[:7]) == iso[:7]
    assert to_iso(iso[:4]) == iso[:4]


@pytest.mark.parametrize(
    "unclear", ["10/11/2014", "2014-02-30", "yesterday", "31 Foo 2014", "2014-13", ""]
)
def test_unclear_dates_are_not_guessed(unclear):
    assert to_iso(unclear) is None


@given(st.text())
def test_whatever_is_taken_for_a_date_is_one(text):
    found = to_iso(text)
    if found:
        padded = found + "-01-01"[: 3 * (2 - found.count("-"))]
        datetime.date.fromisoformat(padded)


def test_date_in_a_file_name_must_end_it():
    assert date_of_name("news-2014-10-31") == "2014-10-31"
    assert date_of_name("2014-10-31-news") is None
    assert date_of_name("news-2014-99-31") is None


def test_english_is_told_by_its_common_words():
    assert looks_english("IBM and Tencent signed a memorandum on the cloud. " * 10)
    assert not looks_english("IBM und Tencent haben eine Absicht erklärt. " * 10)
    assert not looks_english("腾讯云与IBM签署合作备忘录" * 3)
    assert looks_english("Twitter, IBM announce alliance")
    assert looks_english("")
