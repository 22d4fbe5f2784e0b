"""The tokenizer of the default pipeline."""

from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from kg.extract.tokens import LONGEST, PlainTokenizer

cut = PlainTokenizer(Vocab())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_tokens_are_the_text(text):
    doc = cut(text)
    assert doc.text == text
    assert all(len(token) <= LONGEST for token in doc)


def test_words_and_marks_are_tokens():
    assert [t.text for t in cut("IBM's (big)  deal")] == [
        "IBM", "'", "s", "(", "big", ")", " ", "deal"
    ]  # fmt: skip
