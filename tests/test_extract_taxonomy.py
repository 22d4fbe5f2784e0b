import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import VocabularyError
from kg.extract.taxonomy import concepts, find_concept, label_of, normalise


@pytest.mark.parametrize(
    ("phrase", "slug"),
    [
        ("smarter cities", "smart-cities"),
        ("Smart City", "smart-cities"),
        ("smarter healthcare", "healthcare"),
        ("smarter healthcare industries", "healthcare"),
        ("public cloud", "public-cloud"),
        ("the public-cloud market", "public-cloud"),
        ("artificial intelligence", "artificial-intelligence"),
        ("Lithium-Ion Batteries", "batteries"),
        ("batteries for electric cars", "batteries"),
        ("technology for smart cities", "smart-cities"),
        ("mobile payments", "mobile-payments"),
        ("liquefied natural gas", "liquefied-natural-gas"),
        ("natural gas", "natural-gas"),
        ("oil and gas exploration", "oil-and-gas"),
        ("Chinese car market", "automobiles"),
        ("plug-in hybrid vehicles", "electric-vehicles"),
        ("cancer drugs", "oncology"),
        ("experimental kidney drug", "pharmaceuticals"),
        ("sales and marketing software", "software"),
        ("TVs", "consumer-electronics"),
        ("movies", "film"),
        ("R&D", "research-and-development"),
        ("Aquaculture", "aquaculture"),
        ("Cattle Ranching and Farming", "cattle-ranching-and-farming"),
    ],
)
def test_a_phrase_names_its_concept(phrase, slug):
    assert find_concept(phrase) == f"sector-{slug}"


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "technology",
        "services and products",
        "cars and insurance",
        "purchasing power",
        "special purpose vehicles",
        "gift cards",
        "cord blood bank",
        "home gateway security",
        "intellectual property",
        "overseas markets",
        "customer experience",
        "a partnership of equals",
        "tear gas",
        "memory loss",
    ],
)
def test_no_concept_is_better_than_a_wrong_one(phrase):
    assert find_concept(phrase) is None


def test_every_label_is_found_as_its_own_concept():
    wrong = {c: find_concept(label_of(c)) for c in concepts()}
    assert {c: found for c, found in wrong.items() if found != c} == {}


def test_an_unknown_concept_is_named():
    with pytest.raises(VocabularyError, match="sector-zorblatt"):
        label_of("sector-zorblatt")


@given(st.text(max_size=60))
def test_any_text_gives_a_concept_or_none(text):
    found = find_concept(text)
    assert found is None or found in concepts()
    assert find_concept(text.upper()) == find_concept(text.upper().lower())


@given(st.sampled_from(concepts()), st.sampled_from(["market", "industry", "sector"]))
def test_words_for_a_market_change_nothing(concept, word):
    assert find_concept(f"the {label_of(concept)} {word}") == concept


@given(st.text("abcdefghijklmnopqrstuvwxyz -&/", max_size=40))
def test_normalising_twice_is_normalising_once_but_for_plurals(text):
    words = normalise(text).split()
    assert all(word == word.lower() and word.isascii() for word in words)
    assert len(words) >= len(normalise(" ".join(words)).split()) - 1
