import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import core, full, has_legal_form, initials, plain, short

FORMS = ["Inc.", "Corp", "Co., Ltd.", "AG", "S.p.A.", "S.A.", "plc", "GmbH", "K.K."]
words = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=9).map(str.title),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siemens Aktiengesellschaft", "Siemens AG"),
        ("Nissan Motor Kabushiki Kaisha", "Nissan Motor"),
        ("Dajia Insurance (Beijing) Co., Ltd.", "Dajia Insurance"),
        ("Eni S.p.A.", "Eni"),
        ("Société Générale S.A.", "Societe Generale"),
        ("The Boeing Company", "Boeing"),
        ("Vodafone Group Public Limited Company", "Vodafone Group"),
        ("AT&T Inc.", "A.T.&T."),
        ("Telefonaktiebolaget LM Ericsson (publ)", "Telefonaktiebolaget LM Ericsson"),
    ],
)
def test_spellings_of_one_name_have_one_core(one, other):
    assert core(one) == core(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siemens", "Siemens Energy"),
        ("Delta Air Lines", "Delta Electronics"),
        ("Limited Brands", "Brands"),
        ("AB InBev", "InBev"),
    ],
)
def test_names_of_two_companies_have_two_cores(one, other):
    assert core(one) != core(other)


@given(words, st.sampled_from(FORMS))
def test_a_legal_form_changes_the_full_form_only(name, form):
    named = f"{name} {form}"
    assert core(named) == core(name)
    assert full(named) != full(name)
    assert has_legal_form(named)


@given(st.text(max_size=40))
def test_any_text_has_forms_of_plain_words(text):
    for form in (plain(text), full(text), core(text), short(text)):
        assert form == " ".join(form.split())
        assert form.isascii()
        assert core(form) in {core(core(text)), core(form)}
    assert bool(core(text)) == bool(full(text))


@given(words)
def test_initials_are_one_letter_a_word(name):
    parts = name.split()
    expected = "".join(part[0] for part in parts).upper()
    assert (expected in initials(name)) == (len(parts) > 1)
