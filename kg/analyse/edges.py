"""Alliances -> the network of companies.

Nodes are companies, an edge joins two companies that share an alliance, and all
attributes are plain values that JSON can hold:

node
    ``label``, ``aliases``, ``identifiers``, ``part_of`` (a company id or ``None``),
    ``alliances`` (how many hold), ``sectors`` (labels, commonest first), ``sector``
    (the first of them or ``""``), ``rank`` (0 is the strongest), ``x`` and ``y``
    (pixels, once placed).
edge
    ``alliances`` (records, see :func:`to_record`), ``weight`` (how many of them
    hold), ``holds`` (whether one does), ``status`` (of the strongest of them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import networkx as nx

from kg.analyse.layout import place
from kg.settings import Settings
from kg.values import Alliance, Claim, Company, Sector, Source
from kg.vocabulary import HOLDING, Status

#: From the strongest to the weakest: an edge shows the first that it has.
STRENGTH = (
    Status.EXPANDED,
    Status.IN_FORCE,
    Status.ANNOUNCED,
    Status.PLANNED,
    Status.RUMOURED,
    Status.ENDED,
    Status.DENIED,
)

Record = dict[str, Any]


def network(
    alliances: Sequence[Alliance],
    sources: Sequence[Source] = (),
    settings: Settings | None = None,
    *,
    layout: bool = True,
) -> nx.Graph[str]:
    """Build the network of companies from their alliances.

    An alliance of *n* companies gives ``n * (n - 1) / 2`` edges; one that has
    fewer than two distinct companies gives none, and no node. The order of the
    input does not matter.

    Args:
        alliances: what the store has consolidated.
        sources: the documents behind them, for titles, links and dates.
        settings: ``layout_seed`` and ``picture_companies`` are used.
        layout: compute positions too; needed for a picture, not for figures.

    Example:
        >>> from kg.values import Alliance, Company
        >>> ibm, apple = Company("company-ibm", "IBM"), Company("company-a", "Apple")
        >>> one = Alliance("alliance-1", (ibm, apple), "joint_development",
        ...                "in_force", (), "2014-07-15", None, ())
        >>> web = network([one])
        >>> web.nodes["company-ibm"]["label"], web.nodes["company-ibm"]["alliances"]
        ('IBM', 1)
        >>> web.edges["company-a", "company-ibm"]["status"]
        'in_force'
    """
    settings = settings or Settings()
    by_id = {source.id: source for source in sources}
    ordered = sorted(alliances, key=lambda alliance: alliance.id)
    joined = [alliance for alliance in ordered if len(_companies(alliance)) > 1]
    web: nx.Graph[str] = nx.Graph()
    _add_companies(web, joined)
    _add_pairs(web, joined, by_id)
    _add_counts(web)
    if layout:
        place(web, seed=settings.layout_seed, limit=settings.picture_companies)
    return web


def standing(web: nx.Graph[str]) -> nx.Graph[str]:
    """The companies and pairs that an alliance in force, or to come, joins.

    Nodes and edges come in sorted order (a ``subgraph`` view would iterate in
    the order of a set, which differs from run to run).
    """
    held: nx.Graph[str] = nx.Graph()
    pairs = sorted(sorted(pair) for pair in web.edges if web.edges[pair]["holds"])
    names = sorted({name for pair in pairs for name in pair})
    held.add_nodes_from((name, web.nodes[name]) for name in names)
    held.add_edges_from((a, b, web.edges[a, b]) for a, b in pairs)
    return held


def to_record(alliance: Alliance, sources: dict[str, Source]) -> Record:
    """An alliance as plain values: what an edge carries and a page shows.

    ``started`` is ``since``, or else the earliest date of a source; ``sources``
    has one entry a claim, each with its ``quotes``.
    """
    claims = [
        _to_source(claim, sources.get(claim.document_id)) for claim in alliance.claims
    ]
    dates = [entry["published"] for entry in claims if entry["published"]]
    return {
        "id": alliance.id,
        "kind": str(alliance.kind),
        "status": str(alliance.status),
        "holds": alliance.status in HOLDING,
        "since": alliance.since,
        "until": alliance.until,
        "started": alliance.since or min(dates, default=None),
        "sectors": _labels(alliance.sectors),
        "venture": _first(claim.venture for claim in alliance.claims),
        "parties": [{"id": c.id, "name": c.name} for c in _companies(alliance)],
        "confidence": max((claim.confidence for claim in alliance.claims), default=1.0),
        "sources": claims,
    }


def sector_label(sector: Sector) -> str:
    """What to call a sector: its concept, or else the article's own phrase.

    >>> sector_label(Sector("smarter cities", "sector-smart-cities"))
    'Smart cities'
    >>> sector_label(Sector("  tape   DRIVES"))
    'Tape DRIVES'
    """
    phrase = " ".join(sector.phrase.split())
    if sector.concept:
        phrase = sector.concept.removeprefix("sector-").replace("-", " ")
    return phrase[:1].upper() + phrase[1:]


def _to_source(claim: Claim, source: Source | None) -> Record:
    source = source or Source(claim.document_id)
    return {
        "document": claim.document_id,
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "published": source.published,
        "status": str(claim.status),
        "speaker": claim.speaker,
        "confidence": claim.confidence,
        "quotes": [
            {
                "quote": evidence.quote,
                "field": evidence.field,
                "start": evidence.span.start,
                "end": evidence.span.end,
            }
            for evidence in claim.evidence
        ],
    }


def _companies(alliance: Alliance) -> list[Company]:
    """The distinct parties, in the order of their ids."""
    distinct = {company.id: company for company in reversed(alliance.parties)}
    return [distinct[name] for name in sorted(distinct)]


def _labels(sectors: Iterable[Sector]) -> list[str]:
    return sorted({label for label in map(sector_label, sectors) if label})


def _first(words: Iterable[str | None]) -> str | None:
    return next((word for word in words if word), None)


def _add_companies(web: nx.Graph[str], alliances: Sequence[Alliance]) -> None:
    known: dict[str, list[Company]] = {}
    for alliance in alliances:
        for company in _companies(alliance):
            known.setdefault(company.id, []).append(company)
    for name in sorted(known):
        same = known[name]
        web.add_node(
            name,
            label=same[0].name,
            aliases=sorted({alias for company in same for alias in company.aliases}),
            identifiers=sorted({i for company in same for i in company.identifiers}),
            part_of=_first(company.part_of for company in same),
        )


def _add_pairs(
    web: nx.Graph[str], alliances: Sequence[Alliance], sources: dict[str, Source]
) -> None:
    shared: dict[tuple[str, str], list[Record]] = {}
    for alliance in alliances:
        record = to_record(alliance, sources)
        names = [company.id for company in _companies(alliance)]
        for pair in combinations(names, 2):
            shared.setdefault(pair, []).append(record)
    for (one, other), records in sorted(shared.items()):
        statuses = {record["status"] for record in records}
        held = sum(record["holds"] for record in records)
        status = next((str(s) for s in STRENGTH if s in statuses), "")
        web.add_edge(
            one, other, alliances=records, weight=held, holds=held > 0, status=status
        )


def _add_counts(web: nx.Graph[str]) -> None:
    for name in web:
        records = {
            record["id"]: record
            for other in web[name]
            for record in web.edges[name, other]["alliances"]
        }
        held = [record for record in records.values() if record["holds"]]
        labels = Counter(label for record in held for label in record["sectors"])
        sectors = sorted(labels, key=lambda label: (-labels[label], label))
        web.nodes[name].update(
            alliances=len(held), sectors=sectors, sector=(sectors or [""])[0]
        )
    strongest = sorted(
        web, key=lambda name: (-web.nodes[name]["alliances"], -web.degree[name], name)
    )
    for rank, name in enumerate(strongest):
        web.nodes[name]["rank"] = rank
