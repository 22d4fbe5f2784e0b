"""From scored pairs to claims: which pairs are allied, and in one arrangement.

An edge is a pair of companies that some window holds to be allied.  Edges that
rest on the same sentence, agree in kind and close up to a clique are one
alliance of several parties; the others are alliances of two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from kg.extract.confidence import Confidence, features_of
from kg.extract.grouping import is_unit
from kg.extract.labels import ALLIANCE, KINDS, STATUSES
from kg.extract.prefilter import hint
from kg.extract.reader import Floats
from kg.extract.scoring import PairReading
from kg.extract.windows import numbers_of
from kg.settings import Settings
from kg.values import Span

MOST_EVIDENCE = 4
#: Takes the network's scores as they are.
UNSCALED = Confidence()
#: Sentences of evidence are ``(field, span)``; the title is field 0.
Sentence = tuple[int, Span]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Bounds on confidence; chosen on the dev sets with the shipped weights.

    A pair counts from ``sure`` on; from ``completion`` times that on when both
    ends share a partner that counts.
    """

    sure: float = Settings().min_confidence
    completion: float = 0.8


@dataclass(slots=True)
class Edge:
    """Two companies, all that the windows say of them, and where.

    ``score`` is the confidence; ``features`` is what it rests on.  ``listed``
    edges are only named beside another: nothing is known of their field.
    """

    companies: tuple[str, str]
    score: float
    kind: Floats
    status: Floats
    evidence: tuple[Sentence, ...]
    mentions: tuple[PairReading, ...] = ()
    listed: bool = False
    features: tuple[float, ...] = ()

    @property
    def kind_name(self) -> str:
        """The likeliest kind."""
        return KINDS[int(self.kind.argmax())]


