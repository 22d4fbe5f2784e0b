"""Everything that can go wrong, said in our own words.

::

    KgError
    ├── InputError        a file, a row or a page that cannot be read
    ├── ModelError        a language model that is missing or does not fit
    ├── StoreError        a store that cannot be opened, read or written
    │   └── QueryError    a query that is wrong, refused or unknown
    ├── VocabularyError   a word outside a closed vocabulary
    └── UsageError        options that do not go together

Each message holds the offending value, where it stood and the way out.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that the package raises on purpose."""


class InputError(KgError):
    """A file, a row or a page that cannot be read."""

    def __init__(self, where: str, reason: str, hint: str = "") -> None:
        self.where = where
        self.reason = reason
        self.hint = hint
        super().__init__(f"{where}: {reason}" + (f" ({hint})" if hint else ""))


class ModelError(KgError):
    """A language model that is missing or does not fit."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class QueryError(StoreError):
    """A query that is wrong, refused or unknown."""


class VocabularyError(KgError):
    """A word outside a closed vocabulary."""


class UsageError(KgError):
    """Options that do not go together."""
