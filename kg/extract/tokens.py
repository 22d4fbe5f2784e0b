"""Tokens in linear time, for a pipeline that only reads characters.

spaCy's tokenizer takes time that grows with the square of a word's length: a
page with a few ten thousand brackets or letters in a row would hold it for
minutes.  Nothing in our components rests on its finer rules.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
#: A longer run of letters is cut, so that no token grows without bound.
LONGEST = 100


class PlainTokenizer:
    """Words, marks and white space, each a token; ``doc.text`` is the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Cut a text into tokens."""
        words: list[str] = []
        spaces: list[bool] = []
        for match in _TOKEN.finditer(text):
            token = match.group()
            if words and token[0] == " " and not spaces[-1]:
                spaces[-1] = True
                token = token[1:]
            for at in range(0, len(token), LONGEST):
                words.append(token[at : at + LONGEST])
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)
