"""The registry of known companies, and the door to resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.names import core
from kg.resolve.candidates import propose
from kg.resolve.decision import decide
from kg.resolve.entries import Entry, Index
from kg.resolve.listings import to_code
from kg.resolve.reader import Reader, to_company
from kg.values import Claim, Company, Document, Party


class Registry:
    """Known companies, by any of their names, and who is meant by a name.

    >>> registry = Registry.load()
    >>> registry.find("NYSE: IBM").name
    'IBM'
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    @classmethod
    def load(cls, path: Path | None = None) -> Registry:
        """Load a registry; the package's own when no path is given.

        Raises:
            InputError: the file is missing, damaged or no registry.
        """
        return cls(Index.load(path))

    def __len__(self) -> int:
        return len(self._index)

    def get(self, company_id: str) -> Company | None:
        """The known company with this id.

        >>> Registry.load().get("company-twitter").name
        'Twitter'
        """
        entry = self._index.by_id(company_id)
        return to_company(entry) if entry else None

    def find(self, name: str) -> Company | None:
        """The known company with this name, listing or id, if only one has it.

        Capitals do not matter here, as people type names in lower case.  A ticker
        needs its exchange ("NYSE: MTN"), since it can be another company's name.

        >>> registry = Registry.load()
        >>> [registry.find(n).name for n in ("ibm", "International Business Machines")]
        ['IBM', 'IBM']
        >>> registry.find("First") is None
        True
        """
        entry = self._listed(name) or self._index.by_id(name) or self._named(name)
        return to_company(entry) if entry else None

    def _listed(self, name: str) -> Entry | None:
        code = to_code(name)
        found = self._index.by_ticker(code) if code else ()
        return found[0] if len(found) == 1 else None

    def _named(self, name: str) -> Entry | None:
        candidates = propose(self._index, name)
        same = tuple(
            replace(c, features=replace(c.features, same_case=True)) for c in candidates
        )
        decision = decide(same)
        found = decision.candidate
        return found.entry if found and decision.outcome == "matched" else None

    def resolve(self, document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims with a company for each party.

        Parties of one claim that are one company become one party; a claim that
        is left with a single company said nothing of two, and is dropped.

        >>> from kg.values import Claim, Document, Party
        >>> document = Document("d", "", "Acme Widgets Inc. and IBM signed.")
        >>> parties = (Party("Acme Widgets Inc."), Party("IBM"))
        >>> claim = Claim("d", parties, "memorandum", "announced")
        >>> resolved, = Registry.load().resolve(document, [claim])
        >>> [party.company.id for party in resolved.parties]
        ['company-acme-widgets', 'company-international-business-machines']
        """
        companies = self._read(document, claims)
        resolved = []
        for claim in claims:
            parties = _merge([(p, companies[p]) for p in claim.parties])
            if len(parties) > 1:
                resolved.append(replace(claim, parties=parties))
        return tuple(resolved)

    def _read(
        self, document: Document, claims: Sequence[Claim]
    ) -> dict[Party, Company]:
        """The company of every party, names of many words read first."""
        reader = Reader(self._index, document)
        forms = {party: _forms(party) for claim in claims for party in claim.parties}
        beside: dict[Party, set[Party]] = {party: set() for party in forms}
        for claim in claims:
            for party in claim.parties:
                beside[party].update(claim.parties)
        companies: dict[Party, Company] = {}
        order = sorted(forms, key=lambda p: (-len(core(forms[p][0]).split()), forms[p]))
        for party in order:
            others = {companies[p].id for p in beside[party] if p in companies}
            companies[party] = reader.read(forms[party], frozenset(others))
        return {party: reader.complete(found) for party, found in companies.items()}


def _forms(party: Party) -> tuple[str, ...]:
    """The ways a party is written, the fullest first."""
    forms = {party.name, *(mention.text for mention in party.mentions)}
    named = [form for form in forms if core(form)] or [party.name]
    return tuple(sorted(named, key=lambda f: (-len(core(f).split()), -len(f), f)))


def _merge(pairs: Sequence[tuple[Party, Company]]) -> tuple[Party, ...]:
    """One party a company, in the claim's order."""
    merged: dict[str, Party] = {}
    for party, company in pairs:
        known = merged.get(company.id)
        mentions = (known.mentions if known else ()) + party.mentions
        name = known.name if known else party.name
        merged[company.id] = Party(name, tuple(dict.fromkeys(mentions)), company)
    return tuple(merged.values())
