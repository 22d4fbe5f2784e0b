"""Learn which words make a window worth the encoder's reading.

usage: python -m training.cues GOLD_FOLDER kg/extract/cues.tsv

A logistic regression over words and pairs of words, cut to their first letters
(``kg.extract.prefilter``), tells windows with an alliance from the others.  A
tenth of the documents is kept back to choose the bound: the score that
``RECALL`` of their windows with an alliance reach.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.prefilter import IN_TITLE, LETTERS, WORD, cues_of
from training.data import Example, read_examples

SEED = 20141031
RECALL = 0.98
#: Cues that are kept, and the windows that each must stand in.
MOST_CUES = 1500
LEAST_WINDOWS = 15
ROUNDS, RATE, DECAY = 6, 0.1, 1e-4

Windows = Sequence[tuple[frozenset[str], bool]]


def read_windows(folder: Path) -> list[tuple[frozenset[str], bool]]:
    """Cues of every window, and whether it tells of an alliance."""
    examples = read_examples(folder)
    names = find_names(examples)
    windows = []
    for e in examples:
        cues = (c for c in cues_of(e.title, e.text) if not names & words_of(c))
        windows.append((frozenset(cues), e.has_alliance))
    random.Random(SEED).shuffle(windows)
    return windows


def words_of(cue: str) -> set[str]:
    """The words that a cue consists of."""
    return set(cue.removeprefix(IN_TITLE).split(" "))


def find_names(examples: Sequence[Example]) -> set[str]:
    """Words that running text writes with a capital as a rule: no cues."""
    capital, small = Counter(), Counter()
    for e in examples:
        for word in WORD.findall(e.text):
            (small if word.islower() else capital)[word.lower()[:LETTERS]] += 1
    return {w for w, n in capital.items() if n >= small[w]}


def choose_cues(windows: Windows) -> list[str]:
    """The cues that tell most, by the chi-squared of windows with an alliance."""
    every = Counter(cue for cues, _ in windows for cue in cues)
    allied = Counter(cue for cues, right in windows if right for cue in cues)
    share = sum(right for _, right in windows) / len(windows)
    known = [c for c, n in every.items() if n >= LEAST_WINDOWS]

    def worth(cue: str) -> tuple[float, str]:
        expected = every[cue] * share
        return -((allied[cue] - expected) ** 2) / (expected + 1), cue

    return sorted(known, key=worth)[:MOST_CUES]


def fit(windows: Windows, cues: Sequence[str]) -> tuple[NDArray[np.float64], float]:
    """Weights and constant, by stochastic gradients with Adagrad's steps."""
    number = {cue: k for k, cue in enumerate(cues)}
    rows = [
        (np.array(sorted(number[c] for c in found if c in number), int), right)
        for found, right in windows
    ]
    weights, constant = np.zeros(len(cues)), -1.0
    squares = np.full(len(cues), 1e-8)
    order = np.random.default_rng(SEED)
    for _ in range(ROUNDS):
        for k in order.permutation(len(rows)):
            at, right = rows[k]
            miss = 1 / (1 + np.exp(-(weights[at].sum() + constant))) - right
            step = miss + DECAY * weights[at]
            squares[at] += step * step
            weights[at] -= RATE * step / np.sqrt(squares[at])
            constant -= 0.05 * RATE * miss
    return weights, float(constant)


def main() -> None:
    """Read the options, fit, choose the bound, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gold", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    windows = read_windows(options.gold)
    held, rest = windows[::10], [w for k, w in enumerate(windows) if k % 10]
    cues = choose_cues(rest)
    weights, constant = fit(rest, cues)
    known = dict(zip(cues, weights, strict=True))
    scores = np.array([constant + sum(known.get(c, 0) for c in f) for f, _ in held])
    right = np.array([r for _, r in held])
    bound = float(np.quantile(scores[right], 1 - RECALL))
    print(f"reads {np.mean(scores >= bound):.3f} of the windows kept back")
    lines = [f"\t{constant - bound:.3f}"]
    lines += [f"{cue}\t{w:.3f}" for cue, w in sorted(known.items())]
    options.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
