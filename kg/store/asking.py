"""Runs a query with a limit on its time, and says what is wrong with it."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping

import pyoxigraph

from kg.errors import QueryError
from kg.store import guard
from kg.store.rows import Rows, to_rows

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.S)
_MOST_CHARACTERS = 160


def ask_within(
    store: pyoxigraph.Store, sparql: str, prefixes: Mapping[str, str], timeout_s: float
) -> Rows:
    """Answer a query over the union of all graphs, or stop waiting for it.

    Oxigraph cannot be interrupted, but lets other threads run: the query runs
    in a thread of its own, which ends with the process at the latest.

    Raises:
        QueryError: the query is wrong, refused or too slow.
    """
    guard.check(sparql)
    results: list[Rows] = []
    errors: list[Exception] = []

    def work() -> None:
        try:
            answer = store.query(
                sparql, prefixes=dict(prefixes), use_default_graph_as_union=True
            )
            results.append(to_rows(answer))
        except Exception as error:
            # Handed to the thread that waits, without its frames: they hold an
            # answer that Oxigraph wants freed in the thread that made it.
            errors.append(error.with_traceback(None))

    thread = threading.Thread(target=work, name="kg-query", daemon=True)
    thread.start()
    thread.join(timeout_s)
    if errors:
        raise _explained(errors[0]) from errors[0]
    if not results:
        raise QueryError(
            f"the query took longer than {timeout_s:g} s; ask for less (LIMIT, a "
            "company, a date) or raise query_timeout_s"
        )
    return results[0]


def _explained(error: Exception) -> Exception:
    if not isinstance(error, SyntaxError | ValueError | OSError | RuntimeError):
        return error
    found = _PLACE.search(str(error))
    if not found:
        return QueryError(f"the query cannot be answered: {error}")
    line, column, reason = found.groups()
    reason = " ".join(reason.split())
    if len(reason) > _MOST_CHARACTERS:
        reason = reason[:_MOST_CHARACTERS] + " ..."
    hint = ""
    if "Prefix not found" in reason:
        hint = "; declare the prefix with PREFIX or write the whole IRI"
        reason = "unknown prefix"
    elif "SELECT contains a variable that is unbound" in reason:
        reason = "a selected variable is neither grouped nor aggregated"
    return QueryError(
        f"line {line}, column {column}: {reason}{hint} (a query is a SELECT, "
        "an ASK, a CONSTRUCT or a DESCRIBE; nothing can be written)"
    )
