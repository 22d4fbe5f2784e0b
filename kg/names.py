"""What two spellings of one company's name have in common.

A name has three forms, each a string of lower-case ASCII words:

* the *full* form keeps legal forms, in one spelling ("merck and co");
* the *core* form drops them ("merck");
* the *short* form also drops a last "Group" or "Holdings" ("tencent").

Equal full forms say more than equal core forms, and those more than equal
short forms; nothing here decides whether two names are one company.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Spellings of legal forms that mean the same, by their written-out form; the
#: words of long ones as the lines above them leave them.
_SAME = {
    "incorporated": "inc",
    "corporation": "corp",
    "corporate": "corp",
    "company": "co",
    "companies": "cos",
    "limited": "ltd",
    "berhad": "bhd",
    "aktiengesellschaft": "ag",
    "kommanditgesellschaft auf aktien": "kgaa",
    "aktiebolag": "ab",
    "aktieselskab": "as",
    "kabushiki kaisha": "kk",
    "naamloze vennootschap": "nv",
    "societe anonyme": "sa",
    "sociedad anonima": "sa",
    "societa per azioni": "spa",
    "public ltd co": "plc",
    "public co ltd": "pcl",
    "public joint stock co": "pjsc",
    "open joint stock co": "ojsc",
    "joint stock co": "jsc",
    "ltd liability co": "llc",
    "ltd partnership": "lp",
    "gesellschaft mit beschrankter haftung": "gmbh",
}

#: Legal forms that end a name.
_ENDINGS = frozenset(
    """
    ab abp ad adr ag ans aps as asa bhd bv bvba ca co corp cos cv dac doo eg ehf ev
    fze gbr gie gmbh hf inc jsc kft kg kgaa kk lda llc llp lp ltd ltda mbh nl nv nyrt
    oao oed og ohg ojsc ooo ou oy oyj pao pbc pc pcl pjsc plc pllc pte pty publ pvt rt
    sa sab sae sal sapi saog sarl sas sc sca sccl scrl se sgps sia sl slu smlr snc spa
    spzoo srl sro tbk uab ug vof zao zrt
    """.split()
)
#: Legal forms that open a name.
_OPENINGS = frozenset("ao oao ojsc ooo pao pjsc pt zao jsc kk".split())
#: A single word that opens a name is no legal form there ("Limited Brands").
_SPELLINGS = [
    (re.compile(rf"\b{long}\b" if " " in long else rf"(?<= ){long}\b"), form)
    for long, form in _SAME.items()
] + [(re.compile(rf"(?<= ){' '.join(form)}$"), form) for form in ("spa", "as", "sa")]
#: Words between a name and its legal form that the core form does not need.
_GLUE = frozenset({"and", "de", "of"})
_SHORT = frozenset({"group", "groupe", "holding", "holdings"})
#: Places in brackets that belong to a legal form: "(Beijing) Co. Ltd."
_PLACES = frozenset("beijing china hk publ shanghai shenzhen the".split())
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-"})
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE"}
)
_DOTTED = re.compile(r"(?<![^\W_])((?:[^\W_]\.\s?){1,}[^\W_])(?![^\W_])\.?")
_WORD = re.compile(r"[a-z0-9]+")
_BRACKET = re.compile(r"\(\s*([^()]*?)\s*\)")


def plain(name: str) -> str:
    """Lower-case ASCII words of a name, in order, one space between them.

    Apostrophes vanish, dotted letters close up, "&" and "+" are "and"; a
    possessive ending goes.

    >>> plain("AT&T Inc."), plain("Nestlé S.A."), plain("McDonald’s")
    ('at and t inc', 'nestle sa', 'mcdonalds')
    >>> plain("IBM's"), plain("J. P. Morgan"), plain("E.ON")
    ('ibm', 'jp morgan', 'e on')
    """
    text = name.translate(_QUOTES).translate(_LETTERS)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    text = re.sub(r"(?<=[A-Z0-9])'s\b", "", text)
    text = _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m[1]), text)
    text = text.replace("'", "").replace("&", " and ").replace("+", " and ")
    return " ".join(_WORD.findall(text.lower()))


@lru_cache(maxsize=65536)
def full(name: str) -> str:
    """The name with its legal forms in one spelling.

    >>> full("The Procter & Gamble Company")
    'procter and gamble co'
    >>> full("Delta Electronics (Thailand) Public Company Limited")
    'delta electronics thailand pcl'
    >>> full("Novo Nordisk A/S"), full("BlackRock Inc /DE/")
    ('novo nordisk as', 'blackrock inc')
    >>> full("Dajia (Beijing) Co., Ltd."), full("Siemens Aktiengesellschaft")
    ('dajia co ltd', 'siemens ag')
    """
    bare = _BRACKET.sub(
        lambda m: " " if m[1].lower().strip(".") in _PLACES else f" {m[1]} ", name
    )
    words = plain(re.sub(r"\s+/[A-Z]{2,4}/?\s*$|/[A-Z]{2}/$", "", bare))
    for pattern, form in _SPELLINGS:
        words = pattern.sub(form, words)
    head, _, rest = words.partition(" ")
    return rest if head == "the" and rest and rest not in _ENDINGS else words


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """The full form without legal forms; never empty unless the name is.

    >>> core("International Business Machines Corp."), core("Nokia Oyj")
    ('international business machines', 'nokia')
    >>> core("Merck & Co., Inc."), core("Merck KGaA"), core("PT Telkom Tbk")
    ('merck', 'merck', 'telkom')
    >>> core("BP p.l.c."), core("Kraft S.p.A."), core("Limited Brands")
    ('bp', 'kraft', 'limited brands')
    """
    words = full(name).split()
    while len(words) > 1 and words[0] in _OPENINGS:
        words = words[1:]
    kept = len(words)
    while kept > 1 and words[kept - 1] in _ENDINGS:
        kept -= 1
    if kept < len(words):
        while kept > 1 and words[kept - 1] in _GLUE:
            kept -= 1
    return " ".join(words[:kept])


def short(name: str) -> str:
    """The core form without a last "Group" or "Holdings".

    >>> short("Tencent Holdings Ltd"), short("Holdings Group"), short("SAP SE")
    ('tencent', 'holdings', 'sap')
    """
    words = core(name).split()
    while len(words) > 1 and words[-1] in _SHORT:
        words = words[:-1]
    return " ".join(words)


def has_legal_form(name: str) -> bool:
    """Tell whether the name carries a legal form.

    >>> has_legal_form("Delta Corp"), has_legal_form("Delta")
    (True, False)
    """
    return core(name) != full(name)


def initials(name: str) -> frozenset[str]:
    """The acronyms that a name can have, upper-case, at least two letters.

    >>> sorted(initials("International Business Machines Corp"))
    ['IBM', 'IBMC']
    >>> "BOA" in initials("Bank of America") and "BA" in initials("Bank of America")
    True
    """
    small = _GLUE | {"the", "for", "in", "on", "du", "des", "la", "le"}
    found = set()
    for form in (core(name), full(name)):
        words = form.split()
        for kept in (words, [word for word in words if word not in small]):
            if len(kept) > 1:
                found.add("".join(word[0] for word in kept).upper())
    return frozenset(found)


def looks_like_acronym(form: str) -> bool:
    """Tell whether a form is two to six capitals, digits or "&".

    >>> looks_like_acronym("IBM"), looks_like_acronym("AT&T"), looks_like_acronym("Gap")
    (True, True, False)
    """
    bare = form.replace(".", "").replace("&", "").replace("-", "")
    return 2 <= len(bare) <= 6 and bare.isalnum() and bare.isupper()


def looks_like_name(form: str) -> bool:
    """Tell whether a form can be a name at all: not "it", not "the company".

    >>> [looks_like_name(f) for f in ("IBM", "eBay", "it", "The company", "both firms")]
    [True, True, False, False, False]
    """
    words = form.split()
    if words and words[0].lower() in {"the", "a", "an", "its", "their", "this", "both"}:
        words = words[1:]
    return bool(words) and len(form) > 1 and any(c.isupper() for c in "".join(words))
