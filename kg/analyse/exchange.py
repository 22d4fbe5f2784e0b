"""The network as a file that other programs read: GraphML and GEXF.

Both formats know flat values only, so lists become text joined by ``"; "``.
Characters that XML 1.0 forbids are dropped.
"""

from __future__ import annotations

import re
from typing import Any

import networkx as nx

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TODAY = re.compile(r' lastmodifieddate="[^"]*"')


def to_graphml(web: nx.Graph[str]) -> str:
    """Write the network as GraphML, which Gephi, yEd, Cytoscape and igraph read.

    >>> to_graphml(nx.Graph()).startswith("<graphml")
    True
    """
    return "\n".join(nx.generate_graphml(_flat(web))) + "\n"


def to_gexf(web: nx.Graph[str]) -> str:
    """Write the network as GEXF 1.2, Gephi's own format.

    NetworkX writes today's date into the file; it is taken out, so that the
    same network gives the same bytes on every day.
    """
    text = "\n".join(nx.generate_gexf(_flat(web))) + "\n"
    return _TODAY.sub("", text, count=1)


def _flat(web: nx.Graph[str]) -> nx.Graph[str]:
    flat: nx.Graph[str] = nx.Graph()
    for name in sorted(web):
        flat.add_node(_plain(name), **_company(web.nodes[name]))
    for one, other in sorted(sorted(pair) for pair in web.edges):
        flat.add_edge(_plain(one), _plain(other), **_pair(web.edges[one, other]))
    return flat


def _company(node: dict[str, Any]) -> dict[str, Any]:
    placed = {axis: node[axis] for axis in ("x", "y") if axis in node}
    return placed | {
        "label": _plain(node["label"]),
        "aliases": _joined(node["aliases"]),
        "identifiers": _joined(node["identifiers"]),
        "part_of": _plain(node["part_of"] or ""),
        "alliances": node["alliances"],
        "sector": _plain(node["sector"]),
        "sectors": _joined(node["sectors"]),
    }


def _pair(edge: dict[str, Any]) -> dict[str, Any]:
    records = edge["alliances"]
    sources = [source for record in records for source in record["sources"]]
    quotes = [quote["quote"] for source in sources for quote in source["quotes"]]
    starts = [record["started"] for record in records if record["started"]]
    return {
        "weight": edge["weight"],
        "holds": edge["holds"],
        "status": edge["status"],
        "kinds": _joined(sorted({record["kind"] for record in records})),
        "statuses": _joined(sorted({record["status"] for record in records})),
        "since": min(starts, default=""),
        "sectors": _joined(
            sorted({s for record in records for s in record["sectors"]})
        ),
        "alliances": _joined(record["id"] for record in records),
        "quote": _plain(next(iter(quotes), "")),
        "url": _plain(next((s["url"] for s in sources if s["url"]), "")),
    }


def _joined(words: Any) -> str:
    return _plain("; ".join(words))


def _plain(text: str) -> str:
    r"""Drop what XML 1.0 cannot hold.

    >>> _plain("a\x00b\ud800c")
    'abc'
    """
    return _FORBIDDEN.sub("", text)
