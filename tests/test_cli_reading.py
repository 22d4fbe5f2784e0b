"""kg build and kg extract on real files, with the real extractor."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from kg.cli import main

pytestmark = pytest.mark.model
DEAL = "IBM and SAP AG said they formed a joint venture to build cloud software. "


@pytest.fixture
def run(capsys):
    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return ended.value.code or 0, shown.out, shown.err

    return run


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text(f"---\nid: a\ndate: 2014-10-31\n---\n\n{DEAL}\n")
    (folder / "b.txt").write_text("Shares of the oil company rose 3 percent on Monday.")
    return folder


def test_extract_writes_one_line_a_document_also_without_a_claim(
    run, articles, tmp_path
):
    target = tmp_path / "claims.jsonl"
    code, out, err = run("extract", articles, "-o", target)
    assert (code, out) == (0, "")
    one, other = map(json.loads, target.read_text("utf-8").splitlines())
    assert one["id"] == "a"
    [alliance] = one["alliances"]
    assert {party["name"] for party in alliance["parties"]} == {"IBM", "SAP AG"}
    assert other["alliances"] == []
    assert "2 documents" in err


def test_a_broken_file_is_listed_with_code_1_and_the_rest_is_read(run, articles):
    (articles / "c.md").write_text("---\n: [\n---\n")
    code, out, err = run("extract", articles)
    assert code == 1
    assert len(out.splitlines()) == 2
    assert "1 fault" in err
    assert "c.md" in err


def test_documents_in_another_language_are_warned_of(run, articles):
    german = "Die beiden Firmen gaben ihre neue Partnerschaft bekannt. " * 5
    (articles / "c.txt").write_text(german)
    _, _, err = run("extract", articles)
    assert "1 of 3 documents do not look English" in err


def test_build_makes_a_store_that_later_commands_find(run, articles, tmp_path):
    store = tmp_path / "store"
    code, out, _ = run("build", articles, "--store", store, "--json")
    first = json.loads(out)
    assert code == 0
    assert first["read"]["documents"] == first["store"]["documents"] == 2
    assert first["store"]["alliances"] == 1
    _, turtle, _ = run("export", "--store", store)
    code, out, _ = run("build", articles, "--store", store, "--json")
    assert json.loads(out) == first
    assert run("export", "--store", store)[1] == turtle


def test_ctrl_c_keeps_what_was_written(articles, tmp_path):
    rows = "".join(json.dumps({"text": f"{DEAL} {n}."}) + "\n" for n in range(20_000))
    (articles / "z.jsonl").write_text(rows)
    target = tmp_path / "claims.jsonl"
    command = [sys.executable, "-m", "kg.cli", "extract", str(articles), "-o"]
    running = subprocess.Popen(
        [*command, str(target)], stderr=subprocess.PIPE, text=True, env=os.environ
    )
    while running.poll() is None and not (target.exists() and target.stat().st_size):
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "what was read so far is kept" in err
    lines = target.read_text("utf-8").splitlines()
    assert json.loads(lines[-1])["id"]
    assert len(lines) < 20_000
