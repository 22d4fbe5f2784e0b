"""Sector phrases of an arrangement, in the article's own words.

The second tagger marks phrases that name a field of cooperation.  A phrase
belongs to the arrangement whose evidence sentence holds it, or the sentence
right after one that goes on about the same parties ("Both parties agreed ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.references import continues
from kg.extract.scoring import WindowReading
from kg.extract.tags import decode
from kg.extract.taxonomy import find_concept
from kg.extract.windows import numbers_of
from kg.values import Sector, Span

START = 0.4
CONTINUE = 0.4
MOST = 4
_GENERIC = frozenset(
    "business industry industries market markets services products technology "
    "solutions companies enterprises customers consumers".split()
)

#: A phrase in a field (0 title, 1 text), with its score.
Phrase = tuple[int, Span, float]


def find_phrases(
    readings: Sequence[WindowReading], title: str, text: str
) -> list[Phrase]:
    """Sector phrases of all windows, offsets in the document's fields."""
    best: dict[tuple[int, Span], float] = {}
    for r in readings:
        for field, span, score in _decode(r):
            at, placed = r.place(field, span)
            moved = whole_words(text if at else title, placed.start, placed.end)
            best[at, moved] = max(best.get((at, moved), 0.0), score)
    kept: list[Phrase] = []
    for (field, span), score in sorted(best.items(), key=lambda i: (-i[1], i[0])):
        if not any(field == f and span.overlaps(s) for f, s, _ in kept):
            kept.append((field, span, score))
    return sorted(kept)


_CALLED = re.compile(
    r"\b(?:in|for|of|to|across|serve|serving) (?:the |its |their )?"
    r"(?P<what>[\w&-]+(?:(?:,? and |, | )[\w&-]+){0,5}?) "
    r"(?:industry|industries|sectors?)\b"
)
_JOINT = re.compile(r",? and |, ")
#: Score of a phrase that the text itself calls an industry or a sector.
CALLED_SCORE = 0.75


def find_called(sentence: str) -> Iterator[Span]:
    """Phrases that the sentence itself calls an industry or a sector.

    >>> text = "a firm in the smarter cities and health industries"
    >>> [span.cut(text) for span in find_called(text)]
    ['smarter cities', 'health']
    """
    for match in _CALLED.finditer(sentence):
        start = match.start("what")
        for gap in _JOINT.finditer(sentence, start, match.end("what")):
            yield Span(start, gap.start())
            start = gap.end()
        yield Span(start, match.end("what"))


def whole_words(content: str, start: int, end: int) -> Span:
    """Widen a span to whole words; hyphens are inside a word.

    >>> whole_words("use Software-as-a-Service now", 13, 15).cut("use Software-as-a")
    'Software-as-a'
    """
    while start > 0 and _in_word(content[start - 1]) and _in_word(content[start]):
        start -= 1
    while end < len(content) and _in_word(content[end - 1]) and _in_word(content[end]):
        end += 1
    return Span(start, end)


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "-&"


def _decode(r: WindowReading) -> Iterator[Phrase]:
    pieces = r.reading.pieces
    special = pieces.special.tolist()
    for first, last, score in decode(
        r.reading.sector, special, start_at=START, go_on_at=CONTINUE
    ):
        low, high = int(pieces.offsets[first, 0]), int(pieces.offsets[last - 1, 1])
        yield int(pieces.types[first]), Span(low, high), score


def attach(
    evidence: Sequence[tuple[int, Span]],
    phrases: Sequence[Phrase],
    sentences: Sequence[Span],
    title: str,
    text: str,
) -> tuple[Sector, ...]:
    """The sectors of one arrangement, in the order of its evidence, four at most."""
    ranked = []
    for rank, (field, place) in enumerate(_scope(evidence, sentences, text)):
        content = title if field == 0 else text
        own = [p for p in phrases if p[0] == field and _inside(p, place)]
        if field == 1:
            called = [s.shifted(place.start) for s in find_called(place.cut(text))]
            own = [p for p in own if not any(s.overlaps(p[1]) for s in called)]
            own += [(1, s, CALLED_SCORE) for s in called]
        ranked += [(rank, -score, tidy(s.cut(content))) for _, s, score in own]
    unique: dict[str, str] = {}
    for _, _, phrase in sorted(ranked):
        if len(phrase) > 1 and phrase.lower() not in _GENERIC:
            unique.setdefault(phrase.lower(), phrase)
    return tuple(Sector(p, find_concept(p)) for p in list(unique.values())[:MOST])


def _inside(phrase: Phrase, place: Span) -> bool:
    return phrase[0] == 0 or place.overlaps(phrase[1])


def _scope(
    evidence: Sequence[tuple[int, Span]], sentences: Sequence[Span], text: str
) -> list[tuple[int, Span]]:
    """The evidence, each sentence with the one behind it that goes on about it."""
    scope: list[tuple[int, Span]] = []
    for field, span in evidence:
        scope.append((field, span))
        behind = numbers_of(sentences, span).stop if field else len(sentences)
        following = sentences[behind : behind + 1]
        scope.extend((1, s) for s in following if continues(s.cut(text)))
    return list(dict.fromkeys(scope))


def tidy(phrase: str) -> str:
    """One line, no stray marks, no last "industry" or "sector".

    >>> tidy(" smarter healthcare industries,")
    'smarter healthcare'
    """
    flat = re.sub(r"\s+", " ", phrase).strip(" ,.;:'\"()-")
    return re.sub(
        r"(?:\s+(?:industry|industries|sectors?|markets?|for|of|in))+$", "", flat
    )
