"""Starting up, help, misuse and what becomes of errors."""

import subprocess
import sys

import pytest

from kg.cli import main

HEAVY = "networkx onnxruntime pyoxigraph pyvis rdflib rich scipy spacy trafilatura yaml"


def run(*arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code or 0


def test_help_loads_no_heavy_library():
    program = (
        "import sys\nfrom kg.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit: pass\n"
        f"print(sorted(set({HEAVY!r}.split()) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_names_the_commands_and_gives_examples(capsys):
    assert run("--help") == 0
    shown = capsys.readouterr().out
    for (
        command
    ) in "build extract query export view analyze validate prove forget".split():
        assert f"  {command} " in shown
    assert "kg query partners-of --company IBM" in shown


@pytest.mark.parametrize(
    "command", "build extract query export view analyze validate prove forget".split()
)
def test_each_command_has_help(capsys, command):
    assert run(command, "--help") == 0
    assert f"Usage: kg {command}" in capsys.readouterr().out


def test_version(capsys):
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("kg 0.")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nothing", "No such command"),
        ("build", "Missing argument"),
        ("export --format xml", "--format"),
        ("extract a.txt --min-confidence 2", "--min-confidence"),
        ("query", "nothing is asked"),
        ("query x --json --csv", "do not go together"),
        ("query partners-of --company", "--company has no value"),
        ("query partners-of IBM", "'IBM' is no parameter"),
        ("query partners-of --company IBM --company SAP", "given twice"),
        ("query ASK{} --company IBM", "--company goes with a stored question"),
        ("query nowhere.rq", "cannot read nowhere.rq"),
        ("query partners-of --company IBM", "no store at kg-store"),
        ("view", "no store at kg-store"),
        ("forget x", "no store at kg-store"),
        ("prove a.txt", "no store at kg-store"),
        ("prove", "Missing argument"),
        ("build a.txt --base-iri nothing", "no start of an IRI"),
        ("extract nowhere.txt -o folder", "cannot write folder"),
    ],
)
def test_misuse_is_code_2_and_one_message(capsys, tmp_path, monkeypatch, line, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    assert run(*line.split()) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.out == ""
    assert "Traceback" not in shown.err


def test_a_reader_that_stops_early_is_no_fault(tmp_path):
    done = subprocess.run(  # noqa: S602 - a pipe is what is tested
        f"{sys.executable} -m kg.cli query --list --json | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout == "[\n"
    assert done.stderr == ""


def test_inputs_that_cannot_be_read_do_not_empty_an_old_result(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    old = tmp_path / "claims.jsonl"
    old.write_text("kept\n", "utf-8")
    assert run("extract", "nowhere.txt", "-o", "claims.jsonl") == 1
    assert old.read_text("utf-8") == "kept\n"
