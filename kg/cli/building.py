"""``kg build``, ``kg extract`` and ``kg forget``: documents in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from kg.cli.options import (
    BASE_IRI,
    DEFAULT_STORE,
    MIN_CONFIDENCE,
    AsJson,
    BaseIri,
    Inputs,
    MinConfidence,
    ModelFolder,
    Output,
    SpacyModel,
    StoreFolder,
    existing_graph,
    to_settings,
)
from kg.cli.output import (
    FINDINGS,
    STDOUT,
    Faults,
    not_writable,
    progress,
    say,
    to_json,
    to_table,
    write,
)
from kg.cli.records import to_record
from kg.settings import Settings
from kg.values import Document

INTERRUPTED = 130
_SHOWN = ("documents", "claims", "alliances", "companies", "sectors", "triples")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build read, and what the store holds after it."""

    documents_read: int
    claims_read: int
    store: dict[str, int]


class Reading:
    """Counts documents as they pass, and those that do not look English."""

    def __init__(self, tick: Callable[[], None]) -> None:
        self.tick = tick
        self.documents = 0
        self.claims = 0
        self.foreign = 0

    def __call__(self, document: Document, claims: Sequence[object]) -> None:
        """Take one document and its claims."""
        from kg.ingest import looks_english

        self.documents += 1
        self.claims += len(claims)
        self.foreign += not looks_english(f"{document.title} {document.text}")
        self.tick()

    def warn(self) -> None:
        """Say how many documents do not look English, if any."""
        if self.foreign:
            say(
                f"warning: {self.foreign} of {self.documents} documents do not look "
                "English; the reader knows English only"
            )


def build(
    inputs: Sequence[str],
    store: Path,
    settings: Settings,
    on_error: Faults,
    on_document: Reading,
) -> Built:
    """Read inputs into a store; interrupted, keep what was read so far."""
    from kg.build import Graph, build

    try:
        done = build(inputs, store, settings, on_error, on_document)
    except KeyboardInterrupt:
        with Graph.open(store, settings) as graph:
            graph.store.consolidate()
        raise
    with Graph.open(store, settings) as graph:
        return Built(done.documents, done.claims, graph.store.counts())


def build_cli(
    inputs: Inputs,
    store: StoreFolder = DEFAULT_STORE,
    min_confidence: MinConfidence = MIN_CONFIDENCE,
    spacy_model: SpacyModel = "",
    model_folder: ModelFolder = "",
    base_iri: BaseIri = BASE_IRI,
    as_json: AsJson = False,
) -> None:
    """Read documents and put what they say into a store.

    A document that the store has is read anew and replaced. A broken file is
    listed at the end, and the exit code is then 1.
    """
    faults = Faults()
    settings = to_settings(base_iri, min_confidence, spacy_model, model_folder)
    with _interruptible(faults), progress("documents read") as tick:
        reading = Reading(tick)
        done = build(inputs, store, settings, faults, reading)
    reading.warn()
    if as_json:
        read = {"documents": done.documents_read, "claims": done.claims_read}
        write(to_json({"read": read, "store": done.store, "faults": faults.count}))
    else:
        rows = [(name, done.store[name]) for name in _SHOWN if name in done.store]
        write(to_table(("in the store", "count"), rows))
        say(f"read {done.documents_read} documents into {store}")
    raise typer.Exit(faults.report())


def records(
    inputs: Sequence[str],
    settings: Settings,
    on_error: Faults,
    on_document: Reading,
) -> Iterator[dict[str, Any]]:
    """Yield one record a document, in the order of the inputs."""
    from kg import ingest
    from kg.build import extract, relate

    documents = ingest.read(*inputs, on_error=on_error, settings=settings)
    found = (
        relate(documents, settings)
        if settings.relations
        else (
            (document, claims, None)
            for document, claims in extract(documents, settings)
        )
    )
    for document, claims, relations in found:
        on_document(document, claims)
        yield to_record(document, claims, relations)


def extract_cli(
    inputs: Inputs,
    output: Output = STDOUT,
    min_confidence: MinConfidence = MIN_CONFIDENCE,
    relations: Annotated[
        bool,
        typer.Option(
            "--relations", help="Also takeovers, stakes, supply and the like."
        ),
    ] = False,
    spacy_model: SpacyModel = "",
    model_folder: ModelFolder = "",
) -> None:
    """Write what each document says as JSON lines, without a store.

    One object a document, also for those that tell of no alliance. Offsets count
    characters of the text; those of a title are -1 and -1.
    """
    if output != STDOUT and Path(output).is_dir():
        raise not_writable(output, IsADirectoryError("it is a folder"))
    faults = Faults()
    chosen = to_settings(BASE_IRI, min_confidence, spacy_model, model_folder)
    settings = replace(chosen, relations=relations)
    with _interruptible(faults), progress("documents read") as tick:
        reading = Reading(tick)
        found = records(inputs, settings, faults, reading)
        first = next(found, None)
        if first is not None or not faults.count:
            # Only now: inputs that cannot be read must not empty an old file.
            with _opened(output) as out:
                for record in chain((first,) if first else (), found):
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
    reading.warn()
    say(f"{reading.claims} claims in {reading.documents} documents")
    raise typer.Exit(faults.report())


def forget(store: Path, document_ids: Sequence[str], base_iri: str) -> list[str]:
    """Remove documents and what only they say; return the ids that are unknown."""
    with existing_graph(store, base_iri) as graph:
        return [name for name in document_ids if not graph.forget(name)]


def forget_cli(
    document_ids: Annotated[
        list[str], typer.Argument(help="Ids of documents, as kg extract shows them.")
    ],
    store: StoreFolder = DEFAULT_STORE,
    base_iri: BaseIri = BASE_IRI,
) -> None:
    """Remove documents from a store, and all that only they say."""
    unknown = forget(store, document_ids, base_iri)
    for name in unknown:
        say(f"kg: {store} has no document {name!r}")
    say(f"forgot {len(document_ids) - len(unknown)} of {len(document_ids)} documents")
    raise typer.Exit(FINDINGS if unknown else 0)


@contextmanager
def _interruptible(faults: Faults) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        faults.report()
        say("kg: interrupted; what was read so far is kept")
        raise typer.Exit(INTERRUPTED) from None


@contextmanager
def _opened(target: str) -> Iterator[IO[str]]:
    if target == STDOUT:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        out = Path(target).open("w", encoding="utf-8", newline="\n")  # noqa: SIM115
    except OSError as error:
        raise not_writable(target, error) from error
    with out:
        yield out
