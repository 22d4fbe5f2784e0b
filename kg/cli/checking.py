"""``kg validate``: does the graph keep the ontology's rules?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import typer

from kg.cli.options import (
    BASE_IRI,
    DEFAULT_STORE,
    AsJson,
    BaseIri,
    StoreFolder,
    existing_graph,
)
from kg.cli.output import FINDINGS, say, to_json, to_table, write
from kg.values import Report


def validate(store: Path, base_iri: str = BASE_IRI) -> Report:
    """Check a store against the shapes and checks of the ontology."""
    with existing_graph(store, base_iri) as graph:
        return graph.validate()


def validate_cli(
    store: StoreFolder = DEFAULT_STORE,
    as_json: AsJson = False,
    base_iri: BaseIri = BASE_IRI,
) -> None:
    """Check a store against the ontology; the exit code is 1 if it breaks a rule."""
    report = validate(store, base_iri)
    if as_json:
        write(to_json(asdict(report)))
    elif report.findings:
        rows = [(f.severity, f.check, f.focus, f.message) for f in report.findings]
        write(to_table(("severity", "check", "node", "what is wrong"), rows))
    say(f"{store} {'keeps' if report.conforms else 'breaks'} the ontology's rules")
    raise typer.Exit(0 if report.conforms else FINDINGS)
