"""Shapes and checks: each has examples that pass and examples that fail."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from store_cases import corpora, small_store

from kg.errors import InputError, KgError
from kg.shapes import find_ontology, validate
from kg.store import Store

ONTOLOGY = Path(__file__).resolve().parents[1] / "ontology"
EXAMPLES = sorted(ONTOLOGY.glob("examples/*/*/*.ttl"))
CHECKS = sorted(p.name.removesuffix("-violation.rq") for p in ONTOLOGY.glob("checks/*"))
SHAPES = sorted(
    word.removeprefix("alsh:")
    for line in (ONTOLOGY / "shapes.ttl").read_text().splitlines()
    for word in line.split()[:1]
    if word.endswith("Shape") and line.endswith("sh:NodeShape ;")
)


def name(path: Path) -> str:
    return "/".join(path.parts[-3:])


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_an_example_passes_or_fails_as_its_folder_says(path):
    check, verdict = path.parts[-3:-1]
    found = {finding.check for finding in validate(path.read_text()).findings}
    assert (check in found) == (verdict == "invalid"), found


def test_every_shape_and_check_has_both_kinds_of_example():
    assert (len(SHAPES), len(CHECKS), len(EXAMPLES)) == (9, 14, 82)
    for check in SHAPES + CHECKS:
        kinds = {path.parts[-2] for path in EXAMPLES if path.parts[-3] == check}
        assert kinds == {"valid", "invalid"}, check
    assert {path.parts[-3] for path in EXAMPLES} == {*SHAPES, *CHECKS}


@pytest.mark.parametrize("form", ["turtle", "nquads"])
def test_what_the_store_writes_conforms(form):
    with Store.open() as store:
        store.replace_all(small_store())
        report = validate(store.serialise(form))
    assert report.findings == ()
    assert report.conforms


@settings(max_examples=15, deadline=None)
@given(corpora())
def test_whatever_the_store_derives_conforms(pairs):
    """Only documents that contradict the calendar can break a check."""
    with Store.open() as store:
        store.replace_all(pairs)
        found = {finding.check for finding in validate(store.serialise()).findings}
    assert found <= {"alliance-dates"}


def test_an_empty_store_conforms():
    with Store.open() as store:
        assert validate(store.serialise()).conforms


def test_findings_say_what_where_and_are_sorted():
    with Store.open() as store:
        store.replace_all(small_store())
        broken = store.serialise().replace("al:kind al:memorandum ;", "")
    report = validate(broken)
    assert not report.conforms
    assert [f.check for f in report.findings] == ["AllianceShape", "ClaimShape"]
    assert "exactly one kind" in report.findings[0].message
    assert report.findings[0].focus.startswith("https://kg.example/id/alliance-")
    assert report.findings[0].severity == "violation"


def test_a_broken_file_is_told():
    with pytest.raises(InputError, match="Turtle or N-Quads"):
        validate("this is no RDF")


def test_the_ontology_is_found_and_may_be_another(tmp_path, monkeypatch):
    assert find_ontology() == ONTOLOGY
    mine = shutil.copytree(ONTOLOGY, tmp_path / "mine")
    for check in (mine / "checks").iterdir():
        check.unlink()
    loop = (
        ONTOLOGY / "examples/company-part-of-itself/invalid/directly.ttl"
    ).read_text()
    assert not validate(loop).conforms
    assert validate(loop, mine).conforms
    monkeypatch.setattr("kg.shapes._NEEDED", ("nowhere.ttl",))
    with pytest.raises(KgError, match="install the package anew"):
        find_ontology()
