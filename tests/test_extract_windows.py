"""Sentences and windows: nothing lost, nothing reordered, linear time."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.windows import MAX_CHARS, SENTENCES, cut_windows, split_sentences
from kg.values import Span

TEXT = st.text(
    st.sampled_from("ab .!?\n\"'ABCorpInc,0\u2028é(")
    | st.characters(blacklist_categories=["Cs"])
)


@given(TEXT)
def test_sentences_keep_every_visible_character_in_order(text):
    spans = split_sentences(text)
    kept = "".join("".join(s.cut(text).split()) for s in spans)
    assert kept == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_legal_forms_and_initials_do_not_end_a_sentence():
    text = "J. P. Morgan and Acme Co. Ltd. met U.S. rules. Then Foo Inc. The end came."
    assert [s.cut(text) for s in split_sentences(text)] == [
        "J. P. Morgan and Acme Co. Ltd. met U.S. rules.",
        "Then Foo Inc.",
        "The end came.",
    ]


def test_a_line_break_ends_a_sentence_without_a_full_stop():
    text = "Both announced:\nThey will work together"
    assert [s.cut(text) for s in split_sentences(text)] == text.split("\n")


@given(st.lists(st.integers(1, 1200), max_size=40))
def test_windows_cover_all_sentences_and_overlap_by_one(lengths):
    spans, at = [], 0
    for n in lengths:
        spans.append(Span(at, at + n))
        at += n + 1
    windows = list(cut_windows(spans))
    covered = {k for w in windows for k in range(w.first, w.last)}
    assert covered == set(range(len(spans)))
    for w in windows:
        assert w.last - w.first <= SENTENCES
        assert w.last - w.first == 1 or w.span.end - w.span.start <= MAX_CHARS
    for a, b in pairwise(windows):
        assert b.first == max(a.last - 1, a.first + 1)
