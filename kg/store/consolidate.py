"""What all documents together say: claims to alliances, and no library.

Two claims speak of one alliance if they name the same companies, agree on
the kind (or one of them only says that there is an alliance), and are not
announcements more than ``RENEWAL_YEARS`` apart.  Everything here is a pure
function of the set of claims: the order of documents does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.values import Alliance, Claim, Company, Sector, Source
from kg.vocabulary import Kind, Status, digest

RENEWAL_YEARS = 5

#: Which status stands when documents of one day differ: what is surest first.
SURER = (
    Status.ENDED,
    Status.EXPANDED,
    Status.ANNOUNCED,
    Status.IN_FORCE,
    Status.PLANNED,
    Status.DENIED,
    Status.RUMOURED,
)


def consolidate(
    claims: Iterable[Claim], sources: Iterable[Source] = ()
) -> tuple[Alliance, ...]:
    """Make the alliances that the claims speak of, sorted by their ids.

    Claims whose parties are fewer than two known companies make none.

    >>> from kg.values import Company, Party
    >>> ibm, intel = Company("company-ibm", "IBM"), Company("company-intel", "Intel")
    >>> sides = (Party("IBM", company=ibm), Party("Intel", company=intel))
    >>> said = [
    ...     Claim("a", sides, "licensing", "announced", announced="1996-03"),
    ...     Claim("b", sides, "strategic_alliance", "in_force"),
    ... ]
    >>> [(a.kind, a.status, a.since, len(a.claims)) for a in consolidate(said)]
    [('licensing', 'announced', '1996-03', 2)]
    """
    published = {source.id: source.published or "" for source in sources}
    said = sorted(set(claims), key=lambda claim: _order(claim, published))
    companies = merge_companies(said)
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in said:
        ids = company_ids(claim)
        if len(ids) > 1:
            groups[ids].append(claim)
    made = [
        _alliance(tuple(companies[i] for i in ids), kind, era, claims_, published)
        for ids, together in groups.items()
        for kind, era, claims_ in _split(together, published)
    ]
    return tuple(sorted(made, key=lambda alliance: alliance.id))


def company_ids(claim: Claim) -> tuple[str, ...]:
    """The sorted ids of the known companies of a claim."""
    return tuple(sorted({p.company.id for p in claim.parties if p.company}))


def _order(claim: Claim, published: Mapping[str, str]) -> tuple[str, str, str]:
    return (published.get(claim.document_id, ""), claim.document_id, repr(claim))


def _when(claim: Claim, published: Mapping[str, str]) -> str:
    return claim.announced or published.get(claim.document_id, "")


def _split(
    claims: Sequence[Claim], published: Mapping[str, str]
) -> list[tuple[str, str, list[Claim]]]:
    """Part the claims about the same companies by kind and then by era.

    General claims that are left alone in an era of a kind are of no kind after
    all: those of all kinds go together.
    """
    parts: list[tuple[str, str, list[Claim]]] = []
    alone: list[Claim] = []
    for kind, alike in _by_kind(claims, published).items():
        for era, said in _by_era(alike, published):
            if any(claim.kind == kind for claim in said):
                parts.append((kind, era, said))
            else:
                alone.extend(said)
    if alone:
        alone.sort(key=lambda claim: _order(claim, published))
        general = Kind.STRATEGIC_ALLIANCE.value
        parts += [(general, era, said) for era, said in _by_era(alone, published)]
    return parts


def _by_kind(
    claims: Sequence[Claim], published: Mapping[str, str]
) -> dict[str, list[Claim]]:
    """Put claims of one kind together, and each general claim with the nearest."""
    general = Kind.STRATEGIC_ALLIANCE.value
    kinds: dict[str, list[Claim]] = {}
    for kind in Kind:
        alike = [claim for claim in claims if claim.kind == kind]
        if alike and kind != general:
            kinds[kind.value] = alike
    unsaid = [claim for claim in claims if claim.kind == general]
    if not kinds:
        return {general: unsaid}
    fixed = {kind: list(alike) for kind, alike in kinds.items()}
    for claim in unsaid:
        nearest = min(
            fixed,
            key=lambda kind: (
                min(_days_apart(claim, other, published) for other in fixed[kind]),
                -len(fixed[kind]),
            ),
        )
        kinds[nearest].append(claim)
    return kinds


def _days_apart(one: Claim, other: Claim, published: Mapping[str, str]) -> int:
    first, second = _when(one, published), _when(other, published)
    return abs((_day(first) - _day(second)).days) if first and second else 0


def _day(text: str) -> date:
    """The first day of a date that may be shortened."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _by_era(
    claims: Sequence[Claim], published: Mapping[str, str]
) -> list[tuple[str, list[Claim]]]:
    """Cut at announcements that are too far apart to be of one alliance.

    The first era has an empty name, so that its alliance keeps its id when
    later ones turn up; the others are named by their announcement.
    """
    starts: list[str] = []
    for day in sorted({c.announced for c in claims if c.announced and _is_start(c)}):
        if not starts or _years_apart(starts[-1], day) > RENEWAL_YEARS:
            starts.append(day)
    eras: dict[str, list[Claim]] = {start: [] for start in starts or [""]}
    for claim in claims:
        when = _when(claim, published)
        before = [start for start in eras if start <= when]
        eras[before[-1] if before else next(iter(eras))].append(claim)
    first = next(iter(eras))
    return [("" if start == first else start, said) for start, said in eras.items()]


