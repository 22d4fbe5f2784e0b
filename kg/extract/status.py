"""Status of an arrangement, and who says so.

The network proposes a status; words that settle it in the evidence sentence
("denied", "in talks", "sources said") correct it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MEMORANDUM = re.compile(
    r"\b(?:memorand(?:um|a)|MoUs?|MOUs?|letters? of intent|framework agreement)\b"
)


def settle_kind(proposed: str, sentences: Iterable[str]) -> str:
    """Call a general alliance a memorandum where the evidence says so.

    >>> settle_kind("strategic_alliance", ["They signed a letter of intent."])
    'memorandum'
    >>> settle_kind("joint_venture", ["They signed a letter of intent."])
    'joint_venture'
    """
    general = proposed == "strategic_alliance"
    if general and any(_MEMORANDUM.search(sentence) for sentence in sentences):
        return "memorandum"
    return proposed


_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|no (?:plans?|intention|talks?)|not true|"
    r"ruled out|rejects? reports?|dismiss(?:es|ed) (?:reports?|speculation))\b",
    re.IGNORECASE,
)
_DENIES_DEAL = re.compile(
    r"\b(?:partner|allianc|ventur|tie-?up|cooperat|collaborat|talks|deal|agreement|"
    r"joint|team)",
    re.IGNORECASE,
)


#: What is denied, if it stands between the denial and the word for an alliance.
_OTHER_DEAL = re.compile(
    r"\b(?:merg|acqui|buy|bid|take-?over|sell|sale|stake|bankrupt|default|split|quit)",
    re.IGNORECASE,
)


def settle_status(proposed: str, sentences: Iterable[str]) -> str:
    """Correct the proposed status by the words of the evidence.

    >>> settle_status("announced", ["Acme denied that it had partnered with Foo."])
    'denied'
    >>> settle_status("announced", ["Acme and Foo have formed an alliance."])
    'announced'
    >>> settle_status("in_force", ["Acme denied it would buy its venture partner Foo."])
    'in_force'
    """
    for sentence in sentences:
        denied = _DENIED.search(sentence)
        deal = _DENIES_DEAL.search(sentence, denied.end()) if denied else None
        if denied and deal:
            other = _OTHER_DEAL.search(sentence, denied.end(), deal.start())
            return proposed if other else "denied"
        break
    return proposed


_SAY = (
    r"(?:said|says|announced|announces|told|reported|reports|confirmed|confirms|"
    r"denied|denies|disclosed|stated)"
)
_WHO = r"(?P<who>(?:the |The )?[A-Z][^,.;:()\"“”]{1,70}?)"
_BEFORE_COLON = re.compile(rf"{_WHO}\s+(?:have |has )?(?:jointly )?{_SAY}\b[^.:]*:\s*$")
_AFTER_COMMA = re.compile(
    rf"[,\"”]\s+(?:{_WHO}\s+{_SAY}\b|(?:said|says|according to)\s+(?P<who2>(?:the )?"
    r"[A-Z][^,.;:()\"“”]{1,70}))"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>(?:the )?[A-Z][^,.;:()\"“”]{1,70})")
_OPENING = re.compile(rf"^{_WHO}\s+{_SAY}\b(?!\s+to\b)")
_TIME = re.compile(
    r"\s+(?:on |in |at |late |early |earlier )?(?:Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|today|yesterday|last|this|in an?|also|"
    r"has|have|had)\b.*$"
)


def find_speaker(sentence: str, before: str = "") -> str | None:
    """Who says the sentence: named in it, or before a colon that leads to it.

    >>> find_speaker("The two will cooperate.", "Acme and Foo management announced:")
    'Acme and Foo management'
    >>> find_speaker("Acme will work with Foo, Bar Corp said on Friday.")
    'Bar Corp'
    >>> find_speaker("Acme works with Foo.") is None
    True
    """
    lead = _BEFORE_COLON.search(before.strip())
    if lead:
        return _tidy(lead["who"])
    for pattern in (_OPENING, _AFTER_COMMA, _ACCORDING):
        match = pattern.search(sentence)
        if match:
            named = match.groupdict()
            return _tidy(named.get("who") or named.get("who2") or "")
    return None


def _tidy(who: str) -> str | None:
    return _TIME.sub("", who).strip() or None
