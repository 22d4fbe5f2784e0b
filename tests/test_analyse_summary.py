from __future__ import annotations

import json
from collections import deque
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_alliances import ALLIANCES, SOURCES, alliance_of

from kg.analyse import network, partners, summarise
from kg.analyse import summary as summary_module
from kg.values import Company

COMPANIES = [Company(f"company-{n}", f"C{n}") for n in range(7)]
groups = st.lists(
    st.sets(st.sampled_from(COMPANIES), min_size=2, max_size=4).map(
        lambda chosen: tuple(sorted(chosen, key=lambda company: company.id))
    ),
    max_size=8,
)


def web_of(parties):
    return network(
        [alliance_of(n, *group) for n, group in enumerate(parties)], layout=False
    )


def test_figures_of_the_sample():
    figures = summarise(network(ALLIANCES, SOURCES))
    assert (figures.companies, figures.alliances, figures.pairs) == (7, 4, 6)
    assert figures.set_aside == 2
    assert (figures.components, figures.largest_component) == (2, 5)
    assert figures.density == pytest.approx(6 / 21, abs=1e-6)
    assert figures.by_partners[0].name == "IBM"
    assert figures.by_partners[0].value == 4
    assert figures.by_betweenness[0].name == "IBM"
    assert [(s.name, s.value) for s in figures.sectors] == [
        ("Business apps", 1),
        ("Semiconductors", 1),
        ("Smart cities", 1),
    ]
    assert sum(community.size for community in figures.communities) == 7
    assert not figures.betweenness_sampled


def test_everything_counts_when_asked():
    figures = summarise(network(ALLIANCES, SOURCES), holding_only=False)
    assert (figures.companies, figures.alliances, figures.set_aside) == (8, 6, 0)


@pytest.mark.parametrize("status", ["rumoured", "ended", "denied"])
def test_a_network_where_nothing_holds_can_be_counted_too(status):
    web = network([alliance_of(1, *COMPANIES[:2], status=status)])
    held, everything = summarise(web), summarise(web, holding_only=False)
    assert (held.companies, held.alliances, held.set_aside) == (0, 0, 1)
    assert (everything.companies, everything.alliances) == (2, 1)
    assert [community.size for community in everything.communities] == [2]


def test_figures_are_json():
    figures = summarise(network(ALLIANCES, SOURCES))
    assert json.loads(json.dumps(figures.to_json()))["companies"] == 7


def test_partners_by_alliances_that_hold():
    web = network(ALLIANCES, SOURCES)
    names = [ranked.name for ranked in partners(web, "company-ibm")]
    assert names == ["Apple", "Siemens", "Tencent Cloud", "Toshiba"]
    assert partners(web, "company-motorola") == ()
    assert partners(web, "company-unknown") == ()


@given(groups)
@settings(max_examples=60, deadline=None)
def test_figures_agree_with_counting_by_hand(parties):
    figures = summarise(web_of(parties), top=100)
    pairs = {
        frozenset((a.id, b.id)) for group in parties for a, b in combinations(group, 2)
    }
    neighbours: dict[str, set[str]] = {}
    for pair in pairs:
        a, b = pair
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    n = len(neighbours)
    assert figures.pairs == len(pairs)
    assert figures.alliances == len(parties)
    assert {r.id: r.value for r in figures.by_partners} == {
        name: len(others) for name, others in neighbours.items()
    }
    possible = n * (n - 1) / 2
    assert figures.density == pytest.approx(
        len(pairs) / possible if possible else 0, abs=1e-6
    )
    assert figures.components == naive_components(neighbours)
    assert {r.id: r.value for r in figures.by_betweenness} == pytest.approx(
        naive_betweenness(neighbours), abs=1e-5
    )
    assert {r.id: r.value for r in figures.brokers} == pytest.approx(
        naive_constraint(neighbours), abs=1e-5
    )


def test_the_rank_does_not_depend_on_last_digits():
    ring = [(COMPANIES[n], COMPANIES[(n + 1) % 7]) for n in range(7)]
    ranked = summarise(web_of(ring)).by_betweenness
    assert [r.id for r in ranked] == sorted(r.id for r in ranked)


def test_above_a_size_betweenness_is_sampled_with_the_seed(monkeypatch):
    monkeypatch.setattr(summary_module, "EXACT_UP_TO", 5)
    monkeypatch.setattr(summary_module, "SAMPLED_SOURCES", 3)
    web = web_of([(COMPANIES[n], COMPANIES[n + 1]) for n in range(6)])
    one, other = summarise(web, seed=1), summarise(web, seed=1)
    assert one.betweenness_sampled
    assert one == other


def test_communities_are_the_two_cliques():
    left, right = COMPANIES[:3], COMPANIES[3:6]
    found = summarise(web_of([tuple(left), tuple(right), (left[0], right[0])]))
    assert {frozenset(c.members) for c in found.communities} == {
        frozenset(c.id for c in left),
        frozenset(c.id for c in right),
    }


def test_an_empty_network():
    figures = summarise(nx.Graph())
    assert (figures.companies, figures.density, figures.components) == (0, 0, 0)


def naive_components(neighbours):
    left, count = set(neighbours), 0
    while left:
        count += 1
        queue = [left.pop()]
        while queue:
            fresh = neighbours[queue.pop()] & left
            left -= fresh
            queue.extend(fresh)
    return count


def naive_betweenness(neighbours):
    """All shortest paths of all pairs, written out."""
    n = len(neighbours)
    totals = dict.fromkeys(neighbours, 0.0)
    for a, b in combinations(sorted(neighbours), 2):
        paths = shortest_paths(neighbours, a, b)
        for path in paths:
            for name in path[1:-1]:
                totals[name] += 1 / len(paths)
    scale = (n - 1) * (n - 2) / 2
    return {name: value / scale for name, value in totals.items() if value}


def shortest_paths(neighbours, a, b):
    queue, found = deque([(a,)]), []
    while queue:
        path = queue.popleft()
        if found and len(path) > len(found[0]):
            break
        if path[-1] == b:
            found.append(path)
            continue
        queue.extend((*path, n) for n in sorted(neighbours[path[-1]]) if n not in path)
    return found


def naive_constraint(neighbours):
    """Burt's formula, word by word, with equal weights."""

    def tie(a, b):
        return 1 / len(neighbours[a]) if b in neighbours[a] else 0.0

    def local(a, b):
        through = sum(tie(a, c) * tie(c, b) for c in neighbours[a] if c != b)
        return (tie(a, b) + through) ** 2

    return {
        a: sum(local(a, b) for b in neighbours[a])
        for a in neighbours
        if len(neighbours[a]) > 1
    }
