"""One file, one document: plain text, Markdown, HTML."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.ingest.dates import date_of_name, to_iso
from kg.ingest.documents import clean, to_document
from kg.ingest.markup import to_plain, to_plain_line
from kg.values import Document

#: What a reader yields: a document, or what was wrong at that place.
Found = Document | InputError

_LONGEST_TITLE = 200
_FENCE = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n\s*|\Z)")
_LANGUAGE = re.compile(
    r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE
)
_FIELDS = ("id", "title", "url", "publisher", "date", "language")

# trafilatura logs every odd page, and ours is the only voice that users hear. It
# and yaml are imported where they are used: a command that reads no file is quick.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def from_text(text: str, where: str, stem: str = "") -> Iterator[Found]:
    r"""Read plain text.

    The first line is the title if it is short, has two words or more, does not
    end like a sentence, and an empty line and more text follow. Everything else
    is text, character for character. A date that ends the file's name is the
    date of publication.

    >>> [(d.title, d.text) for d in from_text("Big deal\n\nIBM and SAP agreed.", "")]
    [('Big deal', 'IBM and SAP agreed.')]
    >>> [(d.title, d.text) for d in from_text("IBM and SAP agreed.\n\nMore.", "")]
    [('', 'IBM and SAP agreed.\n\nMore.')]
    """
    title, body = _title_and_rest(clean(text))
    yield from _one(body, where, {"title": title}, stem)


def from_markdown(text: str, where: str, stem: str = "") -> Iterator[Found]:
    """Read Markdown with or without YAML front matter.

    Known keys: id, title, date, url, publisher, language; others are ignored. A
    first line ``# Heading`` is the title if the front matter has none, or the
    same. The rest is the text, as plain text: offsets count after the marks of
    links, emphasis, headings and bullets are gone (see ``to_plain``).

    >>> [d.text for d in from_markdown("**IBM** joins [SAP](http://s.example).", "")]
    ['IBM joins SAP.']
    """
    whole = clean(text)
    fence = _FENCE.match(whole)
    try:
        known = _front_matter(fence[1], where) if fence else {}
    except InputError as fault:
        yield fault
        return
    body = whole[fence.end() :].lstrip("\n") if fence else whole
    heading = _HEADING.match(body)
    title = to_plain_line(heading[1]) if heading else ""
    if heading and known.get("title", title) in (title, heading[1]):
        known["title"], body = title, body[heading.end() :]
    yield from _one(to_plain(body), where, known, stem)


def from_html(page: str, where: str, stem: str = "") -> Iterator[Found]:
    """Read a web page: the article's text, and what its metadata says.

    The text is what trafilatura finds, without comments, and without a first
    line that repeats the title; offsets count in that text.
    """
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(
            page,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (ValueError, RecursionError) as error:
        yield InputError(where, f"is no page that can be read: {error}")
        return
    if found is None or not (found.text or "").strip():
        yield InputError(where, "has no article text", "save the article as .txt")
        return
    language = _LANGUAGE.search(page)
    known = {
        "title": found.title,
        "url": found.url,
        "publisher": found.sitename or found.author,
        "date": found.date,
        "language": language and language[1].lower(),
    }
    body = _without_title(clean(found.text), found.title or "")
    yield from _one(body, where, {k: v for k, v in known.items() if v}, stem)


def from_fields(
    fields: dict[str, str], text: str, where: str, spare_date: str | None = None
) -> Iterator[Found]:
    """Make the document of a row or a file from its named fields.

    A date that is not understood is a fault, and the document comes without it.
    """
    if not text.strip() and not fields.get("title", "").strip():
        yield InputError(where, "has neither title nor text")
        return
    written = fields.get("date", "").strip()
    published = to_iso(written) if written else spare_date
    if written and published is None:
        reason = f"date {written[:40]!r} is not understood; read without it"
        yield InputError(where, reason, "write it as 2014-10-31")
    yield to_document(
        text,
        title=fields.get("title", ""),
        url=fields.get("url"),
        publisher=fields.get("publisher"),
        published=published,
        id=fields.get("id"),
        language=fields.get("language"),
    )


def _one(text: str, where: str, known: dict[str, str], stem: str) -> Iterator[Found]:
    return from_fields(known, text, where, date_of_name(stem))


def _title_and_rest(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    line = first.strip()
    blank, _, body = rest.partition("\n")
    is_title = (
        len(line) <= _LONGEST_TITLE
        and len(line.split()) > 1
        and line[-1] not in ".:;,"
        and not blank.strip()
        and body.strip()
    )
    return (line, body.lstrip("\n")) if is_title else ("", text)


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    same = first.split() == title.split()
    return rest.lstrip("\n") if same and rest.strip() else text


def _front_matter(block: str, where: str) -> dict[str, str]:
    import yaml

    try:
        # BaseLoader makes strings of every scalar (an id of 0012 stays one), and
        # builds no objects.
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "cannot be parsed"
        raise InputError(where + line, f"bad front matter: {problem}") from error
    except RecursionError as error:
        raise InputError(where, "front matter is nested too deeply") from error
    if not isinstance(loaded, dict):
        if not loaded:
            return {}
        raise InputError(where, "front matter is no list of key: value lines")
    known = {key: loaded[key] for key in _FIELDS if loaded.get(key)}
    for key, value in known.items():
        if not isinstance(value, str):
            raise InputError(where, f"{key} in the front matter is no plain text")
    return known
