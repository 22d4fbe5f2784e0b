"""Runs of word pieces that a tagger marks: begin, inside, outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.reader import Floats


def decode(
    scores: Floats,
    special: Iterable[bool],
    joined: Iterable[bool] = (),
    *,
    start_at: float,
    go_on_at: float,
) -> Iterator[tuple[int, int, float]]:
    """Turn tag probabilities ``(T, 3)`` into half-open runs of pieces.

    Args:
        scores: probabilities of outside, begin, inside.
        special: pieces that are no text.
        joined: pieces that only white space parts from a word before them; a
            new run never begins there while one runs; by default none.
        start_at: a piece starts a run above this probability.
        go_on_at: and continues it from this one on.

    >>> import numpy as np
    >>> p = np.array([[.9, .1, 0], [.1, .8, .1], [.2, 0, .8], [1, 0, 0]])
    >>> [(a, b) for a, b, _ in decode(p, [False] * 4, start_at=.4, go_on_at=.4)]
    [(1, 3)]
    """
    start, total = -1, 0.0
    flags = list(special)
    glued = list(joined) or [False] * len(flags)
    for k in range(len(scores)):
        _, begin, inside = (float(p) for p in scores[k])
        held = begin + inside
        if start >= 0 and (
            flags[k]
            or held < go_on_at
            or (begin > inside and begin > start_at and not glued[k])
        ):
            yield start, k, total / (k - start)
            start = -1
        if start < 0 and not flags[k] and held > start_at:
            start, total = k, 0.0
        if start >= 0:
            total += held
    if start >= 0:
        yield start, len(scores), total / (len(scores) - start)
