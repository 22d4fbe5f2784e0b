"""Relations that are no alliance: takeovers, stakes, supply, lawsuits and so on.

The network tells them apart in order to know what is no alliance; who asks for
them gets them too.  Each pair of companies has at most one, the likeliest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.extract.alliances import Sentence, evidence_of
from kg.extract.claims import to_evidence
from kg.extract.labels import RELATIONS
from kg.extract.scoring import PairReading
from kg.values import Document, Mention, Party, Relation, Span
from kg.vocabulary import MUTUAL, RelationType

#: Least score of a relation, and least tagger score of both names; chosen on
#: the dev sets with the shipped weights.
SCORE = 0.7
MENTION = 0.4
_CLASSES = {str(t): RELATIONS.index(t) for t in RelationType}

Mentions = Mapping[str, tuple[Mention, ...]]


def find_relations(
    document: Document,
    readings: Iterable[PairReading],
    mentions: Mentions,
    sentences: Sequence[Span],
) -> tuple[Relation, ...]:
    """The relations of a document, the surest first."""
    best: dict[tuple[str, str], tuple[float, str, PairReading]] = {}
    for r in readings:
        if r.mention < MENTION:
            continue
        score, name = max((float(r.relation[k]), name) for name, k in _CLASSES.items())
        if score >= SCORE and score > best.get(r.companies, (0.0,))[0]:
            best[r.companies] = (score, name, r)
    found = (
        _to_relation(document, name, score, r, mentions, sentences)
        for score, name, r in best.values()
    )
    return tuple(sorted(found, key=_order))


def _to_relation(
    document: Document,
    name: str,
    score: float,
    reading: PairReading,
    mentions: Mentions,
    sentences: Sequence[Span],
) -> Relation:
    head, tail = reading.companies
    if name not in MUTUAL and reading.head == tail:
        head, tail = tail, head
    places: tuple[Sentence, ...] = evidence_of(reading, sentences, document.text)
    return Relation(
        document_id=document.id,
        type=name,
        head=Party(head, mentions[head]),
        tail=Party(tail, mentions[tail]),
        evidence=tuple(to_evidence(document, place) for place in places),
        confidence=round(score, 4),
    )


def _order(relation: Relation) -> tuple[float, str, str, str]:
    return (
        -relation.confidence,
        relation.head.name,
        relation.tail.name,
        relation.type,
    )
