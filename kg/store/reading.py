"""A document's named graph as claims again: the mirror of ``writing``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.store import terms
from kg.store.terms import AL, DCT, OA, PROV, RDF, RDFS, SCHEMA, Term
from kg.values import (
    Claim,
    Company,
    Evidence,
    Field,
    Mention,
    Party,
    Sector,
    Source,
    Span,
)
from kg.vocabulary import to_kind, to_status

_T = TypeVar("_T")


def from_quads(quads: Iterable[Quad]) -> tuple[Source, tuple[Claim, ...]]:
    """Read one document's graph.

    Claims come in the order of their first evidence in the document.

    Raises:
        StoreError: the graph is not one that ``writing.to_quads`` writes.
    """
    reader = _Reader(quads)
    documents = reader.of_type(SCHEMA["NewsArticle"])
    if len(documents) != 1:
        raise StoreError(
            f"a document's graph holds {len(documents)} articles instead of one; "
            "build the store anew"
        )
    source = reader.source(documents[0])
    found = [
        (node, reader.claim(source.id, node)) for node in reader.of_type(AL["Claim"])
    ]
    found.sort(key=lambda pair: (_place(pair[1]), pair[0].value))
    return source, tuple(claim for _, claim in found)


def _place(claim: Claim) -> tuple[str, int, int]:
    if not claim.evidence:
        return ("", -1, -1)
    first = claim.evidence[0]
    order = "" if first.field == "title" else first.field
    return (order, first.span.start, first.span.end)


class _Reader:
    """Looks up the quads of one graph by subject and predicate."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._objects: dict[tuple[Term, NamedNode], list[Term]] = defaultdict(list)
        self._typed: dict[Term, list[NamedNode]] = defaultdict(list)
        for quad in quads:
            self._objects[quad.subject, quad.predicate].append(quad.object)
            if quad.predicate == RDF["type"] and isinstance(quad.subject, NamedNode):
                self._typed[quad.object].append(quad.subject)

    def of_type(self, kind: NamedNode) -> Sequence[NamedNode]:
        return self._typed.get(kind, [])

    def nodes(self, subject: Term, predicate: NamedNode) -> list[Term]:
        return self._objects.get((subject, predicate), [])

    def node(self, subject: Term, predicate: NamedNode) -> Term:
        found = self.nodes(subject, predicate)
        if len(found) != 1:
            raise StoreError(
                f"{subject} has {len(found)} values of {predicate} instead of one; "
                "build the store anew"
            )
        return found[0]

    def maybe(self, subject: Term, predicate: NamedNode) -> str | None:
        if not self.nodes(subject, predicate):
            return None
        return terms.value_of(self.node(subject, predicate))

    def words(self, subject: Term, predicate: NamedNode) -> str:
        return terms.value_of(self.node(subject, predicate))

    def whole(self, subject: Term, predicate: NamedNode) -> int:
        return int(self.words(subject, predicate))

    def ordered(
        self, subject: Term, link: NamedNode, read: Callable[[Term], _T]
    ) -> tuple[_T, ...]:
        nodes = self.nodes(subject, link)
        nodes = sorted(nodes, key=lambda node: self.whole(node, AL["position"]))
        return tuple(map(read, nodes))

    def source(self, node: NamedNode) -> Source:
        return Source(
            id=self.words(node, SCHEMA["identifier"]),
            title=self.maybe(node, SCHEMA["headline"]) or "",
            url=self.maybe(node, SCHEMA["url"]),
            publisher=self.maybe(node, SCHEMA["publisher"]),
            published=self.maybe(node, SCHEMA["datePublished"]),
            language=self.maybe(node, SCHEMA["inLanguage"]),
            sha256=self.maybe(node, DCT["identifier"]) or "",
        )

    def claim(self, document_id: str, node: NamedNode) -> Claim:
        return Claim(
            document_id=document_id,
            parties=self.ordered(
                node, AL["namesParty"], lambda naming: self.party(document_id, naming)
            ),
            kind=to_kind(terms.local_name(self.node(node, AL["kind"]))).value,
            status=to_status(terms.local_name(self.node(node, AL["status"]))).value,
            sectors=self.ordered(node, AL["namesSector"], self.sector),
            announced=self.maybe(node, AL["announcedOn"]),
            speaker=self.maybe(node, AL["speaker"]),
            venture=self.maybe(node, AL["venture"]),
            evidence=self.ordered(
                node,
                AL["evidence"],
                lambda passage: self.evidence(document_id, passage),
            ),
            confidence=float(self.words(node, AL["confidence"])),
        )

    def party(self, document_id: str, node: Term) -> Party:
        records = self.nodes(node, AL["record"])
        return Party(
            name=self.words(node, AL["asWritten"]),
            mentions=self.ordered(
                node, AL["mention"], lambda passage: self.mention(document_id, passage)
            ),
            company=self.company(records[0]) if records else None,
        )

    def company(self, node: Term) -> Company:
        parents = self.nodes(node, SCHEMA["parentOrganization"])
        return Company(
            id=terms.local_name(self.node(node, AL["denotes"])),
            name=self.words(node, SCHEMA["name"]),
            aliases=self._strings(node, SCHEMA["alternateName"]),
            identifiers=self._strings(node, SCHEMA["identifier"]),
            part_of=terms.local_name(parents[0]) if parents else None,
        )

    def _strings(self, node: Term, predicate: NamedNode) -> tuple[str, ...]:
        return tuple(sorted(map(terms.value_of, self.nodes(node, predicate))))

    def sector(self, node: Term) -> Sector:
        concepts = self.nodes(node, AL["denotes"])
        concept = terms.local_name(concepts[0]) if concepts else None
        return Sector(self.words(node, AL["asWritten"]), concept)

    def mention(self, document_id: str, node: Term) -> Mention:
        field, span, words = self.passage(node)
        return Mention(document_id, field, span, words)

    def evidence(self, document_id: str, node: Term) -> Evidence:
        field, span, words = self.passage(node)
        agents = self.nodes(node, PROV["wasAttributedTo"])
        method = self.words(agents[0], RDFS["label"]) if agents else ""
        return Evidence(document_id, field, span, words, method)

    def passage(self, node: Term) -> tuple[Field, Span, str]:
        starts, ends, quotes = (
            [
                terms.value_of(value)
                for selector in self.nodes(node, OA["hasSelector"])
                for value in self.nodes(selector, OA[name])
            ]
            for name in ("start", "end", "exact")
        )
        if not len(starts) == len(ends) == len(quotes) == 1:
            raise StoreError(
                f"{node} has no single place and quote; build the store anew"
            )
        title = self.words(node, AL["inField"]) == "title"
        return (
            "title" if title else "text",
            Span(int(starts[0]), int(ends[0])),
            quotes[0],
        )
