"""One frozen set of settings; every field says its unit."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocabulary import DATA


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may turn; the defaults are what the figures were taken with.

    Attributes:
        base_iri: start of every IRI of the data; ends in ``/`` or ``#``.
        spacy_model: name or path of a spaCy pipeline; the empty string means
            plain English rules of spaCy under our own components.
        model_folder: folder of our trained weights; the empty string means those
            that come with the package.
        min_confidence: pairs of companies less sure than this (0-1) are left out;
            lower finds more, higher errs less.
        relations: also look for relations that are no alliance (takeovers, supply,
            stakes ...), where they are asked for.
        batch_documents: documents read before their graphs are written.
        max_document_chars: longer texts are cut there, with a warning.
        query_timeout_s: seconds after which a query is stopped.
        layout_seed: seed of the picture's layout.
        picture_companies: most companies that a picture draws; the strongest stay.
    """

    base_iri: str = DATA
    spacy_model: str = ""
    model_folder: str = ""
    min_confidence: float = 0.5
    relations: bool = False
    batch_documents: int = 64
    max_document_chars: int = 2_000_000
    query_timeout_s: float = 60.0
    layout_seed: int = 7
    picture_companies: int = 2_000
