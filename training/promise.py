"""Fit what the lower layers promise: whether it pays to read a window on.

usage: python -m training.promise GOLD_FOLDER MODEL_FOLDER

A logistic regression over the mean and the maximum of the lower layers' vectors
tells windows with an alliance from the others; windows that the prefilter leaves
out are no part of it.  A fifth of the windows is kept back to choose the bound:
the score that ``RECALL`` of those with an alliance reach.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np

from kg.extract.prefilter import deserves_reading
from kg.extract.reader import Reader, features_of
from training.data import read_examples
from training.logistic import FREE, Floats, fit

SEED = 20141031
RECALL = 0.995
MOST_WINDOWS = 12_000
RIDGE = 30.0


def read_cases(gold: Path, model: Path) -> tuple[Floats, Floats]:
    """Features ``(N, 768)`` of windows of running text, and 1.0 for an alliance."""
    reader = Reader(model)
    examples = [e for e in read_examples(gold) if e.text]
    random.Random(SEED).shuffle(examples)
    rows, right = [], []
    for e in examples[:MOST_WINDOWS]:
        if deserves_reading(e.title, e.text):
            rows.append(features_of(reader.glance(e.title, e.text)))
            right.append(e.has_alliance)
    return np.array(rows, dtype=np.float64), np.array(right, dtype=np.float64)


def fit_plain(features: Floats, right: Floats) -> Floats:
    """Weights of the features as they are and, last, a constant."""
    centre, scale = features.mean(0), features.std(0) + 1e-6
    x = np.hstack([(features - centre) / scale, np.ones((len(features), 1))])
    ridge = np.append(np.full(features.shape[1], RIDGE), FREE)
    weights = fit(x, right, ridge)
    plain = weights[:-1] / scale
    return np.append(plain, weights[-1] - centre @ plain)


def main() -> None:
    """Read the options, fit, choose the bound, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gold", "model"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    features, right = read_cases(options.gold, options.model)
    held = np.arange(len(right)) % 5 == 0
    weights = fit_plain(features[~held], right[~held])
    scores = features[held] @ weights[:-1] + weights[-1]
    bound = float(np.quantile(scores[right[held] > 0], 1 - RECALL))
    print(f"reads on in {np.mean(scores >= bound):.3f} of the windows kept back")
    weights[-1] -= bound
    np.save(options.model / "promise.npy", weights.astype(np.float32))


if __name__ == "__main__":
    main()
