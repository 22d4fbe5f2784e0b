"""Decisions on scored pairs, each built by hand."""

import numpy as np

from kg.extract.alliances import Thresholds, arrange, decide
from kg.extract.companies import Found
from kg.extract.confidence import Confidence
from kg.extract.labels import KINDS, RELATIONS, STATUSES
from kg.extract.scoring import PairReading
from kg.extract.windows import Window
from kg.values import Span

TEXT = "Acme, Foo and Bar will work together. Baz joined Acme later."
FIRST, SECOND = Span(0, 37), Span(38, 60)
AT = {"Acme": 0, "Foo": 6, "Bar": 14, "Baz": 38}
BOUNDS = Thresholds(sure=0.6, completion=0.5)


def distribution(names, likely, p):
    out = np.full(len(names), (1 - p) / (len(names) - 1), dtype=np.float32)
    out[names.index(likely)] = p
    return out


def pair(a, b, p, *, kind="consortium", mention=0.9, at=None, status="announced"):
    places = at or (AT[a], AT[b])
    first, second = (
        Found(1, Span(s, s + len(n)), n, mention)
        for s, n in zip(places, (a, b), strict=True)
    )
    return PairReading(
        tuple(sorted((a, b))),
        distribution(RELATIONS, "alliance", p),
        distribution(KINDS, kind, 0.9),
        distribution(STATUSES, status, 0.9),
        first,
        second,
        mention,
        Window(0, 2, Span(0, len(TEXT))),
    )


def test_a_pair_counts_from_its_bound_on():
    edges = decide(
        [pair("Acme", "Foo", 0.61), pair("Acme", "Bar", 0.59)],
        (FIRST, SECOND), TEXT, BOUNDS,
    )  # fmt: skip
    assert [e.companies for e in edges] == [("Acme", "Foo")]


def test_a_pair_with_a_doubtful_name_is_left_out():
    readings = [pair("Acme", "Foo", 0.8, mention=0.1)]
    by_name = Confidence(score=1.0, doubt=1.0)
    assert decide(readings, (FIRST, SECOND), TEXT, BOUNDS, by_name) == []
    assert len(decide(readings, (FIRST, SECOND), TEXT, BOUNDS)) == 1


def test_the_surest_window_speaks_for_a_pair():
    readings = [pair("Acme", "Foo", 0.2), pair("Acme", "Foo", 0.8)]
    (edge,) = decide(readings, (FIRST, SECOND), TEXT, BOUNDS)
    assert round(edge.score, 3) == 0.8
    assert edge.evidence == ((1, FIRST),)


def test_a_weaker_pair_counts_when_both_share_a_partner():
    readings = [
        pair("Acme", "Foo", 0.9),
        pair("Acme", "Bar", 0.9),
        pair("Bar", "Foo", 0.4),
    ]
    edges = decide(readings, (FIRST, SECOND), TEXT, BOUNDS)
    assert {e.companies for e in edges} == {
        ("Acme", "Foo"), ("Acme", "Bar"), ("Bar", "Foo"),
    }  # fmt: skip


def test_three_companies_of_one_sentence_are_one_alliance():
    readings = [
        pair("Acme", "Foo", 0.9),
        pair("Acme", "Bar", 0.8),
        pair("Bar", "Foo", 0.7),
        pair("Acme", "Baz", 0.9, at=(47, 38), kind="joint_venture", status="ended"),
    ]
    arrangements = arrange(decide(readings, (FIRST, SECOND), TEXT, BOUNDS))
    found = {a.companies: (a.kind, a.status) for a in arrangements}
    assert found == {
        ("Acme", "Bar", "Foo"): ("consortium", "announced"),
        ("Acme", "Baz"): ("joint_venture", "ended"),
    }


def test_partners_of_one_company_are_not_partners_of_each_other():
    readings = [pair("Acme", "Foo", 0.9), pair("Acme", "Bar", 0.9)]
    arrangements = arrange(decide(readings, (FIRST, SECOND), TEXT, BOUNDS))
    assert sorted(a.companies for a in arrangements) == [
        ("Acme", "Bar"),
        ("Acme", "Foo"),
    ]


def test_a_deal_with_a_company_and_with_its_unit_is_one_and_the_units():
    text = "Acme signed with Foo. Acme and Foo Cloud will cooperate."
    sentences = (Span(0, 21), Span(22, 56))
    readings = [
        pair("Acme", "Foo", 0.9, at=(0, 17)),
        pair("Acme", "Foo Cloud", 0.95, at=(22, 31)),
        pair("Foo", "Foo Cloud", 0.95, at=(31, 31)),
    ]
    (arrangement,) = arrange(decide(readings, sentences, text, BOUNDS))
    assert arrangement.companies == ("Acme", "Foo Cloud")
    assert arrangement.evidence == ((1, sentences[1]), (1, sentences[0]))
