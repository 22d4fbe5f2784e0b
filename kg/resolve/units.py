"""Names of units: "Tencent Cloud" is a company's name and unit words.

A unit that the registry does not know by itself is a company of its own that
is part of the company whose name it begins with.
"""

from __future__ import annotations

from kg.names import core

_FIELDS = """
advertising aerospace analytics audio automation automotive aviation bank banking
bio biologics broadband broadcasting business businesses cable capital care cars
chemical chemicals cloud commercial communications computing construction consulting
consumer content credit data defence defense design development devices diagnostics
digital display distribution education electronics energy engines engineering
enterprise enterprises entertainment equipment finance financial fund games gaming
global health healthcare home imaging infrastructure insights insurance interactive
international investment investments lab laboratories labs leasing life lighting
logistics manufacturing marine maps marketing materials media medical micro mobile
mobility motorsport music network networks nutrition online operations optical
pharma pharmaceutical pharmaceuticals pay payments pictures platform platforms power
printing products publishing rail research resources retail sales sciences
securities security semiconductor semiconductors service services shipping software
solutions sports storage studio studios supply support systems tech technologies
technology telecom television toys trading transportation travel trucks tv vaccines
ventures video web wind wireless works
""".split()
_FORMS = "bu department division group business unit arm subsidiary".split()
_PLACES = """
africa america american americas argentina asia asian australia austria belgium
brazil britain canada china chile deutschland east eastern emea europe european
france germany gulf iberia india indonesia ireland israel italia italy japan korea
latin malaysia mexico middle netherlands nordic north pacific poland russia saudi
singapore south southern spain sweden switzerland taiwan thailand turkey uk us usa
vietnam western zealand new arabia
""".split()
_GLUE = frozenset({"and", "for", "of"})
_UNIT = frozenset(_FIELDS) | frozenset(_FORMS) | frozenset(_PLACES)


def is_unit_words(words: list[str]) -> bool:
    """Tell whether all words are those of units, places or between them.

    >>> is_unit_words(["web", "services"]), is_unit_words(["ericsson"])
    (True, False)
    """
    named = [word for word in words if word not in _GLUE]
    return bool(named) and all(word in _UNIT for word in named)


def split_unit(form: str) -> list[tuple[str, str]]:
    """Ways to read a name as parent and unit, the longest parent first.

    >>> split_unit("Samsung Electronics America")
    [('samsung electronics', 'america'), ('samsung', 'electronics america')]
    >>> split_unit("Delta Air Lines")
    []
    """
    words = core(form).split()
    return [
        (" ".join(words[:cut]), " ".join(words[cut:]))
        for cut in range(len(words) - 1, 0, -1)
        if is_unit_words(words[cut:])
    ]
