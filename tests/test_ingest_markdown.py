"""Markdown to the plain text in which offsets count."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import read
from kg.ingest.articles import from_markdown
from kg.ingest.documents import clean
from kg.ingest.markup import to_plain

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=())).map(clean)
MARKS = "\\`*_{}[]()<>#+-.!~=&;|:/"
WORD = st.from_regex(r"[A-Za-z0-9]{1,8}", fullmatch=True)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("[IBM](http://x) joins", "IBM joins"),
        ('[IBM](<http://x y> "A title")\'s', "IBM's"),
        ("[IBM](http://x/(a)_b) and [SAP](y 'T').", "IBM and SAP."),
        ("[IBM\nCorp.](http://x)", "IBM\nCorp."),
        ("[IBM [NYSE]](http://x)", "IBM [NYSE]"),
        ("[**IBM** and *SAP*](http://x)", "IBM and SAP"),
        ("[![The logo](i.png)](http://x) IBM", "The logo IBM"),
        (
            "[IBM][1], [SAP][], [Intel]\n\n[1]: http://x\n[sap]: /y",
            "IBM, SAP, [Intel]\n\n\n",
        ),
        (
            "<http://x.example/a_b_c> <pr@x.example>",
            "http://x.example/a_b_c pr@x.example",
        ),
        ("**IBM** and __SAP__, *Intel*, _Cisco_", "IBM and SAP, Intel, Cisco"),
        ("***IBM*** **and *SAP* or** *a **b** c*", "IBM and SAP or a b c"),
        ('"**IBM**"\'s (_SAP_) *two\nlines*', '"IBM"\'s (SAP) two\nlines'),
        ("`a*b*c` ``x`y`` **`z`**", "a*b*c x`y z"),
        ("\\*IBM\\* \\[SAP\\](x) A\\_b", "*IBM* [SAP](x) A_b"),
        ("AT&amp;T, Johnson &#38; Johnson", "AT&T, Johnson & Johnson"),
        ("## Deal ##\nIBM.", "Deal\nIBM."),
        ("> IBM **said\n> so**", "IBM **said\nso**"),
        ("> > IBM\n> - *SAP*", "IBM\nSAP"),
        ("- IBM\n  * SAP\n+ Intel\n1. *Cisco*", "IBM\nSAP\nIntel\n1. Cisco"),
        ("IBM\n===\n\n* * *\n\nSAP\n---", "IBM\n\n\n\n\nSAP\n"),
        ("```py\n# a *b*\n\n- [c](d)\n```\n*e*", "# a *b*\n\n- [c](d)\ne"),
        ("~~~\n```\n*a*\n~~~~\n*e*", "```\n*a*\ne"),
    ],
)
def test_marks_go_and_words_stay(marked, plain):
    assert to_plain(marked) == plain


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2 and 2*3*4 and a ** b ** c",
        "snake_case_name and A_B_C",
        "Revenue* rose. *Adjusted figures are below.",
        "See (*) and (*) below, * and *.",
        "[sic] [1] [IBM] (NYSE: IBM) [IBM](NYSE: IBM)",
        "[IBM] <IBM.N> <9432> <NYSE:IBM> a<b>c",
        "#hashtag #1 -5 percent +3 percent >100",
        "AT&T; R&D; &nonsense",
        "**IBM\n\nSAP**",
        "It rose 5%-10% -- so they said -- in 1981.",
        "~~IBM~~ | a | b |",
        "C:\\Users and \\d",
    ],
)
def test_what_only_looks_like_a_mark_stays(text):
    assert to_plain(text) == text


@given(st.text(st.characters(codec="utf-8", exclude_characters=MARKS)).map(clean))
def test_text_without_marks_is_left_alone(text):
    assert to_plain(text) == text


@given(WORDS, WORDS, WORDS, st.sampled_from(["*", "_", "**", "__", "***", "`", "``"]))
def test_words_that_were_marked_come_back(before, words, after, mark):
    assert to_plain(f"{before} {mark}{words}{mark}, {after}") == (
        f"{before} {words}, {after}"
    )
    assert to_plain(f"{before} [{words}](http://n.example/) {after}") == (
        f"{before} {words} {after}"
    )


@given(st.text(MARKS + " \n\"'a1"))
def test_no_marks_break_it_and_letters_stay(text):
    plain = to_plain(text)
    assert not {"\0", "\1"} & set(plain)
    if not set("&]`~") & set(text):
        kept = "".join(character for character in plain if character in "a1")
        assert kept == "".join(character for character in text if character in "a1")


@given(ANY_TEXT)
def test_any_text_makes_plain_text(text):
    assert len(to_plain(text)) <= len(text)


@pytest.mark.parametrize(
    "part",
    r"[ [a *a **a* ` <a@ [a](( &a _a [x](a\  []() [a]: - >\  # ** ![ ``` a_".split(),
)
def test_marks_that_are_never_closed_take_no_long_time(part):
    began = time.process_time()
    to_plain(part * 20_000)
    to_plain(f"{part} " * 20_000)
    assert time.process_time() - began < 60  # with the square: an hour


def test_offsets_of_a_markdown_file_count_in_the_plain_text(tmp_path):
    (tmp_path / "a.md").write_text(
        "---\nid: a\n---\n# The *[deal](http://x)*\n\n**IBM** joins [SAP](http://y).\n"
    )
    [document] = read(tmp_path)
    assert document.title == "The deal"
    assert document.text == "IBM joins SAP.\n"
    assert document.text[10:13] == "SAP"


def test_a_title_with_marks_that_is_also_the_heading_is_not_in_the_text():
    text = "---\ntitle: {}\n---\n# **Deal** of IBM\n\nIBM."
    for title in ("'**Deal** of IBM'", "Deal of IBM"):
        [document] = from_markdown(text.format(title), "a.md")
        assert (document.title, document.text) == ("Deal of IBM", "IBM.")
