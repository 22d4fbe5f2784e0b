"""Word pieces of a window, with offsets into the fields of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.extract.windows import word_shape

MAX_PIECES = 256
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The encoder's input, ``T`` word pieces.

    ``ids``, ``types`` (0 title, 1 text), ``shapes``: int64 arrays of shape
    ``(T,)``; ``offsets``: int64 ``(T, 2)``, characters of the piece within the
    title or the window's text; ``special`` marks [CLS] and [SEP].
    """

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    shapes: NDArray[np.int64]
    offsets: NDArray[np.int64]
    special: NDArray[np.bool_]


def load_tokenizer(path: str | None = None) -> Tokenizer:
    """Load the word-piece tokenizer; truncation and padding are off."""
    source = path or str(resources.files("kg.extract") / "model" / "tokenizer.json")
    tokenizer = Tokenizer.from_file(source)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def to_pieces(tokenizer: Tokenizer, title: str, text: str) -> Pieces:
    """Encode a title and a stretch of text as one sequence of word pieces."""
    encoding = tokenizer.encode(title or " ", text)
    keep = slice(0, MAX_PIECES)
    offsets = np.asarray(encoding.offsets, dtype=np.int64)[keep]
    types = np.asarray(encoding.type_ids, dtype=np.int64)[keep]
    special = np.asarray(encoding.special_tokens_mask, dtype=np.bool_)[keep]
    shapes = np.zeros(len(offsets), dtype=np.int64)
    for field, content in ((0, title), (1, text)):
        by_char = _shapes_by_char(content)
        for k in np.flatnonzero((types == field) & ~special):
            shapes[k] = by_char[offsets[k, 0]] if offsets[k, 0] < len(by_char) else 0
    ids = np.asarray(encoding.ids, dtype=np.int64)[keep]
    return Pieces(ids, types, shapes, offsets, special)


def _shapes_by_char(content: str) -> NDArray[np.int64]:
    """Shape of the word that each character belongs to."""
    shapes = np.zeros(len(content), dtype=np.int64)
    for match in _WORD.finditer(content):
        shapes[match.start() : match.end()] = word_shape(match.group())
    return shapes
