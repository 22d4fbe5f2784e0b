"""One row, one document: JSON lines and CSV, read row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator

from kg.errors import InputError
from kg.ingest.articles import Found, from_fields
from kg.ingest.decoding import decode

_FIELDS = ("id", "title", "text", "date", "url", "publisher", "language")
_LONGEST_CELL = 256 * 1024 * 1024
_DELIMITERS = ",;\t"
_HOPELESS_AFTER_ROWS = 20


def from_jsonl(lines: Iterable[bytes], where: str) -> Iterator[Found]:
    r"""Read one JSON object a line; fields that are not ours are ignored.

    >>> [d.text for d in from_jsonl([b'{"text": "IBM and SAP", "x": 1}\n'], "a")]
    ['IBM and SAP']
    >>> [str(fault) for fault in from_jsonl([b'{"text": 1}'], "a.jsonl")]
    ['a.jsonl:1: text is a number, not text']
    """
    for number, line in enumerate(lines, 1):
        place = f"{where}:{number}"
        try:
            fields = _json_fields(line, place)
        except InputError as fault:
            yield fault
            continue
        if fields is not None:
            yield from from_fields(fields, fields.pop("text", ""), place)


def from_csv(lines: Iterable[bytes], where: str) -> Iterator[Found]:
    r"""Read a table with a header; commas, semicolons or tabs part the cells.

    Quoted cells may run over lines. Columns that are not ours are ignored, and
    the order of columns is free; one of them must be ``text`` or ``title``.

    >>> table = [b"Title,Text\n", b'"A, B","IBM\n', b'and SAP"\n']
    >>> [(d.title, d.text) for d in from_csv(table, "a.csv")]
    [('A, B', 'IBM\nand SAP')]
    """
    # The limit is the process's; the usual 131,072 would refuse long articles.
    csv.field_size_limit(_LONGEST_CELL)
    texts = (line.decode("utf-8", "surrogateescape") for line in lines)
    first = next(texts, "").removeprefix("\ufeff")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        names = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        names = []
    header = [name.strip().lower() for name in names]
    if not {"text", "title"} & set(header):
        hint = f"a header is needed, with some of {', '.join(_FIELDS)}"
        yield InputError(where, "has no column named text or title", hint)
        return
    yield from _rows(csv.reader(texts, delimiter=delimiter), header, where)


def unless_hopeless(rows: Iterable[Found], where: str) -> Iterator[Found]:
    """Pass on what was found, up to a table's 20th fault before any document.

    Such a file holds something else, and a fault a row would help nobody.
    """
    faults: int | None = 0
    for found in rows:
        yield found
        if faults is not None:
            faults = faults + 1 if isinstance(found, InputError) else None
        if faults == _HOPELESS_AFTER_ROWS:
            reason = f"the first {faults} rows hold no document; the rest is left out"
            yield InputError(where, reason, "name the files to read one by one")
            return


def _rows(rows: Iterator[list[str]], header: list[str], where: str) -> Iterator[Found]:
    while True:
        # The reader counts lines after the header; a row may have several.
        place = f"{where}:{getattr(rows, 'line_num', 0) + 2}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(place, f"is no row: {error}")
            continue
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(header):
            reason = f"has {len(row)} cells, the header {len(header)}"
            yield InputError(place, reason, "quote cells that hold the delimiter")
            continue
        try:
            cells = [_repaired(cell, place) for cell in row]
        except InputError as fault:
            yield fault
            continue
        fields = dict(zip(header, cells, strict=False))
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
