"""The trained network at work: one window in, vectors and scores out.

The weights are two ONNX files in ``kg/extract/model``; their model card says
how they were made.  Windows go through one at a time on one thread, so that
what is read in a window never depends on what else is read, and the same text
gives the same scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.extract.pairs import Row, between_mentions
from kg.extract.pieces import Pieces, load_tokenizer, to_pieces

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder sees in a window of ``T`` pieces.

    ``vectors`` is ``(T, 384)``; ``company`` and ``sector`` are ``(T, 3)``
    probabilities of outside, begin, inside.
    """

    pieces: Pieces
    vectors: Floats
    company: Floats
    sector: Floats


@dataclass(frozen=True, slots=True)
class PairScores:
    """Scores of ``P`` pairs of mentions: logits, one row a pair."""

    relation: Floats
    direction: Floats
    kind: Floats
    status: Floats


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), dtype=np.float32)


class Reader:
    """Loads the weights once, then reads windows and scores pairs.

    Args:
        folder: holds ``encoder.onnx``, ``pairs.onnx`` and ``tokenizer.json``;
            by default the weights that come with the package.

    Raises:
        ModelError: a file is missing or cannot be loaded.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        packaged = Path(str(resources.files("kg.extract"))) / "model"
        self.folder = Path(folder) if folder else packaged

    def _path(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise ModelError(f"{path}: no such file; reinstall the package")
        return path

    def _session(self, name: str) -> Any:
        path = self._path(name)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises a dozen unrelated types
            raise ModelError(f"{path}: cannot be loaded: {error}") from error

    @cached_property
    def encoder(self) -> Any:
        """The encoder's session."""
        return self._session("encoder.onnx")

    @cached_property
    def head(self) -> Any:
        """The pair head's session."""
        return self._session("pairs.onnx")

    @cached_property
    def tokenizer(self) -> Any:
        """The word-piece tokenizer."""
        return load_tokenizer(str(self._path("tokenizer.json")))

    def read(self, title: str, text: str) -> Reading:
        """Read one window: a title (may be empty) and a stretch of text."""
        pieces = to_pieces(self.tokenizer, title, text)
        inputs = {
            "ids": pieces.ids[None],
            "types": pieces.types[None],
            "shapes": pieces.shapes[None],
            "mask": np.ones_like(pieces.ids)[None],
        }
        vectors, company, sector = self.encoder.run(None, inputs)
        return Reading(pieces, vectors[0], softmax(company[0]), softmax(sector[0]))

    def score(
        self,
        reading: Reading,
        mentions: Sequence[Row],
        pairs: Sequence[tuple[int, int]],
    ) -> PairScores:
        """Score pairs of mentions, given by number; the earlier one first."""
        first = np.stack([mentions[a] for a, _ in pairs])
        second = np.stack([mentions[b] for _, b in pairs])
        between, far = zip(
            *(between_mentions(mentions[a], mentions[b]) for a, b in pairs), strict=True
        )
        inputs = {
            "vectors": reading.vectors,
            "first": first,
            "second": second,
            "between": np.stack(between),
            "far": np.asarray(far, dtype=np.int64),
        }
        return PairScores(*self.head.run(None, inputs))
