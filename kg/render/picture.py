"""The network as a Pyvis picture and the facts that its panel shows.

Pyvis gives the objects and the options of vis-network, not the page: its own
templates load scripts from elsewhere and run script that stands in a name. Ids
are row numbers, so that no text of a document is ever an id.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from pyvis.edge import Edge
from pyvis.network import Network

from kg.errors import UsageError
from kg.render.palette import DASHES, LINES, WORDS, Palette, to_palette
from kg.vocabulary import Status

LONGEST_LABEL = 28
LONGEST_NAME = 200
BORDERS_UP_TO = 400

#: Control characters, and marks that turn the direction of what follows: on a
#: canvas there is no element to keep them in.
_MARKS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "selectConnectedEdges": False,
        "tooltipDelay": 120,
    },
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.8},
}


class Web(Protocol):
    """What is used of a NetworkX graph here."""

    @property
    def nodes(self) -> Any:
        """Companies by id."""

    @property
    def edges(self) -> Any:
        """Pairs of ids."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The Pyvis network, the facts of the panel, and what was left out."""

    drawing: Network
    facts: dict[str, Any]
    left_out: int


def to_picture(web: Web, limit: int) -> Picture:
    """Draw at most *limit* companies, the strongest.

    Raises:
        UsageError: the companies have no positions.
    """
    names = sorted(web.nodes, key=lambda name: web.nodes[name]["rank"])[:limit]
    for name in names:
        if "x" not in web.nodes[name]:
            raise UsageError(
                f"company {name!r} has no position: build the network with "
                f"layout=True, or call kg.analyse.place(network, limit={limit})"
            )
    palette = to_palette(web.nodes[name]["sector"] for name in names)
    rows = {name: row for row, name in enumerate(names)}
    pairs = sorted(
        tuple(sorted((rows[one], rows[other])))
        for one, other in web.edges
        if one in rows and other in rows
    )
    drawing = _draw(web, names, pairs, palette)
    facts = _facts(web, names, pairs, palette)
    return Picture(drawing, facts, len(web.nodes) - len(names))


def _draw(
    web: Web, names: list[str], pairs: list[tuple[int, ...]], palette: Palette
) -> Network:
    drawing = Network(cdn_resources="in_line")
    drawing.set_options(json.dumps(_options(len(names))))
    for row, name in enumerate(names):
        company = web.nodes[name]
        drawing.add_node(
            row,
            label=to_label(company["label"]),
            color=palette.colour(company["sector"]),
            size=round(7 + 4.2 * company["alliances"] ** 0.5, 1),
            x=company["x"],
            y=company["y"],
            font={"size": round(11 + 1.4 * company["alliances"] ** 0.5, 1)},
        )
    for number, (one, other) in enumerate(pairs):
        edge = web.edges[names[one], names[other]]
        width = round(min(1.2 + 0.9 * (len(edge["alliances"]) - 1), 7), 1)
        line = LINES[Status(edge["status"])]
        # add_edge compares each new edge with all others; the pairs are distinct.
        drawn = Edge(one, other, id=number, width=width, dashes=DASHES[line])
        drawing.edges.append(drawn.options)
    return drawing


def _options(companies: int) -> dict[str, Any]:
    """The options; dots that are small on the screen would drown in a border."""
    border = 1.5 if companies <= BORDERS_UP_TO else 0
    return {**OPTIONS, "nodes": {"borderWidth": border, "borderWidthSelected": 4}}


def _facts(
    web: Web, names: list[str], pairs: list[tuple[int, ...]], palette: Palette
) -> dict[str, Any]:
    """All that the panel says; an alliance of many companies is held once."""
    edges = [web.edges[names[one], names[other]] for one, other in pairs]
    records = {record["id"]: record for edge in edges for record in edge["alliances"]}
    row = {name: number for number, name in enumerate(sorted(records))}
    sectors = [web.nodes[name]["sector"] for name in names]
    return {
        "companies": [_company(web, name, palette) for name in names],
        "pairs": [[row[r["id"]] for r in _latest_first(edge)] for edge in edges],
        "alliances": [_alliance(records[name]) for name in sorted(records)],
        "legend": palette.legend(sectors),
        "lines": {status.value: line for status, line in LINES.items()},
        "dashes": DASHES,
        "words": {status.value: word for status, word in WORDS.items()},
    }


def _latest_first(edge: dict[str, Any]) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = edge["alliances"]
    return sorted(records, key=lambda r: (r["started"] or "", r["id"]), reverse=True)


def _company(web: Web, name: str, palette: Palette) -> dict[str, Any]:
    company = web.nodes[name]
    parent = company["part_of"]
    if parent in web.nodes:
        parent = web.nodes[parent]["label"]
    return {
        "id": name,
        "name": to_name(company["label"]),
        "aliases": [to_name(alias) for alias in company["aliases"]],
        "partOf": parent,
        "sectors": company["sectors"],
        "colour": palette.colour(company["sector"]),
        "alliances": company["alliances"],
    }


def _alliance(record: dict[str, Any]) -> dict[str, Any]:
    sources = [{**s, "link": to_link(s["url"])} for s in record["sources"]]
    parties = [to_name(party["name"]) for party in record["parties"]]
    return {**record, "parties": parties, "sources": sources}


def to_label(name: str) -> str:
    r"""A name short and tame enough to be drawn.

    >>> to_label("Acme\u202e (Very Long) Holding and Trading")
    'Acme (Very Long) Holding an…'
    """
    tame = " ".join(_MARKS.sub("", name).split()) or "?"
    return tame if len(tame) <= LONGEST_LABEL else tame[: LONGEST_LABEL - 1] + "…"


def to_name(name: str) -> str:
    """A name as the panel shows it: whole, unless it is absurdly long."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def to_link(url: str | None) -> str:
    """The address if a reader may follow it: web pages only, else ``""``.

    >>> to_link("https://news.example/1"), to_link("javascript:alert(1)")
    ('https://news.example/1', '')
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return str(url) if parts.scheme in ("http", "https") and parts.netloc else ""
