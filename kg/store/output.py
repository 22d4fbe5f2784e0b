"""Quads as text: the same content gives the same bytes in every form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import UsageError
from kg.store.terms import PREFIXES, RDF, Term, value_of

FORMATS = ("turtle", "nquads", "jsonld")

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_BARE = {
    "http://www.w3.org/2001/XMLSchema#integer": re.compile(r"[+-]?[0-9]+"),
    "http://www.w3.org/2001/XMLSchema#decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
}


def to_text(quads: Iterable[Quad], form: str, base: str) -> str:
    """Write quads in one of ``FORMATS``.

    Turtle has no graphs: it holds the triples of all of them together.

    Raises:
        UsageError: there is no such format.
    """
    if form == "turtle":
        return to_turtle((quad.triple for quad in quads), base)
    if form == "nquads":
        return "".join(sorted(f"{quad} .\n" for quad in quads))
    if form == "jsonld":
        return _to_jsonld(quads, base)
    raise UsageError(f"unknown format {form!r}; one of {', '.join(FORMATS)}")


def to_turtle(triples: Iterable[Triple], base: str) -> str:
    """Write sorted Turtle: one block a subject, one line a predicate.

    >>> one = Triple(NamedNode("https://kg.example/a"), RDF["type"], NamedNode("x:y"))
    >>> print(to_turtle([one], "https://kg.example/").splitlines()[-1])
    id:a a <x:y> .
    """
    prefixes = {**PREFIXES, "id": base}
    head = "".join(f"@prefix {key}: <{prefixes[key]}> .\n" for key in sorted(prefixes))
    write = _writer(prefixes)
    ordered = sorted({_sortable(triple): triple for triple in triples}.items())
    blocks = []
    for _, same in groupby(ordered, key=lambda pair: pair[0][0]):
        blocks.append(_block([triple for _, triple in same], write))
    return head + "".join(f"\n{block}\n" for block in blocks)


def _sortable(triple: Triple) -> tuple[str, str, str]:
    first = triple.predicate == RDF["type"]
    verb = "" if first else triple.predicate.value
    return value_of(triple.subject), verb, str(triple.object)


def _block(triples: list[Triple], write: Callable[[Term], str]) -> str:
    lines = []
    for predicate, same in groupby(triples, key=lambda triple: triple.predicate):
        verb = "a" if predicate == RDF["type"] else write(predicate)
        lines.append(f"{verb} {', '.join(write(triple.object) for triple in same)}")
    return f"{write(triples[0].subject)} " + " ;\n    ".join(lines) + " ."


def _writer(prefixes: dict[str, str]) -> Callable[[Term], str]:
    longest = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))

    def write(term: Term) -> str:
        if isinstance(term, NamedNode):
            for prefix, iri in longest:
                if term.value.startswith(iri):
                    local = term.value[len(iri) :]
                    if _LOCAL.fullmatch(local):
                        return f"{prefix}:{local}"
            return str(term)
        if isinstance(term, Literal):
            bare = _BARE.get(term.datatype.value)
            if bare and bare.fullmatch(term.value):
                return term.value
            text = str(Literal(term.value))
            if term.language or term.datatype.value.endswith("XMLSchema#string"):
                return text + (f"@{term.language}" if term.language else "")
            return f"{text}^^{write(term.datatype)}"
        return str(term)

    return write


def _to_jsonld(quads: Iterable[Quad], base: str) -> str:
    ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))
    prefixes = {**PREFIXES, "id": base}
    raw = serialize(ordered, format=RdfFormat.JSON_LD, prefixes=prefixes)
    tree = json.loads(raw or b"[]")
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
