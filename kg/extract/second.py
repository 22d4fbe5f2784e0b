"""The second reading: uncertain pairs, read again with one company marked.

The first reading scores every pair from vectors that are the same for all of
them.  Where it is in doubt, the upper layers of the encoder read the window
again, told which company is the subject, and judge that company's pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.labels import ALLIANCE
from kg.extract.pairs import Row
from kg.extract.reader import Floats, PairScores, Reader, Reading, softmax

#: Pairs with a first score between these are read again.
IN_DOUBT = (0.12, 0.95)
#: Companies of one window that are made its subject at the most: bounds the work.
MOST_SUBJECTS = 6


@dataclass(frozen=True, slots=True)
class Job:
    """Two companies, and the numbers of the pairs of mentions that speak for them."""

    companies: tuple[str, str]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities for one pair of companies; whether the earlier mention acts."""

    relation: Floats
    kind: Floats
    status: Floats
    acts_first: bool


def to_judgement(scores: PairScores, numbers: Sequence[int]) -> Judgement:
    """What the scores of some pairs of mentions say together, the closest first."""
    rows, lead = list(numbers), numbers[0]
    return Judgement(
        softmax(np.logaddexp.reduce(scores.relation[rows], axis=0)),
        softmax(scores.kind[lead]),
        softmax(scores.status[lead]),
        bool(scores.direction[lead, 0] >= scores.direction[lead, 1]),
    )


def blend(first: Judgement, second: Judgement) -> Judgement:
    """Both readings count alike: the geometric mean of what they say."""
    return Judgement(
        mean(first.relation, second.relation),
        mean(first.kind, second.kind),
        mean(first.status, second.status),
        second.acts_first,
    )


def mean(a: Floats, b: Floats) -> Floats:
    """Geometric mean of two distributions."""
    product = np.sqrt(a * b)
    return np.asarray(product / product.sum(), dtype=np.float32)


def choose_subjects(
    pairs: Sequence[tuple[str, str]],
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Companies that cover the pairs between them, and the pairs of each.

    >>> list(choose_subjects([("A", "B"), ("B", "C"), ("D", "E")]))
    [('B', [('A', 'B'), ('B', 'C')]), ('D', [('D', 'E')])]
    """
    left = list(pairs)
    for _ in range(MOST_SUBJECTS):
        if not left:
            return
        counts = Counter(company for pair in left for company in pair)
        subject = min(counts, key=lambda c: (-counts[c], c))
        yield subject, [p for p in left if subject in p]
        left = [p for p in left if subject not in p]


def read_again(
    reader: Reader,
    reading: Reading,
    rows: Sequence[Row],
    by_company: Mapping[str, Sequence[int]],
    pairs: Sequence[tuple[int, int]],
    first: Mapping[Job, Judgement],
) -> dict[Job, Judgement]:
    """Judge again the pairs that the first judgement left in doubt; give all.

    Args:
        reader: the network.
        reading: the window.
        rows: the mentions of the window, as rows of weights.
        by_company: numbers of the mentions of each company.
        pairs: pairs of mentions, by number.
        first: every pair of companies, and what the first reading says of it.
    """
    low, high = IN_DOUBT
    doubtful = {
        job.companies: job
        for job, judged in first.items()
        if low < judged.relation[ALLIANCE] < high
    }
    judged = dict(first)
    for subject, own in choose_subjects(list(doubtful)):
        jobs = [doubtful[companies] for companies in own]
        numbers = [n for job in jobs for n in job.numbers]
        marked = [rows[k] for k in by_company[subject]]
        scores = reader.score_again(reading, marked, rows, [pairs[n] for n in numbers])
        at = {n: k for k, n in enumerate(numbers)}
        for job in jobs:
            again = to_judgement(scores, [at[n] for n in job.numbers])
            judged[job] = blend(judged[job], again)
    return judged
