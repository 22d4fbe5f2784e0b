"""Files, folders, tables, pages and standard input to Documents."""

from kg.ingest.documents import looks_english, to_document
from kg.ingest.reading import read

__all__ = ["looks_english", "read", "to_document"]
