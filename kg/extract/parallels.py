"""Deals that a text names beside another: "an earlier one with Foo Inc".

"On the heels of a deal with Acme, Bar has set a deal with Foo.  Neither makes
sense, nor does an earlier one with Qux": once Bar and Foo are known to be
allied, the other deals of the same list are Bar's too, and were there before.
A list is read only where a sure alliance anchors it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from kg.extract.alliances import Edge
from kg.extract.labels import KINDS, STATUSES
from kg.extract.reader import Floats
from kg.extract.references import continues
from kg.extract.scoring import PairReading
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
    found: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        for sentence in sentences:
            for pair, place in _beside(edge, sentence, named, sentences, text):
                if pair not in known and not _overruled(pair, readings):
                    found.setdefault(pair, _to_edge(pair, place, readings))
    return [found[pair] for pair in sorted(found)]


def _beside(
    edge: Edge,
    sentence: Span,
    named: Sequence[Named],
    sentences: Sequence[Span],
    text: str,
) -> Iterator[tuple[tuple[str, str], Span]]:
    """Pairs of the list that the edge anchors in this sentence."""
    if not _names_both(edge, sentence, named):
        return
    scope = [sentence]
    following = [s for s in sentences if s.start >= sentence.end][:1]
    scope += [s for s in following if continues(s.cut(text))]
    listed = [
        (company, place)
        for place in scope
        for company, span in named
        if place.overlaps(span) and _WITH.search(text[place.start : span.start])
    ]
    partners = [c for c, place in listed if place == sentence and c in edge.companies]
    if len(set(partners)) != 1:
        return
    (holder,) = set(edge.companies) - set(partners)
    for company, place in listed:
        if company not in edge.companies:
            first, second = sorted((holder, company))
            yield (first, second), place


def _names_both(edge: Edge, sentence: Span, named: Sequence[Named]) -> bool:
    inside = {company for company, span in named if sentence.overlaps(span)}
    return inside >= set(edge.companies)


def _overruled(pair: tuple[str, str], readings: Sequence[PairReading]) -> bool:
    """Tell whether a window sees another relation between the two."""
    own = [r for r in readings if r.companies == pair]
    return any(float(r.relation[2:].max()) > OTHERWISE for r in own)


def _to_edge(
    pair: tuple[str, str], place: Span, readings: Sequence[PairReading]
) -> Edge:
    own = tuple(r for r in readings if r.companies == pair)
    kind = _only(KINDS, "strategic_alliance")
    status = _only(STATUSES, "in_force")
    return Edge(pair, SCORE, kind, status, ((1, place),), own, listed=True)


def _only(names: tuple[str, ...], name: str) -> Floats:
    return np.asarray([float(n == name) for n in names], dtype=np.float32)
