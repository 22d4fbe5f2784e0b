"""Which windows deserve the encoder: those whose words hint at an alliance.

A linear model over words and neighbouring words, cut to their first letters;
``training.cues`` learns it, and ``cues.tsv`` holds it for anybody to read.  It
decides cost, not truth: it lets through 98 in 100 of the passages that tell of
an alliance.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from kg.extract.windows import Window, cut_windows
from kg.values import Span

WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"\b[A-Z0-9][\w&.-]*[A-Za-z]")
#: Letters of a word that count: "partner", "partners" and "partnership" are one.
LETTERS = 6
#: What the cues of a title begin with.
IN_TITLE = "title:"


def cues_of(title: str, text: str) -> frozenset[str]:
    """Words and pairs of neighbouring words of a title and a stretch of text.

    >>> sorted(cues_of("", "formed a venture"))
    ['a', 'a ventur', 'formed', 'formed a', 'ventur']
    """
    found: set[str] = set()
    for place, content in ((IN_TITLE, title), ("", text)):
        words = [w[:LETTERS] for w in WORD.findall(content.lower())]
        found.update(place + w for w in words)
        found.update(f"{place}{a} {b}" for a, b in itertools.pairwise(words))
    return frozenset(found)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """Weight of each cue; the empty one is the constant."""
    text = (resources.files("kg.extract") / "cues.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {cue: float(weight) for cue, weight in rows}


@lru_cache(maxsize=512)
def hint(title: str, text: str) -> float:
    """How much the words hint at an alliance; 0 and more deserves reading."""
    weights = _weights()
    cues = cues_of(title, text)
    return weights[""] + sum(sorted(weights[c] for c in cues if c in weights))


def deserves_reading(title: str, text: str) -> bool:
    """Tell whether a title and a stretch of text hint at an alliance and name anyone.

    >>> deserves_reading("", "IBM and Acme formed a joint venture.")
    True
    >>> deserves_reading("", "it rained all day in the north.")
    False
    """
    return bool(_NAME.search(text) or _NAME.search(title)) and hint(title, text) >= 0


def choose_windows(
    title: str, text: str, sentences: Sequence[Span]
) -> tuple[Window, ...]:
    """The windows to read; an empty text leaves one for the title alone."""
    windows = tuple(cut_windows(sentences)) or (Window(0, 0, Span(0, 0)),)
    return tuple(w for w in windows if deserves_reading(title, w.span.cut(text)))
