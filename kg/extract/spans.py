"""Where a name begins and ends: spans proposed around a tagged run.

The tagger judges word pieces one by one and may lose a word of a name, or run
on into the next.  Around each of its runs every stretch of words that could be
a name is proposed here; the span head of the network scores each as a whole,
and the best that do not overlap are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.extract.pieces import Pieces
from kg.values import Span

#: Words that a proposal may reach beyond the run, on either side, and words that
#: it has at the most.
REACH = 4
LONGEST = 10
#: Words of a run that are looked at; what is longer is no name but a list.
MOST_WORDS = 14
#: Characters on either side of a run in which its words are looked for.
NEAR = 60

_WORD = re.compile(r"\w+")
#: Words whose full stop belongs to the name.
_ABBREVIATED = frozenset(
    "Inc Corp Co Cos Ltd Bros Bhd INC CORP CO LTD Intl Mfg".split()
)
#: What may stand between two words of one name; a dash with space on both sides
#: parts them.
_WITHIN = re.compile(r"(?:[ \t\n]?[.&’'/,!+]?[ \t\n]?|[ \t\n]?[-–]|[-–][ \t\n])(?:& )?")
#: Words in lower case that stand within names, and neither begin nor end them.
_LINKS = frozenset(
    "a al and at by d da de del der di du e for in la of on the to und van y".split()
)
#: Words in lower case for what joins companies: they stand before names ("an
#: alliance of Acme and Foo") and begin none, as "city" and "university" may.
_TIES = frozenset(
    "alliance alliances partnership partner partners venture ventures consortium "
    "coalition team deal agreement pact accord unit units arm subsidiary division "
    "owner owners parent rival rivals shares stake maker makers".split()
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch of a field's text, and its first and last word piece."""

    field: int
    span: Span
    first: int
    last: int


def propose(pieces: Pieces, field: int, content: str, rough: Span) -> list[Proposal]:
    """Every stretch of words around a rough span that could be a name.

    Args:
        pieces: the window.
        field: 0 for the title, 1 for the text.
        content: the text of that field.
        rough: where the tagger sees a name.
    """
    words = words_around(content, rough)
    firsts, lasts = _to_pieces(pieces, field, words)
    found = []
    for i, start in enumerate(words):
        if firsts[i] < 0 or not _may_begin(start.cut(content)):
            continue
        for j in range(i, min(i + LONGEST, len(words))):
            if lasts[j] < 0 or words[j].cut(content) in _LINKS:
                continue
            span = Span(start.start, words[j].end)
            found.append(Proposal(field, span, firsts[i], lasts[j]))
    return found


def locate(
    pieces: Pieces, field: int, content: str, span: Span
) -> tuple[int, int] | None:
    """First and last piece of a name, as ``propose`` gives them.

    None where the window cuts the name off, or it has no word.
    """
    words = [w for w in _words(content, span.start, span.end) if w.overlaps(span)]
    if not words:
        return None
    firsts, lasts = _to_pieces(pieces, field, [words[0], words[-1]])
    return (firsts[0], lasts[1]) if firsts[0] >= 0 <= lasts[1] else None


def _words(content: str, start: int, end: int) -> list[Span]:
    """Words from *start* to *end*, each with the full stop of an abbreviation."""
    found = []
    for m in _WORD.finditer(content, start, end):
        stop = m.end() + (
            m.group() in _ABBREVIATED and content[m.end() : m.end() + 1] == "."
        )
        found.append(Span(m.start(), stop))
    return found


def words_around(content: str, rough: Span) -> list[Span]:
    """Words of a rough span, and those beside it that may belong to a name.

    >>> text = "The Ties of Royal Bank of Nowhere with Acme grew"
    >>> [w.cut(text) for w in words_around(text, Span(18, 22))]
    ['The', 'Ties', 'of', 'Royal', 'Bank', 'of', 'Nowhere']
    """
    near = content.rfind(" ", 0, max(0, rough.start - NEAR)) + 1
    words = _words(content, near, rough.end + NEAR)
    inside = [k for k, w in enumerate(words) if w.overlaps(rough)]
    if not inside:
        return []
    low, high = inside[0], inside[-1]
    fits = [_fits(w.cut(content)) for w in words]
    touch = [_touch(content, *pair) for pair in pairwise(words)]
    for _ in range(REACH):
        if low and fits[low - 1] and touch[low - 1]:
            low -= 1
        if high + 1 < len(words) and fits[high + 1] and touch[high]:
            high += 1
    return words[low : high + 1][:MOST_WORDS]


def _fits(word: str) -> bool:
    """Tell whether a word could be inside a name."""
    return not word.islower() or word in _LINKS


def _touch(content: str, word: Span, behind: Span) -> bool:
    """Tell whether only what names have between words stands between the two."""
    return _WITHIN.fullmatch(content, word.end, behind.start) is not None


def _may_begin(word: str) -> bool:
    if word in _LINKS or word in _TIES:
        return False
    return not word.islower() or len(word) > 3


def _to_pieces(
    pieces: Pieces, field: int, words: Sequence[Span]
) -> tuple[list[int], list[int]]:
    """First and last piece of each word; -1 for what the window cuts off."""
    own = np.flatnonzero((pieces.types == field) & ~pieces.special)
    if not len(own):
        return [-1] * len(words), [-1] * len(words)
    starts, ends = pieces.offsets[own, 0], pieces.offsets[own, 1]
    at = np.array([(w.start, w.end - 1) for w in words], dtype=np.int64).reshape(-1, 2)
    return (
        _look_up(own, starts, ends, at[:, 0]),
        _look_up(own, starts, ends, at[:, 1]),
    )


def _look_up(
    own: NDArray[np.int64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    chars: NDArray[np.int64],
) -> list[int]:
    """The piece that each character is in."""
    at = np.searchsorted(starts, chars, side="right") - 1
    inside = (at >= 0) & (chars < ends[np.maximum(at, 0)])
    return [int(p) for p in np.where(inside, own[np.maximum(at, 0)], -1)]


def choose(
    proposals: Sequence[Proposal], scores: Sequence[float], least: float
) -> list[int]:
    """Numbers of the best proposals that do not overlap, best first."""
    order = sorted(range(len(proposals)), key=lambda k: (-scores[k], proposals[k].span))
    chosen: list[int] = []
    taken: list[Proposal] = []
    for k in order:
        if scores[k] < least:
            break
        p = proposals[k]
        if not any(p.field == q.field and p.span.overlaps(q.span) for q in taken):
            chosen.append(k)
            taken.append(p)
    return chosen
