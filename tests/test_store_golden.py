"""The graph of two briefs, compared as a graph; ``--refresh-golden`` rewrites it."""

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff, isomorphic
from store_cases import small_store

from kg.store import Store

FOLDER = Path(__file__).parent / "golden"


@pytest.mark.parametrize("documents", [["d01"], ["d03", "d04"]], ids="+".join)
def test_the_graph_is_the_one_on_file(documents, refresh_golden):
    path = FOLDER / f"{'-'.join(documents)}.ttl"
    with Store.open() as store:
        store.replace_all(p for p in small_store() if p[0].id in documents)
        text = store.serialise()
    if refresh_golden:
        path.write_text(text, encoding="utf-8")
    expected, found = Graph().parse(path), Graph().parse(data=text)
    if not isomorphic(expected, found):
        _, gone, new = graph_diff(expected, found)
        pytest.fail(f"gone:\n{gone.serialize()}\nnew:\n{new.serialize()}")
    assert len(found) > 100


def test_every_golden_file_has_its_test():
    assert sorted(p.name for p in FOLDER.glob("*.ttl")) == ["d01.ttl", "d03-d04.ttl"]
