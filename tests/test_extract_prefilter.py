"""Which windows are read."""

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.prefilter import choose_windows, cues_of, deserves_reading, hint
from kg.extract.windows import split_sentences

PLAIN = (
    "The DAX index fell 2 percent on Friday as the central bank left rates unchanged "
    "and investors weighed data on inflation, analysts said. "
)
TELLING = "Acme Corp and Widget Inc formed a joint venture to build pumps."


def test_only_what_hints_at_an_alliance_is_read():
    text = PLAIN * 12 + TELLING + " " + PLAIN * 12
    windows = choose_windows("", text, split_sentences(text))
    at = text.index(TELLING)
    assert windows
    assert all(w.span.start <= at < w.span.end for w in windows)


def test_a_title_alone_is_read_when_it_names_somebody():
    assert choose_windows("Acme and Widget form joint venture", "", ())
    assert not choose_windows("they form a joint venture", "", ())


def test_without_any_name_nothing_is_read():
    assert not deserves_reading("", "they formed a joint venture and an alliance.")


def test_the_forms_of_a_word_are_one_cue():
    assert cues_of("", "partners") == cues_of("", "Partnership")


def test_a_title_has_cues_of_its_own():
    assert not cues_of("venture", "") & cues_of("", "venture")


@given(st.text(), st.text())
def test_the_same_words_weigh_the_same(title, text):
    assert hint(title, text) == hint(title, text.lower()) or not text.isascii()
