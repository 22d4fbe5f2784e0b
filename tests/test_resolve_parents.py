"""A unit is a company of its own, part of the company whose name it begins with."""

import pytest

from kg.resolve import Registry
from kg.values import Claim, Company, Document, Party

REGISTRY = Registry.load()


def resolve(text: str, *pairs: tuple[str, str]) -> dict[str, Company]:
    claims = [
        Claim("d", tuple(map(Party, pair)), "memorandum", "announced") for pair in pairs
    ]
    found = REGISTRY.resolve(Document("d", "", text), claims)
    return {
        party.name: party.company
        for claim in found
        for party in claim.parties
        if party.company
    }


@pytest.mark.parametrize(
    ("unit", "parent"),
    [
        ("Oracle Cloud", "company-oracle"),
        ("IBM Research", "company-international-business-machines"),
        ("Samsung Electronics America", "company-samsung-electronics"),
        ("Siemens Mobility", "company-siemens"),
    ],
)
def test_unit_of_known_company_is_part_of_it(unit, parent):
    company = resolve(f"{unit} and Nokia signed.", (unit, "Nokia"))[unit]
    assert company.part_of == parent
    assert company.id != parent


def test_unit_of_company_that_only_the_document_names():
    found = resolve(
        "Zyxomma had a deal with Nokia. Zyxomma Cloud and Nokia signed.",
        ("Zyxomma Cloud", "Nokia"),
        ("Zyxomma", "Nokia"),
    )
    assert found["Zyxomma Cloud"].part_of == found["Zyxomma"].id
    assert found["Zyxomma"].part_of is None


def test_nickname_is_no_parent():
    found = resolve("Delta Electronics and Nokia.", ("Delta Electronics", "Nokia"))
    assert found["Delta Electronics"].part_of is None


@pytest.mark.parametrize("listed", ["Siemens Energy", "Visa", "Delta Air Lines"])
def test_company_with_a_listing_of_its_own_is_no_unit(listed):
    company = resolve(f"{listed} and Nokia signed.", (listed, "Nokia"))[listed]
    assert company.identifiers
    assert company.part_of is None
