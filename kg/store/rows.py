"""Answers of the store as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

Cell = str | int | float | bool | None
Answer = QueryBoolean | QuerySolutions | QueryTriples

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = {_XSD + name for name in ("integer", "int", "long", "short", "byte")}
_BROKEN = {_XSD + name for name in ("decimal", "double", "float")}


@dataclass(frozen=True, slots=True)
class Rows:
    """Named columns and the rows below them.

    Numbers and truth values are Python's; dates, other literals and IRIs are
    strings; what a query left unbound is ``None``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> tuple[dict[str, Cell], ...]:
        """Return each row as a mapping from its columns.

        >>> Rows(("a", "b"), ((1, None),)).records()
        ({'a': 1, 'b': None},)
        """
        return tuple(dict(zip(self.columns, row, strict=True)) for row in self.rows)


def to_rows(answer: Answer) -> Rows:
    """Turn what Oxigraph answers into rows.

    ASK has the one column ``answer``; CONSTRUCT and DESCRIBE have ``subject``,
    ``predicate`` and ``object``, sorted, since a graph has no order.
    """
    if isinstance(answer, QueryBoolean):
        return Rows(("answer",), ((bool(answer),),))
    if isinstance(answer, QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        return Rows(columns, tuple(_cells(solution) for solution in answer))
    triples = {(t.subject, t.predicate, t.object) for t in answer}
    ordered = sorted(triples, key=lambda parts: tuple(map(str, parts)))
    return Rows(("subject", "predicate", "object"), tuple(map(_cells, ordered)))


def _cells(
    terms: Iterable[NamedNode | BlankNode | Literal | Triple | None],
) -> tuple[Cell, ...]:
    return tuple(map(to_cell, terms))


def to_cell(term: NamedNode | BlankNode | Literal | Triple | None) -> Cell:
    """Turn a term into a plain value.

    >>> to_cell(Literal(3)), to_cell(Literal("x", language="en")), to_cell(None)
    (3, 'x', None)
    """
    if term is None or isinstance(term, NamedNode):
        return term.value if term else None
    if not isinstance(term, Literal):
        return str(term)
    kind = term.datatype.value
    if kind in _WHOLE:
        return int(term.value)
    if kind in _BROKEN:
        return float(term.value)
    if kind == _XSD + "boolean":
        return term.value in ("true", "1")
    return term.value
