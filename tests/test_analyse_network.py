from __future__ import annotations

import itertools
import json
import math
import subprocess
import sys

import networkx as nx
import pytest
from sample_alliances import (
    ALLIANCES,
    APPLE,
    IBM,
    SIEMENS,
    SOURCES,
    TENCENT_CLOUD,
    TOSHIBA,
    alliance_of,
)

from kg.analyse import network, place, standing
from kg.values import Company, Sector


def test_every_pair_of_parties_is_an_edge():
    companies = [Company(f"company-{letter}", letter) for letter in "abcde"]
    web = network([alliance_of(1, *companies)])
    assert web.number_of_edges() == 5 * 4 / 2
    names = [company.id for company in companies]
    assert {frozenset(pair) for pair in web.edges} == {
        frozenset(pair) for pair in itertools.combinations(names, 2)
    }


def test_companies_carry_their_facts():
    web = network(ALLIANCES, SOURCES)
    assert web.nodes["company-ibm"]["aliases"] == [
        "Big Blue",
        "International Business Machines",
    ]
    assert web.nodes["company-tencent-cloud"]["part_of"] == "company-tencent"
    assert web.nodes["company-ibm"]["alliances"] == 3
    assert web.nodes["company-ibm"]["rank"] == 0
    assert web.nodes["company-toshiba"]["sector"] == "Semiconductors"
    assert web.nodes["company-nomad"]["sector"] == ""


def test_edges_carry_alliances_with_quotes_and_sources():
    (record,) = network(ALLIANCES, SOURCES).edges[
        "company-ibm", "company-tencent-cloud"
    ]["alliances"]
    assert record["kind"] == "memorandum"
    assert record["sectors"] == ["Smart cities"]
    assert [party["name"] for party in record["parties"]] == ["IBM", "Tencent Cloud"]
    (source,) = record["sources"]
    assert source["title"] == "Article 1"
    assert source["url"] == "https://news.example/1"
    assert source["speaker"] == "the management of both"
    quote = "IBM and Tencent Cloud signed a memorandum on smarter cities."
    assert source["quotes"] == [
        {"quote": quote, "field": "text", "start": 10, "end": 10 + len(quote)}
    ]


def test_what_does_not_hold_is_marked_and_not_counted():
    web = network(ALLIANCES, SOURCES)
    assert not web.edges["company-ibm", "company-motorola"]["holds"]
    assert web.edges["company-ibm", "company-motorola"]["status"] == "ended"
    both = web.edges["company-apple", "company-ibm"]
    assert (both["holds"], both["weight"], both["status"]) == (True, 1, "in_force")
    assert len(both["alliances"]) == 2
    held = standing(web)
    assert "company-motorola" not in held
    assert held.edges["company-siemens", "company-toshiba"]["weight"] == 1


def test_the_same_company_twice_is_no_pair():
    assert len(network([alliance_of(1, IBM, IBM)])) == 0


def test_started_falls_back_on_the_earliest_source():
    web = network([alliance_of(5, TOSHIBA, SIEMENS, since=None)], SOURCES)
    (record,) = web.edges["company-siemens", "company-toshiba"]["alliances"]
    assert record["since"] is None
    assert record["started"] == "2014-10-31"


def test_the_order_of_the_input_does_not_matter():
    shuffled = [ALLIANCES[n] for n in (3, 0, 5, 1, 4, 2)]
    one, other = network(ALLIANCES, SOURCES), network(shuffled, SOURCES[::-1])
    assert as_json(one) == as_json(other)


def test_the_same_in_another_process(tmp_path):
    # Sets of strings iterate in another order under another hash seed.
    program = (
        "from test_analyse_network import *; "
        "print(as_json(network(ALLIANCES, SOURCES)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {as_json(network(ALLIANCES, SOURCES)) + "\n"}


def test_places_are_apart_and_only_for_the_strongest():
    web = network(ALLIANCES, SOURCES)
    places = [(web.nodes[name]["x"], web.nodes[name]["y"]) for name in web]
    for (x, y), (u, v) in itertools.combinations(places, 2):
        assert abs(x - u) > 30 or abs(y - v) > 30
    bare = network(ALLIANCES, SOURCES, layout=False)
    place(bare, limit=3)
    assert sum("x" in bare.nodes[name] for name in bare) == 3
    assert "x" in bare.nodes["company-ibm"]


def test_leaves_of_a_hub_sit_beside_their_sector():
    alliances = [
        alliance_of(n, IBM, Company(f"company-{n:02}", f"C{n}"), sectors=(Sector(s),))
        for n, s in enumerate(["a", "b", "c"] * 8)
    ]
    web = network(alliances)
    hub = web.nodes[IBM.id]
    leaves = sorted(
        (name for name in web if name != IBM.id),
        key=lambda name: math.atan2(
            web.nodes[name]["y"] - hub["y"], web.nodes[name]["x"] - hub["x"]
        ),
    )
    sectors = [web.nodes[name]["sector"] for name in leaves]
    turns = sum(a != b for a, b in itertools.pairwise([*sectors, sectors[0]]))
    assert turns <= 7  # at random about 16


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_networks(count):
    alliances = [alliance_of(1, IBM, APPLE), alliance_of(2, IBM, TENCENT_CLOUD)]
    web = network(alliances[:count])
    assert web.number_of_edges() == count


def as_json(web: nx.Graph) -> str:
    return json.dumps(nx.node_link_data(web, edges="edges"))
