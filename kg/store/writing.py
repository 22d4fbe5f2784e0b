"""A document's claims as one named graph.

``reading`` is the mirror of this file: what ``to_quads`` writes, its
``from_quads`` reads, and a property test holds the two together.
Order matters to us (the surest evidence comes first) and not to RDF, so
ordered nodes carry ``al:position``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.store import terms
from kg.store.terms import AL, DCT, OA, PROV, RDF, RDFS, SCHEMA, Names
from kg.values import Claim, Company, Evidence, Mention, Party, Sector, Source
from kg.vocabulary import iri_name, to_kind, to_status


def canonical(claim: Claim) -> Claim:
    """Return the claim as the store keeps it.

    Aliases and identifiers are sets and come sorted; the confidence has four
    digits; empty strings are as good as nothing.
    """
    return replace(
        claim,
        kind=to_kind(claim.kind).value,
        status=to_status(claim.status).value,
        parties=tuple(map(_canonical_party, claim.parties)),
        announced=claim.announced or None,
        speaker=claim.speaker or None,
        venture=claim.venture or None,
        confidence=float(terms.confidence(claim.confidence).value),
    )


def _canonical_party(party: Party) -> Party:
    if party.company is None:
        return party
    company = replace(
        party.company,
        aliases=tuple(sorted(set(party.company.aliases))),
        identifiers=tuple(sorted(set(party.company.identifiers))),
        part_of=party.company.part_of or None,
    )
    return replace(party, company=company)


def to_quads(source: Source, claims: Iterable[Claim], names: Names) -> tuple[Quad, ...]:
    """Write the graph of one document; claims that are equal count once.

    Raises:
        StoreError: a claim is of another document, or a value has no RDF form.
    """
    writer = _Writer(source.id, names)
    writer.source(source)
    for claim in claims:
        writer.claim(canonical(claim))
    return tuple(dict.fromkeys(writer.quads))


class _Writer:
    """Collects the quads of one document."""

    def __init__(self, document_id: str, names: Names) -> None:
        self.names = names
        self.document_id = document_id
        self.document = names.document(document_id)
        self.graph = names.graph(document_id)
        self.quads: list[Quad] = []

    def add(
        self, subject: NamedNode, predicate: NamedNode, *objects: NamedNode | Literal
    ) -> None:
        for node in objects:
            self.quads.append(Quad(subject, predicate, node, self.graph))

    def source(self, source: Source) -> None:
        self.add(self.document, RDF["type"], SCHEMA["NewsArticle"])
        self.add(self.document, SCHEMA["identifier"], terms.text(source.id))
        for predicate, value in (
            (SCHEMA["headline"], source.title),
            (SCHEMA["publisher"], source.publisher),
            (SCHEMA["inLanguage"], source.language),
            (DCT["identifier"], source.sha256),
        ):
            if value:
                self.add(self.document, predicate, terms.text(value))
        if source.url:
            self.add(self.document, SCHEMA["url"], terms.address(source.url))
        if source.published:
            day = terms.date(source.published, f"document {source.id!r}")
            self.add(self.document, SCHEMA["datePublished"], day)

    def claim(self, claim: Claim) -> None:
        self._belongs(claim.document_id)
        node = self.names.hashed("claim", asdict(claim))
        self.add(node, RDF["type"], AL["Claim"], PROV["Entity"])
        self.add(node, PROV["wasDerivedFrom"], self.document)
        self.add(node, AL["kind"], NamedNode(AL.iri + iri_name(claim.kind)))
        self.add(node, AL["status"], NamedNode(AL.iri + iri_name(claim.status)))
        self.add(node, AL["confidence"], terms.confidence(claim.confidence))
        for predicate, value in (
            ("speaker", claim.speaker),
            ("venture", claim.venture),
        ):
            if value:
                self.add(node, AL[predicate], terms.text(value))
        if claim.announced:
            day = terms.date(claim.announced, f"document {self.document_id!r}")
            self.add(node, AL["announcedOn"], day)
        for index, party in enumerate(claim.parties):
            self._party(node, index, party)
        for index, sector in enumerate(claim.sectors):
            self._sector(node, index, sector)
        for index, evidence in enumerate(claim.evidence):
            self._evidence(node, index, evidence)

    def _party(self, claim: NamedNode, index: int, party: Party) -> None:
        node = self._naming(claim, "namesParty", index, party.name)
        if party.company:
            company = self.names.company(party.company.id)
            self.add(claim, AL["party"], company)
            self.add(node, AL["denotes"], company)
            self.add(node, AL["record"], self._record(party.company))
        for place, mention in enumerate(party.mentions):
            passage = self.names.hashed("mention", node.value, place)
            self.add(node, AL["mention"], passage)
            self._passage(passage, place, mention, mention.text)

    def _sector(self, claim: NamedNode, index: int, sector: Sector) -> None:
        node = self._naming(claim, "namesSector", index, sector.phrase)
        if sector.concept:
            concept = terms.sector(sector.concept)
            self.add(claim, AL["sector"], concept)
            self.add(node, AL["denotes"], concept)

    def _naming(self, claim: NamedNode, link: str, index: int, words: str) -> NamedNode:
        node = self.names.hashed("naming", claim.value, link, index)
        self.add(claim, AL[link], node)
        self.add(node, RDF["type"], AL["Naming"])
        self.add(node, AL["asWritten"], terms.text(words))
        self.add(node, AL["position"], terms.whole(index))
        return node

    def _record(self, company: Company) -> NamedNode:
        node = self.names.hashed("record", self.document_id, asdict(company))
        self.add(node, RDF["type"], AL["Record"])
        self.add(node, AL["denotes"], self.names.company(company.id))
        self.add(node, SCHEMA["name"], terms.text(company.name))
        for alias in company.aliases:
            self.add(node, SCHEMA["alternateName"], terms.text(alias))
        for identifier in company.identifiers:
            self.add(node, SCHEMA["identifier"], terms.text(identifier))
        if company.part_of:
            parent = self.names.company(company.part_of)
            self.add(node, SCHEMA["parentOrganization"], parent)
        return node

    def _evidence(self, claim: NamedNode, index: int, evidence: Evidence) -> None:
        node = self.names.hashed("evidence", claim.value, index)
        self.add(claim, AL["evidence"], node)
        self._passage(node, index, evidence, evidence.quote)
        if evidence.method:
            agent = self.names.method(evidence.method)
            self.add(claim, PROV["wasAttributedTo"], agent)
            self.add(node, PROV["wasAttributedTo"], agent)
            self.add(agent, RDF["type"], PROV["SoftwareAgent"])
            self.add(agent, RDFS["label"], terms.text(evidence.method))

    def _passage(
        self, node: NamedNode, index: int, passage: Mention | Evidence, words: str
    ) -> None:
        self._belongs(passage.document_id)
        place, quote = (
            NamedNode(f"{node.value}-position"),
            NamedNode(f"{node.value}-quote"),
        )
        self.add(node, RDF["type"], OA["SpecificResource"])
        self.add(node, OA["hasSource"], self.document)
        self.add(node, AL["inField"], terms.text(passage.field))
        self.add(node, AL["position"], terms.whole(index))
        self.add(node, OA["hasSelector"], place, quote)
        self.add(place, RDF["type"], OA["TextPositionSelector"])
        self.add(place, OA["start"], terms.whole(passage.span.start))
        self.add(place, OA["end"], terms.whole(passage.span.end))
        self.add(quote, RDF["type"], OA["TextQuoteSelector"])
        self.add(quote, OA["exact"], terms.text(words))

    def _belongs(self, document_id: str) -> None:
        if document_id != self.document_id:
            raise StoreError(
                f"a claim of document {document_id!r} was given with document "
                f"{self.document_id!r}; give each document its own claims"
            )
