"""The straight path from files to a graph; the only file that knows the order.

file -> Document -> Claims -> Claims between Companies -> named graph ->
Alliances -> query, analyse, render, export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from kg import ingest
from kg.errors import InputError, UsageError
from kg.settings import Settings
from kg.values import Alliance, Claim, Document, Relation, Report, Source

if TYPE_CHECKING:
    import networkx as nx

    from kg.analyse import Summary
    from kg.resolve import Registry
    from kg.store import Rows, Store

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
Format = Literal["turtle", "nquads", "jsonld", "graphml", "csv"]
FORMATS: tuple[Format, ...] = ("turtle", "nquads", "jsonld", "graphml", "csv")
OnError = Callable[[InputError], None]
OnDocument = Callable[[Document, tuple[Claim, ...]], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: documents and claims read, and every fault."""

    documents: int
    claims: int
    faults: tuple[InputError, ...]


def extract(
    documents: Iterable[Document], settings: Settings | None = None
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Read documents; give each back with its claims, in order.

    >>> doc = ingest.to_document("Acme Corp and Foo Inc formed a joint venture.")
    >>> [(found, claims)] = extract([doc])
    >>> found.id == doc.id
    True
    """
    from kg.extract.pipeline import claims

    return claims(documents, settings)


def relate(
    documents: Iterable[Document], settings: Settings | None = None
) -> Iterator[tuple[Document, tuple[Claim, ...], tuple[Relation, ...]]]:
    """Read documents; give each back with its claims and its other relations.

    Other relations are takeovers, mergers, stakes, supply, financing, lawsuits,
    competition and units of a parent.

    >>> doc = ingest.to_document("Acme Corp agreed to acquire Foo Inc for $5 billion.")
    >>> [(found, claims, relations)] = relate([doc])
    >>> [(r.type, r.head.name, r.tail.name) for r in relations]
    [('acquisition', 'Acme Corp', 'Foo Inc')]
    """
    from kg.extract.pipeline import read

    return read(documents, replace(settings or Settings(), relations=True))


class Graph:
    """A graph of alliances: open it, add documents, ask, look, export.

    >>> with Graph.open() as graph:
    ...     doc = ingest.to_document("Shares rose 3 percent.", title="Markets")
    ...     graph.add([doc]).documents
    1
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings

    @classmethod
    def open(
        cls, path: str | Path | None = None, settings: Settings | None = None
    ) -> Graph:
        """Open the store in a folder, made if it is missing; None: in memory.

        Raises:
            StoreError: the folder is no store, or another process writes to it.
        """
        from kg.store import Store

        settings = settings or Settings()
        return cls(Store.open(path, settings), settings)

    @cached_property
    def registry(self) -> Registry:
        """Who the companies are."""
        from kg.resolve import Registry

        return Registry.load()

    def add(
        self, documents: Iterable[Document], on_document: OnDocument | None = None
    ) -> BuildReport:
        """Read documents into the graph; one already there is read anew.

        Args:
            documents: may be a generator; it is never held in memory.
            on_document: called after each document, for progress.
        """
        counted = [0, 0]

        def resolved() -> Iterator[tuple[Source, tuple[Claim, ...]]]:
            for document, found in extract(documents, self.settings):
                claims = self.registry.resolve(document, found)
                counted[0] += 1
                counted[1] += len(claims)
                if on_document is not None:
                    on_document(document, claims)
                yield document.source, claims

        self.store.replace_all(resolved())
        self.store.consolidate()
        return BuildReport(counted[0], counted[1], ())

    def forget(self, document_id: str) -> bool:
        """Remove a document and all that only it says; False if unknown."""
        known = self.store.forget(document_id)
        if known:
            self.store.consolidate()
        return known

    def query(self, question: str, **parameters: str) -> Rows:
        """Ask in SPARQL, or by the name of a stored question.

        Raises:
            QueryError: the query is wrong, or would write or reach out.
            UsageError: a parameter names no company of the graph, or no date.
        """
        from kg.store import questions

        if question in {q.name for q in questions()}:
            return self.ask(question, **parameters)
        if parameters:
            names = ", ".join(sorted(parameters))
            raise UsageError(
                f"parameters {names} go with a stored question, and {question[:60]!r} "
                "is none; `kg query --list` shows them"
            )
        return self.store.query(question)

    def ask(self, question: str, **parameters: str) -> Rows:
        """Ask a stored question by its name.

        Raises:
            QueryError: there is no such question, or its parameters do not fit.
            UsageError: a parameter names no company of the graph, or no date.
        """
        known = {k: self._checked(k, v) for k, v in parameters.items()}
        return self.store.ask(question, **known)

    def _checked(self, name: str, value: str) -> str:
        """A parameter as the store knows it: a company's name, a date."""
        if name == "since" and not _DATE.fullmatch(value):
            raise UsageError(f"{value!r} is no date; write 2014, 2014-10 or 2014-10-31")
        if name not in ("company", "other") or not value:
            return value
        called = self.store.names()
        if value.casefold() in called:
            return value
        company = self.registry.find(value)
        forms = (company.name, *company.aliases) if company else ()
        for form in forms:
            if form.casefold() in called:
                return form
        near = get_close_matches(value.casefold(), sorted(called), 3)
        hint = f"; is it {' or '.join(called[n] for n in near)}?" if near else ""
        raise UsageError(f"no company of the graph is called {value!r}{hint}")

    def alliances(self) -> tuple[Alliance, ...]:
        """Every alliance, with the claims that support it."""
        return self.store.alliances()

    def network(self, *, layout: bool = True) -> nx.Graph[str]:
        """The network of companies, as NetworkX has it.

        Args:
            layout: give every company its place in the picture.
        """
        from kg import analyse

        alliances, sources = self.store.alliances(), self.store.sources()
        return analyse.network(alliances, sources, self.settings, layout=layout)

    def analyse(self, top: int = 10) -> Summary:
        """Size, strongest partners, brokers, communities and sectors."""
        from kg import analyse

        return analyse.summarise(self.network(layout=False), top=top)

    def view(self, path: str | Path | None = None) -> str:
        """Draw the network as one HTML page; write it to *path* if given."""
        from kg import render

        page = render.to_html(self.network(), settings=self.settings)
        return _write(page, path)

    def export(self, path: str | Path | None = None, form: Format = "turtle") -> str:
        """Write the graph in another form, to *path* if given; return the text.

        Raises:
            UsageError: the format is unknown.
        """
        if form in ("turtle", "nquads", "jsonld"):
            return _write(self.store.serialise(form), path)
        if form == "csv":
            from kg.export import to_csv

            return _write(to_csv(self.store.alliances(), self.store.sources()), path)
        if form == "graphml":
            from kg import analyse

            return _write(analyse.to_graphml(self.network(layout=False)), path)
        raise UsageError(f"unknown format {form!r}; one of {', '.join(FORMATS)}")

    def validate(self) -> Report:
        """Check the graph against the ontology's shapes and rules."""
        from kg.shapes import validate

        return validate(self.store.serialise("nquads"))

    def close(self) -> None:
        """Release the folder, so that another process may write."""
        self.store.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _write(content: str, path: str | Path | None) -> str:
    """Write *content* to *path*, if there is one, and give it back."""
    if path is not None:
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")
    return content


def build(
    inputs: Iterable[str | Path],
    store: str | Path | None = None,
    settings: Settings | None = None,
    on_error: OnError | None = None,
    on_document: OnDocument | None = None,
) -> BuildReport:
    """Read files into the store of a folder, from beginning to end.

    Args:
        inputs: files, folders, globs, ``-`` for standard input.
        store: the folder; None builds in memory, which only counts.
        settings: see ``Settings``.
        on_error: called for every fault as it happens; the run goes on.
        on_document: called after each document, for progress.
    """
    faults: list[InputError] = []

    def report(error: InputError) -> None:
        faults.append(error)
        if on_error is not None:
            on_error(error)

    settings = settings or Settings()
    with Graph.open(store, settings) as graph:
        documents = ingest.read(*inputs, on_error=report, settings=settings)
        done = graph.add(documents, on_document)
    return BuildReport(done.documents, done.claims, tuple(faults))
