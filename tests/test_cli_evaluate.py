"""``kg evaluate`` on two small files."""

import json
import subprocess
import sys

GOLD = {
    "id": "d",
    "companies": [{"name": "Acme", "aliases": []}, {"name": "Foo", "aliases": []}],
    "alliances": [
        {"parties": ["Acme", "Foo"], "kind": "licensing", "status": "announced",
         "sectors": [], "evidence": [[0, 9]]}
    ],
}  # fmt: skip
FOUND = {
    "id": "d",
    "alliances": [
        {"parties": [{"name": "ACME Corp"}, {"name": "Foo"}], "kind": "licensing",
         "status": "ended", "sectors": [], "evidence": [{"start": 3, "end": 5}]}
    ],
}  # fmt: skip


def run(*arguments):
    command = [sys.executable, "-m", "kg.cli", "evaluate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def write_both(folder):
    gold, found = folder / "gold.jsonl", folder / "found.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", "utf-8")
    found.write_text(json.dumps(FOUND) + "\n", "utf-8")
    return gold, found


def test_measures_are_printed_for_people_and_programs(tmp_path):
    gold, found = write_both(tmp_path)
    table = run(gold, found)
    assert table.returncode == 0
    assert "precision" in table.stdout
    measured = json.loads(run(gold, found, "--json").stdout)
    assert measured["edges"]["f1"] == 1
    assert measured["asserted"]["recall"] == 0
    assert measured["kind_accuracy"] == 1
    assert measured["status_accuracy"] == 0


def test_a_missing_or_broken_file_is_named(tmp_path):
    broken = tmp_path / "broken.jsonl"
    broken.write_text("no json\n", "utf-8")
    assert "broken.jsonl:1" in run(broken, broken).stderr
    missing = run(tmp_path / "none.jsonl", broken)
    assert missing.returncode == 2
    assert "none.jsonl" in missing.stderr


def test_files_that_are_no_gold_or_predictions_are_named(tmp_path):
    gold, found = write_both(tmp_path)
    swapped = run(found, gold)
    assert swapped.returncode == 2
    assert "no companies" in swapped.stderr
    found.write_bytes(b"\xd0\x00\xff\n")
    assert "found.jsonl:1" in run(gold, found).stderr
