"""Gold and predictions put side by side, parties named alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluate.measures import Evaluation, Score, to_bins
from kg.vocabulary import HOLDING, MUTUAL, Status

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
        _score_relations(pairs, predicted),
        to_bins(edge for c in pairs for edge in c.judge()),
    )


def judge(gold: Row, predicted: Row) -> list[tuple[float, bool]]:
    """Confidence of each predicted edge of one document, and whether gold has it."""
    return _Compared(gold, predicted).judge()


def _score_relations(
    pairs: Iterable[_Compared], predicted: Mapping[str, Row]
) -> Score | None:
    """Score the other relations; None where none were asked for."""
    if not any("other" in row for row in predicted.values()):
        return None
    return _sum(c.relations() for c in pairs)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _sum(scores: Iterable[Score]) -> Score:
    rows = [(s.found, s.predicted, s.gold) for s in scores]
    found, predicted, gold = (sum(r[k] for r in rows) for k in range(3))
    return Score(found, predicted, gold)


class _Compared:
    """Gold and prediction of one document, parties named alike.

    The prediction may be another annotation of the document, in gold's form.
    """

    def __init__(self, gold: Row, predicted: Row) -> None:
        self.names = _names(gold)
        self.aliases = {
            c["name"]: c.get("aliases", []) for c in predicted.get("companies", [])
        }
        self.gold = gold["alliances"]
        self.predicted = predicted["alliances"]
        self.others = gold.get("other", []), predicted.get("other", [])

    def _party(self, party: Any) -> str:
        if isinstance(party, str):
            forms = [party, *self.aliases.get(party, [])]
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

    def judge(self) -> list[tuple[float, bool]]:
        """Confidence of each predicted edge, in order, and whether gold has it."""
        everything = frozenset(Status)
        gold = self._pairs(self.gold, everything)
        predicted = self._pairs(self.predicted, everything)
        return [
            (max(float(a.get("confidence", 1.0)) for a in found), pair in gold)
            for pair, found in predicted.items()
        ]

    def relations(self) -> Score:
        """Score of the other relations: type, head and tail."""
        gold, ours = ({self._relation(r) for r in rows} for rows in self.others)
        return Score(len(gold & ours), len(ours), len(gold))

    def _relation(self, row: Row) -> tuple[str, str, str]:
        head, tail = self._party(row["head"]), self._party(row["tail"])
        if row["type"] in MUTUAL and tail < head:
            head, tail = tail, head
        return row["type"], head, tail

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
    theirs = [_to_ends(e) for a in gold for e in a["evidence"]]
    ours = [_to_ends(e) for b in predicted for e in b.get("evidence", [])]
    return any(
        (a == b == (-1, -1)) or (a[0] < b[1] and b[0] < a[1])
        for a in ours
        for b in theirs
    )


def _to_ends(evidence: Any) -> tuple[int, int]:
    if isinstance(evidence, Mapping):
        return evidence["start"], evidence["end"]
    return evidence[0], evidence[1]
