"""Which company each name of one document is.

Names are read from the longest to the shortest, so that a short one can be
what a longer one of the same document is.
"""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

from kg.names import (
    core,
    full,
    has_legal_form,
    initials,
    looks_like_acronym,
    short,
)
from kg.resolve.candidates import propose
from kg.resolve.context import Context
from kg.resolve.decision import Decision, decide
from kg.resolve.entries import Entry, Index
from kg.resolve.units import is_unit_words, split_unit
from kg.values import Company, Document
from kg.vocabulary import slug

_MAX_IDENTIFIERS = 4
#: How alike two spelt-out names must be to be one, their spaces left out.
_ALIKE = 90


def to_company(entry: Entry) -> Company:
    """A registry entry as the value that travels, without aliases seen."""
    names = tuple(sorted(set(entry.names)))
    identifiers = entry.identifiers[:_MAX_IDENTIFIERS]
    return Company(entry.id, entry.name, names, identifiers, entry.part_of)


class Reader:
    """Reads the names of one document."""

    def __init__(self, index: Index, document: Document) -> None:
        self._index = index
        self._context = Context(document)
        self._known: dict[str, Company] = {}
        self._parents: dict[str, Company] = {}
        self._read: list[tuple[str, Company]] = []
        self._others: frozenset[str] = frozenset()
        self._names: dict[str, str] = {}
        self._seen: dict[str, set[str]] = {}

    def read(
        self, forms: tuple[str, ...], others: frozenset[str] = frozenset()
    ) -> Company:
        """The company that is written in these forms, the fullest first.

        ``others`` are ids of companies that a claim puts beside this one: what may
        be short for the name of a unit is then its parent.
        """
        self._others = others
        company = self._identify(forms)
        name = self._names.get(company.id, "")
        if not self._index.by_id(company.id):
            best = max((company.name, name), key=lambda n: (len(core(n)), len(n), n))
            self._names[company.id] = best
        self._seen.setdefault(company.id, set()).update(forms)
        for form in forms:
            for key in (core(form), core(form).replace(" ", "")):
                self._known.setdefault(key, company)
            self._parents.setdefault(short(form), company)
            self._read.append((form, company))
        return company

    def complete(self, company: Company) -> Company:
        """The company with its fullest name and every form that was read."""
        name = self._names.get(company.id, company.name)
        aliases = tuple(sorted(self._seen.get(company.id, set()) - {name}))
        parent = company.part_of
        if parent is None and self._index.by_id(company.id) is None:
            parent = self._parent(company.name)  # may have been read after its unit
        return Company(company.id, name, aliases, company.identifiers, parent)

    def _identify(self, forms: tuple[str, ...]) -> Company:
        head, *others = forms
        entry = self._entry(head)
        if entry is None:
            agreeing = (e for e in map(self._entry, others) if e and _agree(head, e))
            entry = next(agreeing, None)
        longer = self._longer(head, entry)
        if longer is not None:
            return longer
        if entry is not None:
            return to_company(entry)
        closed = self._known.get(core(head).replace(" ", ""))
        return self._known.get(core(head)) or closed or self._new(head)

    def _entry(self, form: str) -> Entry | None:
        owner = re.sub(r"['’]s?$", "", form)
        for name in dict.fromkeys((form, owner)):
            decision = self._decide(name)
            if decision.candidate and decision.outcome == "matched":
                return decision.candidate.entry
        return None

    def _decide(self, form: str) -> Decision:
        return decide(propose(self._index, form, self._context.listings(form)))

    def _longer(self, form: str, entry: Entry | None) -> Company | None:
        """The company whose longer name a form abbreviates here, if that is clear.

        Names that were read come first, then runs of capitals in the text; a form
        that is a known company stands for another only if the text opens with
        that other's whole name.
        """
        if has_legal_form(form):
            return None
        if entry is None:
            for allowed in (_stands_for, self._opens_as_unit):
                known = {
                    c.id: c for n, c in self._read if n != form and allowed(form, n, c)
                }
                if known:
                    return next(iter(known.values())) if len(known) == 1 else None
        found: dict[str, Company] = {}
        for name in self._context.longer(form):
            other = self._entry(name)
            if entry is not None and (other == entry or _agree(name, entry)):
                return None
            if self._replaces(form, name, entry, other):
                company = to_company(other) if other else self._new(name)
                found.setdefault(company.id, company)
        return next(iter(found.values())) if len(found) == 1 else None

    def _replaces(
        self, form: str, name: str, entry: Entry | None, other: Entry | None
    ) -> bool:
        """Whether a longer name of the text says who a form is.

        Capitals that merely follow a name are no longer name of it, so a longer
        name is known, has a legal form or spells out the form.
        """
        whole = has_legal_form(name) or _spells(name, form)
        if entry is None and other is None and not whole:
            return False
        if entry is not None and not (whole and self._context.opens_with(name)):
            return False
        return _abbreviates(form, name) and not self._holds_a_company(form, name)

    def _opens_as_unit(self, form: str, name: str, company: Company) -> bool:
        """Whether "Acme" can be short for "Acme Capital", as no Acme came before."""
        begins = core(name).startswith(core(form) + " ")
        owner = self._context.is_owner(form) or company.id in self._others
        return begins and not owner and self._context.opens_with(name)

    def _holds_a_company(self, form: str, name: str) -> bool:
        """Whether the words after the form are a company: "Sony Ericsson"."""
        rest = name[len(form) :].strip(" ,")
        return bool(core(rest)) and self._entry(rest) is not None

    def _new(self, form: str) -> Company:
        """A company of its own, part of the one whose unit the name says it is."""
        words = short(form) if " " in short(form) else core(form)
        company_id = f"company-{slug(words)}"
        if self._index.by_id(company_id):
            company_id += "-unidentified"
        return Company(company_id, form, part_of=self._parent(form))

    def _parent(self, form: str) -> str | None:
        """The company whose unit a name says it is.

        A nickname ("Delta") is too weak for that: "Delta Electronics" is no part
        of Delta Air Lines.
        """
        for key, _ in split_unit(form):
            company = self._known.get(key) or self._parents.get(key)
            if company is None:
                found = self._decide(" ".join(form.split()[: len(key.split())]))
                known = found.candidate if found.outcome == "matched" else None
                if known and known.features.proper:
                    company = to_company(known.entry)
            if company is not None and company.id != f"company-{slug(short(form))}":
                return company.id
        return None


def _stands_for(form: str, name: str, _: Company) -> bool:
    return _abbreviates(form, name)


def _abbreviates(form: str, name: str) -> bool:
    """Whether a form can stand for a longer name: its start, or its initials.

    >>> _abbreviates("Acme", "Acme Widgets Inc"), _abbreviates("Acme", "Acme Cloud")
    (True, False)
    """
    if _spells(name, form):
        return True
    mine, theirs = core(form).split(), core(name).split()
    rest = theirs[len(mine) :]
    begins = theirs[: len(mine)] == mine and bool(mine)
    return begins and rest[:1] != ["and"] and not is_unit_words(rest)


def _spells(name: str, form: str) -> bool:
    """Whether a form is the initials of a name."""
    return looks_like_acronym(form) and form.replace(".", "") in initials(name)


def _agree(head: str, entry: Entry) -> bool:
    """Whether a name that the registry lacks is much like one that it has."""
    mine = core(head).replace(" ", "")
    for name in (entry.name, *entry.names):
        theirs = core(name).replace(" ", "")
        if ratio(mine, theirs) >= _ALIKE or full(name) == full(head):
            return True
    return False
