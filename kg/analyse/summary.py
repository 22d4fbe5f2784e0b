"""Figures of a network: who is central, who belongs together, what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import networkx as nx

from kg.analyse.edges import standing

#: Up to this many companies betweenness is exact; above, it is estimated from
#: shortest paths out of ``SAMPLED_SOURCES`` companies drawn with the seed.
EXACT_UP_TO = 800
SAMPLED_SOURCES = 400


@dataclass(frozen=True, slots=True)
class Ranked:
    """A company, or a sector (then ``id`` is its label), with a figure."""

    id: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Community:
    """Companies that have more alliances among them than with others."""

    size: int
    leaders: tuple[str, ...]
    sectors: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a network.

    Attributes:
        companies: how many companies the figures are about.
        alliances: how many alliances; one of several companies counts once.
        pairs: how many pairs of companies share an alliance.
        set_aside: alliances left out since they are rumoured, ended or denied.
        density: pairs, divided by the pairs that there could be (0-1).
        components: how many groups have no path between them.
        largest_component: companies in the largest of these.
        by_partners: most partners first; the value counts them.
        by_betweenness: share of shortest paths that pass through (0-1).
        betweenness_sampled: whether those shares are estimates.
        brokers: lowest constraint first (Burt 1992): their partners are the
            least tied to each other. Only companies with two partners or more.
        communities: largest first.
        sectors: most alliances first; the value counts them.
    """

    companies: int
    alliances: int
    pairs: int
    set_aside: int
    density: float
    components: int
    largest_component: int
    by_partners: tuple[Ranked, ...]
    by_betweenness: tuple[Ranked, ...]
    betweenness_sampled: bool
    brokers: tuple[Ranked, ...]
    communities: tuple[Community, ...]
    sectors: tuple[Ranked, ...]

    def to_json(self) -> dict[str, Any]:
        """The figures as plain values, ready for ``json.dumps``."""
        return asdict(self)


def summarise(
    web: nx.Graph[str], top: int = 10, seed: int = 7, *, holding_only: bool = True
) -> Summary:
    """Compute the figures of a network; the same network and seed give the same.

    Args:
        web: from :func:`kg.analyse.network`.
        top: the most entries of a ranking.
        seed: of the communities (Louvain) and of the sample for betweenness.
        holding_only: leave out what is rumoured, ended or denied.

    Example:
        >>> summarise(nx.Graph()).companies
        0
    """
    used = standing(web) if holding_only else _all_weighed(web)
    records, everything = _records(used, holding_only), _records(web, False)
    parts = [len(part) for part in nx.connected_components(used)]
    sampled = len(used) > EXACT_UP_TO
    return Summary(
        companies=len(used),
        alliances=len(records),
        pairs=used.number_of_edges(),
        set_aside=len(everything) - len(records),
        density=round(nx.density(used), 6),
        components=len(parts),
        largest_component=max(parts, default=0),
        by_partners=_rank(used, dict(used.degree), top),
        by_betweenness=_rank(used, _betweenness(used, seed, sampled), top),
        betweenness_sampled=sampled,
        brokers=_brokers(used, top),
        communities=_communities(used, top, seed),
        sectors=_sectors(records, top),
    )


def partners(web: nx.Graph[str], company: str, top: int = 10) -> tuple[Ranked, ...]:
    """The partners of a company by the number of alliances that hold.

    A company that the network does not have has no partners.
    """
    if company not in web:
        return ()
    shared = {name: web.edges[company, name]["weight"] for name in web[company]}
    return _rank(web, {name: n for name, n in shared.items() if n}, top)


def _all_weighed(web: nx.Graph[str]) -> nx.Graph[str]:
    """A copy whose weights count all alliances, also those that do not hold."""
    copy = web.copy()
    for one, other in copy.edges:
        copy.edges[one, other]["weight"] = len(web.edges[one, other]["alliances"])
    return copy


def _records(web: nx.Graph[str], holding_only: bool) -> list[dict[str, Any]]:
    """The distinct alliances of the network, in the order of their ids."""
    found = {
        record["id"]: record
        for _, _, edge in web.edges(data=True)
        for record in edge["alliances"]
        if record["holds"] or not holding_only
    }
    return [found[name] for name in sorted(found)]


def _rank(
    web: nx.Graph[str], values: Mapping[str, float], top: int, *, lowest: bool = False
) -> tuple[Ranked, ...]:
    # Rounded first: sums of floats differ in their last digits, ties must not.
    rounded = {name: round(value, 6) for name, value in values.items()}
    sign = 1 if lowest else -1
    best = sorted(rounded, key=lambda name: (sign * rounded[name], name))[:top]
    return tuple(Ranked(n, web.nodes[n]["label"], rounded[n]) for n in best)


def _betweenness(web: nx.Graph[str], seed: int, sampled: bool) -> dict[str, float]:
    sources = SAMPLED_SOURCES if sampled else None
    found: dict[str, float] = nx.betweenness_centrality(web, k=sources, seed=seed)
    return {name: value for name, value in found.items() if value > 0}


def _brokers(web: nx.Graph[str], top: int) -> tuple[Ranked, ...]:
    several = [name for name in web if len(web[name]) > 1]
    if not several:
        return ()
    # For all nodes at once NetworkX takes the sparse-matrix path, which is fast.
    found = nx.constraint(web)
    return _rank(web, {name: found[name] for name in several}, top, lowest=True)


def _communities(web: nx.Graph[str], top: int, seed: int) -> tuple[Community, ...]:
    if not web.number_of_edges():
        return ()
    found = nx.community.louvain_communities(web, weight="weight", seed=seed)
    ordered = sorted(map(sorted, found), key=lambda names: (-len(names), names))
    return tuple(_community(web, names) for names in ordered[:top])


def _community(web: nx.Graph[str], names: list[str]) -> Community:
    strongest = sorted(names, key=lambda name: (web.nodes[name]["rank"], name))
    labels = Counter(s for name in names for s in web.nodes[name]["sectors"])
    sectors = sorted(labels, key=lambda label: (-labels[label], label))
    return Community(
        size=len(names),
        leaders=tuple(web.nodes[name]["label"] for name in strongest[:5]),
        sectors=tuple(sectors[:3]),
        members=tuple(names),
    )


def _sectors(records: list[dict[str, Any]], top: int) -> tuple[Ranked, ...]:
    counts = Counter(label for record in records for label in record["sectors"])
    best = sorted(counts, key=lambda label: (-counts[label], label))[:top]
    return tuple(Ranked(label, label, counts[label]) for label in best)
