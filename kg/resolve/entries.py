"""The registry's file as an index: which listed companies a name can be.

One line of ``registry.tsv.gz`` is one company.  Loading only splits lines; an
entry is made when somebody asks for it.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from kg.errors import InputError

_FIELDS = 13


@dataclass(frozen=True, slots=True)
class Entry:
    """A company of the registry.

    Attributes:
        id: last part of its IRI.
        name: the name to show.
        names: its other names.
        keys: full and core forms of all names.
        sure: those forms that were written by hand and win over others.
        shorts: forms without a last "Group" or "Holdings".
        identifiers: home listing, ISIN, CIK.
        tickers: listings that a text may give; American ones as ``US:IBM``.
        country: its country's English name, or empty.
        sector: its industry in the listings' words, or empty.
        size: 0 unknown, 1 nano ... 5 large, 6 mega.
        spread: in how many companies' names its one-word name is a word.
        part_of: id of the parent, or None.
    """

    id: str
    name: str
    names: tuple[str, ...]
    keys: frozenset[str]
    sure: frozenset[str]
    shorts: frozenset[str]
    identifiers: tuple[str, ...]
    tickers: frozenset[str]
    country: str
    sector: str
    size: int
    spread: int
    part_of: str | None


def to_entry(line: str) -> Entry:
    """Read one line of the registry."""
    cells = line.split("\t")
    if len(cells) != _FIELDS:
        raise InputError(repr(line[:60]), f"{len(cells)} fields, not {_FIELDS}")
    names, keys, sure, shorts, identifiers, tickers = (
        tuple(cell.split("|")) if cell else () for cell in cells[2:8]
    )
    return Entry(
        cells[0],
        cells[1],
        names,
        frozenset(keys),
        frozenset(sure),
        frozenset(shorts),
        identifiers,
        frozenset(tickers),
        cells[8],
        cells[9],
        int(cells[10]),
        int(cells[11]),
        cells[12] or None,
    )


class Index:
    """All entries, found by form of name, ticker, id or first word."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._by_key: dict[str, list[int]] = {}
        self._by_short: dict[str, list[int]] = {}
        self._by_ticker: dict[str, list[int]] = {}
        self._by_id: dict[str, int] = {}
        self._by_word: dict[str, list[str]] = {}
        for number, line in enumerate(lines):
            cells = line.split("\t", 8)
            if len(cells) < 9:
                raise InputError(f"line {number + 1} of the registry", "too few fields")
            self._by_id[cells[0]] = number
            for index, cell in (
                (self._by_key, cells[3]),
                (self._by_short, cells[5]),
                (self._by_ticker, cells[7]),
            ):
                for key in cell.split("|") if cell else ():
                    index.setdefault(key, []).append(number)
        self._entry = lru_cache(maxsize=8192)(self._make)

    @classmethod
    def load(cls, path: Path | None = None) -> Index:
        """Load a registry; the package's own when no path is given.

        Raises:
            InputError: the file is missing, damaged or no registry.
        """
        source = path or files("kg.resolve").joinpath("registry.tsv.gz")
        try:
            text = gzip.decompress(source.read_bytes()).decode("utf-8")
        except (OSError, EOFError, UnicodeDecodeError) as error:
            hint = "make one with scripts/make_registry.py"
            raise InputError(
                str(source), f"no readable registry: {error}", hint
            ) from error
        return cls(text.splitlines())

    def __len__(self) -> int:
        return len(self._lines)

    def ids(self) -> tuple[str, ...]:
        """All ids, in the file's order."""
        return tuple(self._by_id)

    def _make(self, number: int) -> Entry:
        return to_entry(self._lines[number])

    def _entries(self, numbers: list[int] | None) -> tuple[Entry, ...]:
        return tuple(self._entry(number) for number in numbers or ())

    def by_key(self, key: str) -> tuple[Entry, ...]:
        """Entries one of whose names has this full or core form."""
        return self._entries(self._by_key.get(key))

    def by_short(self, key: str) -> tuple[Entry, ...]:
        """Entries one of whose names has this form without "Group"."""
        return self._entries(self._by_short.get(key))

    def by_ticker(self, code: str) -> tuple[Entry, ...]:
        """Entries with this listing, ``US:IBM`` or ``XETR:SIE``."""
        return self._entries(self._by_ticker.get(code))

    def by_id(self, company_id: str) -> Entry | None:
        """The entry with this id."""
        number = self._by_id.get(company_id)
        return None if number is None else self._entry(number)

    def keys_beginning(self, word: str) -> list[str]:
        """All forms that begin with this word and have two words or more."""
        if not self._by_word:
            for key in self._by_key:
                head, space, _ = key.partition(" ")
                if space:
                    self._by_word.setdefault(head, []).append(key)
        return self._by_word.get(word, [])
