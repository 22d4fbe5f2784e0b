"""Positions for a picture, computed beforehand so that a page need not settle.

Each component gets a force-directed layout of its own; companies that hang on
one single partner change seats so that those of one sector sit together; boxes
the size of the labels are pushed apart; then the components are packed around
the largest one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Points = NDArray[np.float64]

SPACING_PX = 95.0
CHARACTER_PX = 9.0
LINE_PX = 46.0
LONGEST_LABEL = 22
WIDE = 1.3
BOXES_UP_TO = 600


def place(web: nx.Graph[str], *, seed: int = 7, limit: int = 2_000) -> None:
    """Give the *limit* strongest companies integer attributes ``x`` and ``y``.

    The network must hold ``rank``, as :func:`kg.analyse.network` makes it. The
    same network and seed give the same positions.
    """
    chosen = sorted(name for name in web if web.nodes[name]["rank"] < limit)
    drawn = _copy(web, chosen)
    parts = sorted(map(sorted, nx.connected_components(drawn)), key=_largest_first)
    settled = [_settle(_copy(drawn, part), seed) for part in parts]
    for part, points in zip(parts, _pack(settled), strict=True):
        for name, (x, y) in zip(part, points, strict=True):
            web.nodes[name].update(x=round(x), y=round(y))


def _largest_first(part: Sequence[str]) -> tuple[int, str]:
    return -len(part), part[0]


def _copy(web: nx.Graph[str], names: Sequence[str]) -> nx.Graph[str]:
    """The part of *web* among the sorted *names*, in an order that never varies."""
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from((name, web.nodes[name]) for name in names)
    wanted = set(names)
    pairs = sorted(sorted(p) for p in web.edges(names) if wanted.issuperset(p))
    part.add_edges_from((one, other) for one, other in pairs)
    return part


def _settle(part: nx.Graph[str], seed: int) -> Points:
    """Positions in pixels of one component, rows in the order of its nodes."""
    names = list(part)
    if len(names) <= 2:
        apart = SPACING_PX * 1.6 * np.arange(len(names))
        return np.column_stack([apart, 0.3 * apart])
    rounds = 150 if len(names) <= BOXES_UP_TO else 40
    found = nx.spring_layout(part, seed=seed, iterations=rounds, method="force")
    points = _draw_in(np.array([found[name] for name in names]))
    points *= SPACING_PX * 0.5 * math.sqrt(len(names))
    points[:, 0] *= WIDE
    _seat_by_sector(part, names, points)
    return _push_apart(points, _boxes(part, names))


def _draw_in(points: Points) -> Points:
    """Centre, scale to about 1, and bring what lies far out nearer.

    A chain that hangs on a large web drifts far from it; the whole would
    shrink to a dot to keep it in view.
    """
    points = points - np.median(points, axis=0)
    away = np.hypot(*points.T)
    reach = float(np.median(away)) or 1.0
    far = np.maximum(away / reach / 1.2, 1.0)
    return np.asarray(points / reach / far[:, None] ** 0.6)


def _seat_by_sector(part: nx.Graph[str], names: list[str], points: Points) -> None:
    """Let companies with one and the same only partner sit beside their sector.

    Such companies may trade places without changing the drawing of the edges.
    """
    row = {name: index for index, name in enumerate(names)}
    leaves: dict[str, list[int]] = {}
    for name in names:
        if len(part[name]) == 1:
            leaves.setdefault(next(iter(part[name])), []).append(row[name])
    for hub, rows in leaves.items():
        away = points[rows] - points[row[hub]]
        seats = points[rows][
            np.argsort(np.arctan2(away[:, 1], away[:, 0]), kind="stable")
        ]
        by_sector = sorted(rows, key=lambda r: _sector_first(part.nodes[names[r]], r))
        points[by_sector] = seats


def _sector_first(company: dict[str, Any], row: int) -> tuple[str, int]:
    return company["sector"], row


def _boxes(part: nx.Graph[str], names: list[str]) -> Points:
    """Width and height in pixels that each company and its label ask for."""
    letters = [min(len(part.nodes[name]["label"]), LONGEST_LABEL) for name in names]
    wide = np.maximum(CHARACTER_PX * np.array(letters, dtype=float), LINE_PX) + 10
    held = np.array([part.nodes[name]["alliances"] for name in names], dtype=float)
    grown = 1 + 0.16 * np.sqrt(held)
    return np.column_stack([wide * np.minimum(grown, 2), LINE_PX * grown])


def _push_apart(points: Points, boxes: Points, rounds: int = 120) -> Points:
    """Move overlapping boxes away from each other, a little each round."""
    if len(points) > BOXES_UP_TO:
        boxes, rounds = np.minimum(boxes, LINE_PX), 40
    reach = float(np.hypot(*boxes.max(axis=0)))
    for _ in range(rounds):
        pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        one, other = pairs[:, 0], pairs[:, 1]
        gap = points[other] - points[one]
        over = (boxes[one] + boxes[other]) / 2 - np.abs(gap)
        hit = (over > 0).all(axis=1)
        if not hit.any():
            break
        one, other, gap, over = one[hit], other[hit], gap[hit], over[hit]
        axis = (over[:, 1] < over[:, 0]).astype(int)
        rows = np.arange(len(axis))
        step = np.zeros_like(gap)
        side = np.where(gap[rows, axis] < 0, -1.0, 1.0)
        step[rows, axis] = 0.3 * side * over[rows, axis]
        np.subtract.at(points, one, step)
        np.add.at(points, other, step)
    return points


def _pack(parts: list[Points]) -> list[Points]:
    """Set the parts, largest first, as near to the middle as they fit."""
    placed: list[Points] = []
    taken = np.empty((0, 3))
    for points in parts:
        middle = (points.min(axis=0) + points.max(axis=0)) / 2
        centred = points - middle
        radius = float(np.hypot(*centred.T).max()) + SPACING_PX * 0.7
        spot = _free_spot(taken, radius)
        taken = np.vstack([taken, [*spot, radius]])
        placed.append(centred + spot * np.array([WIDE, 1.0]))
    return placed


def _free_spot(taken: Points, radius: float) -> Points:
    """The first point of a sunflower spiral where a disc of *radius* is free."""
    turn = math.pi * (3 - math.sqrt(5))
    start = 0
    while True:
        steps = np.arange(start, start + 512)
        away = SPACING_PX * 0.5 * np.sqrt(steps)
        spots = np.column_stack(
            [away * np.cos(turn * steps), away * np.sin(turn * steps)]
        )
        gaps = np.hypot(*(spots[:, None, :] - taken[None, :, :2]).transpose(2, 0, 1))
        free = (gaps >= taken[:, 2] + radius).all(axis=1)
        if free.any():
            return np.asarray(spots[int(np.argmax(free))])
        start += 512
