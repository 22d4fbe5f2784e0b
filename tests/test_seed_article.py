"""The article that the project began with, read where it lies."""

import pytest

import kg
from kg.resolve import Registry

pytestmark = [pytest.mark.shared, pytest.mark.model]


@pytest.fixture
def claims(shared):
    (path,) = (shared / "data/seed").glob("*.txt")
    ((document, found),) = kg.extract(kg.read(path))
    return Registry.load().resolve(document, found)


def by_partner(claims):
    """Claims by the last word of the company that is not in all of them."""
    ids = [{p.company.id for p in c.parties} for c in claims]
    (common,) = set.intersection(*ids)
    found = {}
    for c in claims:
        (other,) = [p for p in c.parties if p.company.id != common]
        found[other.company.id.removeprefix("company-")] = c
    return found


def test_exactly_three_alliances_of_one_ibm(claims):
    assert set(by_partner(claims)) == {"tencent-cloud", "twitter", "apple"}
    assert len(claims) == 3


def test_the_memorandum_with_its_sectors_and_speaker(claims):
    cloud = by_partner(claims)["tencent-cloud"]
    assert (cloud.kind, cloud.status) == ("memorandum", "announced")
    phrases = " ".join(s.phrase.lower() for s in cloud.sectors)
    assert "smarter cities" in phrases
    assert "smarter healthcare" in phrases
    assert cloud.speaker == "IBM and Tencent management"
    assert cloud.announced == "2014-10-31"
    (party,) = [p for p in cloud.parties if "Cloud" in p.name]
    assert party.company.part_of == "company-tencent"


def test_the_older_deals_are_in_force(claims):
    found = by_partner(claims)
    assert found["twitter"].status == found["apple"].status == "in_force"


def test_every_quote_stands_where_it_says(claims, shared):
    (path,) = (shared / "data/seed").glob("*.txt")
    (document,) = kg.read(path)
    quotes = [e for c in claims for e in c.evidence]
    assert quotes
    for e in quotes:
        assert e.span.cut(document.field(e.field)) == e.quote
