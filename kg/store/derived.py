"""The derived graph: alliances, companies' labels and the plain shortcuts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import permutations

from pyoxigraph import Literal, NamedNode, Quad

from kg.store import terms
from kg.store.terms import AL, DCT, ORG, RDF, RDFS, SKOS, Names
from kg.store.writing import canonical
from kg.values import Alliance, Company
from kg.vocabulary import HOLDING, Kind, Status, iri_name


def to_quads(
    alliances: Iterable[Alliance], companies: Mapping[str, Company], names: Names
) -> tuple[Quad, ...]:
    """Write the graph that is rebuilt from claims and never edited.

    The notations of kinds and statuses go with it, so that a query can show
    the words that our other forms of output use.
    """
    writer = _Writer(names)
    for word in (*Kind, *Status):
        concept = NamedNode(AL.iri + iri_name(word))
        writer.add(concept, SKOS["notation"], terms.text(word.value))
    for company in companies.values():
        writer.company(company)
    for alliance in alliances:
        writer.alliance(alliance)
        if alliance.status in HOLDING:
            writer.shortcuts(alliance)
    return tuple(dict.fromkeys(writer.quads))


class _Writer:
    def __init__(self, names: Names) -> None:
        self.names = names
        self.quads: list[Quad] = []

    def add(
        self, subject: NamedNode, predicate: NamedNode, *objects: NamedNode | Literal
    ) -> None:
        for node in objects:
            self.quads.append(Quad(subject, predicate, node, self.names.derived))

    def company(self, company: Company) -> None:
        node = self.names.company(company.id)
        self.add(node, RDF["type"], ORG["Organization"])
        self.add(node, SKOS["prefLabel"], terms.name(company.name))
        for alias in company.aliases:
            self.add(node, SKOS["altLabel"], terms.name(alias))
        for identifier in company.identifiers:
            self.add(node, DCT["identifier"], terms.text(identifier))
        if company.part_of:
            owner = self.names.company(company.part_of)
            self.add(node, ORG["subOrganizationOf"], owner)

    def alliance(self, alliance: Alliance) -> None:
        node = self.names.alliance(alliance.id)
        self.add(node, RDF["type"], AL["Alliance"])
        self.add(node, RDFS["label"], terms.name(title(alliance)))
        for link, word in (("kind", alliance.kind), ("status", alliance.status)):
            self.add(node, AL[link], NamedNode(AL.iri + iri_name(word)))
        for company in alliance.parties:
            self.add(node, AL["party"], self.names.company(company.id))
        self._sectors(node, alliance)
        for link, day in (("announcedOn", alliance.since), ("endedOn", alliance.until)):
            if day:
                self.add(node, AL[link], terms.date(day, f"alliance {alliance.id}"))
        for claim in alliance.claims:
            said = self.names.hashed("claim", asdict(canonical(claim)))
            self.add(node, AL["supportedBy"], said)

    def _sectors(self, node: NamedNode, alliance: Alliance) -> None:
        for index, sector in enumerate(alliance.sectors):
            naming = self.names.hashed("naming", alliance.id, "sector", index)
            self.add(node, AL["namesSector"], naming)
            self.add(naming, RDF["type"], AL["Naming"])
            self.add(naming, AL["asWritten"], terms.text(sector.phrase))
            self.add(naming, AL["position"], terms.whole(index))
            if sector.concept:
                concept = terms.sector(sector.concept)
                self.add(node, AL["sector"], concept)
                self.add(naming, AL["denotes"], concept)

    def shortcuts(self, alliance: Alliance) -> None:
        nodes = [self.names.company(company.id) for company in alliance.parties]
        for one, other in permutations(nodes, 2):
            self.add(one, AL["partnerOf"], other)
        for sector in alliance.sectors:
            if sector.concept:
                for node in nodes:
                    self.add(node, AL["activeIn"], terms.sector(sector.concept))


def title(alliance: Alliance) -> str:
    """The parties by name, as a label of the alliance.

    >>> sides = tuple(Company(f"company-{n}", n.upper()) for n in "cab")
    >>> title(Alliance("id", sides, "consortium", "planned", (), None, None, ()))
    'A, B and C'
    """
    *others, last = sorted(company.name for company in alliance.parties)
    return f"{', '.join(others)} and {last}" if others else last
