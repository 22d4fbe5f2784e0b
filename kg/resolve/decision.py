"""From features to a score, and from scores to a decision.

The weights were set by reading wrong merges on 3,680 annotated news texts; a
missed match costs identifiers, a wrong one puts two companies into one node.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.resolve.candidates import Candidate, Features, Match

Outcome = Literal["matched", "new", "unresolved"]

#: Below this score no candidate is taken.
THRESHOLD = 0.7
_BASE = {
    Match.FULL: 0.97,
    Match.CORE: 0.92,
    Match.SHORT: 0.86,
    Match.LISTED: 0.80,
    Match.TYPO: 0.80,
}
_LARGE = 5
_MID = 4


@dataclass(frozen=True, slots=True)
class Decision:
    """What a form is: a known company, a new one, or one of several known."""

    outcome: Outcome
    candidate: Candidate | None = None
    score: float = 0.0


def score(features: Features) -> float:
    """How likely the candidate is the company meant (0-1)."""
    value = _BASE[features.match]
    if not features.same_case:
        value -= 0.6
    if features.listing:
        return min(1.0, value + 0.2)
    if features.sure:
        value = max(value, 0.95) if features.same_case else value
    elif features.bare_word:
        value -= _doubt_of_bare_word(features)
    if features.other_listing and not features.sure:
        # Companies change tickers, so a whole name outweighs one.
        weak = features.bare_word or features.rivals or features.match == Match.SHORT
        value -= 0.3 if weak else 0.1
    if features.rivals and not features.sure and not _dominates(features):
        value -= 0.4
    elif features.rivals and features.sure and features.larger_by < 0:
        value -= 0.02
    return max(0.0, value)


def _doubt_of_bare_word(features: Features) -> float:
    """A lone word is often some other, unlisted or vanished company."""
    if features.size < _MID and (features.length < 7 or features.spread > 2):
        return 0.3
    if features.size <= 1:
        return 0.3
    if features.spread >= (5 if features.size < _LARGE else 10):
        return 0.4
    common = features.match == Match.SHORT and features.size < _MID
    return 0.25 if common and features.spread > 1 else 0.0


def _dominates(features: Features) -> bool:
    """Whether the candidate is large and its rivals are much smaller."""
    return features.size >= _MID and features.larger_by >= 2


def decide(candidates: Sequence[Candidate]) -> Decision:
    """Take the best candidate if it is good enough and the only one so good.

    >>> from kg.resolve.candidates import propose
    >>> from kg.resolve.entries import Index
    >>> index = Index.load()
    >>> decide(propose(index, "IBM")).candidate.entry.id
    'company-international-business-machines'
    >>> decide(propose(index, "Zyxomma Holdings")).outcome
    'new'
    """
    scored = sorted(
        ((score(c.features), c.entry.size, c) for c in candidates),
        key=lambda item: (-item[0], -item[1], item[2].entry.id),
    )
    if not scored:
        return Decision("new")
    best, _, candidate = scored[0]
    if best < THRESHOLD:
        several = candidate.features.rivals and candidate.features.match >= Match.CORE
        return Decision("unresolved" if several else "new", candidate, best)
    if len(scored) > 1 and scored[1][0] == best and scored[1][1] == scored[0][1]:
        return Decision("unresolved", candidate, best)
    return Decision("matched", candidate, best)
