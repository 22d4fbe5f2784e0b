"""What the store says, held against the texts it was read from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.values import Claim, Document, Evidence, Field, Mention, Source, Span

Part = Literal["sha256", "evidence", "mention"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the store says of a document and that does not hold.

    ``part`` is what was held against the document: the digest of its text
    (``span`` is then None), a quote or a mention. ``found`` is what stands at
    those offsets, as much of it as there is.
    """

    document_id: str
    part: Part
    field: Field
    span: Span | None
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved, and what was not.

    Attributes:
        documents: documents of which everything holds.
        claims: the claims of those documents.
        quotes: quotes of evidence that stand where the store says.
        mentions: mentions of companies that stand where the store says.
        faults: what does not hold, in the order of the documents.
        missing: ids of the store's documents that were not read again, sorted.
        unknown: ids of documents that were read and that the store lacks, sorted.
    """

    documents: int
    claims: int
    quotes: int
    mentions: int
    faults: tuple[Fault, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def holds(self, *, partial: bool = False) -> bool:
        """Tell whether all was proved; *partial* allows for missing documents."""
        return not (self.faults or self.unknown or (self.missing and not partial))


def prove(
    documents: Iterable[Document], sources: Iterable[Source], claims: Iterable[Claim]
) -> Proof:
    """Hold the claims of a store against the documents, read again.

    A document holds if its text has the digest that the store keeps, and every
    quote and every mention is what stands at its offsets.

    Args:
        documents: may be a generator; one is held in memory at a time.
        sources: the documents that the store knows.
        claims: what it says of them.

    >>> from kg.ingest import to_document
    >>> read = to_document("IBM joined SAP.", id="a")
    >>> said = Evidence("a", "text", Span(0, 10), "IBM joined", "hand@1")
    >>> claim = Claim("a", (), "licensing", "announced", evidence=(said,))
    >>> prove([read], [read.source], [claim]).holds()
    True
    >>> changed = to_document("SAP joined IBM.", id="a")
    >>> [(f.part, f.found) for f in prove([changed], [read.source], [claim]).faults][1]
    ('evidence', 'SAP joined')
    """
    known = {source.id: source for source in sources}
    said = defaultdict[str, list[Claim]](list)
    for claim in claims:
        said[claim.document_id].append(claim)
    unread, unknown = set(known), set[str]()
    faults: list[Fault] = []
    documents_held = claims_held = quotes = mentions = 0
    for document in documents:
        source = known.get(document.id)
        if source is None:
            unknown.add(document.id)
            continue
        unread.discard(document.id)
        wrong, held = _against(document, source, said[document.id])
        faults += wrong
        documents_held += not wrong
        claims_held += 0 if wrong else len(said[document.id])
        quotes += held["evidence"]
        mentions += held["mention"]
    return Proof(
        documents_held,
        claims_held,
        quotes,
        mentions,
        tuple(faults),
        tuple(sorted(unread)),
        tuple(sorted(unknown)),
    )


def _against(
    document: Document, source: Source, claims: Iterable[Claim]
) -> tuple[list[Fault], dict[Part, int]]:
    faults: list[Fault] = []
    held: dict[Part, int] = {"evidence": 0, "mention": 0}
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    if digest != source.sha256:
        faults.append(Fault(document.id, "sha256", "text", None, source.sha256, digest))
    for part, passage, quote in _passages(claims):
        span, text = passage.span, document.field(passage.field)
        # A slice would also take offsets below 0 and beyond the end.
        if 0 <= span.start < span.end <= len(text) and span.cut(text) == quote:
            held[part] += 1
            continue
        found = text[max(0, span.start) : max(0, span.end)]
        faults.append(Fault(document.id, part, passage.field, span, quote, found))
    return faults, held


def _passages(
    claims: Iterable[Claim],
) -> Iterator[tuple[Part, Evidence | Mention, str]]:
    for claim in claims:
        for evidence in claim.evidence:
            yield "evidence", evidence, evidence.quote
        for party in claim.parties:
            for mention in party.mentions:
                yield "mention", mention, mention.text
