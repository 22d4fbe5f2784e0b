"""Train the extractor's network from gold annotations.

usage: python -m training.train GOLD_FOLDER PRETRAINED_FOLDER OUT_FOLDER

Seeds are fixed; the hashes of the data are written beside the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.extract.labels import KINDS, RELATIONS, STATUSES
from kg.extract.pairs import between_mentions, ends, nearest, spread
from kg.extract.pieces import Pieces, load_tokenizer, to_pieces
from training.data import (
    Example,
    Relation,
    add_distractors,
    read_examples,
    rename,
)
from training.network import Encoder, PairHead, load_pretrained

SEED = 20141031
EPOCHS = 4
BATCH = 16
MOST_PAIRS = 30
#: Share of the windows without any annotated company that an epoch reads.
KEEP_BARE = 0.4


class Item:
    """One window as arrays: pieces, tags and labelled pairs."""

    def __init__(self, example: Example, tokenizer, rng: random.Random) -> None:
        self.pieces = to_pieces(tokenizer, example.title, example.text)
        self.company = tag(
            self.pieces, [(p.field, p.start, p.end) for p in example.places]
        )
        self.sector = tag(self.pieces, example.sectors)
        self.has_alliance = any(
            r and r.name == "alliance" for r in example.relations.values()
        )
        self.rows: list[tuple[np.ndarray, np.ndarray, np.ndarray, int]] = []
        self.pairs: list[tuple[list[int], Relation | None, int]] = []
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
        self.add_extra([(p, w) for p, w in extra if w is not None], located, rng)

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
            self.pairs.append((rows, relation, head_first))

    def add_extra(self, extra: list, located: list, rng: random.Random) -> None:
        """Pairs with something that is no party of anything: never an alliance."""
        for p, w in extra:
            others = [(q, v) for q, v in [*located, *extra] if q is not p]
            if others:
                _, v = rng.choice(others)
                x, y = (w, v) if ends(w)[0] < ends(v)[0] else (v, w)
                self.pairs.append(([self.row(x, y)], None, 0))

    def row(self, x: np.ndarray, y: np.ndarray) -> int:
        """Add one pair of mentions; give its number."""
        self.rows.append((x, y, *between_mentions(x, y)))
        return len(self.rows) - 1


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


def pad(arrays: list[np.ndarray], fill: int) -> Tensor:
    """Stack arrays of different lengths, up to a multiple of 16."""
    longest = -(-max(map(len, arrays)) // 16) * 16
    out = np.full((len(arrays), longest), fill, dtype=np.int64)
    for k, a in enumerate(arrays):
        out[k, : len(a)] = a
    return torch.from_numpy(out)


def pad_pairs(items: list[Item], length: int) -> tuple[Tensor, ...]:
    """Rows of first, second, between ``(B, P, T)`` and distances ``(B, P)``."""
    most = max(1, *(len(i.rows) for i in items))
    rows = np.zeros((3, len(items), most, length), dtype=np.float32)
    far = np.zeros((len(items), most), dtype=np.int64)
    for k, item in enumerate(items):
        for n, row in enumerate(item.rows):
            for part in range(3):
                rows[part, k, n, : len(row[part])] = row[part]
            far[k, n] = row[3]
    return (*torch.from_numpy(rows), torch.from_numpy(far))


def batch_loss(
    encoder: Encoder, head: PairHead, items: list[Item]
) -> dict[str, Tensor]:
    """Losses of one batch, by name; the pair head works in 32-bit floats."""
    mask = pad([np.ones_like(i.pieces.ids) for i in items], 0)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x, company, sector = encoder(
            pad([i.pieces.ids for i in items], 0),
            pad([i.pieces.types for i in items], 0),
            pad([i.pieces.shapes for i in items], 0),
            mask,
        )
    loss = {"company": tag_loss(company, [i.company for i in items])}
    allied = [k for k, i in enumerate(items) if i.has_alliance]
    if allied:
        loss["sector"] = tag_loss(sector[allied], [items[k].sector for k in allied])
    bias = (1.0 - mask.float())[:, None, :] * -1e4
    scores = head(x.float(), *pad_pairs(items, x.shape[1]), bias)
    sums: dict[str, list[Tensor]] = {}
    for k, item in enumerate(items):
        pair_losses(item, [s[k] for s in scores], sums)
    loss.update({name: torch.stack(v).mean() for name, v in sums.items()})
    return loss


def tag_loss(scores: Tensor, tags: list[np.ndarray]) -> Tensor:
    """Cross-entropy of one tagger over the pieces that are text."""
    padded = pad(tags, -100)
    scores = scores[:, : padded.shape[1]]
    return functional.cross_entropy(
        scores.float().flatten(0, 1), padded.flatten(), ignore_index=-100
    )


def pair_losses(
    item: Item, scores: list[Tensor], sums: dict[str, list[Tensor]]
) -> None:
    """Append the losses of one window's pairs."""
    relation, direction, kind, status = scores
    for rows, label, head_first in item.pairs:
        logits = (
            torch.logsumexp(relation[rows], 0) if len(rows) > 1 else relation[rows[0]]
        )
        logp = logits.log_softmax(-1)
        if label is None:
            p = logp[RELATIONS.index("alliance")].exp().clamp(max=0.999)
            sums.setdefault("extra", []).append(-torch.log1p(-p))
            continue
        sums.setdefault("relation", []).append(-logp[RELATIONS.index(label.name)])
        lead = rows[0]
        if label.name == "alliance":
            sums.setdefault("kind", []).append(
                -kind[lead].log_softmax(-1)[KINDS.index(label.kind)]
            )
            sums.setdefault("status", []).append(
                -status[lead].log_softmax(-1)[STATUSES.index(label.status)]
            )
        elif label.name not in ("none", "merger", "competition"):
            sums.setdefault("direction", []).append(
                -direction[lead].log_softmax(-1)[head_first]
            )


