"""Claims as plain values: the lines that ``kg extract`` writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.values import Claim, Document, Evidence, Party, Relation

_TITLE = {"start": -1, "end": -1}


def to_record(
    document: Document,
    claims: Sequence[Claim],
    relations: Sequence[Relation] | None = None,
) -> dict[str, Any]:
    """Make the object of a document, also if it holds no claim.

    Offsets count characters of the document's text, half-open; a title has the
    offsets -1 and -1.

    >>> from kg.values import Document
    >>> to_record(Document("a", "", "Nothing here."), ())
    {'id': 'a', 'alliances': []}
    """
    record = {"id": document.id, "alliances": [_alliance(claim) for claim in claims]}
    if relations is not None:
        record["other"] = [_relation(relation) for relation in relations]
    return record


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "type": str(relation.type),
        "head": _party(relation.head),
        "tail": _party(relation.tail),
        "confidence": relation.confidence,
        "evidence": [_place(evidence) for evidence in relation.evidence],
    }


def _alliance(claim: Claim) -> dict[str, Any]:
    return {
        "parties": [_party(party) for party in claim.parties],
        "kind": str(claim.kind),
        "status": str(claim.status),
        "sectors": [sector.phrase for sector in claim.sectors],
        "announced": claim.announced,
        "speaker": claim.speaker,
        "venture": claim.venture,
        "confidence": claim.confidence,
        "evidence": [_place(evidence) for evidence in claim.evidence],
    }


def _party(party: Party) -> dict[str, Any]:
    forms = dict.fromkeys(mention.text for mention in party.mentions)
    return {"name": party.name, "mentions": list(forms)}


def _place(evidence: Evidence) -> dict[str, int]:
    if evidence.field == "title":
        return dict(_TITLE)
    return {"start": evidence.span.start, "end": evidence.span.end}
