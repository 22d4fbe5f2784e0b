"""Sentences, and the windows of them that the encoder reads at once.

A window is the title and up to ``SENTENCES`` consecutive sentences of the
text.  Windows overlap by one sentence, so that a pair of companies named in
neighbouring sentences stands together in at least one window.  Training and
extraction cut windows here, and nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.values import Span

#: Sentences of text in a window, and the characters after which it is cut
#: shorter; 160 word pieces of the encoder are about 700 characters.
SENTENCES = 4
MAX_CHARS = 900
#: Characters of a first sentence that stands in for a missing title.
LEAD_CHARS = 300

_ENDING = re.compile(r"[.!?…][\"'”’)\]]*(\s+)(?=[\"'“‘(\[]?[A-Z0-9])|\s*\n\s*")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st vs no gen gov sen rep rev hon jr sr messrs dept est approx "
    "jan feb mar apr jun jul aug sep sept oct nov dec bros mfg intl etc e.g i.e u.s "
    "u.k u.n a.m p.m ph.d".split()
)
_LEGAL_FORMS = frozenset("inc corp co cos ltd plc llc s.a n.v s.p.a".split())
_OPENERS = frozenset(
    "The A An It Its In On At He She They We This That These Those But And For As "
    "Under With While When If After Before Both Shares However Last Earlier Analysts "
    "Also There Such Our You Financial".split()
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Split running text into sentences, by rule and in linear time.

    A line break always ends a sentence; a full stop does unless it follows an
    abbreviation or an initial, or a legal form that no usual opening follows.

    >>> text = "IBM Corp. and Acme Inc. agreed. It is big."
    >>> [span.cut(text) for span in split_sentences(text)]
    ['IBM Corp. and Acme Inc. agreed.', 'It is big.']
    """
    spans: list[Span] = []
    start = 0
    for match in _ENDING.finditer(text):
        if match.group(1) is not None and not _ends_here(text, start, match):
            continue
        end = match.start(1) if match.group(1) is not None else match.start()
        _append(spans, text, start, end)
        start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    if stripped:
        spans.append(Span(start + left, start + left + len(stripped)))


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the full stop of *match* closes a sentence."""
    if text[match.start()] != ".":
        return True
    head = text[max(start, match.start() - 20) : match.start()]
    word = head.split()[-1].lstrip("\"'“‘([") if head.split() else ""
    if len(word) == 1 and word.isupper():
        return False
    if word.lower() in _ABBREVIATIONS:
        return False
    if word.lower() in _LEGAL_FORMS:
        following = text[match.end() : match.end() + 20].lstrip("\"'“‘([").split()
        return bool(following) and following[0] in _OPENERS
    return True


def numbers_of(sentences: Sequence[Span], span: Span) -> range:
    """Numbers of the sentences that a span overlaps, found by bisection.

    >>> numbers_of((Span(0, 9), Span(10, 19), Span(20, 29)), Span(12, 21))
    range(1, 3)
    """
    first = bisect_right(sentences, span.start, key=lambda s: s.end)
    return range(first, bisect_left(sentences, span.end, key=lambda s: s.start))


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences ``first`` to ``last`` (half-open) and the span they cover."""

    first: int
    last: int
    span: Span


def cut_windows(sentences: Sequence[Span]) -> Iterator[Window]:
    """Cut windows out of the sentences of one document.

    >>> spans = tuple(Span(i * 10, i * 10 + 9) for i in range(6))
    >>> [(w.first, w.last) for w in cut_windows(spans)]
    [(0, 4), (3, 6)]
    """
    first = 0
    while first < len(sentences):
        last = first + 1
        while (
            last < len(sentences)
            and last - first < SENTENCES
            and sentences[last].end - sentences[first].start <= MAX_CHARS
        ):
            last += 1
        yield Window(first, last, Span(sentences[first].start, sentences[last - 1].end))
        if last >= len(sentences):
            return
        first = max(last - 1, first + 1)


def word_shape(word: str) -> int:
    """Class of a word's letters: what an uncased encoder no longer sees.

    0 lower case or other, 1 Capitalised, 2 UPPER, 3 miXed, 4 holds a digit,
    5 a single capital letter.

    >>> [word_shape(w) for w in ("deal", "Twitter", "IBM", "eBay", "3M", "A")]
    [0, 1, 2, 3, 4, 5]
    """
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isupper() for c in word):
        return 0
    if len(word) == 1:
        return 5
    if word.isupper():
        return 2
    if word[0].isupper() and word[1:].islower():
        return 1
    return 3


SHAPES = 6


def lead_of(sentences: Sequence[Span]) -> Span | None:
    """The first sentence, or as much of it as a title has at the most."""
    if not sentences:
        return None
    first = sentences[0]
    return Span(first.start, min(first.end, first.start + LEAD_CHARS))
