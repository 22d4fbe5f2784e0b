"""Positions for the picture: all different, apart, and always the same."""

from __future__ import annotations

import math

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse import network, place
from kg.analyse.layout import BOXES_UP_TO
from kg.settings import Settings
from kg.values import Alliance, Company


def join(pairs, **options):
    return network(
        [
            Alliance(
                f"alliance-{number:05}",
                tuple(Company(f"company-{c}", f"Company {c}") for c in pair),
                "licensing",
                "in_force",
                (),
                None,
                None,
                (),
            )
            for number, pair in enumerate(pairs)
        ],
        **options,
    )


def spots(web):
    return {
        n: (node["x"], node["y"]) for n, node in web.nodes(data=True) if "x" in node
    }


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 20)).filter(
            lambda p: p[0] != p[1]
        ),
        min_size=1,
        max_size=40,
    )
)
@settings(deadline=None, max_examples=40)
def test_no_two_companies_lie_on_each_other(pairs):
    found = list(spots(join(pairs)).values())
    apart = [
        math.dist(one, other)
        for row, one in enumerate(found)
        for other in found[row + 1 :]
    ]
    assert min(apart) > 25


def test_the_seed_decides():
    pairs = [(n, n * 3 % 17) for n in range(1, 17)]
    one, again = join(pairs), join(pairs)
    assert spots(one) == spots(again)
    place(again, seed=8)
    assert spots(one) != spots(again)


def test_only_the_strongest_are_placed():
    web = join([(0, n) for n in range(1, 12)], settings=Settings(picture_companies=4))
    placed = spots(web)
    assert len(placed) == 4
    assert "company-0" in placed
    assert {web.nodes[name]["rank"] for name in placed} == {0, 1, 2, 3}


def test_figures_need_no_positions():
    assert spots(join([(0, 1)], layout=False)) == {}
    assert spots(network([])) == {}


def test_groups_without_a_path_between_them_do_not_mix():
    web = join([(0, n) for n in range(1, 20)] + [(30, 31), (31, 32), (40, 41)])
    placed = spots(web)
    for part in nx.connected_components(web):
        others = [placed[name] for name in web if name not in part]
        middle = [
            sum(axis) / len(part)
            for axis in zip(*(placed[n] for n in part), strict=True)
        ]
        reach = max(math.dist(middle, placed[name]) for name in part)
        assert min(math.dist(middle, spot) for spot in others) > reach * 0.8


def test_a_large_group_is_placed_whole():
    pairs = [(n, n // 3) for n in range(1, BOXES_UP_TO + 50)]
    placed = spots(join(pairs))
    assert len(set(placed.values())) == BOXES_UP_TO + 50
    assert all(isinstance(axis, int) for spot in placed.values() for axis in spot)
