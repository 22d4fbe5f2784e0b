"""One text and what is known of it, to a Document."""

from __future__ import annotations

import hashlib
import re

from kg.errors import InputError
from kg.ingest.dates import to_iso
from kg.values import Document

#: What XML, and so GraphML, cannot hold: controls, lone surrogates, U+FFFE.
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON_WORDS = """
    a about after also an and are as at be been but by can for from had has have he her
    his in into is it its more new not of on or our said than that the their they this
    to was we were which who will with would you
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ENOUGH_WORDS = 25
_LOOKED_AT_CHARS = 4000


def clean(text: str) -> str:
    r"""Return the text in which offsets count.

    Line ends become one ``\n`` each. A character that XML cannot hold becomes
    one U+FFFD (form feeds and vertical tabs a space), so that no offset moves.

    >>> clean("a\r\nb\rc\x00d")
    'a\nb\nc\ufffdd'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub("\ufffd", lines.replace("\f", " ").replace("\v", " "))


def to_document(
    text: str,
    *,
    title: str = "",
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    id: str | None = None,  # noqa: A002 - the name that the field has
    language: str | None = None,
) -> Document:
    """Make a Document; line ends are normalised before offsets count.

    The id is the one given, else the URL, else ``sha256:`` and sixteen digits
    of the digest of title and text: the same article always gets the same id.
    ``published`` may be written in any way that ``kg.ingest.dates`` knows and is
    kept as ISO 8601.

    Raises:
        InputError: ``published`` is no date, or an unclear one.

    >>> to_document("IBM and SAP agreed.", url="https://news.example/1").id
    'https://news.example/1'
    >>> to_document("IBM and SAP agreed.").id
    'sha256:a2274b88d75190f8'
    >>> to_document("IBM and SAP agreed.", published="31 October 2014").published
    '2014-10-31'
    """
    body, heading = clean(text), " ".join(clean(title).split())
    name = _line(id) or _line(url) or _digest(heading, body)
    return Document(
        id=name,
        title=heading,
        text=body,
        url=_line(url),
        publisher=_line(publisher),
        published=_date(_line(published), name),
        language=_line(language),
        sha256=hashlib.sha256(body.encode()).hexdigest(),
    )


def looks_english(text: str) -> bool:
    """Tell whether a text has as many short common words as English has.

    Cheap and coarse: for a warning, not for a decision. A text of fewer than
    25 words is taken for English as long as most letters are Latin.

    >>> looks_english("Both firms said that the deal is one of many. " * 4)
    True
    >>> looks_english("Die beiden Firmen gaben ihre neue Partnerschaft bekannt. " * 4)
    False
    """
    sample = text[:_LOOKED_AT_CHARS]
    letters = [character for character in sample if character.isalpha()]
    if sum(character < "\u0250" for character in letters) * 2 < len(letters):
        return False
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _ENOUGH_WORDS:
        return True
    return sum(word in _COMMON for word in words) >= 0.15 * len(words)


def _line(value: str | None) -> str | None:
    """One trimmed line, or None if nothing is left."""
    return " ".join(clean(value).split()) or None if value else None


def _date(written: str | None, name: str) -> str | None:
    """The date in ISO 8601, or None if none was given."""
    iso = to_iso(written) if written else None
    if written and iso is None:
        reason = f"published {written[:40]!r} is no date that is understood"
        raise InputError(name, reason, "write it as 2014-10-31")
    return iso


def _digest(title: str, text: str) -> str:
    whole = hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
    return f"sha256:{whole[:16]}"
