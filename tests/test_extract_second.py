"""The second reading of pairs in doubt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.labels import ALLIANCE, KINDS, RELATIONS, STATUSES
from kg.extract.pairs import spread
from kg.extract.reader import Reader
from kg.extract.second import (
    IN_DOUBT,
    MOST_SUBJECTS,
    Job,
    Judgement,
    blend,
    choose_subjects,
    read_again,
    to_judgement,
)

TEXT = "Acme Corp and Widget Inc said they would sell pumps with Delta AG."
NAMES = ("Acme Corp", "Widget Inc", "Delta AG")

companies = st.sampled_from("ABCDEFGHIJKL")
pairs = st.lists(
    st.tuples(companies, companies).filter(lambda p: p[0] < p[1]), unique=True
)


@given(pairs)
def test_each_pair_has_one_subject_that_is_its_own(pairs):
    chosen = list(choose_subjects(pairs))
    covered = [p for _, own in chosen for p in own]
    assert len(covered) == len(set(covered))
    assert all(subject in p for subject, own in chosen for p in own)
    assert len(chosen) <= MOST_SUBJECTS
    if len(chosen) < MOST_SUBJECTS:
        assert set(covered) == set(pairs)


def judgement(alliance):
    relation = np.full(len(RELATIONS), (1 - alliance) / (len(RELATIONS) - 1))
    relation[ALLIANCE] = alliance
    even = [np.full(len(x), 1 / len(x)) for x in (KINDS, STATUSES)]
    return Judgement(relation, *even, True)


def test_both_readings_count_alike():
    both = blend(judgement(0.9), judgement(0.2))
    assert blend(judgement(0.2), judgement(0.9)).relation == pytest.approx(
        both.relation
    )
    assert both.relation.sum() == pytest.approx(1.0)
    assert 0.2 < both.relation[ALLIANCE] < 0.9


@pytest.fixture(scope="module")
def window():
    reader = Reader()
    reading = reader.read("", TEXT)
    starts = [TEXT.index(n) for n in NAMES]
    rows = [
        spread(reading.pieces, 1, s, s + len(n))
        for s, n in zip(starts, NAMES, strict=True)
    ]
    return reader, reading, rows


@pytest.mark.model
def test_the_mark_changes_what_is_read_and_no_mark_changes_nothing(window):
    reader, reading, rows = window
    inputs = {"hidden": reading.hidden[None], "marks": np.zeros_like(rows[0])[None]}
    (plain,) = reader.upper.run(["vectors"], inputs)
    assert np.array_equal(plain[0], reading.vectors)
    first = reader.score_again(reading, rows[:1], rows, [(0, 1)])
    second = reader.score_again(reading, rows[2:], rows, [(0, 1)])
    assert not np.allclose(first.relation, second.relation)


@pytest.mark.model
def test_only_pairs_in_doubt_are_judged_again(window):
    reader, reading, rows = window
    by_company = {name: [k] for k, name in enumerate(NAMES)}
    pairs = [(0, 1), (0, 2), (1, 2)]
    jobs = [Job((NAMES[a], NAMES[b]), (n,)) for n, (a, b) in enumerate(pairs)]
    sure, doubtful, hopeless = (judgement(p) for p in (0.99, 0.5, 0.01))
    assert IN_DOUBT[0] > 0.01
    assert IN_DOUBT[1] < 0.99
    once = dict(zip(jobs, (sure, doubtful, hopeless), strict=True))
    judged = read_again(reader, reading, rows, by_company, pairs, once)
    assert judged[jobs[0]] is sure
    assert judged[jobs[2]] is hopeless
    marked = reader.score_again(reading, [rows[0]], rows, [(0, 2)])
    expected = blend(doubtful, to_judgement(marked, (0,)))
    assert judged[jobs[1]].relation == pytest.approx(expected.relation)