WEIGHTS = {"company": 1.0, "sector": 0.5, "relation": 1.0, "extra": 0.3,
           "kind": 0.4, "status": 0.5, "direction": 0.2}  # fmt: skip


def train(examples: list[Example], pretrained: Path, out: Path, epochs: int) -> None:
    """Train and write a checkpoint after every epoch."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    encoder, head = Encoder(), PairHead()
    load_pretrained(encoder, str(pretrained / "model.safetensors"))
    encoder.words.weight.requires_grad_(False)
    tokenizer = load_tokenizer(str(pretrained / "tokenizer.json"))
    pool = [n[:2] for e in examples for n in e.names if n]
    heads = [
        *head.parameters(),
        *encoder.company.parameters(),
        *encoder.sector.parameters(),
        encoder.shapes.weight,
    ]
    known = {id(p) for p in heads}
    body = [p for p in encoder.parameters() if id(p) not in known and p.requires_grad]
    groups = [{"params": body, "lr": 1.2e-4}, {"params": heads, "lr": 6e-4}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    bare = sum(not e.places for e in examples)
    total = epochs * int((len(examples) - bare * (1 - KEEP_BARE)) / BATCH + 1)

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / (0.06 * total)) * max(0.02, 1 - step / total)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    for epoch in range(epochs):
        run_epoch(
            epoch, encoder, head, examples, tokenizer, pool, rng, optimiser, schedule
        )
        torch.save(
            {"encoder": encoder.state_dict(), "head": head.state_dict()},
            out / "checkpoint.pt",
        )


def run_epoch(
    epoch, encoder, head, examples, tokenizer, pool, rng, optimiser, schedule
) -> None:
    """One pass over all windows, in batches of like length."""
    encoder.train(), head.train()
    order = [k for k, e in enumerate(examples) if e.places or rng.random() < KEEP_BARE]
    rng.shuffle(order)
    began, means, n = time.time(), {}, 0
    for at in range(0, len(order), BATCH * 32):
        items = []
        for k in order[at : at + BATCH * 32]:
            e = examples[k]
            items.append(
                Item(rename(e, pool, rng) if rng.random() < 0.5 else e, tokenizer, rng)
            )
        items.sort(key=lambda i: len(i.pieces.ids))
        batches = [items[b : b + BATCH] for b in range(0, len(items), BATCH)]
        rng.shuffle(batches)
        for group in batches:
            losses = batch_loss(encoder, head, group)
            optimiser.zero_grad()
            sum(WEIGHTS[k] * v for k, v in losses.items()).backward()
            torch.nn.utils.clip_grad_norm_(
                [*encoder.parameters(), *head.parameters()], 1.0
            )
            optimiser.step(), schedule.step()
            n += 1
            for k, v in losses.items():
                means[k] = 0.98 * means.get(k, v.item()) + 0.02 * v.item()
        shown = " ".join(f"{k} {v:.3f}" for k, v in means.items())
        print(f"epoch {epoch} batch {n} {time.time() - began:.0f}s {shown}", flush=True)


def main() -> None:
    """Read the options, train, record what was read."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gold", "pretrained", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--limit", type=int, default=0)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    examples = read_examples(options.gold)
    if options.limit:
        examples = random.Random(0).sample(examples, options.limit)
    print(len(examples), "windows", flush=True)
    hashes = {
        f.name: hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(options.gold.glob("*.jsonl"))
    }
    (options.out / "data.json").write_text(json.dumps(hashes, indent=1))
    train(examples, options.pretrained, options.out, options.epochs)


if __name__ == "__main__":
    main()
