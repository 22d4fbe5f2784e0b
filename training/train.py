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

from kg.extract.labels import ALLIANCE, KINDS, RELATIONS, STATUSES
from kg.extract.pieces import load_tokenizer
from training.data import Example, read_examples, rename
from training.items import Item, Pair
from training.network import Networks, SpanHead, load_pretrained
from training.start import load_shipped

SEED = 20141031
EPOCHS = 4
BATCH = 16
#: Share of the windows without any annotated company that an epoch reads.
KEEP_BARE = 0.4
#: Share of the windows whose companies get other names.
RENAMED = 0.75
#: Rates of learning, of the encoder and of what stands on it, and their share
#: where the network starts from weights that were trained before.
RATES = (1.2e-4, 6e-4)
GO_ON = 0.6


def pad(arrays: list[np.ndarray], fill: int) -> Tensor:
    """Stack arrays of different lengths, up to a multiple of 16."""
    longest = -(-max(map(len, arrays)) // 16) * 16
    out = np.full((len(arrays), longest), fill, dtype=arrays[0].dtype)
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


def batch_loss(networks: Networks, items: list[Item]) -> dict[str, Tensor]:
    """Losses of one batch, by name."""
    encoder, head, second = networks.encoder, networks.head, networks.second
    mask = pad([np.ones_like(i.pieces.ids) for i in items], 0)
    bias = (1.0 - mask.float())[:, None, :] * -1e4
    once = encoder.lower(
        pad([i.pieces.ids for i in items], 0),
        pad([i.pieces.types for i in items], 0),
        pad([i.pieces.shapes for i in items], 0),
        bias[:, None],
    )
    x, company, sector = encoder.upper(once, torch.zeros_like(mask), bias[:, None])
    loss = {"company": tag_loss(company, [i.company for i in items])}
    allied = [k for k, i in enumerate(items) if i.has_alliance]
    if allied:
        loss["sector"] = tag_loss(sector[allied], [items[k].sector for k in allied])
    loss["span"] = span_loss(networks.spans, x, items)
    rows = pad_pairs(items, x.shape[1])
    scores = head(x, *rows, bias)
    sums: dict[str, list[Tensor]] = {}
    for k, item in enumerate(items):
        pair_losses(item.pairs, [s[k] for s in scores], sums)
    again = [k for k, i in enumerate(items) if i.marked is not None]
    if again:
        subjects = [items[k] for k in again]
        marks = torch.zeros(len(again), x.shape[1])
        for n, item in enumerate(subjects):
            marks[n, : len(item.marked)] = torch.from_numpy(item.marked)
        x, _, _ = encoder.upper(once[again], marks, bias[again, None])
        scores = second(x, *(r[again] for r in rows))
        for n, item in enumerate(subjects):
            pair_losses(item.marked_pairs, [s[n] for s in scores], sums, "second ")
    loss.update({name: torch.stack(v).mean() for name, v in sums.items()})
    return loss


def tag_loss(scores: Tensor, tags: list[np.ndarray]) -> Tensor:
    """Cross-entropy of one tagger over the pieces that are text."""
    padded = pad(tags, -100)
    scores = scores[:, : padded.shape[1]]
    return functional.cross_entropy(
        scores.float().flatten(0, 1), padded.flatten(), ignore_index=-100
    )


def span_loss(head: SpanHead, x: Tensor, items: list[Item]) -> Tensor:
    """Loss of the span head over what all windows propose."""
    length = x.shape[1]
    rows = [
        (k * length + first, k * length + last, right)
        for k, item in enumerate(items)
        for first, last, right in item.spans
    ]
    if not rows:
        return x.sum() * 0
    first, last, right = (torch.tensor(column) for column in zip(*rows, strict=True))
    scores = head(x.flatten(0, 1), first, last).float()
    return functional.binary_cross_entropy_with_logits(scores, right.float())


def pair_losses(
    pairs: list[Pair], scores: list[Tensor], sums: dict[str, list[Tensor]], look=""
) -> None:
    """Append the losses of one window's pairs, under names that begin with *look*."""
    relation, direction, kind, status = (s.float() for s in scores)

    def put(name: str, loss: Tensor) -> None:
        sums.setdefault(look + name, []).append(loss)

    for pair in pairs:
        logp = torch.logsumexp(relation[pair.rows], 0).log_softmax(-1)
        lead, label = pair.rows[0], pair.relation
        if label is None:
            p = logp[ALLIANCE].exp().clamp(max=0.999)
            put("extra", -torch.log1p(-p))
            continue
        put("relation", -logp[RELATIONS.index(label.name)])
        if label.name == "alliance":
            put("kind", -kind[lead].log_softmax(-1)[KINDS.index(label.kind)])
            put("status", -status[lead].log_softmax(-1)[STATUSES.index(label.status)])
        elif label.name not in ("none", "merger", "competition"):
            put("direction", -direction[lead].log_softmax(-1)[pair.head_first])


WEIGHTS = {"company": 1.0, "sector": 0.5, "relation": 1.0, "extra": 0.4,
           "kind": 0.4, "status": 0.5, "direction": 0.2, "span": 1.0}  # fmt: skip


def train(examples: list[Example], options: argparse.Namespace) -> None:
    """Train and write a checkpoint after every epoch."""
    pretrained, out, epochs = options.pretrained, options.out, options.epochs
    start: Path | None = options.start
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    networks = Networks()
    encoder = networks.encoder
    if start:
        load_shipped(networks, start)
    else:
        load_pretrained(encoder, str(pretrained / "model.safetensors"))
    encoder.lower.words.weight.requires_grad_(False)
    tokenizer = load_tokenizer(str(pretrained / "tokenizer.json"))
    pool = [n[:2] for e in examples for n in e.names if n]
    heads = [
        *networks.head.parameters(),
        *networks.second.parameters(),
        *networks.spans.parameters(),
        *encoder.upper.company.parameters(),
        *encoder.upper.sector.parameters(),
        encoder.upper.subject,
        encoder.lower.shapes.weight,
    ]
    known = {id(p) for p in heads}
    body = [p for p in encoder.parameters() if id(p) not in known and p.requires_grad]
    share = GO_ON if start else 1.0
    groups = [
        {"params": p, "lr": share * r}
        for p, r in zip((body, heads), RATES, strict=True)
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    bare = sum(not e.places for e in examples)
    total = epochs * int((len(examples) - bare * (1 - KEEP_BARE)) / BATCH + 1)

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / (0.06 * total)) * max(0.02, 1 - step / total)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    for epoch in range(epochs):
        print(f"epoch {epoch}", flush=True)
        run_epoch(
            networks, examples, tokenizer, pool, rng, optimiser, schedule, options.half
        )
        torch.save(networks.state_dict(), out / "checkpoint.pt")


def run_epoch(
    networks, examples, tokenizer, pool, rng, optimiser, schedule, half
) -> None:
    """One pass over all windows, in batches of like length."""
    networks.train()
    order = [k for k, e in enumerate(examples) if e.places or rng.random() < KEEP_BARE]
    rng.shuffle(order)
    began, means, n = time.time(), {}, 0
    for at in range(0, len(order), BATCH * 32):
        items = []
        for k in order[at : at + BATCH * 32]:
            e = examples[k]
            read = rename(e, pool, rng) if rng.random() < RENAMED else e
            items.append(Item(read, tokenizer, rng))
        items.sort(key=lambda i: len(i.pieces.ids))
        batches = [items[b : b + BATCH] for b in range(0, len(items), BATCH)]
        rng.shuffle(batches)
        for group in batches:
            # Entered anew for each batch: inside, weights are cast only once.
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                losses = batch_loss(networks, group)
            optimiser.zero_grad()
            sum(WEIGHTS[k.split()[-1]] * v for k, v in losses.items()).backward()
            torch.nn.utils.clip_grad_norm_(networks.parameters(), 1.0)
            optimiser.step(), schedule.step()
            n += 1
            for k, v in losses.items():
                means[k] = 0.98 * means.get(k, v.item()) + 0.02 * v.item()
        shown = " ".join(f"{k} {v:.3f}" for k, v in means.items())
        print(f"batch {n} {time.time() - began:.0f}s {shown}", flush=True)


def main() -> None:
    """Read the options, train, record what was read."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gold", "pretrained", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--start", type=Path, help="model folder to go on from")
    parser.add_argument("--limit", type=int, default=0, help="windows to read")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--half",
        action="store_true",
        help="multiply in 16 bits: half the time on processors with AVX512-BF16",
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    examples = read_examples(options.gold)
    if options.limit:
        examples = random.Random(options.seed).sample(examples, options.limit)
    print(len(examples), "windows", flush=True)
    hashes = {
        f.name: hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(options.gold.glob("*.jsonl"))
    }
    (options.out / "data.json").write_text(json.dumps(hashes, indent=1))
    train(examples, options)


if __name__ == "__main__":
    main()
