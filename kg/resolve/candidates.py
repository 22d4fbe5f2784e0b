"""Which registry companies a form can be, and what speaks for each.

A candidate is an entry with features; it holds no judgement.  ``decision``
turns features into a score and scores into a decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from kg.names import core, full, has_legal_form, initials, short
from kg.resolve.entries import Entry, Index

_MIN_TYPO_CHARS = 10
#: Words that begin sentences and headlines more often than they name a company.
_COMMON = frozenset(
    """
    alliance american bank best block capital data digital discovery energy first
    general global group health home insight media national news pacific partners
    power royal science sky standard star sun trust union united universal water world
    """.split()
)


class Match(IntEnum):
    """How the form and a name of the entry agree; a higher one says more."""

    TYPO = 1
    LISTED = 2
    SHORT = 3
    CORE = 4
    FULL = 5


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against a candidate.

    Attributes:
        match: how the names agree.
        sure: the agreeing name was written by hand.
        proper: it is the shown or a listed name, not a nickname.
        same_case: the form is written as the entry writes it.
        listing: the document gives a listing after the name that the entry has.
        other_listing: it gives an American one and the entry has another.
        bare_word: the form is a single word without a legal form, or with "Group".
        length: the letters of the form without its legal form.
        spread: in how many companies' names that word occurs; many for a common word.
        size: the entry's size, 0-6.
        rivals: other entries whose names agree as well.
        larger_by: by how many sizes the entry exceeds its largest rival.
    """

    match: Match
    sure: bool = False
    proper: bool = True
    same_case: bool = True
    listing: bool = False
    other_listing: bool = False
    bare_word: bool = False
    length: int = 0
    spread: int = 0
    size: int = 0
    rivals: int = 0
    larger_by: int = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a form can be."""

    entry: Entry
    features: Features


def propose(
    index: Index, form: str, listings: frozenset[str] = frozenset()
) -> tuple[Candidate, ...]:
    """Propose entries for a form, those with the best agreement only.

    >>> index = Index.load()
    >>> [c.entry.name for c in propose(index, "Siemens Aktiengesellschaft")]
    ['Siemens']
    >>> [c.entry.name for c in propose(index, "Siemens Energy")]
    ['Siemens Energy']
    """
    levels: dict[str, tuple[Match, Entry]] = {}
    for match, entries in (
        (Match.FULL, index.by_key(full(form)) if has_legal_form(form) else ()),
        (Match.CORE, index.by_key(core(form))),
        (Match.SHORT, (*index.by_key(short(form)), *index.by_short(short(form)))),
    ):
        for entry in entries:
            levels.setdefault(entry.id, (match, entry))
    for code in sorted(listings):
        for entry in index.by_ticker(code):
            if entry.id not in levels and _alike(form, entry):
                levels[entry.id] = (Match.LISTED, entry)
    if not levels:
        levels = {e.id: (Match.TYPO, e) for e in _misspelt(index, form)}
    found = sorted(levels.values(), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(
        Candidate(entry, _features(form, match, entry, found, listings))
        for match, entry in found
    )


def _features(
    form: str,
    match: Match,
    entry: Entry,
    found: list[tuple[Match, Entry]],
    listings: frozenset[str],
) -> Features:
    key = {Match.FULL: full, Match.CORE: core}.get(match, short)(form)
    rivals = [e for m, e in found if e.id != entry.id and m >= match]
    if any(key in e.sure for _, e in found):
        rivals = [e for e in rivals if key in e.sure] if key in entry.sure else rivals
    markets = {code.split(":")[0] for code in entry.tickers}
    # Elsewhere the codes of news agencies differ from the exchanges' own.
    given = {code for code in listings if code.startswith("US:") and "US" in markets}
    return Features(
        match=match,
        sure=key in entry.sure,
        proper=core(form) in {core(entry.name), *map(core, entry.names[:1])},
        same_case=match == Match.LISTED or same_case(form, entry),
        listing=bool(listings & entry.tickers),
        other_listing=bool(given) and not listings & entry.tickers,
        bare_word=" " not in short(form)
        and (match == Match.SHORT or core(form) == full(form)),
        length=len(core(form)),
        spread=99 if core(form) in _COMMON else entry.spread,
        size=entry.size,
        rivals=len(rivals),
        larger_by=entry.size - max((e.size for e in rivals), default=0),
    )


def same_case(form: str, entry: Entry) -> bool:
    """Tell whether a form's capitals can be those of an entry's name.

    Names of up to four letters ("Gap", "GE") must agree exactly, longer ones
    must have a capital, unless the entry itself has none ("bpost").
    """
    key = short(form)
    if " " in key:
        return any(letter.isupper() for letter in form)
    word = form.split()[0].strip(".,")
    own = [
        n.split()[0].strip(".,") for n in (entry.name, *entry.names) if short(n) == key
    ]
    if not own or word in own or word[:1].lower() + word[1:] in own:
        return True  # a sentence may begin with "EBay"
    if len(word.replace(".", "")) <= 4:
        return word.replace(".", "") in {name.replace(".", "") for name in own}
    return word[:1].isupper()


def _alike(form: str, entry: Entry) -> bool:
    """Whether a listed entry can have this name: first word or initials agree."""
    words = core(form).split()
    for name in (entry.name, *entry.names):
        theirs = core(name).split()
        if words[:1] == theirs[:1] and len(words[0]) > 2:
            return True
        letters = form.replace(".", "")
        if letters.isupper() and letters in initials(name):
            return True
    own = {code.partition(":")[2] for code in entry.tickers}
    return form.isupper() and form in own


def _misspelt(index: Index, form: str) -> list[Entry]:
    """Entries with a long name one letter away and the same first word."""
    key = core(form)
    words = key.split()
    if len(key) < _MIN_TYPO_CHARS or len(words) < 2:
        return []
    found: dict[str, Entry] = {}
    for other in index.keys_beginning(words[0]):
        if abs(len(other) - len(key)) > 1 or other.count(" ") != key.count(" "):
            continue
        if OSA.distance(key, other, score_cutoff=1) <= 1 and _is_slip(key, other):
            found.update({e.id: e for e in index.by_key(other)})
    return list(found.values())


def _is_slip(one: str, other: str) -> bool:
    """Whether the one differing word is long, without digits, same in its start."""
    for mine, theirs in zip(one.split(), other.split(), strict=True):
        if mine != theirs:
            long = min(len(mine), len(theirs)) >= 6
            letters = mine.isalpha() and theirs.isalpha()
            plural = mine.rstrip("s") == theirs.rstrip("s")
            return letters and (plural or (long and mine[:3] == theirs[:3]))
    return False
