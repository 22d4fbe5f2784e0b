"""``kg export`` and ``kg view``: the graph for other tools, and for the eye."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import (
    BASE_IRI,
    DEFAULT_STORE,
    BaseIri,
    Output,
    StoreFolder,
    existing_graph,
)
from kg.cli.output import STDOUT, say, write


class Format(StrEnum):
    """The forms that a graph is exported in."""

    TURTLE = "turtle"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    CSV = "csv"


def export(store: Path, form: Format, base_iri: str = BASE_IRI) -> str:
    """Return the graph in another form; the same content gives the same bytes."""
    with existing_graph(store, base_iri) as graph:
        return graph.export(None, form.value)


def export_cli(
    form: Annotated[
        Format, typer.Option("--format", help="The form to write.")
    ] = Format.TURTLE,
    output: Output = STDOUT,
    store: StoreFolder = DEFAULT_STORE,
    base_iri: BaseIri = BASE_IRI,
) -> None:
    """Write a store as RDF, as a network or as a table."""
    write(export(store, form, base_iri), output)
    if output != STDOUT:
        say(f"wrote {output}")


def view(store: Path, base_iri: str = BASE_IRI) -> str:
    """Return the network as one HTML page that needs nothing else."""
    with existing_graph(store, base_iri) as graph:
        return graph.view()


def view_cli(
    output: Output = "alliances.html",
    store: StoreFolder = DEFAULT_STORE,
    base_iri: BaseIri = BASE_IRI,
) -> None:
    """Draw the network as one HTML page; open it in any browser."""
    write(view(store, base_iri), output)
    if output != STDOUT:
        say(f"wrote {output}; open it in a browser")
