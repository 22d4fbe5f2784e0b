"""How sure we are: scores of the network turned into shares of what is right.

A network's score is no probability: of the pairs that it gives 0.9, far fewer
than nine in ten are allied in articles, and more in headlines.  A logistic
function (Platt scaling), one line for running text and one for titles, brings
both to one scale; ``training.calibrate`` fits it, and its numbers lie beside
the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from kg.errors import ModelError
from kg.extract.labels import ALLIANCE
from kg.extract.scoring import PairReading

FILE = "confidence.json"
#: Tagger's score of a name from which on it casts no doubt: in text, in titles.
DOUBTFUL = (0.6, 0.97)
#: The words of a sentence speak for or against a pair by no more than this.
MOST_TELLING = 8.0
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of the logistic function, one for each feature of a pair.

    ``score`` weighs the network's score of the surest window, in log-odds;
    ``doubt`` by how much the score of the less sure name stays below
    ``DOUBTFUL``, in log-odds; ``telling`` by how much the words of the evidence
    hint at an alliance.  The others take the place of the first three where a
    pair stands together in titles alone.
    """

    constant: float = 0.0
    score: float = 1.0
    doubt: float = 0.0
    telling: float = 0.0
    title_constant: float = 0.0
    title_score: float = 1.0
    title_doubt: float = 0.0

    @classmethod
    def load(cls, folder: Path) -> Confidence:
        """Read the numbers beside the weights; without them scores stay as they are.

        Raises:
            ModelError: the file is none of ours.
        """
        path = folder / FILE
        if not path.is_file():
            return cls()
        try:
            return cls(**json.loads(path.read_text("utf-8")))
        except (ValueError, TypeError) as error:
            raise ModelError(f"{path}: cannot be read: {error}") from error

    def save(self, folder: Path) -> None:
        """Write the numbers beside the weights."""
        plain = {k: round(v, 4) for k, v in asdict(self).items()}
        (folder / FILE).write_text(json.dumps(plain, indent=1) + "\n", "utf-8")

    def of(self, features: Sequence[float]) -> float:
        """Confidence of a pair, between 0 and 1, from ``features_of``."""
        weights = (getattr(self, f.name) for f in fields(self))
        total = sum(w * x for w, x in zip(weights, features, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def features_of(
    ranked: Sequence[PairReading], title_only: bool, telling: float = 0.0
) -> tuple[float, ...]:
    """Features of a pair in the order of the fields of ``Confidence``.

    Args:
        ranked: what the windows say of the pair, the surest first.
        title_only: the pair stands together in titles only.
        telling: how much the evidence hints, by ``prefilter.hint``.
    """
    score = _log_odds(float(ranked[0].relation[ALLIANCE]))
    mention = _log_odds(max(r.mention for r in ranked))
    doubt = min(0.0, mention - _log_odds(DOUBTFUL[title_only]))
    own, nothing = (1.0, score, doubt), (0.0, 0.0, 0.0)
    if title_only:
        return (*nothing, 0.0, *own)
    return (*own, max(-MOST_TELLING, min(MOST_TELLING, telling)), *nothing)


def _log_odds(p: float) -> float:
    p = min(max(p, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))
