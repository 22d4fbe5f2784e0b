"""Deals that a text names beside another: "an earlier one with Foo Inc".

"On the heels of a deal with Acme, Bar has set a deal with Foo.  Neither makes
sense, nor does an earlier one with Qux": once Bar and Foo are known to be
allied, the other deals of the same list are Bar's too, and were there before.
A list is read only where a sure alliance anchors it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from kg.extract.alliances import Edge
from kg.extract.labels import KINDS, STATUSES
from kg.extract.reader import Floats
from kg.extract.references import continues
from kg.extract.scoring import PairReading
from kg.extract.windows import numbers_of
from kg.values import Span

#: Score of a deal that is only named beside a sure one.
SCORE = 0.6
#: A relation that the network holds for likelier than this is not overruled.
OTHERWISE = 0.5

_NOUN = r"(?:deal|agreement|pact|partnership|alliance|arrangement|accord|tie-?up)s?"
_WITH = re.compile(
    rf"(?:\b{_NOUN}|\b(?:earlier|previous|similar|recent|older|another|second|first) "
    r"one) with (?:the )?$"
)

#: A company and where the text names it.
Named = tuple[str, Span]


def find_parallels(
    edges: Sequence[Edge],
    readings: Sequence[PairReading],
    named: Sequence[Named],
    sentences: Sequence[Span],
    text: str,
) -> list[Edge]:
    """Edges to the companies whose deals stand beside those of *edges*."""
    known = {e.companies for e in edges}
    own: dict[tuple[str, str], list[PairReading]] = {}
    for r in readings:
        own.setdefault(r.companies, []).append(r)
    inside: dict[int, list[Named]] = {}
    where: dict[str, set[int]] = {}
    for company, span in named:
        for k in numbers_of(sentences, span):
            inside.setdefault(k, []).append((company, span))
            where.setdefault(company, set()).add(k)
    found: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        first, second = (where.get(c, set()) for c in edge.companies)
        for k in sorted(first & second):
            for pair, place in _beside(edge, k, inside, sentences, text):
                seen = own.get(pair, [])
                if pair not in known and not _overruled(seen):
                    found.setdefault(pair, _to_edge(pair, place, seen))
    return [found[pair] for pair in sorted(found)]


def _beside(
    edge: Edge,
    number: int,
    inside: Mapping[int, Sequence[Named]],
    sentences: Sequence[Span],
    text: str,
) -> Iterator[tuple[tuple[str, str], Span]]:
    """Pairs of the list that the edge anchors in the sentence of this number."""
    scope = [number]
    following = range(number + 1, min(number + 2, len(sentences)))
    scope += [k for k in following if continues(sentences[k].cut(text))]
    listed = [
        (company, sentences[k])
        for k in scope
        for company, span in inside.get(k, ())
        if _WITH.search(text[sentences[k].start : span.start])
    ]
    here = sentences[number]
    partners = [c for c, place in listed if place == here and c in edge.companies]
    if len(set(partners)) != 1:
        return
    (holder,) = set(edge.companies) - set(partners)
    for company, place in listed:
        if company not in edge.companies:
            first, second = sorted((holder, company))
            yield (first, second), place


def _overruled(own: Sequence[PairReading]) -> bool:
    """Tell whether a window sees another relation between the two."""
    return any(float(r.relation[2:].max()) > OTHERWISE for r in own)


def _to_edge(pair: tuple[str, str], place: Span, own: Sequence[PairReading]) -> Edge:
    kind = _only(KINDS, "strategic_alliance")
    status = _only(STATUSES, "in_force")
    return Edge(pair, SCORE, kind, status, ((1, place),), tuple(own), listed=True)


def _only(names: tuple[str, ...], name: str) -> Floats:
    return np.asarray([float(n == name) for n in names], dtype=np.float32)
