import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Namespace, URIRef

from kg.extract.taxonomy import concepts, find_concept, label_of, normalise

ROOT = Path(__file__).parents[1]
TTL = ROOT / "ontology" / "sectors.ttl"
TSV = ROOT / "kg" / "extract" / "sectors.tsv"
NAICS = ROOT.parent / "shared" / "data" / "taxonomies" / "naics_2022.json"
SCHEME = URIRef("https://w3id.org/alliance-kg/sectors")
SECTORS = Namespace("https://w3id.org/alliance-kg/sectors#")


@pytest.fixture(scope="module")
def graph():
    return Graph().parse(TTL, format="turtle")


def rows():
    """Concept, label, broader and phrases of each line that has a concept."""
    lines = [line.split("\t") for line in TSV.read_text("utf-8").splitlines()]
    return [cells for cells in lines if cells[0].startswith("sector-")]


def test_both_files_hold_the_same_concepts_labels_and_phrases(graph):
    found = set(graph.subjects(RDF.type, SKOS.Concept))
    assert found == {SECTORS[concept] for concept in concepts()}
    assert len(found) == len(rows()) > 500
    for concept, label, broader, phrases in rows():
        node = SECTORS[concept]
        assert [str(v) for v in graph.objects(node, SKOS.prefLabel)] == [label]
        above = list(graph.objects(node, SKOS.broader))
        assert above == ([SECTORS[broader]] if broader else [])
        others = {p.lstrip("=") for p in phrases.split("|") if p}
        written = {str(v) for v in graph.objects(node, SKOS.altLabel)}
        assert written == others - {label.lower()}
        assert label_of(concept) == label


def test_every_concept_is_defined_and_in_the_scheme(graph):
    for concept in concepts():
        node = SECTORS[concept]
        (definition,) = graph.objects(node, SKOS.definition)
        assert str(definition).endswith(".")
        assert definition.language == "en"
        assert (node, SKOS.inScheme, SCHEME) in graph


def test_broader_concepts_lead_to_a_top_concept(graph):
    tops = set(graph.subjects(SKOS.topConceptOf, SCHEME))
    assert tops
    for concept in concepts():
        node, seen = SECTORS[concept], set()
        while node not in tops:
            assert node not in seen, f"{concept} is broader than itself"
            seen.add(node)
            (node,) = graph.objects(node, SKOS.broader)


def test_no_phrase_names_two_concepts():
    owners: dict[str, set[str]] = {}
    for concept, label, _, phrases in rows():
        for phrase in [label, *filter(None, phrases.split("|"))]:
            owners.setdefault(normalise(phrase.lstrip("=")), set()).add(concept)
    assert {k: v for k, v in owners.items() if len(v) > 1} == {}


def test_every_phrase_is_found_as_its_concept():
    for concept, _, _, phrases in rows():
        for phrase in filter(None, phrases.split("|")):
            assert find_concept(phrase.lstrip("=")) == concept, phrase


@pytest.mark.shared
@pytest.mark.skipif(not NAICS.exists(), reason="the NAICS file is not here")
def test_both_files_are_what_the_script_makes(tmp_path):
    script = ROOT / "scripts" / "make_sectors.py"
    out = ["--ttl", tmp_path / "s.ttl", "--tsv", tmp_path / "s.tsv"]
    subprocess.run([sys.executable, script, NAICS, *out], check=True)
    assert (tmp_path / "s.ttl").read_bytes() == TTL.read_bytes()
    assert (tmp_path / "s.tsv").read_bytes() == TSV.read_bytes()
