"""Pairs of mentions as the pair head reads them.

A mention is a row of weights over the word pieces of its window; what stands
between two mentions is another.  Training and extraction build them here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extract.pieces import Pieces

Row = NDArray[np.float32]

#: Upper bounds, in word pieces, of the classes of distance.
DISTANCE_BOUNDS = (1, 3, 6, 12, 24, 48, 96)
#: Pairs of mentions that speak for a pair of companies.
NEAREST = 2


def spread(pieces: Pieces, field: int, start: int, end: int) -> Row | None:
    """Weights of the pieces of a span; None if the window cuts it off."""
    inside = (
        (pieces.types == field)
        & ~pieces.special
        & (pieces.offsets[:, 0] < end)
        & (pieces.offsets[:, 1] > start)
    )
    count = int(inside.sum())
    if not count:
        return None
    row: Row = inside.astype(np.float32) / np.float32(count)
    return row


def mark(mentions: Sequence[Row]) -> Row:
    """1.0 on the pieces of any of the mentions, 0.0 elsewhere."""
    marks: Row = (np.sum(mentions, axis=0) > 0).astype(np.float32)
    return marks


def ends(row: Row) -> tuple[int, int]:
    """First and last piece of a mention."""
    at = np.flatnonzero(row)
    return int(at[0]), int(at[-1])


def gap(x: Row, y: Row) -> int:
    """Pieces between two mentions, whichever comes first."""
    (a, b), (c, d) = ends(x), ends(y)
    return max(c - b, a - d) - 1


def nearest(xs: Sequence[Row], ys: Sequence[Row]) -> list[tuple[int, int, int]]:
    """The ``NEAREST`` closest pairs of mentions: numbers and gap, sorted."""
    found = [(gap(x, y), i, j) for i, x in enumerate(xs) for j, y in enumerate(ys)]
    return [(i, j, g) for g, i, j in sorted(found)[:NEAREST]]


def distance_class(pieces_between: int) -> int:
    """Class of a distance in word pieces, 0 to ``len(DISTANCE_BOUNDS)``."""
    return sum(pieces_between > bound for bound in DISTANCE_BOUNDS)


def between_mentions(x: Row, y: Row) -> tuple[Row, int]:
    """Weights of the pieces between two mentions, and the class of distance.

    The earlier mention comes first; with nothing between, both stand in.
    """
    low, high = ends(x)[1] + 1, ends(y)[0]
    far = distance_class(high - low)
    if high <= low:
        return (x + y) / np.float32(2), far
    row = np.zeros_like(x)
    row[low:high] = np.float32(1 / (high - low))
    return row, far
