"""CORE, cross-validated: how well the network tells relations of given pairs.

usage: python -m training.crossval CORE_TRAIN.json PRETRAINED_FOLDER [--half]

The 12 relations of CORE (Borchert et al., EMNLP 2023) are learnt anew from the
pretrained encoder on four folds and judged on the fifth; no company pair stands
in two folds.  In half of what is trained on the two companies get other names.
Printed are precision, recall and F1 of ``collaboration``, and micro F1 of all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.evaluate import Score
from kg.extract.pairs import Row, between_mentions, ends, mark, spread
from kg.extract.pieces import Pieces, load_tokenizer, to_pieces
from training.core import join_tokens
from training.network import Encoder, SecondHead, load_pretrained
from training.train import pad

FOLDS, EPOCHS, BATCH, SEED = 5, 4, 16, 20141031
RATES = (1e-4, 6e-4)
RENAMED = 0.5
WANTED = "collaboration"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence as three stretches around two names, and what relates them.

    ``names`` stand in the order of the text; ``first`` tells whether the one
    that CORE calls the first does.
    """

    parts: tuple[str, str, str]
    names: tuple[str, str]
    first: bool
    relation: str

    @property
    def fold(self) -> int:
        """Fold of the pair of companies, the same however they are ordered."""
        pair = " | ".join(sorted(n.lower() for n in self.names))
        return hashlib.sha256(pair.encode()).digest()[0] % FOLDS


@dataclass(frozen=True, slots=True)
class Input:
    """A sentence as the network reads it."""

    pieces: Pieces
    rows: tuple[Row, Row, Row]
    far: int
    subject: Row


def read_cases(path: Path) -> list[Case]:
    """Read the file, leaving out pairs whose names overlap."""
    return [c for row in json.loads(path.read_text("utf-8")) if (c := to_case(row))]


def to_case(row: dict) -> Case | None:
    """One row of CORE; its ends are inclusive."""
    spans = [(row[f"e{k}_start"], row[f"e{k}_end"] + 1) for k in (1, 2)]
    (a, b), (c, d) = sorted(spans)
    if b > c:
        return None
    words = row["context"]
    parts = (join_tokens(words[:a]), join_tokens(words[b:c]), join_tokens(words[d:]))
    names = (join_tokens(words[a:b]), join_tokens(words[c:d]))
    return Case(parts, names, spans[0] == (a, b), row["relation"])


def to_input(case: Case, tokenizer, names: Sequence[str]) -> Input | None:
    """Write the sentence with these names; None where the window cuts one off."""
    before, between, behind = case.parts
    text, at = before, []
    for name, rest in zip(names, (between, behind), strict=True):
        text += " " if text else ""
        at.append((len(text), len(text) + len(name)))
        text += f"{name} {rest}"
    pieces = to_pieces(tokenizer, "", text)
    x, y = (spread(pieces, 1, *span) for span in at)
    if x is None or y is None or ends(y)[0] <= ends(x)[1]:
        return None
    middle, far = between_mentions(x, y)
    return Input(pieces, (x, y, middle), far, mark([x if case.first else y]))


class Classifier(nn.Module):
    """The encoder, told the subject, and the second head with other relations."""

    def __init__(self, pretrained: Path, relations: int) -> None:
        super().__init__()
        self.encoder, self.head = Encoder(), SecondHead()
        self.head.relation = nn.Linear(self.head.relation.in_features, relations)
        load_pretrained(self.encoder, str(pretrained / "model.safetensors"))
        self.encoder.lower.words.weight.requires_grad_(False)

    def forward(self, inputs: Sequence[Input]) -> Tensor:
        """Scores ``(N, relations)``."""
        pieces = [i.pieces for i in inputs]
        mask = pad([np.ones_like(p.ids) for p in pieces], 0).float()
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        columns = [[getattr(p, n) for p in pieces] for n in ("ids", "types", "shapes")]
        x = self.encoder.lower(*(pad(c, 0) for c in columns), bias)
        x, *_ = self.encoder.upper(x, pad([i.subject for i in inputs], 0), bias)
        rows = [pad([i.rows[k] for i in inputs], 0)[:, None] for k in range(3)]
        far = torch.tensor([[i.far] for i in inputs])
        return self.head(x, *rows, far)[0][:, 0].float()


def learn(model: Classifier, cases: list[Case], relations: list[str], options) -> None:
    """Train on cases, with a rate that rises briefly and then falls to nothing."""
    rng = random.Random(SEED)
    tokenizer = load_tokenizer(str(options.pretrained / "tokenizer.json"))
    pool = [name for c in cases for name in c.names]
    parts = (model.encoder.parameters(), model.head.parameters())
    groups = [{"params": list(p), "lr": r} for p, r in zip(parts, RATES, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    total = EPOCHS * (len(cases) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / (0.06 * total)) * (1 - n / (total + 1))
    )
    model.train()
    for _ in range(EPOCHS):
        order = rng.sample(cases, len(cases))
        for at in range(0, len(order), BATCH):
            batch = []
            for case in order[at : at + BATCH]:
                other = rng.random() < RENAMED
                names = rng.choices(pool, k=2) if other else case.names
                batch.append((to_input(case, tokenizer, names), case.relation))
            batch = [b for b in batch if b[0] is not None]
            labels = torch.tensor([relations.index(r) for _, r in batch])
            with torch.autocast("cpu", torch.bfloat16, enabled=options.half):
                scores = model([i for i, _ in batch])
            loss = functional.cross_entropy(scores, labels)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(), schedule.step()


@torch.no_grad()
def judge(model: Classifier, cases: list[Case], relations: list[str], options) -> list:
    """What the network says of each case; what it cannot read is undefined."""
    tokenizer = load_tokenizer(str(options.pretrained / "tokenizer.json"))
    model.eval()
    said = []
    for case in cases:
        read = to_input(case, tokenizer, case.names)
        best = int(model([read]).argmax()) if read else relations.index("undefined")
        said.append(relations[best])
    return said


def report(gold: Sequence[str], said: Sequence[str]) -> str:
    """Precision, recall and F1 of the wanted relation; micro F1 of all but none."""

    def score(names: set[str]) -> Score:
        right = sum(g == s and g in names for g, s in zip(gold, said, strict=True))
        return Score(
            right, sum(s in names for s in said), sum(g in names for g in gold)
        )

    own, every = score({WANTED}), score({*gold} - {"undefined"})
    return (
        f"{WANTED}: P {own.precision:.3f} R {own.recall:.3f} F1 {own.f1:.3f}; "
        f"all relations: micro F1 {every.f1:.3f}"
    )


def main() -> None:
    """Read the options; train and judge each fold."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("core", "pretrained"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--half", action="store_true", help="as in training.train")
    options = parser.parse_args()
    cases = read_cases(options.core)
    relations = sorted({c.relation for c in cases})
    gold: list[str] = []
    said: list[str] = []
    for k in range(FOLDS):
        torch.manual_seed(SEED + k)
        model = Classifier(options.pretrained, len(relations))
        learn(model, [c for c in cases if c.fold != k], relations, options)
        held = [c for c in cases if c.fold == k]
        gold += [c.relation for c in held]
        said += judge(model, held, relations, options)
        print(f"fold {k}:", report(gold[-len(held) :], said[-len(held) :]), flush=True)
    print(f"{len(cases)} pairs:", report(gold, said))


if __name__ == "__main__":
    main()
