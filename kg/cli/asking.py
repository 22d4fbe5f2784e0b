"""``kg query``: SPARQL, a file of it, or a stored question."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from kg.cli.output import STDOUT, say, to_csv, to_json, to_table, write
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store import Rows

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_FILES = frozenset({".rq", ".sparql"})


def ask(
    store: Path, question: str, parameters: Mapping[str, str], base_iri: str = BASE_IRI
) -> Rows:
    """Ask a store in SPARQL, by a file of it, or by a stored question's name.

    Raises:
        UsageError: parameters without a stored question, or no such file.
        QueryError: the query is wrong, refused or unknown.
    """
    stored = _NAME.fullmatch(question) is not None
    sparql = "" if stored else _sparql(question)
    if parameters and not stored:
        raise UsageError(
            f"--{min(parameters)} goes with a stored question or is unknown; "
            "kg query --list shows the questions"
        )
    with existing_graph(store, base_iri) as graph:
        if stored:
            return graph.ask(question, **parameters)
        return graph.store.query(sparql)


def query_cli(
    context: typer.Context,
    question: Annotated[
        str,
        typer.Argument(
            help="SPARQL, a .rq file, - for standard input, or a stored question "
            "followed by its parameters, as in: partners-of --company IBM",
            show_default=False,
        ),
    ] = "",
    store: StoreFolder = DEFAULT_STORE,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    output: Output = STDOUT,
    base_iri: BaseIri = BASE_IRI,
    listed: Annotated[
        bool, typer.Option("--list", help="Show the stored questions.")
    ] = False,
) -> None:
    """Ask a store, and print the rows of the answer."""
    if as_json and as_csv:
        raise UsageError("--json and --csv do not go together; choose one")
    if listed:
        rows = stored_questions()
    elif question:
        rows = ask(store, question, to_parameters(context.args), base_iri)
    else:
        raise UsageError("nothing is asked; kg query --list shows stored questions")
    write(_written(rows, as_json, as_csv), output)
    if not rows.rows:
        say("no rows")


def stored_questions() -> Rows:
    """List the stored questions with what they need."""
    from kg.store import Rows, questions

    rows = []
    for question in questions():
        needs = [
            f"--{p.name} {p.name.upper()}"
            if p.required
            else f"[--{p.name} {p.default}]"
            for p in question.parameters
        ]
        rows.append((question.name, " ".join(needs), question.title))
    return Rows(("question", "parameters", "what it answers"), tuple(rows))


def to_parameters(arguments: Sequence[str]) -> dict[str, str]:
    """Read ``--name value`` and ``--name=value`` pairs.

    >>> to_parameters(["--company", "IBM", "--since=2014"])
    {'company': 'IBM', 'since': '2014'}

    Raises:
        UsageError: a word belongs to no name, or a name has no value or two.
    """
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name.isidentifier():
            raise UsageError(f"{word!r} is no parameter; write --name value")
        if not equals:
            if not rest:
                raise UsageError(f"--{name} has no value, or is no option of kg query")
            value = rest.pop(0)
        if name in found:
            raise UsageError(f"--{name} is given twice")
        found[name] = value
    return found


def _sparql(question: str) -> str:
    if question == "-":
        return sys.stdin.read()
    if "\n" in question or Path(question).suffix not in _FILES:
        return question
    try:
        return Path(question).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise UsageError(f"cannot read {question}: {reason.lower()}") from error


def _written(rows: Rows, as_json: bool, as_csv: bool) -> str:
    if as_json:
        return to_json(rows.records())
    if as_csv:
        return to_csv(rows.columns, rows.rows)
    return to_table(rows.columns, rows.rows)
