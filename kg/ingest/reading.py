"""Inputs of every kind, one after the other, to Documents."""

from __future__ import annotations

import gzip
import io
import sys
import warnings
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.ingest.articles import Found, from_html, from_markdown, from_text
from kg.ingest.decoding import decode, marked_encoding
from kg.ingest.documents import to_document
from kg.ingest.places import (
    STDIN,
    expand,
    first_line,
    format_of,
    lines_of,
    open_bytes,
    read_whole,
    recoded_lines_of,
)
from kg.ingest.tables import Placed, from_csv, from_jsonl, unless_hopeless
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
        settings: a text longer than ``max_document_chars`` is cut there and yielded
            all the same. ``on_error`` is told of it; without it, a warning is given,
            since nothing was lost that should end the run.

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
        if isinstance(found, Document) and found.id not in seen:
            seen.add(found.id)
            too_long = _too_long(found, where, settings.max_document_chars)
            if too_long is None:
                yield found
                continue
            if on_error is None:
                warnings.warn(str(too_long), stacklevel=2)
            else:
                on_error(too_long)
            yield _cut(found, settings.max_document_chars)
            continue
        fault = found if isinstance(found, InputError) else _repeated(found, where)
        if on_error is None:
            raise fault
        on_error(fault)


def _repeated(document: Document, where: str) -> InputError:
    return InputError(
        where,
        f"a document with the id {document.id!r} came before; left out",
        "give each document an id of its own",
    )


def _too_long(document: Document, where: str, most: int) -> InputError | None:
    if len(document.text) <= most:
        return None
    reason = (
        f"text of {len(document.text)} characters cut at {most}; the rest is unread"
    )
    return InputError(where, reason, "split it, or raise max_document_chars")


def _cut(document: Document, most: int) -> Document:
    shortened = to_document(document.text[:most])
    return replace(document, text=shortened.text, sha256=shortened.sha256)


def _everything(inputs: tuple[str | Path, ...]) -> Iterator[Placed]:
    opened: set[Path] = set()
    for named in inputs:
        if str(named) == STDIN:
            yield from _from_stdin(sys.stdin.buffer)
            continue
        for path in expand(named):
            if isinstance(path, InputError):
                yield str(named), path
            elif path.resolve() not in opened:
                opened.add(path.resolve())
                yield from _from_file(path)


def _from_file(path: Path) -> Iterator[Placed]:
    where, ending = str(path), format_of(path)
    try:
        with open_bytes(path) as stream:
            if ending in _BY_ROW:
                with closing(_lines(stream, where)) as lines:
                    yield from unless_hopeless(_BY_ROW[ending](lines, where), where)
            else:
                data = read_whole(stream, where)
                text = decode(data, where, declares=_WHOLE[ending] is from_html)
                found = _WHOLE[ending](text, where, _stem(path))
                yield from ((where, each) for each in found)
    except InputError as fault:
        yield where, fault
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield where, InputError(where, reason.lower())


def _lines(
    stream: io.BufferedReader | gzip.GzipFile, where: str
) -> Generator[bytes, None, None]:
    marked = marked_encoding(stream.peek(4)[:4])
    return recoded_lines_of(stream, marked, where) if marked else lines_of(stream)


def _stem(path: Path) -> str:
    """The name without the ending, and without the ``.gz`` behind it."""
    return Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem


def _from_stdin(stream: BinaryIO) -> Iterator[Placed]:
    where = "<stdin>"
    try:
        first = first_line(stream)
        if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
            lines = lines_of(stream, first)
            yield from unless_hopeless(from_jsonl(lines, where), where)
            return
        text = decode(read_whole(stream, where, first), where, declares=True)
    except InputError as fault:
        yield where, fault
        return
    if marked_encoding(first) and text.lstrip().startswith("{"):
        # UTF-16 has no lines of bytes, so it is decoded before its rows are told.
        rows = from_jsonl(io.BytesIO(text.encode()), where)
        yield from unless_hopeless(rows, where)
        return
    yield from ((where, found) for found in _from_unnamed(text, where))


def _from_unnamed(text: str, where: str) -> Iterator[Found]:
    if text.startswith(("---\n", "# ")):
        yield from from_markdown(text, where)
    elif text[:200].lstrip().lower().startswith(_PAGE_STARTS):
        yield from from_html(text, where)
    else:
        yield from from_text(text, where)
