"""Inputs of every kind, one after the other, to Documents."""

from __future__ import annotations

import sys
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.ingest.articles import Found, from_html, from_markdown, from_text
from kg.ingest.decoding import decode
from kg.ingest.documents import to_document
from kg.ingest.places import STDIN, expand, format_of, open_bytes, read_whole
from kg.ingest.tables import from_csv, from_jsonl, unless_hopeless
from kg.settings import Settings
from kg.values import Document

_WHOLE = {
    ".txt": from_text,
    ".md": from_markdown,
    ".markdown": from_markdown,
    ".html": from_html,
    ".htm": from_html,
}
_BY_ROW = {".jsonl": from_jsonl, ".ndjson": from_jsonl, ".csv": from_csv}
_PAGE_STARTS = ("<!doctype html", "<html", "<?xml", "<head", "<body", "<article")


def read(
    *inputs: str | Path,
    on_error: Callable[[InputError], None] | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Iterator[Document]:
    """Read documents from files, folders, patterns and standard input.

    Args:
        inputs: ``.txt``, ``.md``, ``.html``, ``.jsonl`` and ``.csv`` files (also
            with ``.gz`` behind), folders of them, patterns such as
            ``news/**/*.html``, or ``-`` for standard input, whose format is told
            from how it begins. A file that is named twice is read once.
        on_error: called with each fault, after which reading goes on; without
            it the first fault is raised.
        settings: a text longer than ``max_document_chars`` is cut, with a warning.

    Yields:
        Documents in the order of the inputs; folders are sorted by name. A
        document whose id came before is a fault and is left out.

    Raises:
        InputError: a file, a row or a page cannot be read, and there is no
            ``on_error``.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a-2014-10-31.txt").write_text("IBM joined Twitter.")
        ...     [(d.text, d.published) for d in read(folder)]
        [('IBM joined Twitter.', '2014-10-31')]
    """
    seen: set[str] = set()
    for where, found in _everything(inputs):
        fault = (
            found if isinstance(found, InputError) else _repeated(found, where, seen)
        )
        if fault is None and isinstance(found, Document):
            seen.add(found.id)
            yield _cut(found, settings.max_document_chars)
        elif fault is not None and on_error is None:
            raise fault
        elif fault is not None and on_error is not None:
            on_error(fault)


def _repeated(document: Document, where: str, seen: set[str]) -> InputError | None:
    if document.id not in seen:
        return None
    return InputError(
        where,
        f"a document with the id {document.id!r} came before; left out",
        "give each document an id of its own",
    )


def _cut(document: Document, most: int) -> Document:
    if len(document.text) <= most:
        return document
    warnings.warn(
        f"{document.id}: text of {len(document.text)} characters cut at {most}",
        stacklevel=3,
    )
    shortened = to_document(document.text[:most])
    return replace(document, text=shortened.text, sha256=shortened.sha256)


def _everything(inputs: tuple[str | Path, ...]) -> Iterator[tuple[str, Found]]:
    opened: set[Path] = set()
    for named in inputs:
        if str(named) == STDIN:
            yield from (("<stdin>", found) for found in _from_stdin(sys.stdin.buffer))
            continue
        for path in expand(named):
            if isinstance(path, InputError):
                yield str(named), path
            elif path.resolve() not in opened:
                opened.add(path.resolve())
                yield from ((str(path), found) for found in _from_file(path))


def _from_file(path: Path) -> Iterator[Found]:
    where, ending = str(path), format_of(path)
    try:
        with open_bytes(path) as stream:
            if ending in _BY_ROW:
                yield from unless_hopeless(_BY_ROW[ending](stream, where), where)
            else:
                data = read_whole(stream, where)
                text = decode(data, where, declares=_WHOLE[ending] is from_html)
                yield from _WHOLE[ending](text, where, _stem(path))
    except InputError as fault:
        yield fault
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield InputError(where, reason.lower())


def _stem(path: Path) -> str:
    """The name without the ending, and without the ``.gz`` behind it."""
    return Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem


def _from_stdin(stream: BinaryIO) -> Iterator[Found]:
    where = "<stdin>"
    try:
        first = stream.readline()
        if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
            rows = from_jsonl(chain([first], stream), where)
            yield from unless_hopeless(rows, where)
            return
        text = decode(first + read_whole(stream, where), where, declares=True)
    except InputError as fault:
        yield fault
        return
    if text.startswith(("---\n", "# ")):
        yield from from_markdown(text, where)
    elif text[:200].lstrip().lower().startswith(_PAGE_STARTS):
        yield from from_html(text, where)
    else:
        yield from from_text(text, where)
