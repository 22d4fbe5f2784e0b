"""Deals named beside a sure one, on hand-made alliances."""

import numpy as np

from kg.extract.alliances import Edge
from kg.extract.labels import KINDS, RELATIONS, STATUSES
from kg.extract.parallels import find_parallels
from kg.extract.windows import split_sentences
from kg.values import Span

TEXT = (
    "On the heels of a deal with Acme Inc, Bar Corp has set a deal with Foo. The "
    "arrangement makes little sense, as did an earlier one with Qux Ltd. Shares of "
    "Baz fell."
)
NAMES = ("Acme Inc", "Bar Corp", "Foo", "Qux Ltd", "Baz")
NAMED = [
    (n, Span(TEXT.index(n), TEXT.index(n) + len(n))) for n in NAMES
]  # fmt: skip
FIRST = split_sentences(TEXT)[0]


def edge(a, b):
    even = np.full(len(KINDS), 1 / len(KINDS), dtype=np.float32)
    status = np.full(len(STATUSES), 1 / len(STATUSES), dtype=np.float32)
    return Edge((a, b), 0.99, even, status, ((1, FIRST),))


def parallels(edges, readings=(), text=TEXT):
    return find_parallels(edges, readings, NAMED, split_sentences(text), text)


def test_deals_beside_a_sure_one_belong_to_the_same_company():
    found = parallels([edge("Bar Corp", "Foo")])
    assert [e.companies for e in found] == [
        ("Acme Inc", "Bar Corp"),
        ("Bar Corp", "Qux Ltd"),
    ]
    assert {STATUSES[int(e.status.argmax())] for e in found} == {"in_force"}


def test_without_a_sure_deal_there_is_nothing_beside_it():
    assert parallels([]) == []
    assert parallels([edge("Baz", "Foo")]) == []


def test_another_relation_that_the_network_sees_is_not_overruled():
    class Reading:
        companies = ("Acme Inc", "Bar Corp")
        relation = np.eye(len(RELATIONS))[RELATIONS.index("acquisition")]
        kind = np.eye(len(KINDS))[0]

    found = parallels([edge("Bar Corp", "Foo")], [Reading()])
    assert [e.companies for e in found] == [("Bar Corp", "Qux Ltd")]
