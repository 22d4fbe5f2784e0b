"""Claims to alliances: the rules, and that the order of documents is none."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_cases import APPLE, IBM, INTEL, SAP, claim, company, corpora, source

from kg.store import consolidate, merge_companies
from kg.values import Claim, Company, Party, Sector
from kg.vocabulary import Kind, Status


def made(*pairs):
    """Alliances of (published, claim) pairs; each claim has a document of its own."""
    sources, claims = [], []
    for number, (published, said) in enumerate(pairs):
        name = f"d{number}"
        sources.append(source(name, published))
        claims.append(Claim(name, *[getattr(said, f) for f in FIELDS]))
    return consolidate(claims, sources)


FIELDS = (
    *("parties", "kind", "status", "sectors", "announced", "speaker", "venture"),
    *("evidence", "confidence"),
)


def said(*companies, kind="strategic_alliance", status="announced", **others):
    return claim("x", companies, kind, status, **others)


def test_claims_of_the_same_companies_and_kind_are_one_alliance():
    (one,) = made(("2014", said(IBM, SAP)), ("2015", said(SAP, IBM)))
    assert [c.id for c in one.parties] == ["company-ibm", "company-sap"]
    assert len(one.claims) == 2


def test_a_third_company_makes_another_alliance():
    assert len(made(("2014", said(IBM, SAP)), ("2014", said(IBM, SAP, INTEL)))) == 2


def test_a_general_claim_joins_the_kind_that_is_nearest_in_time():
    found = made(
        ("2010-01-01", said(IBM, SAP, kind="licensing")),
        ("2013-01-01", said(IBM, SAP, kind="joint_venture")),
        ("2012-11-01", said(IBM, SAP, status="in_force")),
    )
    assert {a.kind: len(a.claims) for a in found} == {
        "licensing": 1,
        "joint_venture": 2,
    }


def test_a_later_general_announcement_is_no_second_licence():
    found = made(
        ("2001", said(IBM, SAP, kind="licensing", announced="2001")),
        ("2011", said(IBM, SAP, announced="2011")),
    )
    assert [(a.kind, a.since) for a in sorted(found, key=lambda a: a.since)] == [
        ("licensing", "2001"),
        ("strategic_alliance", "2011"),
    ]


def test_general_claims_alone_are_a_strategic_alliance():
    assert [a.kind for a in made(("2014", said(IBM, SAP)))] == ["strategic_alliance"]


def test_announcements_more_than_five_years_apart_are_two_alliances():
    found = made(
        ("2001-01-01", said(IBM, SAP, announced="2001-01-01")),
        ("2006-12-01", said(IBM, SAP, announced="2006-12-01")),
        ("2009-01-01", said(IBM, SAP, status="in_force")),
        ("2004-01-01", said(IBM, SAP, status="in_force")),
    )
    assert sorted((a.since, len(a.claims)) for a in found) == [
        ("2001-01-01", 2),
        ("2006-12-01", 2),
    ]
    close = made(
        ("2001", said(IBM, SAP, announced="2001-01-01")),
        ("2005", said(IBM, SAP, announced="2005-12-01")),
    )
    assert len(close) == 1


@pytest.mark.parametrize(
    ("pairs", "status", "until"),
    [
        ([("2014", "announced"), ("2015", "in_force")], "in_force", None),
        ([("2015", "in_force"), (None, "ended")], "in_force", None),
        ([("2014", "announced"), ("2016-02", "ended")], "ended", "2016-02"),
        ([("2014", "ended"), ("2016-02", "expanded")], "expanded", None),
        (
            [("2012", "ended"), ("2013", "expanded"), ("2015-01", "ended"),
             ("2016", "ended")],
            "ended",
            "2015-01",
        ),
        ([("2014", "announced"), ("2014", "ended")], "ended", "2014"),
        ([("2014", "announced"), ("2014", "denied")], "announced", None),
        ([("2014", "rumoured"), ("2014", "denied")], "denied", None),
        ([("2014", "in_force"), ("2016", "rumoured")], "in_force", None),
        ([(None, "ended")], "ended", None),
    ],
)  # fmt: skip
def test_the_latest_document_gives_the_status(pairs, status, until):
    (one,) = made(*((day, said(IBM, SAP, status=word)) for day, word in pairs))
    assert (one.status, one.until) == (status, until)


def test_since_is_the_earliest_announcement_in_its_most_exact_form():
    (one,) = made(
        ("2015", said(IBM, SAP, announced="2014")),
        ("2015", said(IBM, SAP, announced="2014-10-31")),
        ("2015", said(IBM, SAP, announced="2015-01")),
        ("2013", said(IBM, SAP, status="planned")),
    )
    assert one.since == "2014-10-31"


def test_one_sector_a_concept_under_its_commonest_phrase():
    cloud = [Sector(p, "sector-cloud") for p in ("the cloud", "cloud", "cloud")]
    (one,) = made(
        ("2014", said(IBM, SAP, sectors=(cloud[0], Sector("Retail")))),
        ("2015", said(IBM, SAP, sectors=(cloud[1], Sector("retail")))),
        ("2016", said(IBM, SAP, sectors=(cloud[2],))),
    )
    assert one.sectors == (Sector("cloud", "sector-cloud"), Sector("Retail"))


def test_a_claim_without_two_known_companies_makes_no_alliance():
    lonely = (Party("IBM", (), IBM), Party("Big Blue", (), IBM), Party("someone"))
    assert consolidate([Claim("d", lonely, "licensing", "announced")]) == ()


def test_a_company_has_one_name_and_all_its_aliases():
    forms = [
        Company("company-x", "Acme", ("Acme Ltd",), ("b",), "company-y"),
        Company("company-x", "Acme Works", ("ACME",), ("a",)),
        Company("company-x", "Acme Works"),
    ]
    claims = [
        Claim(f"d{n}", (Party("x", (), c), Party("y", (), IBM)), "licensing", "planned")
        for n, c in enumerate(forms)
    ]
    merged = merge_companies(claims)
    assert merged["company-x"] == Company(
        "company-x", "Acme Works", ("ACME", "Acme", "Acme Ltd"), ("a", "b"), "company-y"
    )
    assert merged["company-y"] == Company("company-y", "Y")


def test_ids_do_not_change_when_something_unrelated_is_read():
    pairs = [("2014", said(IBM, SAP, announced="2014"))]
    more = [*pairs, ("2015", said(IBM, APPLE)), ("2016", said(company("New"), SAP))]
    assert {a.id for a in made(*pairs)} < {a.id for a in made(*more)}


@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(pairs, chance: random.Random):
    mixed = [(s, c) for s, claims in pairs for c in claims]
    shuffled = list(mixed)
    chance.shuffle(shuffled)
    one = consolidate([c for _, c in mixed], [s for s, _ in pairs])
    other = consolidate([c for _, c in shuffled], [s for s, _ in reversed(pairs)])
    assert one == other


@given(corpora())
def test_every_claim_of_two_companies_supports_exactly_one_alliance(pairs):
    """A naive twin: what must hold of each pair of claims, pair by pair."""
    claims = {c for _, said_ in pairs for c in said_}
    found = consolidate(claims, [s for s, _ in pairs])
    supporting = [c for a in found for c in a.claims]
    assert sorted(map(repr, supporting)) == sorted(map(repr, claims))
    assert len({a.id for a in found}) == len(found)
    for alliance in found:
        assert alliance.status in {c.status for c in alliance.claims}
        assert alliance.kind in {c.kind for c in alliance.claims}
        for one, other in combinations(alliance.claims, 2):
            assert {p.company for p in one.parties} == {
                p.company for p in other.parties
            }
            assert one.kind == other.kind or Kind.STRATEGIC_ALLIANCE in (
                one.kind,
                other.kind,
            )
            if one.status == other.status == Status.ANNOUNCED:
                years = [int(c.announced[:4]) for c in (one, other) if c.announced]
                assert not years or max(years) - min(years) <= 5
