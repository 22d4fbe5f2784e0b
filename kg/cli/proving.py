"""``kg prove``: does the store say what the texts say?"""

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
    Inputs,
    StoreFolder,
    existing_graph,
)
from kg.cli.output import (
    FINDINGS,
    Faults,
    progress,
    say,
    to_json,
    to_table,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.prove import Fault, Proof
    from kg.values import Document

_LISTED = 20
_SHOWN_CHARS = 60
_LED_BY_CHARS = 15


def prove(
    inputs: Sequence[str],
    store: Path,
    base_iri: str,
    on_error: Faults,
    on_document: Callable[[], None] = lambda: None,
) -> Proof:
    """Read inputs again and hold what the store says against them."""
    from kg import ingest
    from kg.prove import prove

    def documents(settings: Any) -> Iterator[Document]:
        for document in ingest.read(*inputs, on_error=on_error, settings=settings):
            on_document()
            yield document

    with existing_graph(store, base_iri) as graph:
        sources, claims = graph.store.sources(), graph.store.claims()
        return prove(documents(graph.settings), sources, claims)


def prove_cli(
    inputs: Inputs,
    store: StoreFolder = DEFAULT_STORE,
    partial: Annotated[
        bool,
        typer.Option("--partial", help="The inputs are only some of the documents."),
    ] = False,
    as_json: AsJson = False,
    base_iri: BaseIri = BASE_IRI,
) -> None:
    """Read the documents again and prove what the store says of them.

    Their texts, every quote and every mention of a company must be what the store
    has. The exit code is 1 if one is not, if a document cannot be read, if the
    store does not know it, or (without --partial) if one of the store is missing.
    """
    faults = Faults()
    with progress("documents read") as tick:
        proof = prove(inputs, store, base_iri, faults, tick)
    holds = proof.holds(partial=partial) and not faults.count
    if as_json:
        found = {"holds": holds, **asdict(proof), "unreadable": faults.count}
        write(to_json(found))
    else:
        write(to_text(proof))
        _name("documents of the store that the inputs lack", proof.missing)
        _name("documents that the store does not know", proof.unknown)
    code = faults.report()
    say(f"{store} {'holds against' if holds else 'is not proved by'} the texts")
    raise typer.Exit(code if holds else FINDINGS)


def to_text(proof: Proof) -> str:
    """Lay the figures and the faults out for people."""
    figures = [(name, getattr(proof, name)) for name in _FIGURES]
    parts = [to_table(("proved", "count"), figures)]
    if proof.faults:
        columns = ("document", "part", "field", "start", "end", "expected", "found")
        rows = [_row(fault) for fault in proof.faults]
        parts.append(to_table(columns, rows, "what does not hold"))
    return "\n".join(parts)


_FIGURES = ("documents", "claims", "quotes", "mentions")


def _row(fault: Fault) -> tuple[object, ...]:
    span = fault.span
    place = (span.start, span.end) if span else (None, None)
    expected, found = both_shortened(fault.expected, fault.found)
    return (fault.document_id, fault.part, fault.field, *place, expected, found)


def both_shortened(one: str, other: str) -> tuple[str, str]:
    """Cut two texts to one line each that shows where they begin to differ.

    >>> both_shortened("a" * 70 + "bc", "a" * 70 + "d")
    ('…aaaaaaaaaaaaaaabc', '…aaaaaaaaaaaaaaad')
    >>> both_shortened("IBM", "SAP")
    ('IBM', 'SAP')
    """
    pairs = enumerate(zip(one, other, strict=False))
    least = min(len(one), len(other))
    differ = next((n for n, (a, b) in pairs if a != b), least)
    start = max(0, differ - _LED_BY_CHARS) if differ > _SHOWN_CHARS // 2 else 0
    return _shortened(one, start), _shortened(other, start)


def _shortened(text: str, start: int) -> str:
    line = text[start : start + _SHOWN_CHARS].replace("\n", " ")
    more = "…" if len(text) > start + _SHOWN_CHARS else ""
    return ("…" if start else "") + line + more


def _name(what: str, ids: Sequence[str]) -> None:
    if not ids:
        return
    say(f"{len(ids)} {what}:")
    for name in ids[:_LISTED]:
        say(f"  {name}")
    if len(ids) > _LISTED:
        say(f"  and {len(ids) - _LISTED} more")
