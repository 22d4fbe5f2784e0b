"""``kg analyze``: figures of the network, or of one company in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import (
    BASE_IRI,
    DEFAULT_STORE,
    AsJson,
    BaseIri,
    Output,
    StoreFolder,
    existing_graph,
)
from kg.cli.output import STDOUT, to_json, to_table, write
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.analyse import Ranked, Summary

Top = Annotated[int, typer.Option(min=1, help="Most entries of a ranking.")]
_RANKINGS = (
    ("by_partners", "most partners", "partners"),
    ("by_betweenness", "most often between others", "share of paths"),
    ("brokers", "brokers", "constraint"),
    ("sectors", "sectors", "alliances"),
)


def analyze(store: Path, top: int, base_iri: str = BASE_IRI) -> Summary:
    """Return the figures of a store's network."""
    with existing_graph(store, base_iri) as graph:
        return graph.analyse(top)


def strongest_partners(
    store: Path, company: str, top: int, base_iri: str = BASE_IRI
) -> tuple[Ranked, ...]:
    """Return a company's partners, those with most alliances first.

    Raises:
        UsageError: no company of the network has that name.
    """
    from kg.analyse import partners

    with existing_graph(store, base_iri) as graph:
        web = graph.network()
    wanted = company.strip().casefold()
    found = [name for name in web if wanted in _names(web.nodes[name])]
    if not found:
        raise UsageError(f"no company of {store} is called {company!r}")
    return partners(web, min(found, key=lambda name: web.nodes[name]["rank"]), top)


def analyze_cli(
    store: StoreFolder = DEFAULT_STORE,
    company: Annotated[
        str, typer.Option(metavar="NAME", help="Show this company's partners.")
    ] = "",
    top: Top = 10,
    as_json: AsJson = False,
    output: Output = STDOUT,
    base_iri: BaseIri = BASE_IRI,
) -> None:
    """Show who is central, who belongs together, and in which sectors."""
    if company:
        ranked = strongest_partners(store, company, top, base_iri)
        title = f"strongest partners of {company}"
        text = _ranking(title, "alliances", ranked)
        write(to_json([asdict(r) for r in ranked]) if as_json else text, output)
        return
    summary = analyze(store, top, base_iri)
    text = to_json(summary.to_json()) if as_json else to_text(summary)
    write(text, output)


def to_text(summary: Summary) -> str:
    """Lay the figures out for people."""
    figures = [
        ("companies", summary.companies),
        ("alliances", summary.alliances),
        ("pairs of partners", summary.pairs),
        ("set aside: rumoured, ended or denied", summary.set_aside),
        ("density", summary.density),
        ("components", summary.components),
        ("companies in the largest", summary.largest_component),
    ]
    parts = [to_table(("network", "figure"), figures)]
    parts += [_ranking(t, unit, getattr(summary, f)) for f, t, unit in _RANKINGS]
    groups = [
        (group.size, ", ".join(group.leaders), ", ".join(group.sectors))
        for group in summary.communities
    ]
    parts.append(to_table(("size", "leaders", "sectors"), groups, "communities"))
    return "\n".join(parts)


def _ranking(title: str, unit: str, ranked: Sequence[Ranked]) -> str:
    rows = [(entry.name, entry.value) for entry in ranked]
    return to_table(("name", unit), rows, title)


def _names(node: dict[str, Any]) -> set[str]:
    names = (node["label"], *node["aliases"], *node["identifiers"])
    return {str(name).casefold() for name in names}
