"""The spaCy pipeline, and the only file that names a model.

Four components, registered so that they work in anybody's pipeline::

    import spacy, kg.extract.pipeline
    nlp = spacy.blank("en")
    for name in ("kg_sentences", "kg_prefilter", "kg_companies", "kg_alliances"):
        nlp.add_pipe(name)
    doc = nlp("IBM and Acme Corp formed a joint venture.")
    doc._.kg_claims

``kg_alliances`` alone adds the other three before it; ``kg_relations``, on
demand, comes after it.  A document's title,
date and id travel in ``doc._.kg_document``; without it the text stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.extract.alliances import Thresholds
from kg.extract.claims import find_mentions, make_claims
from kg.extract.confidence import Confidence
from kg.extract.prefilter import choose_windows
from kg.extract.reader import Reader
from kg.extract.relations import find_relations
from kg.extract.scoring import group_document, read_windows, score_pairs
from kg.extract.tokens import PlainTokenizer
from kg.extract.untitled import read_untitled
from kg.extract.windows import lead_of, split_sentences
from kg.settings import Settings
from kg.values import Claim, Document, Relation

COMPONENTS = ("kg_sentences", "kg_prefilter", "kg_companies", "kg_alliances")
#: What comes on top where relations other than alliances are asked for.
RELATIONS = "kg_relations"

for _name, _default in (
    ("kg_document", None),
    ("kg_sentences", ()),
    ("kg_windows", ()),
    ("kg_readings", ()),
    ("kg_groups", None),
    ("kg_pairs", ()),
    ("kg_claims", ()),
    ("kg_relations", ()),
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@lru_cache(maxsize=2)
def _reader(folder: str) -> Reader:
    return Reader(folder or None)


@lru_cache(maxsize=2)
def _confidence(folder: str) -> Confidence:
    return Confidence.load(_reader(folder).folder)


def document_of(doc: Doc) -> Document:
    """The document behind a Doc: the one it carries, or its bare text."""
    carried = doc._.kg_document
    return carried if carried is not None else Document("doc", "", doc.text)


@Language.component("kg_sentences")
def kg_sentences(doc: Doc) -> Doc:
    """Set sentence starts, and ``doc._.kg_sentences`` in characters."""
    spans = split_sentences(doc.text)
    doc._.kg_sentences = spans
    starts = {span.start for span in spans}
    marks = [1 if t.idx in starts or t.i == 0 else -1 for t in doc]
    column: Any = np.asarray(marks).astype("uint64")[:, None]
    return doc.from_array(["SENT_START"], column)


@Language.component("kg_prefilter")
def kg_prefilter(doc: Doc) -> Doc:
    """Choose the windows that the encoder reads: ``doc._.kg_windows``."""
    title = document_of(doc).title
    doc._.kg_windows = choose_windows(title, doc.text, doc._.kg_sentences)
    return doc


class CompanyFinder:
    """Reads the windows; companies go to ``doc.spans["kg_companies"]``."""

    def __init__(self, folder: str, thorough: bool) -> None:
        self.folder = folder
        self.thorough = thorough

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.kg_readings`` and the span group of companies."""
        title = document_of(doc).title
        known = [e.text for e in doc.ents if e.label_ == "ORG"]
        lead = None if title else lead_of(doc._.kg_sentences)
        readings = read_windows(
            _reader(self.folder),
            title,
            doc.text,
            doc._.kg_windows,
            known,
            lead,
            self.thorough,
        )
        doc._.kg_readings = tuple(readings)
        places = {r.place(f.field, f.span) for r in readings for f in r.found}
        found = (
            doc.char_span(s.start, s.end, label="ORG", alignment_mode="expand")
            for field, s in sorted(places)
            if field == 1
        )
        doc.spans["kg_companies"] = [s for s in found if s is not None]
        return doc


@Language.factory("kg_companies", default_config={"folder": "", "thorough": False})
def make_company_finder(
    nlp: Language, name: str, folder: str, thorough: bool
) -> CompanyFinder:
    """Make the component that finds companies.

    *thorough*: also where nothing promises an alliance, for the other relations.
    """
    return CompanyFinder(folder, thorough)


