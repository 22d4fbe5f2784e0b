"""Options that several commands share, so that they look the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import StoreError, UsageError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.build import Graph

DEFAULT_STORE = Path("kg-store")

Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files (.txt .md .html .jsonl .csv, also .gz), folders, quoted "
        "patterns, or - for standard input.",
        show_default=False,
    ),
]
StoreFolder = Annotated[
    Path, typer.Option("--store", metavar="DIR", help="Folder of the store.")
]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="- is standard output.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
MinConfidence = Annotated[
    float,
    typer.Option(
        min=0.0,
        max=1.0,
        help="Leave out what we are less sure of (0-1); lower finds more.",
    ),
]
SpacyModel = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="Another spaCy pipeline, by name or path.", show_default=""
    ),
]
ModelFolder = Annotated[
    str,
    typer.Option(
        metavar="DIR",
        envvar="KG_MODEL_FOLDER",
        help="Folder of other trained weights than those of the package.",
        show_default="",
    ),
]
BaseIri = Annotated[
    str,
    typer.Option(
        metavar="IRI",
        envvar="KG_BASE_IRI",
        help="Start of every IRI of the data; the same for all of a store's life.",
    ),
]
BASE_IRI = Settings().base_iri
MIN_CONFIDENCE = Settings().min_confidence


def to_settings(
    base_iri: str = BASE_IRI,
    min_confidence: float = MIN_CONFIDENCE,
    spacy_model: str = "",
    model_folder: str = "",
) -> Settings:
    """Turn options into settings.

    Raises:
        UsageError: the base IRI cannot be the start of IRIs.

    >>> to_settings(min_confidence=0.5).min_confidence
    0.5
    """
    if "://" not in base_iri or not base_iri.endswith(("/", "#")):
        raise UsageError(
            f"--base-iri {base_iri!r} is no start of an IRI; it has a scheme and ends "
            "in / or #, as https://example.org/id/ does"
        )
    return replace(
        Settings(),
        base_iri=base_iri,
        min_confidence=min_confidence,
        spacy_model=spacy_model,
        model_folder=model_folder,
    )


@contextmanager
def existing_graph(store: Path, base_iri: str = BASE_IRI) -> Iterator[Graph]:
    """Open the graph in a folder that was built before, and close it after.

    Raises:
        StoreError: there is no such folder.
    """
    if not store.is_dir():
        raise StoreError(
            f"no store at {store}; build one with kg build INPUT... --store {store}"
        )
    from kg.build import Graph

    with Graph.open(store, to_settings(base_iri)) as graph:
        yield graph
