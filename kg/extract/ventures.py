"""The jointly owned company of an alliance: Globalfoundries of AMD and ATIC.

The network tells the relation of a parent and a joint venture apart from that
of two parents, so a company that stands so to every party is what they own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.extract.labels import VENTURE
from kg.extract.scoring import PairReading

#: Least score of the relation between each party and the venture, and least
#: tagger score of the names; chosen on the dev sets with the shipped weights.
SCORE = 0.5
MENTION = 0.4


def score_ventures(readings: Iterable[PairReading]) -> dict[tuple[str, str], float]:
    """How likely one company of each pair is a venture of the other."""
    scores: dict[tuple[str, str], float] = {}
    for r in readings:
        if r.mention >= MENTION:
            score = float(r.relation[VENTURE])
            scores[r.companies] = max(scores.get(r.companies, 0.0), score)
    return scores


def find_venture(
    parties: Collection[str], scores: Mapping[tuple[str, str], float]
) -> str | None:
    """The company that every party is likeliest to own a part of, if any.

    >>> scores = {("Acme", "Foo"): 0.0, ("Acme", "Qux"): 0.9, ("Foo", "Qux"): 0.7}
    >>> find_venture(("Acme", "Foo"), scores)
    'Qux'
    """
    others = {c for pair in scores for c in pair} - set(parties)
    ranked = []
    for other in others:
        if any(other.lower() in p.lower() for p in parties):
            continue  # a piece of a party's name
        pairs = ((min(other, p), max(other, p)) for p in parties)
        least = min(scores.get(pair, 0.0) for pair in pairs)
        if least >= SCORE:
            ranked.append((-least, other))
    return min(ranked)[1] if ranked else None