class AllianceFinder:
    """Decides which companies are allied: ``doc._.kg_claims``."""

    def __init__(self, folder: str, thresholds: Thresholds) -> None:
        self.folder = folder
        self.thresholds = thresholds

    def __call__(self, doc: Doc) -> Doc:
        """Set the claims of the document, the surest first, and the scored pairs."""
        readings = doc._.kg_readings
        groups = group_document(readings)
        reader = _reader(self.folder)
        pairs = tuple(score_pairs(reader, readings, groups))
        lead = lead_of(doc._.kg_sentences)
        pairs = read_untitled(reader, doc.text, lead, readings, groups, pairs)
        doc._.kg_groups, doc._.kg_pairs = groups, pairs
        doc._.kg_claims = make_claims(
            document_of(doc),
            readings,
            pairs,
            groups,
            doc._.kg_sentences,
            self.thresholds,
            _confidence(self.folder),
        )
        return doc


@Language.factory("kg_alliances", default_config={"folder": "", **asdict(Thresholds())})
def make_alliance_finder(
    nlp: Language,
    name: str,
    folder: str,
    sure: float,
    completion: float,
) -> AllianceFinder:
    """Make the component that finds alliances, and what it rests on."""
    for needed in COMPONENTS[:-1]:
        if needed not in nlp.pipe_names:
            config = {"folder": folder} if needed == "kg_companies" else {}
            nlp.add_pipe(needed, config=config)
    return AllianceFinder(folder, Thresholds(sure, completion))


@Language.component(RELATIONS, requires=["doc._.kg_groups", "doc._.kg_pairs"])
def kg_relations(doc: Doc) -> Doc:
    """Set ``doc._.kg_relations``: what is no alliance; comes after kg_alliances."""
    if doc._.kg_pairs:
        document, readings = document_of(doc), doc._.kg_readings
        mentions = find_mentions(document, readings, doc._.kg_groups)
        doc._.kg_relations = find_relations(
            document, doc._.kg_pairs, mentions, doc._.kg_sentences
        )
    return doc


def load(settings: Settings | None = None) -> Language:
    """Load the pipeline.

    Args:
        settings: ``spacy_model`` names another spaCy pipeline to build on; the
            organisations that its ``ner`` finds are then read as names too.
            ``relations`` adds the component for relations other than alliances.

    Raises:
        ModelError: the named pipeline is not installed.
    """
    settings = settings or Settings()
    if settings.spacy_model:
        try:
            nlp = spacy.load(settings.spacy_model)
        except OSError as error:
            raise ModelError(
                f"spaCy pipeline {settings.spacy_model!r} cannot be loaded: install "
                "it, or leave spacy_model empty for the one that comes with kg"
            ) from error
    else:
        nlp = spacy.blank("en")
        nlp.tokenizer = PlainTokenizer(nlp.vocab)
    nlp.max_length = settings.max_document_chars + 1
    folder = settings.model_folder
    for name in COMPONENTS[:2]:
        nlp.add_pipe(name)
    config = {"folder": folder, "thorough": settings.relations}
    nlp.add_pipe("kg_companies", config=config)
    config = {"folder": folder, "sure": settings.min_confidence}
    nlp.add_pipe("kg_alliances", config=config)
    if settings.relations:
        nlp.add_pipe(RELATIONS)
    return nlp


def claims(
    documents: Iterable[Document], settings: Settings | None = None
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Read documents and give each back with its claims, in order.

    What is less sure than ``settings.min_confidence`` is left out.  The stream is
    lazy: a million documents need the memory of one.
    """
    for document, found, _ in read(documents, settings or Settings()):
        yield document, found


def read(
    documents: Iterable[Document], settings: Settings
) -> Iterator[tuple[Document, tuple[Claim, ...], tuple[Relation, ...]]]:
    """Read documents; the relations are empty unless the settings ask for them."""
    for doc in annotate(documents, settings):
        yield doc._.kg_document, doc._.kg_claims, doc._.kg_relations


def annotate(documents: Iterable[Document], settings: Settings) -> Iterator[Doc]:
    """Run the pipeline over documents; everything found is in ``doc._``."""
    nlp = _load_cached(settings)
    for document in documents:
        doc = nlp.make_doc(document.text[: settings.max_document_chars])
        doc._.kg_document = document
        for _, component in nlp.pipeline:
            doc = component(doc)
        yield doc


@lru_cache(maxsize=4)
def _load_cached(settings: Settings) -> Language:
    return load(settings)
