"""Windows in doubt, read once more without the title."""

from dataclasses import replace

import numpy as np
import pytest

from kg.extract import untitled
from kg.extract.labels import ALLIANCE, RELATIONS
from kg.extract.prefilter import choose_windows
from kg.extract.reader import Reader
from kg.extract.scoring import group_document, read_windows, score_pairs
from kg.extract.untitled import IN_DOUBT, read_untitled
from kg.extract.windows import lead_of, split_sentences

TITLE = "Acme Corp ends quarter with a loss"
TEXT = (
    "Acme Corp lost 3 million euros in the quarter, it said on Monday. "
    "Sales fell. Costs rose. Shares were flat. Analysts had expected as much. "
    "The firm formed a joint venture with Widget Inc to sell pumps in May."
)


@pytest.fixture(scope="module")
def document():
    reader = Reader()
    sentences = split_sentences(TEXT)
    windows = choose_windows(TITLE, TEXT, sentences)
    readings = read_windows(reader, TITLE, TEXT, windows, thorough=True)
    groups = group_document(readings)
    pairs = tuple(score_pairs(reader, readings, groups))
    assert any(p.window.first for p in pairs)
    return reader, lead_of(sentences), readings, groups, pairs


def scored(pair, alliance):
    relation = np.full(len(RELATIONS), (1 - alliance) / (len(RELATIONS) - 1))
    relation[ALLIANCE] = alliance
    return replace(pair, relation=relation.astype(np.float32))


def read(document, pairs, lead=True):
    reader, first, readings, groups, _ = document
    return read_untitled(reader, TEXT, first if lead else None, readings, groups, pairs)


def test_what_is_in_doubt_is_judged_again_and_places_stay(document):
    doubtful = tuple(scored(p, sum(IN_DOUBT) / 2) for p in document[-1])
    judged = read(document, doubtful)
    assert [p.companies for p in judged] == [p.companies for p in doubtful]
    for before, after in zip(doubtful, judged, strict=True):
        assert (after.first, after.second) == (before.first, before.second)
        changed = float(after.relation[ALLIANCE]) != float(before.relation[ALLIANCE])
        assert changed == bool(before.window.first)
        assert after.relation.sum() == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("alliance", [IN_DOUBT[0] / 2, (1 + IN_DOUBT[1]) / 2])
def test_what_is_past_doubt_is_not_read_again(document, monkeypatch, alliance):
    monkeypatch.setattr(untitled, "score_pairs", None)
    sure = tuple(scored(p, alliance) for p in document[-1])
    assert read(document, sure) == sure


def test_without_a_sentence_for_the_title_nothing_is_read(document, monkeypatch):
    monkeypatch.setattr(untitled, "score_pairs", None)
    doubtful = tuple(scored(p, sum(IN_DOUBT) / 2) for p in document[-1])
    assert read(document, doubtful, lead=False) == doubtful