@dataclass(slots=True)
class Arrangement:
    """One alliance as the document tells it."""

    companies: tuple[str, ...]
    edges: list[Edge] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The likeliest kind, all edges together."""
        return KINDS[int(_mix((e.kind, e.score) for e in self.edges).argmax())]

    @property
    def status(self) -> str:
        """The likeliest status, all edges together."""
        return STATUSES[int(_mix((e.status, e.score) for e in self.edges).argmax())]

    @property
    def confidence(self) -> float:
        """Mean score of the edges."""
        return float(np.mean([e.score for e in self.edges]))

    @property
    def evidence(self) -> tuple[Sentence, ...]:
        """Sentences of the surest edge first, each once."""
        ranked = sorted(self.edges, key=lambda e: (-e.score, e.companies))
        every = dict.fromkeys(s for e in ranked for s in e.evidence)
        return tuple(every)[:MOST_EVIDENCE]


def _mix(parts: Iterable[tuple[Floats, float]]) -> Floats:
    return np.asarray(sum(p * w for p, w in parts), dtype=np.float32)


def decide(
    readings: Iterable[PairReading],
    sentences: Sequence[Span],
    text: str,
    thresholds: Thresholds,
    confidence: Confidence = UNSCALED,
) -> list[Edge]:
    """Accept the pairs that we are sure enough of, each with its evidence."""
    edges = weigh(readings, sentences, text, confidence)
    return _accept(edges, thresholds)


def weigh(
    readings: Iterable[PairReading],
    sentences: Sequence[Span],
    text: str,
    confidence: Confidence = UNSCALED,
) -> list[Edge]:
    """Every pair as an edge, whatever its confidence; units of a party are none."""
    by_pair: dict[tuple[str, str], list[PairReading]] = {}
    for r in readings:
        by_pair.setdefault(r.companies, []).append(r)
    edges = []
    for pair in sorted(by_pair):
        if is_unit(*pair) or is_unit(*pair[::-1]):
            continue
        ranked = sorted(by_pair[pair], key=lambda r: -float(r.relation[ALLIANCE]))
        edge = _to_edge(pair, ranked, sentences, text)
        hints = [hint("", s.cut(text)) for field, s in edge.evidence if field]
        edge.features = features_of(ranked, not hints, max(hints, default=0.0))
        edge.score = confidence.of(edge.features)
        edges.append(edge)
    return edges


def _to_edge(
    pair: tuple[str, str],
    ranked: Sequence[PairReading],
    sentences: Sequence[Span],
    text: str,
) -> Edge:
    best = float(ranked[0].relation[ALLIANCE])
    strong = [r for r in ranked if float(r.relation[ALLIANCE]) >= best / 2]
    weights = [float(r.relation[ALLIANCE]) for r in strong]
    kind = _mix(zip((r.kind for r in strong), weights, strict=True))
    status = _mix(zip((r.status for r in strong), weights, strict=True))
    found: dict[Sentence, None] = {}
    for r in strong:
        found.update(dict.fromkeys(evidence_of(r, sentences, text)))
    total = float(sum(weights))
    evidence = tuple(found)[:MOST_EVIDENCE]
    return Edge(pair, best, kind / total, status / total, evidence, tuple(ranked))


def evidence_of(
    reading: PairReading, sentences: Sequence[Span], text: str
) -> tuple[Sentence, ...]:
    """The sentence of both mentions; if two, the one that hints more comes first."""
    places: list[Sentence] = []
    for mention in (reading.first, reading.second):
        if mention.field == 0:
            places.append((0, Span(0, 0)))
            continue
        numbers = numbers_of(sentences, mention.span)
        places.extend((1, sentences[k]) for k in numbers[:1])
    unique = list(dict.fromkeys(places))
    if len(unique) < 2:
        return tuple(unique)
    later = unique[::-1]
    return tuple(sorted(later, key=lambda p: -hint("", p[1].cut(text))))


def _accept(edges: list[Edge], t: Thresholds) -> list[Edge]:
    accepted, near = [], []
    for e in edges:
        if e.score >= t.sure:
            accepted.append(e)
        elif e.score >= t.completion * t.sure:
            near.append(e)
    partners: dict[str, set[str]] = {}
    for e in accepted:
        a, b = e.companies
        partners.setdefault(a, set()).add(b)
        partners.setdefault(b, set()).add(a)
    for e in near:
        a, b = e.companies
        if partners.get(a, set()) & partners.get(b, set()):
            accepted.append(e)
    return sorted(accepted, key=lambda e: e.companies)


def merge_units(edges: Sequence[Edge]) -> list[Edge]:
    """Make one edge of two that tell of a company and of its unit.

    "A deal with Tencent ... IBM and Tencent Cloud signed" is one arrangement,
    and the unit is its party.
    """
    kept: list[Edge] = []
    for e in edges:
        unit = next((u for u in edges if _is_told_of_unit(e, u)), None)
        if unit is None:
            kept.append(e)
        else:
            joined = dict.fromkeys((*unit.evidence, *e.evidence))
            unit.evidence = tuple(joined)[:MOST_EVIDENCE]
    return kept


def _is_told_of_unit(e: Edge, u: Edge) -> bool:
    """Tell whether *u* is the arrangement of *e* with a unit of one party."""
    return any(
        e.companies[i] == u.companies[j]
        and is_unit(u.companies[1 - j], e.companies[1 - i])
        for i in (0, 1)
        for j in (0, 1)
    )


def arrange(edges: Sequence[Edge]) -> list[Arrangement]:
    """Join edges of one sentence and one kind that close up to a clique."""
    edges = merge_units(edges)
    by_pair = {e.companies: e for e in edges}
    arrangements: list[Arrangement] = []
    for e in sorted(edges, key=lambda e: (-e.score, e.companies)):
        for a in arrangements:
            if _fits(a, e, by_pair):
                break
        else:
            arrangements.append(Arrangement(e.companies))
    for a in arrangements:
        a.edges = [by_pair[p] for p in combinations(a.companies, 2)]
    return [a for a in arrangements if a.edges]


def _fits(a: Arrangement, e: Edge, by_pair: dict[tuple[str, str], Edge]) -> bool:
    """Add the edge to the arrangement if that keeps it a clique of one matter."""
    merged = tuple(sorted({*a.companies, *e.companies}))
    if merged == a.companies:
        return True
    if not set(a.companies) & set(e.companies):
        return False
    first, second, *_ = a.companies
    lead = by_pair.get((first, second), e)
    for pair in combinations(merged, 2):
        other = by_pair.get(pair)
        if other is None or other.kind_name != lead.kind_name:
            return False
        if not set(other.evidence[:2]) & set(lead.evidence[:2]):
            return False
    a.companies = merged
    return True
