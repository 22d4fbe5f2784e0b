"""The commands that look into a store, on a real one in a folder."""

import csv
import io
import json

import pytest
import rdflib
from sample_alliances import ALLIANCES, source_of

from kg.cli import main
from kg.store import Store


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store"
    with Store.open(path) as opened:
        for number, alliance in enumerate(ALLIANCES, 1):
            opened.replace(source_of(number), alliance.claims)
        opened.consolidate()
    return str(path)


@pytest.fixture
def run(capsysbinary):
    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        shown = capsysbinary.readouterr()
        return ended.value.code or 0, shown.out.decode(), shown.err.decode()

    return run


def test_query_by_stored_question(run, store):
    question = ("query", "partners-of", "--company", "IBM", "--store", store)
    code, out, _ = run(*question, "--json")
    partners = json.loads(out)
    assert code == 0
    assert "Tencent Cloud" in {value for row in partners for value in row.values()}
    code, out, _ = run(*question, "--csv")
    assert code == 0
    assert len(list(csv.DictReader(io.StringIO(out)))) == len(partners)
    code, out, _ = run(*question)
    assert code == 0
    assert "Tencent Cloud" in out


def test_query_by_text_by_file_and_to_a_file(run, store, tmp_path):
    sparql = "SELECT (COUNT(?a) AS ?n) { ?a a al:Alliance }"
    code, out, _ = run("query", sparql, "--store", store, "--json")
    assert code == 0
    [row] = json.loads(out)
    assert row["n"] > 0
    (tmp_path / "count.rq").write_text(sparql)
    answer = tmp_path / "answer.json"
    file = str(tmp_path / "count.rq")
    code, out, _ = run("query", file, "--store", store, "--json", "-o", str(answer))
    assert (code, out) == (0, "")
    assert json.loads(answer.read_text()) == [row]


@pytest.mark.parametrize(
    "query", ["SELECT", "DELETE WHERE {?s ?p ?o}", "no-such-question", "hello world"]
)
def test_a_wrong_query_is_code_2(run, store, query):
    code, out, err = run("query", query, "--store", store)
    assert (code, out) == (2, "")
    assert err.startswith("kg: ")


def test_no_rows_is_well(run, store):
    code, out, err = run("query", "ASK {<urn:x> ?p ?o}", "--store", store, "--csv")
    assert (code, out, err) == (0, "answer\r\nfalse\r\n", "")
    code, _, err = run("query", "SELECT ?s {?s ?s ?s}", "--store", store)
    assert (code, err) == (0, "no rows\n")


def test_export_gives_the_same_bytes_twice_in_every_form(run, store, tmp_path):
    for form in ("turtle", "nquads", "jsonld", "graphml", "csv"):
        code, out, _ = run("export", "--format", form, "--store", store, "-o", "-")
        assert code == 0
        assert out
        target = tmp_path / f"out.{form}"
        code, nothing, _ = run(
            "export", "--format", form, "--store", store, "-o", str(target)
        )
        assert (code, nothing) == (0, "")
        assert target.read_bytes() == out.encode()


def test_exported_turtle_is_turtle(run, store):
    _, out, _ = run("export", "--store", store)
    assert len(rdflib.Graph().parse(data=out, format="turtle")) > 50


def test_view_writes_a_page(run, store, tmp_path):
    page = tmp_path / "web.html"
    code, out, err = run("view", "--store", store, "-o", str(page))
    assert (code, out) == (0, "")
    assert str(page) in err
    assert "Tencent Cloud" in page.read_text("utf-8")


def test_analyze_for_people_and_for_programs(run, store):
    code, out, _ = run("analyze", "--store", store, "--json", "--top", "3")
    figures = json.loads(out)
    assert code == 0
    assert figures["companies"] > 0
    assert len(figures["by_partners"]) <= 3
    code, out, _ = run("analyze", "--store", store)
    assert code == 0
    assert "most partners" in out


def test_analyze_one_company_by_any_of_its_names(run, store):
    code, out, _ = run("analyze", "--store", store, "--company", "big blue", "--json")
    assert code == 0
    assert "Apple" in {entry["name"] for entry in json.loads(out)}
    code, _, err = run("analyze", "--store", store, "--company", "Nobody Inc")
    assert code == 2
    assert "'Nobody Inc'" in err


def test_forget_removes_a_document_and_reports_unknown_ones(run, store):
    code, _, err = run("forget", "document-1", "document-99", "--store", store)
    assert code == 1
    assert "'document-99'" in err
    assert "forgot 1 of 2" in err
    _, out, _ = run("query", "partners-of", "--company", "IBM", "--store", store)
    assert "Tencent Cloud" not in out


def test_validate(run, store):
    code, out, err = run("validate", "--store", store, "--json")
    assert json.loads(out) == {"conforms": True, "findings": []}
    assert code == 0
    assert "keeps the ontology's rules" in err
