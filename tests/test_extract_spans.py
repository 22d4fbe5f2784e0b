"""Names as wholes: what is proposed around a tagged run, and what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.pieces import load_tokenizer, to_pieces
from kg.extract.spans import LONGEST, MOST_WORDS, Proposal, choose, propose
from kg.values import Span

TOKENIZER = load_tokenizer()


def proposed(text, rough):
    start = text.index(rough)
    pieces = to_pieces(TOKENIZER, "", text)
    return propose(pieces, 1, text, Span(start, start + len(rough)))


def names(text, rough):
    return {p.span.cut(text) for p in proposed(text, rough)}


@pytest.mark.parametrize(
    ("text", "rough", "name"),
    [
        ("Acme works with Royal Bank of Nowhere now", "Bank", "Royal Bank of Nowhere"),
        ("CORRECTED-Widget partners with Acme", "CORRECTED-Widget", "Widget"),
        ("Acme, Urban League & U.S. Chamber Partner", "League & U.S.", "U.S. Chamber"),
        ("between J.C. Nobody and Acme", "Nobody", "J.C. Nobody"),
        ("its partner eWidget said", "eWidget", "eWidget"),
    ],
)
def test_the_whole_name_is_among_the_proposals(text, rough, name):
    assert name in names(text, rough)


def test_a_name_neither_reaches_over_common_words_nor_ends_in_of():
    found = names("said the Royal Bank of great Nowhere", "Bank")
    assert found == {"Royal", "Royal Bank", "Bank"}


@pytest.mark.parametrize("dash", ["-", "–"])
def test_no_name_reaches_over_a_dash_with_space_on_both_sides(dash):
    found = names(f"makers of Widget {dash} Acme, Foo-Bar and Nobody", "Acme")
    assert "Acme" in found
    assert not any(f" {dash} " in name for name in found)
    assert "Foo-Bar" in names(f"Widget {dash} Acme, Foo-Bar and Nobody", "Foo")


def test_no_name_begins_with_a_common_word_for_what_joins_companies():
    found = names("an alliance of Acme and Foo, the city of Nowhere", "Acme")
    assert "Acme" in found
    assert not any(name.startswith("alliance") for name in found)
    assert "city of Nowhere" in names("with the city of Nowhere", "city of Nowhere")


def test_what_the_window_cuts_off_is_not_proposed():
    text = "word " * 400 + "Acme Corp"
    assert proposed(text, "Acme Corp") == []


words = st.sampled_from("Acme of Corp and & U.S. the Foo-Bar, said 3M x".split())


@given(st.lists(words, min_size=1, max_size=30), st.data())
def test_proposals_are_stretches_of_the_text(parts, data):
    text = " ".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    rough = Span(start, data.draw(st.integers(start + 1, len(text))))
    pieces = to_pieces(TOKENIZER, "", text)
    found = propose(pieces, 1, text, rough)
    assert len({p.span for p in found}) == len(found) <= MOST_WORDS * LONGEST
    for p in found:
        assert 0 <= p.span.start < p.span.end <= len(text)
        assert pieces.offsets[p.first, 0] <= p.span.start
        assert pieces.offsets[p.last, 1] >= p.span.end


spans = st.tuples(st.integers(0, 1), st.integers(0, 30), st.integers(1, 8)).map(
    lambda t: Proposal(t[0], Span(t[1], t[1] + t[2]), 0, 0)
)
scored = st.lists(st.tuples(spans, st.floats(0, 1)), max_size=20)


@given(scored, st.floats(0, 1))
def test_what_is_kept_does_not_overlap_and_nothing_better_is_left(cases, least):
    proposals, scores = [c[0] for c in cases], [c[1] for c in cases]
    kept = choose(proposals, scores, least)

    def clash(a, b):
        p, q = proposals[a], proposals[b]
        return p.field == q.field and p.span.overlaps(q.span)

    assert not any(clash(a, b) for a in kept for b in kept if a != b)
    for k in set(range(len(cases))) - set(kept):
        assert scores[k] < least or any(
            clash(k, c) and scores[c] >= scores[k] for c in kept
        )
