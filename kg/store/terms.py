"""Words of ours to RDF terms and back; no other file makes a literal or an IRI.

Literals are written in the form in which Oxigraph keeps them (decimals
without closing zeros), so that what goes in is what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date as calendar_date

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import StoreError, VocabularyError
from kg.vocabulary import ONTOLOGY, digest

Term = NamedNode | BlankNode | Literal | Triple

SECTORS = "https://w3id.org/alliance-kg/sectors#"
CONFIDENCE_DIGITS = 4
LANGUAGE = "en"

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATE_TYPES = ("gYear", "gYearMonth", "date")
_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._~-]*[A-Za-z0-9_~-])?")


class Vocabulary:
    """A closed set of names in one namespace; a typo fails where it is written.

    >>> Vocabulary("http://schema.example/", "url")["url"].value
    'http://schema.example/url'
    """

    def __init__(self, iri: str, *names: str) -> None:
        self.iri = iri
        self.names = names
        self._nodes = {name: NamedNode(iri + name) for name in names}

    def __getitem__(self, name: str) -> NamedNode:
        """Return the term of that name.

        Raises:
            VocabularyError: the vocabulary has no such name.
        """
        try:
            return self._nodes[name]
        except KeyError:
            known = ", ".join(self.names)
            raise VocabularyError(
                f"{self.iri} has no {name!r}; it has {known}"
            ) from None


AL = Vocabulary(
    ONTOLOGY,
    *("Alliance", "Claim", "Naming", "Record"),
    *("kind", "status", "party", "sector", "announcedOn", "endedOn", "supportedBy"),
    *("evidence", "confidence", "speaker", "venture", "partnerOf", "activeIn"),
    *("namesParty", "namesSector", "asWritten", "denotes", "record", "mention"),
    *("position", "inField"),
)
RDF = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS = Vocabulary("http://www.w3.org/2000/01/rdf-schema#", "label")
SKOS = Vocabulary(
    "http://www.w3.org/2004/02/skos/core#", "prefLabel", "altLabel", "notation"
)
ORG = Vocabulary("http://www.w3.org/ns/org#", "Organization", "subOrganizationOf")
PROV = Vocabulary(
    "http://www.w3.org/ns/prov#",
    *("Entity", "SoftwareAgent", "wasDerivedFrom", "wasAttributedTo"),
)
OA = Vocabulary(
    "http://www.w3.org/ns/oa#",
    *("SpecificResource", "TextPositionSelector", "TextQuoteSelector"),
    *("hasSource", "hasSelector", "start", "end", "exact"),
)
DCT = Vocabulary("http://purl.org/dc/terms/", "identifier")
SCHEMA = Vocabulary(
    "https://schema.org/",
    *("NewsArticle", "headline", "url", "publisher", "datePublished", "inLanguage"),
    *("identifier", "name", "alternateName", "parentOrganization"),
)

#: Prefixes of queries and of every form of output, besides ``id:`` for the data.
PREFIXES = {
    "al": AL.iri,
    "dct": DCT.iri,
    "oa": OA.iri,
    "org": ORG.iri,
    "prov": PROV.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "schema": SCHEMA.iri,
    "sectors": SECTORS,
    "skos": SKOS.iri,
    "xsd": _XSD,
}


def text(value: str) -> Literal:
    """Make a plain string."""
    return _literal(value, Literal)


def name(value: str) -> Literal:
    """Make the name of a thing, which SKOS wants to carry a language."""
    return _literal(value, lambda string: Literal(string, language=LANGUAGE))


def address(value: str) -> Literal:
    """Make an address; a literal, since articles' URLs are not always IRIs."""
    node = NamedNode(_XSD + "anyURI")
    return _literal(value, lambda string: Literal(string, datatype=node))


def _literal(value: str, make: Callable[[str], Literal]) -> Literal:
    try:
        return make(value)
    except (ValueError, UnicodeError) as error:
        raise StoreError(
            f"{value!r} cannot be kept as text: {error}; replace lone surrogates "
            "before reading the document"
        ) from error


def whole(value: int) -> Literal:
    """Make a whole number."""
    return Literal(str(int(value)), datatype=NamedNode(_XSD + "integer"))


def confidence(value: float) -> Literal:
    """Make a confidence of four digits.

    >>> confidence(0.93).value, confidence(1).value, confidence(0.12345).value
    ('0.93', '1', '0.1235')
    """
    if not 0 <= value <= 1:
        raise StoreError(f"confidence {value!r} is not between 0 and 1")
    digits = f"{value:.{CONFIDENCE_DIGITS}f}".rstrip("0").rstrip(".")
    return Literal(digits, datatype=NamedNode(_XSD + "decimal"))


def date(value: str, where: str) -> Literal:
    """Make a date, a month or a year out of an ISO 8601 date.

    >>> str(date("2014-10", "a test"))
    '"2014-10"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'

    Raises:
        StoreError: the date is not of that form or not in the calendar.
    """
    found = _DATE.fullmatch(value)
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        calendar_date(*[*parts, 1, 1][:3])
    except (TypeError, ValueError):
        raise StoreError(
            f"{value!r} in {where} is not a date; write 2014-10-31, 2014-10 or 2014"
        ) from None
    return Literal(value, datatype=NamedNode(_XSD + _DATE_TYPES[len(parts) - 1]))


def sector(concept: str) -> NamedNode:
    """Make the IRI of a concept of the taxonomy."""
    return NamedNode(SECTORS + _local(concept))


def local_name(term: Term) -> str:
    """Return what stands behind the last ``#`` or ``/`` of an IRI."""
    return re.split(r"[#/]", value_of(term))[-1]


def value_of(term: Term) -> str:
    """Return the string of an IRI or a literal.

    Raises:
        StoreError: the term is a blank node or a triple, which we never write.
    """
    if isinstance(term, NamedNode | Literal):
        return term.value
    raise StoreError(f"{term!r} was not written by this program; build the store anew")


class Names:
    """The IRIs of the data: hashes of content below one base.

    >>> Names("https://kg.example/id/").company("company-ibm").value
    'https://kg.example/id/company-ibm'
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.derived = self._node("graph/derived")

    def _node(self, local: str) -> NamedNode:
        try:
            return NamedNode(self.base + local)
        except ValueError as error:
            raise StoreError(
                f"base IRI {self.base!r} is not an IRI: {error}; set base_iri to "
                "something like https://kg.example/id/"
            ) from error

    def company(self, company_id: str) -> NamedNode:
        """IRI of a company."""
        return self._node(_local(company_id))

    def alliance(self, alliance_id: str) -> NamedNode:
        """IRI of an alliance."""
        return self._node(_local(alliance_id))

    def document(self, document_id: str) -> NamedNode:
        """IRI of a document."""
        return self._node(f"document-{digest(document_id)}")

    def graph(self, document_id: str) -> NamedNode:
        """IRI of the named graph of a document."""
        return self._node(f"graph/{digest(document_id)}")

    def hashed(self, prefix: str, *parts: object) -> NamedNode:
        """IRI made of the content of what it names."""
        return self._node(f"{prefix}-{digest(*parts)}")

    def method(self, method: str) -> NamedNode:
        """IRI of the program, in one version, that read something."""
        return self.hashed("method", method)


def _local(identity: str) -> str:
    if _LOCAL.fullmatch(identity):
        return identity
    raise StoreError(
        f"{identity!r} cannot end an IRI; use letters, digits and hyphens "
        "(kg.vocabulary.slug makes such names)"
    )
