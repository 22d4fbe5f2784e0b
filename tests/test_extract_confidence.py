"""Scores of the network as confidence."""

import numpy as np
import pytest

from kg.errors import ModelError
from kg.extract.confidence import FILE, MOST_TELLING, Confidence, features_of
from kg.extract.labels import KINDS, RELATIONS, STATUSES
from kg.extract.scoring import PairReading
from kg.extract.windows import Window
from kg.values import Span


def reading(score, mention=0.9):
    relation = np.zeros(len(RELATIONS), dtype=np.float32)
    relation[RELATIONS.index("alliance")] = score
    even = [np.full(len(x), 1 / len(x), dtype=np.float32) for x in (KINDS, STATUSES)]
    window = Window(0, 1, Span(0, 9))
    return PairReading(("A", "B"), relation, *even, None, None, mention, window)


def test_without_a_fit_scores_stay_as_they_are(tmp_path):
    confidence = Confidence.load(tmp_path)
    for score in (0.1, 0.5, 0.93):
        for title_only in (False, True):
            found = confidence.of(features_of([reading(score)], title_only))
            assert found == pytest.approx(score, abs=1e-6)


def test_text_and_title_have_lines_of_their_own():
    confidence = Confidence(constant=-1.0, title_constant=2.0)
    in_text = confidence.of(features_of([reading(0.5)], title_only=False))
    in_title = confidence.of(features_of([reading(0.5)], title_only=True))
    assert in_text < 0.5 < in_title


def test_only_a_doubtful_name_counts_against_a_pair():
    confidence = Confidence(doubt=1.0)
    sure, surer, weak = (
        confidence.of(features_of([reading(0.8, mention)], title_only=False))
        for mention in (0.7, 0.99, 0.3)
    )
    assert sure == surer
    assert weak < sure


def test_telling_words_count_in_text_alone_and_within_bounds():
    confidence = Confidence(telling=0.5)

    def of(title_only, telling):
        return confidence.of(features_of([reading(0.5)], title_only, telling))

    assert of(False, -1.0) < of(False, 0.0) < of(False, 2.0)
    assert of(False, MOST_TELLING) == of(False, 100.0)
    assert of(True, 2.0) == of(True, 0.0)


def test_what_is_saved_is_read_again(tmp_path):
    saved = Confidence(-1.5, 0.5, 1.25, 0.1, -1.0, 0.25, 2.0)
    saved.save(tmp_path)
    assert Confidence.load(tmp_path) == saved


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / FILE).write_text('{"colour": 1}', "utf-8")
    with pytest.raises(ModelError, match=FILE):
        Confidence.load(tmp_path)
