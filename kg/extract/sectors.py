"""Sector phrases of an arrangement, in the article's own words.

The second tagger marks phrases that name a field of cooperation; of those it is
less sure of, only the ones that the taxonomy knows count.  So do such words right
before a word for an alliance ("their iron ore venture").  A phrase belongs to the
arrangement whose evidence sentence holds it, or the sentence right after one that
goes on about the same parties ("Both parties agreed ...").
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

#: Score from which on a piece begins and continues a phrase; and a phrase that the
#: taxonomy knows.  Chosen on the dev sets.
BOUND = 0.4
KNOWN_BOUND = 0.2
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
        for at, span, score in _read_phrases(r, title, text):
            best[at, span] = max(best.get((at, span), 0.0), score)
    kept: list[Phrase] = []
    for (field, span), score in sorted(best.items(), key=lambda i: (-i[1], i[0])):
        if not any(field == f and span.overlaps(s) for f, s, _ in kept):
            kept.append((field, span, score))
    return sorted(kept)


def _read_phrases(r: WindowReading, title: str, text: str) -> Iterator[Phrase]:
    """The phrases that the tagger is sure of, and doubtful ones that are known."""
    for bound in (BOUND, KNOWN_BOUND):
        for field, span, score in _decode(r, bound):
            at, placed = r.place(field, span)
            content = text if at else title
            moved = whole_words(content, placed.start, placed.end)
            if bound == BOUND or find_concept(tidy(moved.cut(content))):
                yield at, moved, score


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


_ALLIANCE = re.compile(
    r"\b(?:joint ventures?|ventures?|JVs?|partnerships?|alliances?|tie-ups?|"
    r"collaborations?|consorti(?:um|a)|partners?)\b"
)
_WORD_BEFORE = re.compile(r"(?P<word>[\w&-]+) $")
MOST_BEFORE = 3
#: Score of a known phrase that stands right before a word for an alliance.
BEFORE_SCORE = 0.6


def find_before(sentence: str) -> Iterator[Span]:
    """Phrases of the taxonomy right before a word for an alliance.

    >>> text = "Acme and Foo ended their three-year iron ore venture."
    >>> [span.cut(text) for span in find_before(text)]
    ['iron ore']
    """
    for match in _ALLIANCE.finditer(sentence):
        end = match.start() - 1
        known: tuple[str, Span] | None = None
        at = match.start()
        for _ in range(MOST_BEFORE):
            before = _WORD_BEFORE.search(sentence, 0, at)
            if not before or before["word"].istitle():
                break
            at = before.start()
            concept = find_concept(sentence[at:end])
            if concept and (known is None or known[0] != concept):
                known = concept, Span(at, end)
        if known:
            yield known[1]


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


def _decode(r: WindowReading, bound: float) -> Iterator[Phrase]:
    pieces = r.reading.pieces
    special = pieces.special.tolist()
    for first, last, score in decode(
        r.reading.sector, special, start_at=bound, go_on_at=bound
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
        own = [p for p in phrases if p[0] == field and _inside(p, place)]
        if field == 1:
            own = _add_told(own, place, text)
        content = title if field == 0 else text
        ranked += [(rank, -score, tidy(s.cut(content))) for _, s, score in own]
    unique: dict[str, str] = {}
    for _, _, phrase in sorted(ranked):
        if len(phrase) > 1 and phrase.lower() not in _GENERIC:
            unique.setdefault(phrase.lower(), phrase)
    return tuple(Sector(p, find_concept(p)) for p in list(unique.values())[:MOST])


def _add_told(own: Sequence[Phrase], place: Span, text: str) -> list[Phrase]:
    """The tagged phrases of a sentence and those that its own words make known."""
    sentence = place.cut(text)
    called = [s.shifted(place.start) for s in find_called(sentence)]
    kept = [p for p in own if not any(s.overlaps(p[1]) for s in called)]
    kept += [(1, s, CALLED_SCORE) for s in called]
    for span in find_before(sentence):
        before = span.shifted(place.start)
        if not any(before.overlaps(p[1]) for p in kept):
            kept.append((1, before, BEFORE_SCORE))
    return kept


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
