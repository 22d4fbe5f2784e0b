"""Which names of one document are one company.

Only what the document itself shows: the same name with another legal form, a
short form of a longer name, initials.  Who the company is in the wide world is
decided by ``kg.resolve``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.names import core, initials, looks_like_acronym

#: Words that make a unit of a company a company of its own.
UNIT_WORDS = frozenset(
    """
    africa aerospace aircraft airlines america americas asia australia austria bank
    brasil brazil britain broadcasting business cable canada capital chemical chemicals
    china chrysler cloud commercial communications consulting consumer credit data
    defence defense deutschland digital drive electronics electric energy engineering
    engines entertainment europe finance financial foods foundation france gas games
    germany global heavy health healthcare hong iberia india industries industrial
    insurance interactive international investment investments italia italy japan korea
    kong labs latin life logistics marine maps marine media medical merrill mexico
    middle mining mobile mobility motor motors music network networks nederland north
    office oil online pacific partners payments petrochemical petroleum pharma pictures
    play power properties publishing rail research resources retail russia securities
    semiconductor services shipping singapore sdi software solar solutions south spain
    sports steel store studios switzerland systems taiwan technologies technology
    telecom television thailand trading trucks tv uk unit university usa ventures
    vietnam wealth web wireless works
    """.split()
)


def group_names(names: Iterable[tuple[str, int]]) -> dict[str, str]:
    """Map each name to the fullest name of its company.

    Args:
        names: pairs of a name as written and how often it stands there.

    >>> groups = group_names([("Acme Widgets Corp", 1), ("Acme", 2), ("Foo", 1)])
    >>> groups["Acme"], groups["Foo"]
    ('Acme Widgets Corp', 'Foo')
    """
    counts = Counter(dict(names))
    ordered = sorted(counts, key=lambda n: (-len(core(n).split()), -len(n), n))
    heads: dict[str, dict[int, str]] = {}
    result: dict[str, str] = {}
    for name in ordered:
        near: dict[int, str] = {}
        for key in _keys(name):
            near |= heads.get(key, {})
        fits = [h for _, h in sorted(near.items()) if same_company(h, name)]
        # A short form that fits two companies names neither surely.
        cores = {core(h) for h in fits}
        if fits and (len(cores) == 1 or core(name) in cores):
            exact = [h for h in fits if core(h) == core(name)]
            result[name] = result[(exact or fits)[0]]
        else:
            result[name] = name
            for key in (*_keys(name), *(f"={letters}" for letters in initials(name))):
                heads.setdefault(key, {})[len(result)] = name
    return {name: result[name] for name in counts}


def _keys(name: str) -> tuple[str, ...]:
    """What names of one company share, one at least: see ``same_company``."""
    words = core(name).split()
    return (words[0], "".join(words), f"={_letters(name)}") if words else ()


def _letters(acronym: str) -> str:
    return acronym.replace(".", "").replace("&", "").upper()


def same_company(longer: str, shorter: str) -> bool:
    """Tell whether *shorter* is a way to write *longer*.

    >>> same_company("Goldman Sachs Group", "Goldman")
    True
    >>> same_company("Tencent Cloud", "Tencent")
    False
    >>> same_company("International Business Machines Corp", "IBM")
    True
    """
    a, b = core(longer), core(shorter)
    if not a or not b:
        return False
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return True
    if looks_like_acronym(shorter) and _letters(shorter) in initials(longer):
        return True
    extra = _words_behind(a, b)
    return bool(extra) and not (set(extra) & UNIT_WORDS) and extra[0] != "and"


def is_unit(longer: str, shorter: str) -> bool:
    """Tell whether *longer* names a unit of the company that *shorter* names.

    >>> is_unit("Tencent Cloud", "Tencent"), is_unit("Goldman Sachs", "Goldman")
    (True, False)
    """
    return bool(set(_words_behind(core(longer), core(shorter))) & UNIT_WORDS)


def _words_behind(longer: str, shorter: str) -> list[str]:
    """Words that *longer* has behind *shorter*; none if it begins otherwise."""
    words, head = longer.split(), shorter.split()
    return words[len(head) :] if head and words[: len(head)] == head else []
