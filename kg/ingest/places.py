"""Inputs as they are named to the files that they mean."""

from __future__ import annotations

import glob
import gzip
import io
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError

#: One document larger than this is refused, and so is one row of a table; tables
#: stream, so they may be longer.
MAX_DOCUMENT_BYTES = 256 * 1024 * 1024
STDIN = "-"
TEXTS = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})
TABLES = frozenset({".jsonl", ".ndjson", ".csv"})
_ZIPPED = ".gz"


def format_of(path: Path) -> str:
    """Return the ending that tells the format: ``.csv`` for ``a.CSV.gz``."""
    ending = path.suffix.lower()
    return Path(path.stem).suffix.lower() if ending == _ZIPPED else ending


def expand(named: str | Path) -> Iterator[Path | InputError]:
    """Yield the files that an input means, in a fixed order.

    A folder means every readable file below it, sorted by name, without hidden
    ones, ``README`` files and endings that are not ours. A pattern means what it
    matches, each as if it had been named. A fault is yielded, not raised.
    """
    path, name = Path(named), str(named)
    try:
        if path.is_dir():
            yield from _below(path)
        elif path.exists():
            yield _known(path)
        elif glob.has_magic(name):
            yield from _matching(name)
        else:
            yield _missing(name)
    except (OSError, ValueError) as error:
        yield InputError(name, _reason(error))


def open_bytes(path: Path) -> io.BufferedReader | gzip.GzipFile:
    """Open a file for reading bytes, unpacked if it ends in ``.gz``."""
    if path.suffix.lower() == _ZIPPED:
        return gzip.open(path, "rb")
    return path.open("rb")


Bytes = BinaryIO | io.BufferedReader | gzip.GzipFile


def read_whole(stream: Bytes, where: str, first: bytes = b"") -> bytes:
    """Read all bytes of one document, of which *first* were read before.

    Raises:
        InputError: there are more than ``MAX_DOCUMENT_BYTES``.
    """
    data = first + stream.read(max(0, MAX_DOCUMENT_BYTES + 1 - len(first)))
    refuse_if_large(len(data), where)
    return data


def refuse_if_large(size: int, where: str) -> None:
    """Refuse a document, or a row of a table, of that many bytes.

    Raises:
        InputError: there are more than ``MAX_DOCUMENT_BYTES``.
    """
    if size > MAX_DOCUMENT_BYTES:
        megabytes = MAX_DOCUMENT_BYTES >> 20
        reason = f"is over {megabytes} MB, too large for one document"
        raise InputError(where, reason, "split it, or give its articles as .jsonl")


def first_line(stream: Bytes) -> bytes:
    """Read a line, or as much of it as shows that it is too large."""
    return stream.readline(MAX_DOCUMENT_BYTES + 1)


def lines_of(stream: Bytes, first: bytes = b"") -> Generator[bytes, None, None]:
    """Yield the lines of a table, after *first*, which was read before.

    Of a line that is too large only the first part is yielded, itself too large
    for ``refuse_if_large``, so that no line fills the memory.
    """
    yield from _without_tails(
        chain([first] if first else [], iter(lambda: first_line(stream), b""))
    )


def recoded_lines_of(
    stream: Bytes, encoding: str, where: str
) -> Generator[bytes, None, None]:
    """Yield the lines of a table in another encoding, as UTF-8.

    Close it before the stream, which it borrows.

    Raises:
        InputError: the bytes are not in that encoding.
    """
    text = io.TextIOWrapper(stream, encoding, newline="\n")
    pieces = iter(lambda: text.readline(MAX_DOCUMENT_BYTES + 1), "")
    try:
        yield from _without_tails(piece.encode() for piece in pieces)
    except UnicodeError as error:
        reason = f"begins as {encoding} but is not: {getattr(error, 'reason', error)}"
        raise InputError(where, reason, "save it as UTF-8 text") from error
    finally:
        text.detach()


def _without_tails(pieces: Iterable[bytes]) -> Iterator[bytes]:
    inside = False
    for piece in pieces:
        if not inside:
            yield piece
        inside = not piece.endswith(b"\n")


def _below(folder: Path) -> Iterator[Path | InputError]:
    found = False
    for entry in _walk(folder):
        found = True
        yield entry
    if not found:
        endings = ", ".join(sorted(TEXTS | TABLES))
        yield InputError(str(folder), "holds no file to read", f"looked for {endings}")


def _walk(folder: Path) -> Iterator[Path | InputError]:
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield InputError(str(folder), _reason(error))
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            # A link to a folder could lead back up, so none is followed.
            if not path.is_symlink():
                yield from _walk(path)
        elif format_of(path) in TEXTS | TABLES and path.stem.lower() != "readme":
            yield path


def _matching(pattern: str) -> Iterator[Path | InputError]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    if not matches:
        yield InputError(pattern, "matches no file")
    for match in matches:
        path = Path(match)
        if not path.is_dir():
            yield _known(path)
        elif "**" not in pattern:
            yield from _below(path)


def _known(path: Path) -> Path | InputError:
    if format_of(path) in TEXTS | TABLES:
        return path
    endings = ", ".join(sorted(TEXTS | TABLES))
    ending = path.suffix or "no ending"
    return InputError(
        str(path), f"is of no known format ({ending})", f"one of {endings}"
    )


def _missing(name: str) -> InputError:
    if "://" in name:
        hint = "save the page as .html and name that file"
        return InputError(name, "is an address; nothing is fetched", hint)
    return InputError(name, "does not exist", "check the path")


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
