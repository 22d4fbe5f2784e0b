"""The name of a jointly owned company, from plain sentences."""

import pytest

import kg
from kg.extract.ventures import find_venture
from kg.ingest import to_document

NAMED = (
    "Brenntau AG and Osaka Lift said they will form a joint venture called "
    "Norlift, with each company holding 50 percent of Norlift."
)


def claims_of(text):
    ((_, claims),) = kg.extract([to_document(text)])
    return claims


def test_a_named_venture_is_no_party_but_the_venture():
    (claim,) = claims_of(NAMED)
    assert claim.kind == "joint_venture"
    assert {p.name for p in claim.parties} == {"Brenntau AG", "Osaka Lift"}
    assert claim.venture == "Norlift"


def test_without_a_name_there_is_none():
    (claim,) = claims_of(
        "Brenntau AG and Osaka Lift said on Monday they formed a joint venture."
    )
    assert claim.venture is None


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ({("Acme", "Qux"): 0.9}, None),  # owned by one of the two alone
        ({("Acme", "Qux"): 0.9, ("Foo", "Qux"): 0.3}, None),
        ({("Acme", "Qux"): 0.9, ("Foo", "Qux"): 0.8}, "Qux"),
        ({("ACM", "Acme"): 0.9, ("ACM", "Foo"): 0.8}, None),  # a piece of a name
        (
            {
                ("Acme", "Bar"): 0.9,
                ("Bar", "Foo"): 0.6,
                ("Acme", "Qux"): 0.8,
                ("Foo", "Qux"): 0.7,
            },
            "Qux",
        ),
    ],
)
def test_every_party_owns_the_venture(scores, found):
    assert find_venture(("Acme", "Foo"), scores) == found
