"""Predictions against gold, document by document.

The measures are those of the field: an *edge* is an unordered pair of companies
that some alliance of the document joins, counted once; *asserted* edges leave
out alliances that have ended, are denied or rumoured; an *alliance* is found
when a predicted one shares two parties with it.  Over matched edges: the share
with the right kind and status, F1 of sector phrases (half of the shorter
phrase's content words shared), and the share whose evidence overlaps gold's.

Gold is ``{"id", "companies": [{"name", "aliases"}], "alliances": [{"parties",
"kind", "status", "sectors", "evidence": [[start, end]]}]}``; predictions are
what ``kg extract`` writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.vocabulary import HOLDING, Status

Row = Mapping[str, Any]
Pair = tuple[str, str]

_LEGAL = frozenset(
    "inc incorporated corp corporation co company companies ltd limited plc llc lp llp "
    "ag sa nv se spa ab asa oyj gmbh kk bv pty bhd berhad tbk sab kgaa sas srl as oy "
    "pjsc ojsc jsc the".split()
)
_EMPTY_WORDS = frozenset(
    "the a an of and for in on to its their other new as well industry industries "
    "sector sectors market markets business services".split()
)


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

    @property
    def sector_f1(self) -> float:
        """F1 of sector phrases over matched edges."""
        p, r = self.sector_precision, self.sector_recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def to_json(self) -> dict[str, Any]:
        """Everything as plain values, derived figures included."""
        plain = asdict(self)
        for name in ("edges", "asserted"):
            score: Score = getattr(self, name)
            plain[name] |= {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
            }
        return plain | {"sector_f1": self.sector_f1}


def fold(name: str) -> str:
    """A name without case, punctuation, brackets and legal forms.

    >>> fold("The Acme Co., Ltd. (ACME.N)"), fold("J.C. Penney's")
    ('acme', 'jc penney')
    """
    text = re.sub(r"\([^)]*\)", " ", name).replace("’", "'")
    text = re.sub(r"'s\b", "", text.lower())
    text = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", text)
    words = re.findall(r"[a-z0-9&+]+", text)
    while words and words[-1] in _LEGAL:
        words.pop()
    while words and words[0] == "the":
        words.pop(0)
    return " ".join(words)


def read_rows(path: str | Path) -> dict[str, Row]:
    """Read a JSON Lines file of gold or predictions, by document id.

    Raises:
        InputError: a line is no JSON object with an ``id`` and ``alliances``.
    """
    rows: dict[str, Row] = {}
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                rows[row["id"]] = {**row, "alliances": list(row["alliances"])}
            except (ValueError, TypeError, KeyError) as error:
                reason = f"no object with an id and alliances: {error!r}"
                raise InputError(f"{path}:{number}", reason) from error
    return rows


def evaluate(gold: Mapping[str, Row], predicted: Mapping[str, Row]) -> Evaluation:
    """Measure predictions; a document without a prediction counts as empty.

    Raises:
        InputError: what is called gold holds no companies.
    """
    nothing: Row = {"alliances": []}
    for name, row in gold.items():
        if "companies" not in row:
            reason = "gold has no companies; is it a file of predictions?"
            raise InputError(f"document {name!r}", reason)
    pairs = [_Compared(g, predicted.get(i, nothing)) for i, g in gold.items()]
    everything = frozenset(Status)
    edges = _sum(c.edges(everything) for c in pairs)
    asserted = _sum(c.edges(HOLDING) for c in pairs)
    matches = [m for c in pairs for m in c.matches()]
    right, all_predicted, found, all_gold = map(
        sum, zip(*(c.alliances() for c in pairs), strict=True)
    )
    sectors = [_compare_sectors(a, b) for a, b in matches]
    hit_p, n_p, hit_g, n_g = (sum(s[k] for s in sectors) for k in range(4))
    return Evaluation(
        len(gold),
        edges,
        asserted,
        _share(right, all_predicted),
        _share(found, all_gold),
        _share(sum(_agree(a, b, "kind") for a, b in matches), len(matches)),
        _share(sum(_agree(a, b, "status") for a, b in matches), len(matches)),
        _share(hit_p, n_p),
        _share(hit_g, n_g),
        _share(sum(_evidence_meets(a, b) for a, b in matches), len(matches)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _sum(scores: Iterable[Score]) -> Score:
    rows = [(s.found, s.predicted, s.gold) for s in scores]
    found, predicted, gold = (sum(r[k] for r in rows) for k in range(3))
    return Score(found, predicted, gold)


class _Compared:
    """Gold and prediction of one document, parties named alike."""

    def __init__(self, gold: Row, predicted: Row) -> None:
        self.names = _names(gold)
        self.gold = gold["alliances"]
        self.predicted = predicted["alliances"]

    def _party(self, party: Any) -> str:
        if isinstance(party, str):
            forms = [party]
        else:
            forms = [party["name"], *party.get("mentions", [])]
        for form in forms:
            if fold(form) in self.names:
                return self.names[fold(form)]
        return "?" + (fold(forms[0]) or forms[0])

    def _parties(self, alliance: Row) -> list[str]:
        return sorted({self._party(p) for p in alliance["parties"]})

    def _pairs(
        self, alliances: Iterable[Row], keep: frozenset[Status]
    ) -> dict[Pair, list[Row]]:
        found: dict[Pair, list[Row]] = {}
        for a in alliances:
            if a.get("status", "announced") in keep:
                for pair in combinations(self._parties(a), 2):
                    found.setdefault(pair, []).append(a)
        return found

    def edges(self, keep: frozenset[Status]) -> Score:
        """Score of the edges whose status is in *keep*."""
        gold = self._pairs(self.gold, keep)
        predicted = self._pairs(self.predicted, keep)
        return Score(len(gold.keys() & predicted.keys()), len(predicted), len(gold))

    def matches(self) -> list[tuple[list[Row], list[Row]]]:
        """Gold and predicted alliances of each edge that both have."""
        everything = frozenset(Status)
        gold = self._pairs(self.gold, everything)
        predicted = self._pairs(self.predicted, everything)
        both = sorted(gold.keys() & predicted.keys())
        return [(gold[pair], predicted[pair]) for pair in both]

    def alliances(self) -> tuple[int, int, int, int]:
        """Predicted that meet gold, predicted, gold that is met, gold."""
        gold = [set(self._parties(a)) for a in self.gold]
        ours = [set(self._parties(a)) for a in self.predicted]
        right = sum(any(len(x & y) > 1 for y in gold) for x in ours)
        met = sum(any(len(x & y) > 1 for y in ours) for x in gold)
        return right, len(ours), met, len(gold)


def _names(gold: Row) -> dict[str, str]:
    names: dict[str, str] = {}
    for company in gold["companies"]:
        for form in (company["name"], *company.get("aliases", [])):
            if fold(form):
                names.setdefault(fold(form), company["name"])
    return names


def _agree(gold: list[Row], predicted: list[Row], field: str) -> bool:
    return bool({a[field] for a in gold} & {b.get(field) for b in predicted})


def _words(phrase: str) -> frozenset[str]:
    found = re.findall(r"[a-z0-9]+", phrase.lower())
    return frozenset(w.rstrip("s") for w in found) - {
        w.rstrip("s") for w in _EMPTY_WORDS
    }


def _meets(phrase: frozenset[str], others: Iterable[frozenset[str]]) -> bool:
    return any(
        phrase and other and len(phrase & other) * 2 >= min(len(phrase), len(other))
        for other in others
    )


def _compare_sectors(
    gold: list[Row], predicted: list[Row]
) -> tuple[int, int, int, int]:
    ours = [_words(s) for b in predicted for s in b.get("sectors", [])]
    theirs = [_words(s) for a in gold for s in a["sectors"]]
    hit_ours = sum(_meets(s, theirs) for s in ours)
    hit_theirs = sum(_meets(s, ours) for s in theirs)
    return hit_ours, len(ours), hit_theirs, len(theirs)


def _evidence_meets(gold: list[Row], predicted: list[Row]) -> bool:
    theirs = [(e[0], e[1]) for a in gold for e in a["evidence"]]
    ours = [(e["start"], e["end"]) for b in predicted for e in b.get("evidence", [])]
    return any(
        (a == b == (-1, -1)) or (a[0] < b[1] and b[0] < a[1])
        for a in ours
        for b in theirs
    )
