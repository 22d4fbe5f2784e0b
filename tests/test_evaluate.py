"""The measures, against hand-counted cases and against the field's scorer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.evaluate import evaluate, fold, read_rows

GOLD = {
    "d": {
        "id": "d",
        "companies": [
            {"name": "Acme Corp", "aliases": ["Acme"]},
            {"name": "Foo Inc", "aliases": []},
            {"name": "Bar", "aliases": []},
        ],
        "alliances": [
            {
                "parties": ["Acme Corp", "Foo Inc"], "kind": "licensing",
                "status": "announced", "sectors": ["mobile phones"],
                "evidence": [[10, 40]],
            },
            {
                "parties": ["Acme Corp", "Bar"], "kind": "consortium",
                "status": "ended", "sectors": [], "evidence": [[-1, -1]],
            },
        ],
    }
}  # fmt: skip


def predict(*alliances):
    return {"d": {"id": "d", "alliances": list(alliances)}}


def one(parties, **fields):
    named = [{"name": p, "mentions": []} for p in parties]
    plain = {"kind": "licensing", "status": "announced", "sectors": [], "evidence": []}
    return {"parties": named, **plain, **fields}


def test_a_perfect_edge_and_a_wrong_one():
    result = evaluate(
        GOLD,
        predict(
            one(
                ["ACME", "Foo"], sectors=["phones"], evidence=[{"start": 0, "end": 11}]
            ),
            one(["Acme", "Qux"]),
        ),
    )
    assert (result.edges.found, result.edges.predicted, result.edges.gold) == (1, 2, 2)
    assert result.asserted.gold == 1
    assert result.kind_accuracy == result.status_accuracy == 1
    assert result.sector_f1 == 1
    assert result.evidence_hit == 1


def test_a_document_without_prediction_counts_as_missed():
    result = evaluate(GOLD, {})
    assert (result.edges.precision, result.edges.recall, result.edges.f1) == (0, 0, 0)


def test_folding_drops_what_does_not_tell_companies_apart():
    assert fold("The ACME Holdings Co. Ltd.") == fold("Acme Holdings")
    assert fold("Acme Cloud") != fold("Acme")


@pytest.mark.shared
def test_the_measures_agree_with_the_scorer_of_the_gold(shared, tmp_path):
    gold_path = shared / "data/gold/dev/minis.gold.jsonl"
    gold = read_rows(gold_path)
    rows = []
    for k, (i, g) in enumerate(gold.items()):
        keep = [a for n, a in enumerate(g["alliances"]) if (k + n) % 3]
        rows.append({"id": i, "alliances": [
            one(a["parties"], kind=a["kind"], status="announced",
                sectors=a["sectors"][:1],
                evidence=[{"start": a["evidence"][0][0], "end": a["evidence"][0][1]}])
            for a in keep
        ] + [one(["Qux", "Quux"])] * (k % 7 == 0)})  # fmt: skip
    path = tmp_path / "predicted.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    scorer = Path(shared) / "tools/score.py"
    command = [sys.executable, str(scorer), str(gold_path), str(path), "--json"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    theirs = json.loads(done.stdout)
    ours = evaluate(gold, read_rows(path))
    for name in ("edges", "asserted"):
        score = getattr(ours, name)
        for figure in ("precision", "recall", "f1"):
            assert getattr(score, figure) == pytest.approx(theirs[name][figure])
    matched = theirs["matched"]
    assert ours.kind_accuracy == pytest.approx(matched["kind_accuracy"])
    assert ours.status_accuracy == pytest.approx(matched["status_accuracy"])
    assert ours.sector_f1 == pytest.approx(matched["sector_f1"])
    assert ours.evidence_hit == pytest.approx(matched["evidence_hit"])
    assert ours.alliances_recall == pytest.approx(theirs["alliances"]["recall"])


def test_two_annotations_are_compared():
    other = json.loads(json.dumps(GOLD))
    row = other["d"]
    row["companies"][0] = {"name": "Acme", "aliases": []}
    row["companies"][1] = {"name": "the Foo group", "aliases": ["Foo Inc"]}
    row["alliances"][0]["parties"] = ["Acme", "the Foo group"]
    row["alliances"].pop()
    result = evaluate(GOLD, other)
    assert (result.edges.found, result.edges.predicted, result.edges.gold) == (1, 1, 2)
    assert result.evidence_hit == 1.0
    same = evaluate(GOLD, GOLD)
    assert same.edges.f1 == same.kind_accuracy == same.evidence_hit == 1.0
