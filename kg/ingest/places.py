"""Inputs as they are named to the files that they mean."""

from __future__ import annotations

import glob
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError

#: One document larger than this is refused; tables stream, so they may be longer.
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


def open_bytes(path: Path) -> BinaryIO:
    """Open a file for reading bytes, unpacked if it ends in ``.gz``."""
    if path.suffix.lower() == _ZIPPED:
        return cast("BinaryIO", gzip.open(path, "rb"))
    return path.open("rb")


def read_whole(stream: BinaryIO, where: str) -> bytes:
    """Read all bytes of one document.

    Raises:
        InputError: there are more than ``MAX_DOCUMENT_BYTES``.
    """
    data = stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        megabytes = MAX_DOCUMENT_BYTES >> 20
        raise InputError(
            where,
            f"is over {megabytes} MB, too large for one document",
            "split it, or give its articles as .jsonl",
        )
    return data


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
