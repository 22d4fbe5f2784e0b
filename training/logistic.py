"""Logistic regression by Newton's method, with a pull of its own on every weight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Pull on a constant: next to none.
FREE = 1e-6


def fit(features: Floats, right: Floats, ridge: Floats, rounds: int = 50) -> Floats:
    """Weights ``(F,)`` that tell the right of ``(N, F)`` cases from the wrong.

    Args:
        features: the cases; a constant is a column of ones.
        right: 1.0 or 0.0 for each case.
        ridge: pull towards nought of each weight, ``FREE`` for a constant.
        rounds: steps at the most.
    """
    weights = np.zeros(features.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (right - p) - ridge * weights
        curve = (features * (p * (1 - p))[:, None]).T @ features + np.diag(ridge)
        step = np.linalg.solve(curve, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights
