"""Phrases that name a sector, as concepts of the taxonomy.

The article's own phrase is always kept beside the concept, so the rule here is
that no concept is better than a wrong one.  Concepts, labels and phrases stand
in ``sectors.tsv``, made by ``scripts/make_sectors.py`` together with
``ontology/sectors.ttl``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.errors import InputError, VocabularyError

_MAX_WORDS = 8
#: Words that end a phrase without telling its field.
_FILLERS = frozenset(
    """
    activity application area arena asset brand business capability category
    collaboration company content customer deal development device effort equipment
    facility field firm group industry infrastructure initiative maker making
    manufacturer manufacturing market offering operation operator opportunity plan
    plant platform portfolio product production program programme project property
    provider research sale sector segment service solution
    space specialist store supplier supply support system technology tool trade unit
    venture work
    """.split()
)
#: Those that change nothing even behind a word that is vague in company.
_MARKET = frozenset(
    "business company field firm industry market sector segment".split()
)
#: Words that may stand before a field without changing it.
_OPENERS = frozenset(
    """
    a advanced all an and asian british brazilian canadian chinese commercial
    digital domestic enterprise european existing foreign french german global high
    indian innovative integrated international its japanese joint key korean large
    local low major modern national new next generation of online other premium
    regional related russian small their the u us various western world worldwide
    """.split()
)
_PREPOSITION = re.compile(r" (?:for|of|in|to|on|with|from|at|by|using|between|via) ")
_CONJUNCTION = re.compile(r" (?:and|or|including) |[,;/]+\s*")
_SPELLINGS = {"smarter": "smart", "centre": "center", "defence": "defense",
              "theatre": "theater", "aluminium": "aluminum", "tyre": "tire",
              "fibre": "fiber", "programme": "program", "sulphur": "sulfur",
              "cellphone": "mobile phone", "fertiliser": "fertilizer"}  # fmt: skip
_KEEP_S = ("ss", "us", "is", "series", "news", "gas", "securities")


@dataclass(frozen=True, slots=True)
class _Taxonomy:
    """The file as look-up tables; concepts by normalised phrase."""

    labels: dict[str, str]
    broader: dict[str, str]
    exact: dict[str, str]
    heads: dict[str, str]


def normalise(phrase: str) -> str:
    """Lower-case words in the singular, one spelling, no hyphens.

    >>> normalise("Smarter Health-care Cities"), normalise("Batteries & Buses")
    ('smart health care city', 'battery and bus')
    """
    text = unicodedata.normalize("NFKD", phrase.replace("&", " and "))
    text = text.encode("ascii", "ignore").decode().lower()
    text = re.sub(r"['’](?=s\b)|\.(?=\w)", "", text.replace("R&D", "r and d"))
    words = re.findall(r"[a-z0-9]+|[,;/]", re.sub(r"[-–—]", " ", text))
    return " ".join(_SPELLINGS.get(w, w) for w in map(_singular, words))


def _singular(word: str) -> str:
    if word in ("ads", "apps", "evs", "pcs", "tvs"):
        return word[:-1]
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEEP_S):
        return word
    if word.endswith("ies") and word not in ("movies", "cookies", "smoothies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "uses")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=1)
def _taxonomy() -> _Taxonomy:
    """Read ``sectors.tsv``: concept, label, broader concept, phrases."""
    made = _Taxonomy({}, {}, {}, {})
    source = files("kg.extract").joinpath("sectors.tsv")
    for line in source.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#"):
            continue
        if len(cells) != 4:
            raise InputError(f"{source}: {line[:40]!r}", f"{len(cells)} cells, not 4")
        concept, label, broader, phrases = cells
        if concept:
            made.labels[concept] = label
            made.broader[concept] = broader
        for phrase in [label, *phrases.split("|")] if phrases else [label]:
            bare = phrase.lstrip("=")
            key = normalise(bare)
            made.exact.setdefault(key, concept)
            if bare == phrase:
                made.heads.setdefault(key, concept)
    return made


def label_of(concept: str) -> str:
    """The label of a concept.

    Raises:
        VocabularyError: there is no such concept.

    >>> label_of("sector-smart-cities")
    'Smart cities'
    """
    labels = _taxonomy().labels
    if concept not in labels:
        raise VocabularyError(f"unknown sector {concept!r}; see ontology/sectors.ttl")
    return labels[concept]


def concepts() -> tuple[str, ...]:
    """All concepts, sorted."""
    return tuple(sorted(_taxonomy().labels))


@lru_cache(maxsize=16384)
def find_concept(phrase: str) -> str | None:
    """The concept that a phrase names, if that is clear.

    The whole phrase counts most, then the phrase without words such as
    "market", then its last words, then what all its parts have in common.

    >>> find_concept("smarter cities"), find_concept("the smartphone market")
    ('sector-smart-cities', 'sector-mobile-phones')
    >>> find_concept("lithium-ion batteries for electric cars")
    'sector-batteries'
    >>> find_concept("cars and insurance"), find_concept("purchasing power")
    (None, None)
    """
    return _whole(normalise(phrase)) or None


def _whole(words: str) -> str:
    """The concept of a normalised phrase, or an empty string."""
    taxonomy = _taxonomy()
    found = _trimmed(words, taxonomy.exact, _MARKET)
    return _part(words) if found is None else found


def _part(words: str) -> str:
    """The concept of a phrase or of a part of one, where vague words do not count."""
    found = _trimmed(words, _taxonomy().heads, _FILLERS)
    if found is not None:
        return found
    parts = [p.strip() for p in _CONJUNCTION.split(words) if p.strip()]
    if len(parts) > 1:
        told = [part for part in parts if _meaning(part.split())]
        return _common([_part(part) for part in told]) if told else ""
    head, *rest = _PREPOSITION.split(words, maxsplit=1)
    found = _ending(head.split())
    if found is None and rest and not _meaning(head.split()):
        return _part(rest[0])
    return found or ""


def _meaning(words: list[str]) -> list[str]:
    """The words that tell a field: no openers before, no fillers behind."""
    while words and words[0] in _OPENERS:
        words = words[1:]
    while words and words[-1] in _FILLERS:
        words = words[:-1]
    return words


def _trimmed(words: str, known: dict[str, str], fillers: frozenset[str]) -> str | None:
    """The concept of a phrase as it stands, or without openers and fillers."""
    if words in known:
        return known[words]
    split = words.split()
    for start in range(len(split)):
        if start and split[start - 1] not in _OPENERS:
            break
        for end in range(len(split), start, -1):
            if end < len(split) and split[end] not in fillers:
                break
            if " ".join(split[start:end]) in known:
                return known[" ".join(split[start:end])]
    return None


def _ending(words: list[str]) -> str | None:
    """The concept of the longest ending that is one: "truck engines" -> engines."""
    words = words[-_MAX_WORDS:]
    heads = _taxonomy().heads
    while words:
        for start in range(len(words)):
            key = " ".join(words[start:])
            if key in heads:
                return heads[key]
        if words[-1] not in _FILLERS:
            return None
        words = words[:-1]
    return None


def _common(found: list[str]) -> str:
    """The one concept of several parts: equal, or the broader of two in line."""
    named = {concept for concept in found if concept}
    if not found[-1]:
        return ""
    for concept in sorted(named):
        if all(concept in _line(other) for other in named):
            return concept
    return ""


def _line(concept: str) -> list[str]:
    """A concept and all that are broader."""
    broader = _taxonomy().broader
    line = []
    while concept and concept not in line:
        line.append(concept)
        concept = broader.get(concept, "")
    return line
