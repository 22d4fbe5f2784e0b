"""The store: a folder of Oxigraph, or memory, that holds the documents' claims."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import oxrdflib
import pyoxigraph
import rdflib

from kg.errors import StoreError
from kg.settings import Settings
from kg.store import derived, output, reading, writing
from kg.store.asking import ask_within
from kg.store.consolidate import consolidate, merge_companies
from kg.store.folder import open_folder
from kg.store.questions import find_question
from kg.store.rows import Rows
from kg.store.terms import PREFIXES, Names
from kg.values import Alliance, Claim, Company, Source


class Store:
    """Documents' claims, the alliances that follow from them, and SPARQL.

    Each document has a named graph of its own; replacing or forgetting it is
    one transaction.  The derived graph (alliances, labels, shortcuts) goes
    with every change and is rebuilt when it is next needed, so no answer is
    ever older than the claims.  One process at a time may open a folder.

    >>> with Store.open() as store:
    ...     store.replace(Source("brief-1", title="A deal"), ())
    ...     store.counts()["documents"], store.alliances()
    (1, ())
    """

    def __init__(self, inner: pyoxigraph.Store, settings: Settings) -> None:
        self._open: pyoxigraph.Store | None = inner
        self._dataset: rdflib.Dataset | None = None
        self._settings = settings
        self._names = Names(settings.base_iri)
        self._made: tuple[Alliance, ...] | None = None
        self._check_base()

    @classmethod
    def open(
        cls, path: str | Path | None = None, settings: Settings | None = None
    ) -> Self:
        """Open the store in a folder, made if need be; ``None`` keeps it in memory.

        Raises:
            StoreError: another process has it open, it may not be written, it is
                not a store, or it was built with another base IRI.
        """
        inner = pyoxigraph.Store() if path is None else open_folder(Path(path))
        return cls(inner, settings or Settings())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything out and let go of the folder; twice does no harm."""
        if self._open is not None:
            self._open.flush()
        seen_by_rdflib = self._dataset is not None
        self._open = self._dataset = self._made = None
        if seen_by_rdflib:
            gc.collect()  # an rdflib Dataset is a ring of references; the lock waits

    @property
    def _inner(self) -> pyoxigraph.Store:
        if self._open is None:
            raise StoreError("the store is closed; open it again with Store.open")
        return self._open

    def _check_base(self) -> None:
        graphs = [getattr(graph, "value", "") for graph in self._inner.named_graphs()]
        strange = [g for g in graphs if not g.startswith(self._names.base + "graph/")]
        if strange or (len(self._inner) and not graphs):
            found = strange[0] if strange else "triples outside any graph"
            raise StoreError(
                f"the store holds {found}, which is not below {self._names.base}; "
                "open it with the base_iri it was built with, or use another folder"
            )

    # -- writing ---------------------------------------------------------------

    def replace(self, source: Source, claims: Sequence[Claim]) -> None:
        """Put the document's graph anew, also when it makes no claim.

        Raises:
            StoreError: a claim is of another document, a value has no RDF form,
                or the disk refuses; the store is then as it was before.
        """
        self.replace_all([(source, claims)])

    def replace_all(self, pairs: Iterable[tuple[Source, Sequence[Claim]]]) -> int:
        """Replace many documents, ``settings.batch_documents`` a transaction.

        Returns:
            How many documents were written; of two with one id, the later stays.
        """
        written = 0
        for batch in _batches(pairs, self._settings.batch_documents):
            graphs = {
                self._names.graph(source.id): writing.to_quads(
                    source, claims, self._names
                )
                for source, claims in batch
            }
            self._put(graphs)
            written += len(batch)
        return written

    def forget(self, document_id: str) -> bool:
        """Remove a document and all that it alone says; tell whether it was there."""
        graph = self._names.graph(document_id)
        known = self._inner.contains_named_graph(graph)
        if known:
            self._put({graph: ()})
        return known

    def consolidate(self) -> None:
        """Rebuild the derived graph from the claims."""
        documents = self._documents()
        claims = [claim for _, said in documents for claim in said]
        self._made = consolidate(claims, [source for source, _ in documents])
        quads = derived.to_quads(self._made, merge_companies(claims), self._names)
        self._update(
            f"DROP SILENT GRAPH {self._names.derived} ;\n"
            f"CREATE GRAPH {self._names.derived} ;\n{_insert(quads)}"
        )

    def _put(
        self, graphs: dict[pyoxigraph.NamedNode, tuple[pyoxigraph.Quad, ...]]
    ) -> None:
        drops = [f"DROP SILENT GRAPH {g} ;\n" for g in (*graphs, self._names.derived)]
        quads = [quad for written in graphs.values() for quad in written]
        self._made = None
        self._update("".join(drops) + _insert(quads))

    def _update(self, text: str) -> None:
        try:
            self._inner.update(text)
        except (OSError, RuntimeError, SyntaxError, ValueError) as error:
            raise StoreError(
                f"the store could not be written, nothing was changed: {error}; look "
                "for a full disk or a folder that may not be written"
            ) from error

    # -- reading ---------------------------------------------------------------

    def sources(self) -> tuple[Source, ...]:
        """Return the documents that were read, sorted by id."""
        return tuple(source for source, _ in self._documents())

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims, by document id and by place in the document."""
        return tuple(claim for _, claims in self._documents() for claim in claims)

    def alliances(self) -> tuple[Alliance, ...]:
        """Return what all documents together say, sorted by id."""
        if self._made is None:
            self.consolidate()
        return self._made or ()

    def names(self) -> dict[str, str]:
        """Return every name, alias and identifier of a company, by its case fold."""
        rows = self.query(
            "SELECT DISTINCT ?called { ?company a org:Organization ; "
            "skos:prefLabel|skos:altLabel|dct:identifier ?called }"
        )
        return {str(called).casefold(): str(called) for (called,) in rows.rows}

    def companies(self) -> tuple[Company, ...]:
        """Return all companies under the one name that each has, sorted by id."""
        return tuple(merge_companies(self.claims()).values())

    def _documents(self) -> list[tuple[Source, tuple[Claim, ...]]]:
        found = [
            reading.from_quads(self._inner.quads_for_pattern(None, None, None, graph))
            for graph in self._inner.named_graphs()
            if graph != self._names.derived
        ]
        return sorted(found, key=lambda pair: pair[0].id)

    def counts(self) -> dict[str, int]:
        """Count documents, claims, alliances, companies, sectors and triples.

        Sectors are concepts of the taxonomy; triples count once a graph.
        """
        self._refresh()
        answer = self.query(_COUNTS)
        counted = {k: int(n or 0) for k, n in answer.records()[0].items()}
        return counted | {"triples": len(self._inner)}

    # -- asking and handing out ------------------------------------------------

    @property
    def dataset(self) -> rdflib.Dataset:
        """The store as an rdflib ``Dataset`` whose default graph is the union."""
        self._refresh()
        if self._dataset is None:
            wrapped = oxrdflib.OxigraphStore(store=self._inner)
            self._dataset = rdflib.Dataset(store=wrapped, default_union=True)
            for prefix, iri in self._prefixes().items():
                self._dataset.bind(prefix, iri)
        return self._dataset

    def query(self, sparql: str) -> Rows:
        """Answer SELECT, ASK, CONSTRUCT or DESCRIBE over the union of all graphs.

        The prefixes of the output are known; nothing can be written.

        Raises:
            QueryError: the query is wrong, would leave the store, or takes longer
                than ``settings.query_timeout_s``.
        """
        self._refresh()
        timeout_s = self._settings.query_timeout_s
        return ask_within(self._inner, sparql, self._prefixes(), timeout_s)

    def ask(self, question: str, **parameters: str) -> Rows:
        """Answer a stored question.

        Raises:
            QueryError: there is no such question, or its parameters do not fit.
        """
        return self.query(find_question(question).fill(parameters))

    def serialise(self, format: str = "turtle") -> str:  # noqa: A002 - the plain word
        """Write the whole store as ``turtle``, ``nquads`` or ``jsonld``.

        The same content gives the same bytes.
        """
        self._refresh()
        return output.to_text(self._inner, format, self._names.base)

    def _prefixes(self) -> dict[str, str]:
        return {**PREFIXES, "id": self._names.base}

    def _refresh(self) -> None:
        if not self._inner.contains_named_graph(self._names.derived):
            self.consolidate()


_COUNTS = """
SELECT ?documents ?claims ?alliances ?companies ?sectors {
  { SELECT (COUNT(DISTINCT ?d) AS ?documents) { ?d a schema:NewsArticle } }
  { SELECT (COUNT(DISTINCT ?c) AS ?claims) { ?c a al:Claim } }
  { SELECT (COUNT(DISTINCT ?a) AS ?alliances) { ?a a al:Alliance } }
  { SELECT (COUNT(DISTINCT ?o) AS ?companies) { ?o a org:Organization } }
  { SELECT (COUNT(DISTINCT ?s) AS ?sectors) { ?x a al:Alliance ; al:sector ?s } }
}
"""


def _insert(quads: Iterable[pyoxigraph.Quad]) -> str:
    lines = (f"GRAPH {q.graph_name} {{ {q.triple} }}\n" for q in quads)
    return "INSERT DATA {\n" + "".join(lines) + "}"


def _batches(
    pairs: Iterable[tuple[Source, Sequence[Claim]]], size: int
) -> Iterator[list[tuple[Source, Sequence[Claim]]]]:
    batch: list[tuple[Source, Sequence[Claim]]] = []
    for pair in pairs:
        batch.append(pair)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch
