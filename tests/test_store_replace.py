"""Replacing, forgetting, and the same bytes whatever the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from store_cases import APPLE, IBM, SAP, claim, corpora, small_store, source

from kg.errors import StoreError, UsageError
from kg.settings import Settings
from kg.store import Store

FORMATS = ("turtle", "nquads", "jsonld")


def written(pairs, form="nquads") -> str:
    with Store.open(settings=Settings(batch_documents=2)) as store:
        store.replace_all(pairs)
        return store.serialise(form)


@settings(max_examples=25, deadline=None)
@given(corpora())
def test_the_order_of_documents_leaves_no_trace(pairs):
    assert written(pairs) == written(pairs[::-1])


@settings(max_examples=25, deadline=None)
@given(corpora())
def test_a_document_that_is_forgotten_leaves_no_trace(pairs):
    extra = source("extra", "2009"), (claim("extra", [IBM, SAP], "licensing"),)
    with Store.open() as store:
        store.replace_all([*pairs[:1], extra, *pairs[1:]])
        store.consolidate()
        assert store.forget("extra")
        assert not store.forget("extra")
        assert store.serialise("nquads") == written(pairs)


@pytest.mark.parametrize("form", FORMATS)
def test_reading_twice_is_reading_once(form, tmp_path):
    pairs = small_store()
    with Store.open(tmp_path / "store") as store:
        store.replace_all(pairs)
        once = store.serialise(form)
        store.replace_all(pairs)
        assert store.serialise(form) == once == written(pairs, form)


def test_a_new_reading_takes_the_place_of_the_old():
    with Store.open() as store:
        store.replace(source("d"), [claim("d", [IBM, SAP])])
        store.replace(source("d"), [claim("d", [IBM, APPLE])])
        (alliance,) = store.alliances()
        assert [c.name for c in alliance.parties] == ["Apple", "IBM"]
        assert store.counts()["documents"] == 1
        assert [c.name for c in store.companies()] == ["Apple", "IBM"]


def test_answers_are_never_older_than_the_claims():
    with Store.open() as store:
        assert store.query("ASK { ?x al:partnerOf ?y }").rows == ((False,),)
        store.replace(source("d"), [claim("d", [IBM, SAP])])
        assert store.query("ASK { ?x al:partnerOf ?y }").rows == ((True,),)
        store.forget("d")
        assert store.query("ASK { ?x al:partnerOf ?y }").rows == ((False,),)


def test_only_alliances_that_hold_make_partners():
    with Store.open() as store:
        store.replace_all(small_store())
        rows = store.query("SELECT ?x ?y { ?x al:partnerOf ?y }").rows
        pairs = {(x.split("-")[-1], y.split("-")[-1]) for x, y in rows}
        assert ("twitter", "intel") not in pairs
        assert pairs == {(y, x) for x, y in pairs}
        assert len(rows) == 14


def test_counts():
    with Store.open() as store:
        store.replace_all(small_store())
        counts = store.counts()
        assert counts.pop("triples") == store.serialise("nquads").count("\n") > 300
        assert counts == {
            "documents": 9,
            "claims": 12,
            "alliances": 8,
            "companies": 7,
            "sectors": 3,
        }


def test_turtle_is_sorted_and_readable():
    lines = written(small_store(), "turtle").splitlines()
    subjects = [x.split()[0] for x in lines if x.startswith("id:")]
    assert subjects == sorted(subjects)
    assert len(subjects) == len(set(subjects))
    assert '    skos:prefLabel "Tencent Cloud"@en ;' in lines
    assert '    al:announcedOn "2014-10-31"^^xsd:date ;' in lines


def test_an_unknown_form_is_refused():
    with Store.open() as store, pytest.raises(UsageError, match="turtle, nquads"):
        store.serialise("rdfxml")


def test_a_store_that_is_open_cannot_be_opened_again(tmp_path):
    with (
        Store.open(tmp_path / "s"),
        pytest.raises(StoreError, match="close that first"),
    ):
        Store.open(tmp_path / "s")
    with Store.open(tmp_path / "s") as again:
        assert again.sources() == ()


def test_another_process_that_holds_the_store_is_named(tmp_path):
    code = (
        "import sys, kg.store; s = kg.store.Store.open(sys.argv[1]);"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "s")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="another process"):
            Store.open(tmp_path / "s")
        other.communicate("")


def test_a_killed_process_leaves_whole_documents(tmp_path):
    """SIGKILL in the middle of writing: no document is half there."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[2]); from store_cases import *;"
        "from kg.store import Store; s = Store.open(sys.argv[1]); n = 0\n"
        "while True:\n"
        "    n += 1; d = f'd{n % 7}'; k = [IBM, SAP] if n % 2 else [IBM, APPLE]\n"
        "    s.replace(source(d), [claim(d, k), claim(d, [SAP, INTEL])])\n"
        "    print(n, flush=True)"
    )
    here = str(Path(__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "s"), here],
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        while writer.stdout.readline() != "25\n":
            pass
        writer.kill()
    with Store.open(tmp_path / "s") as store:
        assert len(store.sources()) == 7
        assert len(store.claims()) == 14


def test_what_is_no_store_is_left_alone(tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(StoreError, match="folder of other things"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="is a file"):
        Store.open(tmp_path / "note.txt")
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match="build it anew"):
        Store.open(tmp_path / "broken")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="rights"):
        Store.open(tmp_path / "locked" / "s")


def test_a_store_of_another_base_iri_is_refused(tmp_path):
    with Store.open(tmp_path / "s") as store:
        store.replace(source("d"), ())
    with pytest.raises(StoreError, match="base_iri"):
        Store.open(tmp_path / "s", Settings(base_iri="https://other.example/"))


def test_a_closed_store_says_so():
    store = Store.open()
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.claims()
