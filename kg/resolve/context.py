"""What one document says about names, before anyone asks which company.

Everything here comes from the document's own text: the listing given after a
name, the longer form that a short one stands for, the words behind an acronym.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.names import core, full, initials, looks_like_acronym
from kg.resolve.listings import find_codes
from kg.values import Document

_NAME_WORD = r"[A-Z0-9][\w&.'’/+-]*"
_JOIN = r"(?:\s+(?:of|for|the|de|du|la|&)){0,2}"
_RUN = re.compile(rf"{_NAME_WORD}(?:,?{_JOIN}\s+{_NAME_WORD})*")
_BEFORE_BRACKET = 120
#: Capitalised words that follow a name without belonging to it.
_NO_NAME = frozenset(
    """
    analyst analysts board ceo cfo chairman chairwoman chief coo cto director executive
    founder governor head manager managing minister mr mrs ms on president secretary
    senior shares spokesman spokeswoman treasurer vice
    january february march april june july august september october november december
    today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
_OWNED = (
    r"\b(?:unit|subsidiary|arm|division|affiliate|part|owned|parent|branch)"
    r"(?:\s+(?:of|by|company|firm|group|with|the))*\s+"
)
_OWNER_ENDS = r"(?!\w)(?!\s+[A-Z])"
_CODE = re.compile(r"[A-Z0-9]+\.[A-Z]{1,2}|\d+[-/%.,]?\d*")


class Context:
    """The evidence of one document's title and text."""

    def __init__(self, document: Document) -> None:
        # A title in capitals or Title Case runs on: only the text has whole names.
        self.text = document.text
        self.everything = f"{document.title}\n{document.text}"
        self._codes = list(find_codes(self.everything))
        self.longer = lru_cache(maxsize=512)(self._longer)

    def listings(self, form: str) -> frozenset[str]:
        """Codes that stand right after a form, legal words between allowed.

        >>> from kg.values import Document
        >>> text = "Twitter Inc. (NASDAQ: TWTR) and IBM ( IBM.N ) signed."
        >>> context = Context(Document("d", "", text))
        >>> sorted(context.listings("Twitter")), sorted(context.listings("signed"))
        (['US:TWTR'], [])
        """
        found = set()
        for place, code in self._codes:
            tail = self.everything[max(0, place - _BEFORE_BRACKET) : place].rstrip(" ,")
            at = tail.rfind(form)
            if at >= 0 and core(tail[at:]) == core(form):
                found.add(code)
        return frozenset(found)

    def opens_with(self, name: str) -> bool:
        """Whether the first word of a name first stands in the text in that name.

        >>> from kg.values import Document
        >>> context = Context(Document("d", "", "Acme Gas Ltd. said Acme grew."))
        >>> context.opens_with("Acme Gas Ltd."), context.opens_with("Acme grew")
        (True, False)
        """
        first = re.search(rf"(?<!\w){re.escape(name.split()[0])}(?!\w)", self.text)
        return first is not None and self.text.startswith(name, first.start())

    def is_owner(self, form: str) -> bool:
        """Whether the text calls something a unit, part or affiliate of a form.

        >>> from kg.values import Document
        >>> context = Context(Document("d", "", "Acme Gas, a unit of Acme, grew."))
        >>> context.is_owner("Acme"), context.is_owner("Acme Gas")
        (True, False)
        """
        return bool(re.search(_OWNED + re.escape(form) + _OWNER_ENDS, self.text))

    def _longer(self, form: str) -> tuple[str, ...]:
        """Longer names of the text that begin with a form, or that it abbreviates.

        >>> from kg.values import Document
        >>> text = "Delta Electronics Inc. said Delta will grow."
        >>> Context(Document("d", "", text)).longer("Delta")
        ('Delta Electronics Inc.',)
        """
        found: dict[str, str] = {}
        pattern = re.compile(rf"(?<![\w&-]){re.escape(form)}(?=[\s,])")
        for match in pattern.finditer(self.text):
            run = _RUN.match(self.text, match.start())
            rest = run[0][len(form) :].lstrip(" ,") if run else ""
            if run and rest and not rest[0].islower():
                name = _cut(run[0])
                if full(name) != full(form):
                    found.setdefault(full(name), name)
        if looks_like_acronym(form):
            for name in self._spelt_out(form):
                found.setdefault(full(name), name)
        return tuple(found.values())

    def _spelt_out(self, acronym: str) -> list[str]:
        """Names right before ``(ACR)`` whose initials are the acronym's."""
        wanted = acronym.replace(".", "")
        names = []
        for match in re.finditer(rf"\(\s*{re.escape(acronym)}\s*[),]", self.text):
            before = self.text[max(0, match.start() - _BEFORE_BRACKET) : match.start()]
            words = before.split()
            for count in range(2, min(len(words), 9) + 1):
                name = " ".join(words[-count:])
                if name[:1].isupper() and wanted in initials(name):
                    names.append(name)
                    break
        return names


def _cut(run: str) -> str:
    """End a capitalised run where its legal form, a comma or a title ends it.

    >>> _cut("Wanda Group Co., Ltd. On Monday"), _cut("Acme, Twitter")
    ('Wanda Group Co., Ltd.', 'Acme')
    >>> _cut("Acme Gas Chief Executive Ann Lee"), _cut("Acme Gas's Board")
    ('Acme Gas', 'Acme Gas')
    """
    words = run.split()
    end = len(words)
    for count in range(1, len(words)):
        if _ends(words[:count], words[count]):
            end = count
            break
    name = " ".join(words[:end]).rstrip(",;:")
    name = re.sub(r"['’]s?$", "", name)
    return name if full(name) != core(name) else name.rstrip(".")


def _ends(words: list[str], following: str) -> bool:
    """Whether a name ends before the word that follows."""
    if following.lower().strip(".,'’") in _NO_NAME or _CODE.fullmatch(following):
        return True
    if len(words) > 1 and re.search(r"['’]s?$", words[-1]):
        return True
    name = " ".join(words)
    more = core(f"{name} {following}") != core(name)
    return more and (full(name) != core(name) or name.endswith(","))
