"""The trained network at work: one window in, vectors and scores out.

The weights are five ONNX files in ``kg/extract/model``; their model card says
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
from kg.extract.pairs import Row, between_mentions, mark
from kg.extract.pieces import Pieces, load_tokenizer, to_pieces

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Glance:
    """A window of ``T`` pieces and what the lower layers give, ``(T, 384)``."""

    pieces: Pieces
    hidden: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder sees in a window of ``T`` pieces.

    ``hidden``, what the lower layers give, and ``vectors`` are ``(T, 384)``;
    ``company`` and ``sector`` are ``(T, 3)`` probabilities of outside, begin, inside.
    """

    pieces: Pieces
    hidden: Floats
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


def features_of(glance: Glance) -> Floats:
    """Mean and maximum of what the lower layers give: ``(768,)``."""
    hidden = glance.hidden
    return np.concatenate([hidden.mean(0), hidden.max(0)])


class Reader:
    """Loads the weights once, then reads windows and scores pairs.

    Args:
        folder: holds ``lower.onnx``, ``upper.onnx``, ``pairs.onnx``,
            ``second.onnx``, ``spans.onnx`` and ``tokenizer.json``; by default the
            weights that come with the package.

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
    def lower(self) -> Any:
        """The session of the encoder's lower layers."""
        return self._session("lower.onnx")

    @cached_property
    def upper(self) -> Any:
        """The session of the encoder's upper layers."""
        return self._session("upper.onnx")

    @cached_property
    def head(self) -> Any:
        """The pair head's session."""
        return self._session("pairs.onnx")

    @cached_property
    def second(self) -> Any:
        """The session of the second reading's head."""
        return self._session("second.onnx")

    @cached_property
    def spans(self) -> Any:
        """The span head's session."""
        return self._session("spans.onnx")

    @cached_property
    def tokenizer(self) -> Any:
        """The word-piece tokenizer."""
        return load_tokenizer(str(self._path("tokenizer.json")))

    @cached_property
    def promise(self) -> Floats | None:
        """Weights of what the lower layers promise, and a constant; None: all do."""
        path = self.folder / "promise.npy"
        if not path.is_file():
            return None
        try:
            return np.asarray(np.load(path, allow_pickle=False), dtype=np.float32)
        except (ValueError, EOFError, OSError) as error:
            raise ModelError(f"{path}: cannot be read: {error}") from error

    def glance(self, title: str, text: str) -> Glance:
        """Read a window, a title (may be empty) and text, by the lower layers."""
        pieces = to_pieces(self.tokenizer, title, text)
        inputs = {
            "ids": pieces.ids[None],
            "types": pieces.types[None],
            "shapes": pieces.shapes[None],
        }
        (hidden,) = self.lower.run(None, inputs)
        return Glance(pieces, hidden[0])

    def is_promising(self, glance: Glance) -> bool:
        """Tell whether a window may hold an alliance, so that it pays to read on."""
        if self.promise is None:
            return True
        return float(features_of(glance) @ self.promise[:-1] + self.promise[-1]) >= 0

    def read_on(self, glance: Glance) -> Reading:
        """Read a window by the upper layers as well."""
        hidden = glance.hidden[None]
        unmarked = np.zeros(hidden.shape[:2], dtype=np.float32)
        vectors, company, sector = self.upper.run(
            None, {"hidden": hidden, "marks": unmarked}
        )
        return Reading(
            glance.pieces,
            glance.hidden,
            vectors[0],
            softmax(company[0]),
            softmax(sector[0]),
        )

    def read(self, title: str, text: str) -> Reading:
        """Read one window by all layers."""
        return self.read_on(self.glance(title, text))

    def score_spans(self, reading: Reading, spans: Sequence[tuple[int, int]]) -> Floats:
        """Log-odds that stretches of pieces, by first and last, are names: ``(S,)``."""
        first, last = np.asarray(spans, dtype=np.int64).reshape(-1, 2).T
        inputs = {"vectors": reading.vectors, "first": first, "last": last}
        (scores,) = self.spans.run(None, inputs)
        return np.asarray(scores, dtype=np.float32)

    def score(
        self,
        reading: Reading,
        mentions: Sequence[Row],
        pairs: Sequence[tuple[int, int]],
    ) -> PairScores:
        """Score pairs of mentions, given by number; the earlier one first."""
        inputs = _to_inputs(reading.vectors, mentions, pairs)
        return PairScores(*self.head.run(None, inputs))

    def score_again(
        self,
        reading: Reading,
        subject: Sequence[Row],
        mentions: Sequence[Row],
        pairs: Sequence[tuple[int, int]],
    ) -> PairScores:
        """Read the window again with the mentions of *subject* marked; score pairs."""
        inputs = {"hidden": reading.hidden[None], "marks": mark(subject)[None]}
        (vectors,) = self.upper.run(["vectors"], inputs)
        inputs = _to_inputs(vectors[0], mentions, pairs)
        return PairScores(*self.second.run(None, inputs))


def _to_inputs(
    vectors: Floats, mentions: Sequence[Row], pairs: Sequence[tuple[int, int]]
) -> dict[str, NDArray[Any]]:
    """Pairs of mentions as both heads take them."""
    between, far = zip(
        *(between_mentions(mentions[a], mentions[b]) for a, b in pairs), strict=True
    )
    return {
        "vectors": vectors,
        "first": np.stack([mentions[a] for a, _ in pairs]),
        "second": np.stack([mentions[b] for _, b in pairs]),
        "between": np.stack(between),
        "far": np.asarray(far, dtype=np.int64),
    }
