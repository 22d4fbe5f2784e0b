"""Floors under the quality on the dev sets: what was reached, less a margin.

The floors are the figures of docs/quality.md less ``MARGIN``; raise them when
the figures rise.
"""

import json

import pytest

import kg
from bench.briefs import measure, read_examples
from kg.cli.records import to_record
from kg.evaluate import evaluate, read_rows

pytestmark = pytest.mark.model

#: Runs on other processors differ a little in the last digits of a score.
MARGIN = 0.02
#: Edge precision, recall, kind and status accuracy reached on each set.
REACHED = {
    "articles": (0.69, 0.56, 0.64, 0.85),
    "minis": (0.83, 0.76, 0.70, 0.81),
    "headlines": (0.90, 0.90, 0.88, 0.96),
}

#: Of the examples: share of edges found, and of look-alikes taken for one.
FOUND, TAKEN = 0.47, 0.08


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(REACHED))
def test_quality_holds_on_dev(shared, name):
    folder = shared / "data/gold/dev"
    documents = kg.read(folder / f"{name}.docs.jsonl")
    rows = [to_record(d, c) for d, c in kg.extract(documents)]
    predicted = {r["id"]: json.loads(json.dumps(r)) for r in rows}
    result = evaluate(read_rows(folder / f"{name}.gold.jsonl"), predicted)
    figures = (
        result.edges.precision,
        result.edges.recall,
        result.kind_accuracy,
        result.status_accuracy,
    )
    assert len(rows) == result.documents
    for figure, floor in zip(figures, REACHED[name], strict=True):
        assert figure >= floor - MARGIN, (figures, REACHED[name])


def test_the_examples_are_read_as_well_as_before():
    found = measure(*read_examples())
    assert found.edges > 200
    assert found.found / found.edges >= FOUND - MARGIN
    assert found.taken / found.lookalikes <= TAKEN + MARGIN
