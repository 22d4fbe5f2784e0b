"""Which windows deserve the encoder: those that hold a cue of cooperation.

The list is wide on purpose: it decides cost, not truth.  Measured on the
training news by ``bench/prefilter.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.windows import Window, cut_windows
from kg.values import Span

_NAME = re.compile(r"\b[A-Z0-9][\w&.-]*[A-Za-z]")
_CUE = re.compile(
    r"""(?:allianc|partner|joint|ventur|consorti|collaborat|co-?operat|team|tie-?up|
    tie[sd]?\ up|pact|licen[sc]|distribut|resell|franchis|\bco-|memorand|\bmou\b|
    letter\ of\ intent|together|\bjoin|\blink|work(?:s|ed|ing)?\ (?:with|on)|integrat|
    agree|deal|sign|50[-/]50|\bown|stake|group|\bbid|develop|shar|along\ with|\bwith\b|
    \bled\ by|alongside|\btap|\bselect|\bcombin)""",
    re.IGNORECASE | re.VERBOSE,
)


def deserves_reading(text: str) -> bool:
    """Tell whether a stretch of text has a cue and at least one name.

    >>> deserves_reading("IBM and Acme formed a joint venture.")
    True
    >>> deserves_reading("it rained all day in the north.")
    False
    """
    return bool(_CUE.search(text)) and bool(_NAME.search(text))


def choose_windows(
    title: str, text: str, sentences: Sequence[Span]
) -> tuple[Window, ...]:
    """The windows to read; an empty text leaves one for the title alone."""
    if not sentences:
        return (Window(0, 0, Span(0, 0)),) if deserves_reading(title) else ()
    windows = tuple(cut_windows(sentences))
    lead = deserves_reading(title)
    return tuple(
        w
        for w in windows
        if (lead and w.first == 0) or deserves_reading(w.span.cut(text))
    )
