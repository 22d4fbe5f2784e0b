"""Names as people write them, cut out of rough spans and grouped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.cleaning import clean
from kg.extract.companies import Found, repeat_names
from kg.extract.grouping import group_names, same_company
from kg.values import Span


@pytest.mark.parametrize(
    ("text", "rough", "name"),
    [
        ("by the Acme Corp's board", "the Acme Corp's", "Acme Corp"),
        ("Acme ( ACME.N ) rose", "Acme (", "Acme"),
        ("with J.C. Penney.", "J.C. Penney.", "J.C. Penney"),
        ("Foo Inc. rose", "Foo Inc.", "Foo Inc."),
        ("at AT&T today", "AT&", "AT&T"),
        ("said Yahoo! and", "Yahoo!", "Yahoo!"),
    ],
)
def test_a_rough_span_is_cut_to_the_name(text, rough, name):
    start = text.index(rough)
    span = clean(text, start, start + len(rough))
    assert span is not None
    assert span.cut(text) == name


@pytest.mark.parametrize("text", ["the company", "its", "Inc.", "...", "partners"])
def test_what_is_no_name_gives_nothing(text):
    assert clean(text, 0, len(text)) is None


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_cleaned_span_lies_inside_the_text(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    if start < end:
        span = clean(text, start, end)
        assert span is None or 0 <= span.start < span.end <= len(text)


def test_a_name_found_once_is_found_everywhere_but_not_inside_another():
    body = "Acme said. Acmeville is a town. Foo Acme Ltd and Acme."
    found = [
        Found(1, Span(32, 44), "Foo Acme Ltd", 0.9),
        Found(1, Span(0, 4), "Acme", 0.8),
    ]
    repeated = repeat_names(found, {f.text: f.score for f in found}, "", body)
    assert [(f.span.start, f.text) for f in repeated] == [
        (0, "Acme"),
        (32, "Foo Acme Ltd"),
        (49, "Acme"),
    ]


@pytest.mark.parametrize(
    ("longer", "shorter", "same"),
    [
        ("Acme Holdings Ltd", "Acme", True),
        ("General Widget Works Co", "GWW", True),
        ("Acme Cloud", "Acme", False),
        ("Acme Motor Europe", "Acme Motor", False),
        ("Acme and Sons", "Acme", False),
        ("Acme Corp", "Foo", False),
    ],
)
def test_short_forms_belong_to_their_company_and_units_do_not(longer, shorter, same):
    assert same_company(longer, shorter) is same


def test_a_short_form_of_two_companies_joins_neither():
    names = [("Delta Widget Corp", 1), ("Delta Gadget Corp", 1), ("Delta", 1)]
    assert group_names(names)["Delta"] == "Delta"


@pytest.mark.parametrize("text", ["Rail Customers", "IT Communities", "Retailers"])
def test_groups_of_firms_are_no_company(text):
    assert clean(text, 0, len(text)) is None


def test_a_common_noun_before_a_name_is_not_part_of_it():
    text = "closely held Acme Computer said"
    span = clean(text, 8, 26)
    assert span is not None
    assert span.cut(text) == "Acme Computer"


def test_initials_that_run_into_a_name_are_part_of_it():
    text = "at the U.S. Widget Fair"
    span = clean(text, 9, 23)
    assert span is not None
    assert span.cut(text) == "U.S. Widget Fair"