def _is_start(claim: Claim) -> bool:
    return claim.status == Status.ANNOUNCED


def _years_apart(earlier: str, later: str) -> float:
    return (_day(later) - _day(earlier)).days / 365.25


def _alliance(
    parties: tuple[Company, ...],
    kind: str,
    era: str,
    claims: Sequence[Claim],
    published: Mapping[str, str],
) -> Alliance:
    said = tuple(sorted(claims, key=lambda claim: _order(claim, published)))
    status, until = _status(said, published)
    return Alliance(
        id="alliance-" + digest([company.id for company in parties], kind, era),
        parties=parties,
        kind=kind,
        status=status,
        sectors=_sectors(said),
        since=_earliest({claim.announced for claim in said if claim.announced}),
        until=until,
        claims=said,
    )


def _status(
    claims: Sequence[Claim], published: Mapping[str, str]
) -> tuple[str, str | None]:
    """What the latest document says, and the date of its end if it has ended.

    A rumour counts only where nothing better is known: it does not unmake an
    alliance that was announced.
    """
    sure = [claim for claim in claims if claim.status != Status.RUMOURED] or claims

    def day(claim: Claim) -> str:
        return published.get(claim.document_id, "")

    def rank(claim: Claim) -> tuple[str, int]:
        return day(claim), -SURER.index(Status(claim.status))

    latest = max(sure, key=rank)
    if latest.status != Status.ENDED:
        return latest.status, None
    held = max((rank(c) for c in sure if c.status != Status.ENDED), default=("", -99))
    ends = {day(c) for c in sure if c.status == Status.ENDED and rank(c) > held}
    return latest.status, _earliest(ends - {""})


def _earliest(dates: set[str]) -> str | None:
    """The earliest date, in its most exact form.

    >>> _earliest({"2014", "2014-11", "2014-10-31", "2015"}), _earliest(set())
    ('2014-10-31', None)
    """
    first = min(dates, default=None)
    while first and (finer := [d for d in dates if d.startswith(first + "-")]):
        first = min(finer)
    return first


def _sectors(claims: Sequence[Claim]) -> tuple[Sector, ...]:
    """One sector a concept, under its commonest phrase; one a phrase without."""
    phrases: dict[tuple[str | None, str], Counter[str]] = defaultdict(Counter)
    for claim in claims:
        for sector in claim.sectors:
            key = (sector.concept, "" if sector.concept else sector.phrase.lower())
            phrases[key][sector.phrase] += 1
    chosen = [
        Sector(min(counted, key=lambda phrase: (-counted[phrase], phrase)), concept)
        for (concept, _), counted in phrases.items()
    ]
    return tuple(
        sorted(chosen, key=lambda s: (s.phrase.lower(), s.phrase, s.concept or ""))
    )


def merge_companies(claims: Iterable[Claim]) -> dict[str, Company]:
    """Give each company one name: the commonest, then the longest.

    A company that is named only as another's owner is called after its id.
    """
    seen: dict[str, dict[tuple[str, Company], None]] = defaultdict(dict)
    for claim in claims:
        for party in claim.parties:
            if party.company:
                seen[party.company.id][claim.document_id, party.company] = None
    merged = {key: _merged(key, [c for _, c in found]) for key, found in seen.items()}
    owners = {c.part_of for c in merged.values() if c.part_of} - set(merged)
    for owner in owners:
        words = owner.removeprefix("company-").replace("-", " ")
        merged[owner] = Company(owner, words.title())
    return dict(sorted(merged.items()))


def _merged(key: str, companies: Sequence[Company]) -> Company:
    names = Counter(company.name for company in companies)
    owners = Counter(c.part_of for c in companies if c.part_of and c.part_of != key)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    others = set(names).union(*(company.aliases for company in companies)) - {name, ""}
    identifiers = set[str]().union(*(company.identifiers for company in companies))
    return Company(
        id=key,
        name=name,
        aliases=tuple(sorted(others)),
        identifiers=tuple(sorted(identifiers)),
        part_of=min(owners, key=lambda o: (-owners[o], o)) if owners else None,
    )
