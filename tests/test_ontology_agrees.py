"""The ontology, the vocabulary and the store's converter say the same."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from store_cases import small_store

from kg.shapes import validate
from kg.store import Store
from kg.store.terms import AL, SECTORS
from kg.vocabulary import ONTOLOGY, Kind, Status, iri_name

FOLDER = Path(__file__).resolve().parents[1] / "ontology"
TERMS = Namespace(ONTOLOGY)
SH = Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(FOLDER / "alliance.ttl")


def defined(ontology: Graph, *types: URIRef) -> set[str]:
    found = {s for kind in types for s in ontology.subjects(RDF.type, kind)}
    return {str(s).removeprefix(ONTOLOGY) for s in found if s.startswith(ONTOLOGY)}


@pytest.mark.parametrize(
    ("scheme", "words"), [(TERMS.kinds, Kind), (TERMS.statuses, Status)]
)
def test_kinds_and_statuses_agree_both_ways(ontology, scheme, words):
    concepts = set(ontology.subjects(SKOS.inScheme, scheme))
    assert concepts == {TERMS[iri_name(word)] for word in words}
    for word in words:
        notation = ontology.value(TERMS[iri_name(word)], SKOS.notation)
        assert notation == Literal(word.value)


def test_every_term_of_the_converter_is_defined_and_no_other(ontology):
    assert defined(
        ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty
    ) == set(AL.names)


def test_the_store_uses_every_term_that_is_defined(ontology):
    with Store.open() as store:
        store.replace_all(small_store())
        text = store.serialise("nquads")
    used = {name for name in AL.names if f"<{ONTOLOGY}{name}>" in text}
    assert used == set(AL.names)


def test_the_header_says_version_licence_and_what_it_is_about(ontology):
    head = URIRef(ONTOLOGY.removesuffix("#"))
    terms = Namespace("http://purl.org/dc/terms/")
    assert str(ontology.value(head, OWL.versionIRI)).startswith(f"{head}/")
    assert isinstance(ontology.value(head, terms.license), URIRef)
    assert len(str(ontology.value(head, terms.abstract))) > 100
    assert not list(ontology.objects(head, OWL.imports))


def test_every_term_says_where_it_is_defined(ontology):
    head = URIRef(ONTOLOGY.removesuffix("#"))
    ours = {s for s in ontology.subjects() if s.startswith(ONTOLOGY)}
    assert len(ours) == len(AL.names) + len(Kind) + len(Status) + 2
    for term in ours:
        assert ontology.value(term, RDFS.isDefinedBy) == head, term


def test_the_ontology_passes_its_own_checks():
    assert validate((FOLDER / "alliance.ttl").read_text()).findings == ()


@pytest.mark.parametrize(("shape", "words"), [("oneKind", Kind), ("oneStatus", Status)])
def test_the_shapes_allow_what_the_vocabulary_has(shape, words):
    shapes = Graph().parse(FOLDER / "shapes.ttl")
    name = URIRef(f"https://w3id.org/alliance-kg/shapes#{shape}")
    allowed = set(shapes.items(shapes.value(name, SH["in"])))
    assert allowed == {TERMS[iri_name(word)] for word in words}


def test_the_taxonomy_has_the_namespace_that_the_store_writes():
    sectors = Graph().parse(FOLDER / "sectors.ttl")
    concepts = set(sectors.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 100
    assert all(concept.startswith(SECTORS + "sector-") for concept in concepts)
