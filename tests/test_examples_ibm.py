"""The examples: complete, readable, and what the script makes of the facts."""

import json
import sys
from pathlib import Path

import pytest

from kg.ingest import read

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


def test_every_brief_is_read_with_its_source_and_has_expected_facts():
    documents = {document.id: document for document in read(EXAMPLES / "ibm")}
    lines = (EXAMPLES / "ibm-expected.jsonl").read_text("utf-8").splitlines()
    expected = {row["id"]: row for row in map(json.loads, lines)}
    assert documents.keys() == expected.keys()
    assert len(documents) == 270
    for document in documents.values():
        assert document.url.startswith("http")
        assert document.publisher
        assert document.text.strip()
    assert sum(document.published is not None for document in documents.values()) == 223
    assert all(len(row["parties"]) > 1 for row in expected.values())


@pytest.mark.shared
def test_the_examples_are_what_the_script_makes(shared, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import make_examples

    made = make_examples.make(shared / "data/ibm/ibm_alliances.jsonl", tmp_path)
    monkeypatch.delitem(sys.modules, "make_examples")
    assert made == 270
    for path in (*(tmp_path / "ibm").iterdir(), tmp_path / "ibm-expected.jsonl"):
        kept = EXAMPLES / path.relative_to(tmp_path)
        assert path.read_bytes() == kept.read_bytes(), kept
