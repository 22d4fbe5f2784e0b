"""What goes into the store comes out of it, in memory and on disk."""

import pytest
from hypothesis import given, settings
from rdflib import RDF, Dataset, Graph, URIRef
from rdflib.compare import isomorphic
from store_cases import IBM, SAP, claim, documents, small_store, source

from kg.errors import StoreError, VocabularyError
from kg.settings import Settings
from kg.store import Store
from kg.store.reading import from_quads
from kg.store.terms import Names
from kg.store.writing import canonical, to_quads
from kg.values import Claim, Mention, Party, Span

NAMES = Names("https://kg.example/id/")
CLAIMS = {canonical(said) for _, claims in small_store() for said in claims}

# rdflib 7.6 warns of what its own Dataset.parse and Dataset() do.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is:DeprecationWarning"),
]


@given(documents())
def test_a_documents_graph_reads_back_as_the_same_values(pair):
    source_, claims = pair
    read, said = from_quads(to_quads(source_, claims, NAMES))
    assert read == source_
    assert set(said) == set(map(canonical, claims))


@settings(max_examples=30, deadline=None)
@given(documents())
def test_a_store_gives_back_equal_claims_and_rdflib_reads_its_forms(pair):
    with Store.open() as store:
        store.replace(*pair)
        assert store.sources() == (pair[0],)
        assert set(store.claims()) == set(map(canonical, pair[1]))
        again, union = Dataset(), Graph()
        again.parse(data=store.serialise("nquads"), format="nquads")
        for quad in again.quads():
            union.add(quad[:3])
        turtle = Graph().parse(data=store.serialise("turtle"), format="turtle")
        assert isomorphic(turtle, union)


def test_canonical_changes_nothing_that_matters():
    said = claim("d", [IBM, SAP], confidence=0.123456, announced="2014")
    assert canonical(said).confidence == 0.1235
    assert canonical(said).parties[1] == said.parties[1]
    assert canonical(canonical(said)) == canonical(said)


def test_equal_claims_of_one_document_count_once():
    with Store.open() as store:
        store.replace(source("d"), [claim("d", [IBM, SAP])] * 2)
        assert store.counts()["claims"] == 1


def test_a_folder_keeps_what_it_was_given(tmp_path):
    pairs = small_store()
    with Store.open(tmp_path / "store") as store:
        assert store.replace_all(pairs) == 9
        before = store.serialise()
    with Store.open(tmp_path / "store") as store:
        assert store.serialise() == before
        assert set(store.claims()) == CLAIMS


def test_jsonld_is_what_nquads_is():
    with Store.open() as store:
        store.replace_all(small_store())
        one, other = Dataset(), Dataset()
        one.parse(data=store.serialise("jsonld"), format="json-ld")
        other.parse(data=store.serialise("nquads"), format="nquads")
        assert len(one) == len(other) > 100
        assert set(one.quads()) == set(other.quads())


def test_the_dataset_is_rdflibs_and_its_default_graph_is_the_union():
    with Store.open() as store:
        store.replace_all(small_store())
        al = "https://w3id.org/alliance-kg/ontology#"
        alliances = set(store.dataset.subjects(RDF.type, URIRef(al + "Alliance")))
        assert len(alliances) == store.counts()["alliances"] == len(store.alliances())
        assert dict(store.dataset.namespaces())["al"] == URIRef(al)


@pytest.mark.parametrize(
    ("bad", "error", "words"),
    [
        (claim("other", [IBM, SAP]), StoreError, "'other'"),
        (claim("d", [IBM, SAP], announced="31.10.2014"), StoreError, "2014-10-31"),
        (claim("d", [IBM, SAP], announced="2014-02-30"), StoreError, "2014-02-30"),
        (claim("d", [IBM, SAP], confidence=1.5), StoreError, "1.5"),
        (claim("d", [IBM, SAP], speaker="\ud800"), StoreError, "surrogate"),
        (claim("d", [IBM, SAP], kind="merger"), VocabularyError, "'merger'"),
        (
            Claim("d", (Party("x", (Mention("e", "text", Span(0, 1), "x"),)),), *"ab"),
            VocabularyError,
            "'a'",
        ),
    ],
)
def test_what_has_no_rdf_form_is_refused_and_changes_nothing(bad, error, words):
    with Store.open() as store:
        store.replace(source("d"), [claim("d", [IBM, SAP])])
        before = store.serialise("nquads")
        with pytest.raises(error, match=words):
            store.replace(source("d"), [bad])
        assert store.serialise("nquads") == before


def test_another_base_iri_moves_every_iri_of_the_data():
    ours = Settings(base_iri="https://data.example/kg#")
    with Store.open(settings=ours) as store:
        store.replace_all(small_store())
        text = store.serialise("nquads")
        assert "kg.example" not in text
        assert set(store.claims()) == CLAIMS
