"""A title alone is thin evidence: the text's own sentence comes with it."""

import pytest

from kg.extract.claims import add_text
from kg.extract.windows import split_sentences
from kg.values import Mention, Span

TITLE = (0, Span(0, 0))
TEXT = (
    "Acme Corp shares rose. Widget Inc and Acme Corp fell on Monday. "
    "Acme Corp and Widget Inc formed a joint venture to make pumps."
)


def mentions_in(text, *names):
    found = {}
    for name in names:
        starts = [k for k in range(len(text)) if text.startswith(name, k)]
        found[name] = [
            Mention("d", "text", Span(k, k + len(name)), name) for k in starts
        ]
    return found


def evidence_with_text(evidence, text=TEXT):
    names = ("Acme Corp", "Widget Inc")
    found = add_text(
        evidence, names, mentions_in(text, *names), split_sentences(text), text
    )
    return [span.cut(text) if field else "title" for field, span in found]


def test_the_sentence_that_tells_the_same_comes_behind_the_title():
    assert evidence_with_text([TITLE]) == [
        "title",
        "Acme Corp and Widget Inc formed a joint venture to make pumps.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Corp formed a joint venture. Widget Inc did not comment.",
        "Acme Corp shares and Widget Inc shares fell on Monday.",
        "",
    ],
)
def test_no_sentence_is_added_that_does_not_tell_of_both(text):
    assert evidence_with_text([TITLE], text) == ["title"]


def test_evidence_in_the_text_stays_as_it_is():
    first = split_sentences(TEXT)[0]
    assert evidence_with_text([(1, first)]) == ["Acme Corp shares rose."]
