"""Windows as arrays: pieces, tags, labelled pairs, and a subject to read again.

An ``Item`` is made anew each epoch: its names, its pairs with things that are
no company, and its subject are drawn afresh.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from kg.extract.pairs import between_mentions, ends, mark, nearest, spread
from kg.extract.pieces import Pieces, to_pieces
from kg.extract.spans import locate, propose
from kg.values import Span
from training.data import Example, Relation, add_distractors

MOST_PAIRS = 30
#: Share of the windows without any relation that are read a second time.
MARK_BARE = 0.35
#: Share of the windows that are read with holes, share of their pieces that are
#: hidden, no company's among them, and the piece that stands in their place.
WITH_HOLES = 0.5
HIDDEN = 0.15
HOLE = 103
#: Capitalised runs that names are proposed around, and proposals that are no name,
#: at the most.
MOST_ROUGH = 6
MOST_WRONG = 40


@dataclass(slots=True)
class Pair:
    """Two companies: numbers of their rows, what gold says, which one acts.

    ``relation`` is None for a pair with something that is no company.
    """

    ends: tuple[int, int]
    rows: list[int]
    relation: Relation | None
    head_first: int


class Item:
    """One window as arrays: pieces, tags and labelled pairs."""

    def __init__(self, example: Example, tokenizer, rng: random.Random) -> None:
        self.pieces = to_pieces(tokenizer, example.title, example.text)
        self.company = tag(
            self.pieces, [(p.field, p.start, p.end) for p in example.places]
        )
        self.sector = tag(self.pieces, example.sectors)
        self.has_alliance = example.has_alliance
        if rng.random() < WITH_HOLES:
            self.hide(rng)
        self.rows: list[tuple[np.ndarray, np.ndarray, np.ndarray, int]] = []
        self.pairs: list[Pair] = []
        self.marked: np.ndarray | None = None
        self.marked_pairs: list[Pair] = []
        located = [
            (p, spread(self.pieces, p.field, p.start, p.end)) for p in example.places
        ]
        located = [(p, w) for p, w in located if w is not None]
        by_company: dict[int, list] = {}
        for p, w in located:
            by_company.setdefault(p.company, []).append((p, w))
        extra = [(p, spread(self.pieces, p.field, p.start, p.end))
                 for p in add_distractors(example, rng)]  # fmt: skip
        self.add_pairs(by_company, example)
        extra = [(p, w) for p, w in extra if w is not None]
        self.add_extra(extra, located, rng)
        self.mark_subject(by_company, [w for _, w in extra], rng)
        self.spans = propose_spans(self.pieces, example, rng)

    def hide(self, rng: random.Random) -> None:
        """Put holes in place of some pieces, so that no text is learnt by heart."""
        for k in np.flatnonzero(self.company == 0):
            if rng.random() < HIDDEN:
                self.pieces.ids[k] = HOLE

    def add_pairs(self, by_company: dict[int, list], example: Example) -> None:
        """Label the pairs of annotated companies."""
        found = []
        companies = sorted(by_company)
        for i, a in enumerate(companies):
            for b in companies[i + 1 :]:
                relation = example.relations.get((a, b), Relation("none", a))
                if relation is None:
                    continue
                close = nearest(
                    [w for _, w in by_company[a]], [w for _, w in by_company[b]]
                )
                found.append(
                    (relation.name == "none", close[0][2], a, b, relation, close)
                )
        found.sort(key=lambda f: f[:4])
        for _, _, a, b, relation, close in found[:MOST_PAIRS]:
            rows, head_first = [], 0
            for n, (i, j, _) in enumerate(close):
                x, y = by_company[a][i][1], by_company[b][j][1]
                flipped = ends(y)[0] < ends(x)[0]
                if n == 0:
                    head_first = int((relation.head == a) == flipped)
                rows.append(self.row(y, x) if flipped else self.row(x, y))
            self.pairs.append(Pair((a, b), rows, relation, head_first))

    def add_extra(self, extra: list, located: list, rng: random.Random) -> None:
        """Pairs with something that is no party of anything: never an alliance."""
        for p, w in extra:
            others = [(q, v) for q, v in [*located, *extra] if q is not p]
            if others:
                _, v = rng.choice(others)
                self.pairs.append(Pair((-1, -1), [self.row_in_order(w, v)], None, 0))

    def mark_subject(
        self, by_company: dict[int, list], extra: list, rng: random.Random
    ) -> None:
        """Draw the subject of a second reading, an allied company half the time."""
        related = [p for p in self.pairs if p.relation and p.relation.name != "none"]
        named = [p for p in self.pairs if p.relation]
        if not named or (not related and rng.random() >= MARK_BARE):
            return
        allied = [p for p in related if p.relation.name == "alliance"]
        drawn = rng.choice(allied if allied and rng.random() < 0.5 else named)
        subject = rng.choice(drawn.ends)
        mentions = [w for _, w in by_company[subject]]
        self.marked = mark(mentions)
        self.marked_pairs = [p for p in named if subject in p.ends]
        for w in extra[:2]:
            ((k, _, _), *_) = nearest(mentions, [w])
            row = self.row_in_order(mentions[k], w)
            self.marked_pairs.append(Pair((subject, -1), [row], None, 0))

    def row_in_order(self, x: np.ndarray, y: np.ndarray) -> int:
        """Add one pair of mentions, the earlier first; give its number."""
        return self.row(x, y) if ends(x)[0] < ends(y)[0] else self.row(y, x)

    def row(self, x: np.ndarray, y: np.ndarray) -> int:
        """Add one pair of mentions; give its number."""
        self.rows.append((x, y, *between_mentions(x, y)))
        return len(self.rows) - 1


def propose_spans(
    pieces: Pieces, example: Example, rng: random.Random
) -> list[tuple[int, int, bool]]:
    """First and last piece of stretches of words, and whether each is a name."""
    contents = (example.title, example.text)
    rough = [*example.places, *add_distractors(example, rng, MOST_ROUGH)]
    found: dict[tuple[int, int], bool] = {}
    for p in rough:
        span = Span(p.start, p.end)
        for s in propose(pieces, p.field, contents[p.field], span):
            found.setdefault((s.first, s.last), False)
    for p in example.places:
        ends_at = locate(pieces, p.field, contents[p.field], Span(p.start, p.end))
        if ends_at:
            found[ends_at] = True
    wrong = sorted(k for k, right in found.items() if not right)
    rng.shuffle(wrong)
    kept = [*(k for k, right in found.items() if right), *wrong[:MOST_WRONG]]
    return [(first, last, found[first, last]) for first, last in kept]


def tag(pieces: Pieces, spans: list[tuple[int, int, int]]) -> np.ndarray:
    """B (1), I (2), O (0) for each piece; -100 for special ones."""
    tags = np.zeros(len(pieces.ids), dtype=np.int64)
    tags[pieces.special] = -100
    for field, start, end in spans:
        w = spread(pieces, field, start, end)
        if w is not None:
            at = np.flatnonzero(w)
            tags[at], tags[at[0]] = 2, 1
    return tags
