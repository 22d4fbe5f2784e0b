r"""Refuses queries that would leave the store.

``SERVICE`` makes Oxigraph call any address, so it must never get through.
A lexer of our own could be lied to (``<`` opens an IRI or compares, and only
a full parser knows which), so the rule errs on the safe side: the keyword,
wherever it stands and however it is spelt (``\u0053ERVICE``), is refused if
what follows could be its target.  The price is that a rare string such as
``"service <x>"`` is refused too; the message says how to ask otherwise.
"""

from __future__ import annotations

import re

from kg.errors import QueryError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Oxigraph reads keywords with nothing around them: 1SERVICE<x>, SERVICEq:x. What
# surely is the end of a longer name (?service, q:service, a/service) is let be.
_NAME = re.compile(r"(?:[?$:][\w-]*|/)\Z")
_GAP = r"(?:\s|\#[^\n\r]*[\n\r])*"
_TARGET = rf"{_GAP}(?:SILENT|NAMED|<|[?$]|[^\s<>(){{}}\"']*:)"
_LEAVES = re.compile(rf"(SERVICE|FROM)(?={_TARGET})", re.I)
_HINTS = {
    "SERVICE": "this program answers from its own store only",
    "FROM": "every graph of the store is read; choose one with GRAPH <iri> { ... }",
}


def check(sparql: str) -> None:
    r"""Let a query pass or refuse it.

    >>> check("SELECT ?x { ?x al:speaker 'head of the service' }")
    >>> try:
    ...     check(r"SELECT * { \u0053ervice <http://a.example/> { ?s ?p ?o } }")
    ... except QueryError as error:
    ...     print(str(error)[:62])
    line 1, column 12: SERVICE is refused: this program answers fr

    Raises:
        QueryError: the query names a remote service or a dataset of its own.
    """
    for text in (sparql, unescape(sparql)):
        for found in _LEAVES.finditer(text):
            if not _NAME.search(text, 0, found.start()):
                raise _refusal(text, found)


def _refusal(text: str, found: re.Match[str]) -> QueryError:
    word = found[1].upper()
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    return QueryError(
        f"line {line}, column {column}: {word} is refused: {_HINTS[word]} (inside a "
        "string, ask for a part of it that does not end in this word)"
    )


def unescape(sparql: str) -> str:
    r"""Resolve the ``\uXXXX`` and ``\UXXXXXXXX`` that SPARQL allows anywhere.

    >>> unescape(r"\u0053ERVICE")
    'SERVICE'
    """
    return _ESCAPE.sub(_character, sparql)


def _character(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else found[0]
