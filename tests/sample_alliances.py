"""Alliances built by hand, the input of the tests of analyse, render and export."""

from __future__ import annotations

from kg.values import (
    Alliance,
    Claim,
    Company,
    Evidence,
    Party,
    Sector,
    Source,
    Span,
)

IBM = Company(
    "company-ibm",
    "IBM",
    ("Big Blue", "International Business Machines"),
    ("XNYS:IBM",),
)
APPLE = Company("company-apple", "Apple")
TENCENT = Company("company-tencent", "Tencent")
TENCENT_CLOUD = Company(
    "company-tencent-cloud", "Tencent Cloud", part_of="company-tencent"
)
TOSHIBA = Company("company-toshiba", "Toshiba")
SIEMENS = Company("company-siemens", "Siemens")
MOTOROLA = Company("company-motorola", "Motorola")
NOMAD = Company("company-nomad", "Nomad Foods")
PEER = Company("company-peer", "Peer Line")

CHIPS = Sector("memory chips", "sector-semiconductors")
CITIES = Sector("smarter cities", "sector-smart-cities")
MOBILE = Sector("business apps")


def source_of(number: int, published: str | None = "2014-10-31") -> Source:
    return Source(
        f"document-{number}",
        f"Article {number}",
        f"https://news.example/{number}",
        "Example News",
        published,
        "en",
    )


def claim_of(
    number: int,
    companies: tuple[Company, ...],
    quote: str,
    status: str = "announced",
    speaker: str | None = None,
    confidence: float = 0.9,
) -> Claim:
    parties = tuple(Party(company.name, (), company) for company in companies)
    evidence = Evidence(
        f"document-{number}", "text", Span(10, 10 + len(quote)), quote, "rules@1"
    )
    return Claim(
        f"document-{number}",
        parties,
        "strategic_alliance",
        status,
        speaker=speaker,
        evidence=(evidence,),
        confidence=confidence,
    )


def alliance_of(
    number: int,
    *companies: Company,
    kind: str = "strategic_alliance",
    status: str = "announced",
    sectors: tuple[Sector, ...] = (),
    since: str | None = "2014-10-31",
    until: str | None = None,
    quote: str = "They will work together.",
    speaker: str | None = None,
) -> Alliance:
    claims = (claim_of(number, companies, quote, status, speaker),)
    return Alliance(
        f"alliance-{number}",
        companies,
        kind,
        status,
        sectors,
        since,
        until,
        claims,
    )


ALLIANCES = (
    alliance_of(
        1,
        IBM,
        TENCENT_CLOUD,
        kind="memorandum",
        sectors=(CITIES,),
        quote="IBM and Tencent Cloud signed a memorandum on smarter cities.",
        speaker="the management of both",
    ),
    alliance_of(
        2,
        IBM,
        APPLE,
        status="in_force",
        sectors=(MOBILE,),
        since="2014-07-15",
        quote="Apple and IBM sell apps for business together.",
    ),
    alliance_of(
        3,
        IBM,
        TOSHIBA,
        SIEMENS,
        kind="joint_development",
        sectors=(CHIPS,),
        since="1992-07",
        quote="Three firms will design a memory chip together.",
    ),
    alliance_of(
        4,
        IBM,
        APPLE,
        MOTOROLA,
        kind="joint_development",
        status="ended",
        sectors=(CHIPS,),
        since="1991-10-02",
        until="2005",
        quote="The three firms wound up their processor alliance.",
    ),
    alliance_of(
        5,
        TOSHIBA,
        SIEMENS,
        status="rumoured",
        since=None,
        quote="The two are said to talk.",
    ),
    alliance_of(
        6,
        NOMAD,
        PEER,
        kind="distribution",
        status="planned",
        since="2020",
        quote="Peer Line plans to carry what Nomad Foods makes.",
    ),
)
SOURCES = tuple(source_of(number) for number in range(1, 7))
