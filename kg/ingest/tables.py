"""One row, one document: JSON lines and CSV, read row by row."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Self

from kg.errors import InputError
from kg.ingest.articles import Found, from_fields
from kg.ingest.decoding import decode
from kg.ingest.places import refuse_if_large

#: What was found, and its place: ``file:line`` where the row begins.
Placed = tuple[str, Found]

_FIELDS = ("id", "title", "text", "date", "url", "publisher", "language")
_DELIMITERS = ",;\t"
_HOPELESS_AFTER_ROWS = 20
_QUOTES = "a quote that opens a cell must end it; one inside a cell is doubled"


def from_jsonl(lines: Iterable[bytes], where: str) -> Iterator[Placed]:
    r"""Read one JSON object a line; fields that are not ours are ignored.

    >>> [(p, d.text) for p, d in from_jsonl([b'{"text": "IBM", "x": 1}\n'], "a.jsonl")]
    [('a.jsonl:1', 'IBM')]
    >>> [str(fault) for _, fault in from_jsonl([b'{"text": 1}'], "a.jsonl")]
    ['a.jsonl:1: text is a number, not text']
    """
    for number, line in enumerate(lines, 1):
        place = f"{where}:{number}"
        try:
            fields = _json_fields(line, place)
        except InputError as fault:
            yield place, fault
            continue
        if fields is not None:
            found = from_fields(fields, fields.pop("text", ""), place)
            yield from ((place, each) for each in found)


def from_csv(lines: Iterable[bytes], where: str) -> Iterator[Placed]:
    r"""Read a table with a header; commas, semicolons or tabs part the cells.

    Quoted cells may run over lines. Columns that are not ours are ignored, and
    the order of columns is free; one of them must be ``text`` or ``title``. A row
    with more or fewer cells than the header is a fault and left out. So is one
    with a quote out of place, and reading goes on at the line below its first.

    >>> table = [b"Title,Text\n", b'"A, B","IBM\n', b'and SAP"\n', b'C,"D\n']
    >>> [(d.title, d.text) for _, d in from_csv(table[:3], "a.csv")]
    [('A, B', 'IBM\nand SAP')]
    >>> [fault.reason for _, fault in from_csv([table[0], table[3]], "a.csv")]
    ['has a quote that is never closed']
    """
    # The limit is the process's, and the usual 131,072 would refuse long articles;
    # how large a row may be is for _Lines to say.
    csv.field_size_limit((1 << 31) - 1)
    texts = (line.decode("utf-8", "surrogateescape") for line in lines)
    first = next(texts, "").removeprefix("\ufeff")
    names = {mark: _names(first, mark) for mark in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda mark: len(set(_FIELDS) & set(names[mark])))
    header = names[delimiter]
    if not {"text", "title"} & set(header):
        hint = f"a header is needed, with some of {', '.join(_FIELDS)}"
        yield where, InputError(where, "has no column named text or title", hint)
        return
    yield from _rows(_Lines(texts, where), delimiter, header)


def unless_hopeless(rows: Iterable[Placed], where: str) -> Iterator[Placed]:
    """Pass on what was found, up to a table's 20th fault before any document.

    Such a file holds something else, and a fault a row would help nobody.
    """
    faults: int | None = 0
    for place, found in rows:
        yield place, found
        if faults is not None:
            faults = faults + 1 if isinstance(found, InputError) else None
        if faults == _HOPELESS_AFTER_ROWS:
            reason = f"the first {faults} rows hold no document; the rest is left out"
            hint = "name the files to read one by one"
            yield where, InputError(where, reason, hint)
            return


class _Lines:
    """Lines of a table that can be read again, from the second line of a row on."""

    def __init__(self, lines: Iterator[str], where: str) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._size = 0
        self._number = 2  # the header has the first
        self._where = where

    @property
    def place(self) -> str:
        """The file, and the line on which the row begins."""
        return f"{self._where}:{self._number}"

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._row.append(line)
        self._size += len(line)
        refuse_if_large(self._size, self.place)
        return line

    def begin(self) -> None:
        """Take the next line for the first of a row."""
        self._number += len(self._row)
        self._row, self._size = [], 0

    def go_back(self) -> None:
        """Read the row's lines again, all but the first: they may be good rows."""
        self._again.extendleft(reversed(self._row[1:]))
        del self._row[1:]


def _names(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in cells]


def _rows(lines: _Lines, delimiter: str, header: list[str]) -> Iterator[Placed]:
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        place = lines.place
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            lines.go_back()
            yield place, InputError(place, _why(error), _QUOTES)
        except InputError as fault:
            lines.go_back()
            yield place, fault
        else:
            yield from ((place, found) for found in _row(cells, header, place))


def _why(error: csv.Error) -> str:
    # The reader has no code for it, only these words.
    if "unexpected end of data" in str(error):
        return "has a quote that is never closed"
    return f"is no row: {error}"


def _row(row: list[str], header: list[str], place: str) -> Iterator[Found]:
    if not any(cell.strip() for cell in row):
        return
    if len(row) != len(header):
        reason = f"has {len(row)} cells, the header {len(header)}"
        yield InputError(place, reason, "quote cells that hold the delimiter")
        return
    try:
        cells = [_repaired(cell, place) for cell in row]
    except InputError as fault:
        yield fault
        return
    fields = dict(zip(header, cells, strict=True))
    yield from from_fields(fields, fields.get("text", ""), place)


def _repaired(cell: str, place: str) -> str:
    """Decode a cell that was not UTF-8 as what it more likely is."""
    if cell.isascii() or not any("\udc80" <= c <= "\udcff" for c in cell):
        return cell
    return decode(cell.encode("utf-8", "surrogateescape"), place)


def _json_fields(line: bytes, place: str) -> dict[str, str] | None:
    """The fields of a row that are ours; None for an empty line."""
    if not line.strip():
        return None
    refuse_if_large(len(line), place)
    try:
        row = json.loads(decode(line, place))
    except RecursionError as error:
        raise InputError(place, "is nested too deeply") from error
    except ValueError as error:
        raise InputError(place, f"is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise InputError(place, "is no JSON object", 'as in {"id": ..., "text": ...}')
    if "text" not in row and "title" not in row:
        raise InputError(place, "has neither text nor title", f"fields: {_some(row)}")
    return {name: _string(name, row[name], place) for name in _FIELDS if name in row}


def _string(name: str, value: object, place: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if (
        name in {"id", "date"}
        and isinstance(value, int)
        and not isinstance(value, bool)
    ):
        return str(value)
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list"}
    raise InputError(
        place, f"{name} is {kinds.get(type(value), 'an object')}, not text"
    )


def _some(row: dict[str, object]) -> str:
    return ", ".join(name[:30] for name in sorted(row)[:6]) or "none"
