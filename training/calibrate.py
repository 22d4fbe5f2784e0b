"""Fit the confidence of pairs on gold that the network was not trained with.

usage: python -m training.calibrate GOLD_FOLDER MODEL_FOLDER

Every pair of companies that stands in one window is a case: its features are
those of ``kg.extract.confidence``, and it is right if gold joins the two.  A
logistic function with few weights is fitted by Newton's method and written
beside the weights; what it is worth is measured on documents that it was not
fitted on, in five folds.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.evaluate import judge
from kg.evaluate.measures import to_bins
from kg.extract.alliances import Edge, weigh
from kg.extract.confidence import Confidence
from kg.extract.pipeline import annotate
from kg.settings import Settings
from kg.values import Document
from training.data import read_sets
from training.logistic import FREE, Floats, fit

FOLDS = 5
#: Pull of every weight but the constants towards nought.
RIDGE = 1.0
#: Pairs that the network gives less are no part of the fit: they are past doubt.
LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Cases:
    """Features ``(N, F)`` of pairs, whether gold joins them, their fold."""

    features: Floats
    right: Floats
    fold: NDArray[np.int64]


def judge_edges(
    edges: Sequence[Edge], groups: dict[str, str], gold: dict
) -> Iterator[tuple[Edge, bool]]:
    """Each pair, and whether gold joins it."""
    forms: dict[str, list[str]] = {}
    for name, company in groups.items():
        forms.setdefault(company, []).append(name)
    for edge in edges:
        parties = [{"name": c, "mentions": forms[c]} for c in edge.companies]
        judged = judge(gold, {"alliances": [{"parties": parties}]})
        if judged:  # two names of one company make no edge
            yield edge, judged[0][1]


def read_cases(model: Path, folder: Path) -> Cases:
    """Read every gold set of a folder, as the extractor reads documents."""
    settings = Settings(model_folder=str(model))
    rows: list[tuple[tuple[float, ...], bool, int]] = []
    for pairs in read_sets(folder):
        documents = (Document(d["id"], d["title"], d["text"]) for d, _ in pairs)
        read = zip(annotate(documents, settings), pairs, strict=True)
        for number, (doc, (_, gold)) in enumerate(read):
            edges = weigh(doc._.kg_pairs, doc._.kg_sentences, doc.text)
            for edge, right in judge_edges(edges, doc._.kg_groups, gold):
                rows.append((edge.features, right, number % FOLDS))
    features, right, fold = zip(*rows, strict=True)
    return Cases(np.array(features), np.array(right, float), np.array(fold))


def fit_cases(cases: Cases, chosen: NDArray[np.bool_]) -> Confidence:
    """Fit the chosen cases, leaving out those past doubt."""
    names = [f.name for f in fields(Confidence)]
    columns = [names.index("score"), names.index("title_score")]
    score = cases.features[:, columns].sum(1)
    kept = chosen & (score > np.log(LEAST / (1 - LEAST)))
    constant = [name.endswith("constant") for name in names]
    ridge = np.where(constant, FREE, RIDGE)
    weights = fit(cases.features[kept], cases.right[kept], ridge)
    return Confidence(*(float(w) for w in weights))


def measure(cases: Cases) -> None:
    """Print what the confidence is worth, each fold judged by the other four."""
    held = np.zeros(len(cases.right))
    for k in range(FOLDS):
        rest = cases.fold != k
        own = fit_cases(cases, rest)
        held[~rest] = [own.of(row) for row in cases.features[~rest]]
    print("confidence right pairs")
    bins = to_bins(zip(held.tolist(), (cases.right > 0.5).tolist(), strict=True))
    for b in bins:
        print(f"{b.confidence:10.2f} {b.right:5.2f} {b.count:5d}")
    for bound in np.arange(0.2, 0.9, 0.05):
        kept = held >= bound
        precision = cases.right[kept].mean() if kept.any() else 0.0
        recall = cases.right[kept].sum() / cases.right.sum()
        print(
            f"from {bound:.2f}: precision {precision:.3f}, of those read {recall:.3f}"
        )


def main() -> None:
    """Read the options, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gold", "model"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    cases = read_cases(options.model, options.gold)
    measure(cases)
    fit_cases(cases, cases.fold >= 0).save(options.model)


if __name__ == "__main__":
    main()
