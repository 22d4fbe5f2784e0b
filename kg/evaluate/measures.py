"""The measures of an evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each between 0 and 1, and what they rest on."""

    found: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 if nothing was predicted."""
        return self.found / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 0 if gold is empty."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Edges predicted with like confidence: how many, how sure, how often right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measures over one set of documents."""

    documents: int
    edges: Score
    asserted: Score
    alliances_precision: float
    alliances_recall: float
    kind_accuracy: float
    status_accuracy: float
    sector_precision: float
    sector_recall: float
    evidence_hit: float
    relations: Score | None = None
    reliability: tuple[Bin, ...] = ()

    @property
    def sector_f1(self) -> float:
        """F1 of sector phrases over matched edges."""
        p, r = self.sector_precision, self.sector_recall
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def calibration_error(self) -> float:
        """Expected calibration error: mean gap between confidence and being right.

        Over bins of confidence, weighted by their edges (Naeini et al., AAAI 2015).
        """
        edges = sum(b.count for b in self.reliability)
        gaps = sum(b.count * abs(b.confidence - b.right) for b in self.reliability)
        return gaps / edges if edges else 0.0

    def to_json(self) -> dict[str, Any]:
        """Everything as plain values, derived figures included."""
        plain = asdict(self)
        for name in ("edges", "asserted", "relations"):
            score: Score | None = getattr(self, name)
            if score is None:
                continue
            plain[name] |= {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
            }
        return plain | {
            "sector_f1": self.sector_f1,
            "calibration_error": self.calibration_error,
        }


def to_bins(judged: Iterable[tuple[float, bool]], bins: int = 10) -> tuple[Bin, ...]:
    """Sort edges into bins of confidence of equal width; empty ones are left out.

    >>> to_bins([(0.95, True), (0.91, False), (0.55, True)])[1].right
    0.5
    """
    sorted_in: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        place = min(int(confidence * bins), bins - 1)
        sorted_in.setdefault(place, []).append((confidence, right))
    return tuple(
        Bin(
            len(edges),
            sum(c for c, _ in edges) / len(edges),
            sum(right for _, right in edges) / len(edges),
        )
        for _, edges in sorted(sorted_in.items())
    )
