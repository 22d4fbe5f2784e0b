"""Claims in RDF: one named graph a document, and what they say together.

``Store`` keeps the documents' claims in an Oxigraph store, derives the
alliances from them and answers SPARQL and the stored questions.
"""

from kg.store.consolidate import consolidate, merge_companies
from kg.store.database import Store
from kg.store.questions import Parameter, Question, questions
from kg.store.rows import Rows

__all__ = [
    "Parameter",
    "Question",
    "Rows",
    "Store",
    "consolidate",
    "merge_companies",
    "questions",
]
