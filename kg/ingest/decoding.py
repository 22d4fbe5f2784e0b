"""Bytes to text, and a clear no to what is no text."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Only encodings that pages are written in: Python's others (punycode, escapes)
#: have no business here.
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*((?:iso-?8859|windows|cp|koi8|gb|big5|
    shift|euc|latin|macintosh)[a-z0-9_-]*)""",
    re.IGNORECASE | re.VERBOSE,
)
_DECLARED_WITHIN = 2048
_BEYOND_ASCII = bytes(range(128, 256))
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 27})
_GUESSED_FROM = 1 << 20
_HINT = "save it as UTF-8 text"


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that a byte order mark at the start of *data* tells.

    >>> marked_encoding("IBM".encode("utf-16")), marked_encoding(b"IBM")
    ('utf-16', None)
    """
    found = (encoding for mark, encoding in _MARKS if data.startswith(mark))
    return next(found, None)


def decode(data: bytes, where: str, *, declares: bool = False) -> str:
    """Return the text of *data*, without its byte order mark.

    Tried in turn: a byte order mark, UTF-8, the encoding that a page declares
    (if *declares*), Windows-1252 if two thirds of the bytes are ASCII, then the
    guess of charset-normalizer.

    Raises:
        InputError: the bytes are no text, or in an encoding nobody can tell.

    >>> decode("IBM and Société Générale agreed".encode("cp1252"), "a.txt")
    'IBM and Société Générale agreed'
    """
    marked = marked_encoding(data)
    if marked:
        return _strictly(data, marked, where)
    if len(data.translate(None, _CONTROLS)) < 0.99 * len(data):
        raise InputError(where, "is binary, not text", _HINT)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _in_another(data, where, declares)


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"begins as {encoding} but is not: {error.reason}"
        raise InputError(where, reason, _HINT) from error


def _in_another(data: bytes, where: str, declares: bool) -> str:
    declared = _DECLARED.search(data[:_DECLARED_WITHIN]) if declares else None
    beyond_ascii = len(data) - len(data.translate(None, _BEYOND_ASCII))
    for encoding in (
        declared and declared[1].decode("ascii"),
        beyond_ascii * 3 < len(data) and "cp1252",
    ):
        try:
            if encoding:
                return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    guess = from_bytes(data[:_GUESSED_FROM]).best()
    if guess is None:
        raise InputError(where, "is in an encoding that cannot be told", _HINT)
    return data.decode(guess.encoding, "replace")
