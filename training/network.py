"""The network: a small BERT encoder with two taggers and two heads for pairs.

One pass over a window gives a vector for each word piece.  Two taggers read
companies and sector phrases from it (B, I, O); the pair head reads, for two
mentions, how their companies are related, and if allied, the kind and status.

Where that is uncertain, the upper layers read the window again, this time told
which company is the subject, and a second head judges its pairs (a light form
of the entity markers of Zhong and Chen, 2021, "A Frustratingly Easy Approach
for Entity and Relation Extraction").
"""

from __future__ import annotations

import math

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.labels import KINDS, RELATIONS, STATUSES
from kg.extract.pairs import DISTANCE_BOUNDS
from kg.extract.windows import SHAPES

DISTANCES = len(DISTANCE_BOUNDS) + 1
#: Pieces from which on a span counts as wide.
WIDEST = 20


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, d: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(d, d) for _ in range(3))
        self.out = nn.Linear(d, d)
        self.norm1 = nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)
        self.norm2 = nn.LayerNorm(d, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor | None = None) -> Tensor:
        """Map ``(B, T, d)`` to ``(B, T, d)``; *bias* is added to the scores."""
        b, t, d = x.shape
        q, k, v = (
            f(x).view(b, t, self.heads, d // self.heads).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(2, 3) / math.sqrt(d // self.heads)
        scores = scores if bias is None else scores + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, d)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Lower(nn.Module):
    """Word pieces to vectors: what is read once."""

    def __init__(self, d: int, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, d)
        self.positions = nn.Embedding(512, d)
        self.types = nn.Embedding(2, d)
        self.shapes = nn.Embedding(SHAPES, d)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.layers = nn.ModuleList(Layer(d, 12, 4 * d) for _ in range(layers))
        self.drop = nn.Dropout(0.1)

    def forward(
        self, ids: Tensor, types: Tensor, shapes: Tensor, bias: Tensor | None = None
    ) -> Tensor:
        """Map pieces ``(B, T)`` to vectors ``(B, T, d)``."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(positions) + self.types(types)
        x = self.drop(self.norm(x + self.shapes(shapes)))
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Upper(nn.Module):
    """Vectors to vectors and tag scores: what is read again for a subject."""

    def __init__(self, d: int, layers: int) -> None:
        super().__init__()
        self.subject = nn.Parameter(torch.zeros(d))
        self.layers = nn.ModuleList(Layer(d, 12, 4 * d) for _ in range(layers))
        self.company = nn.Linear(d, 3)
        self.sector = nn.Linear(d, 3)

    def forward(
        self, x: Tensor, marks: Tensor, bias: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Give vectors ``(B, T, d)`` and the scores of both taggers.

        *marks*, ``(B, T)``, is 1.0 on the pieces of the subject, 0.0 elsewhere.
        """
        x = x + marks[..., None] * self.subject
        for layer in self.layers:
            x = layer(x, bias)
        return x, self.company(x), self.sector(x)


class Encoder(nn.Module):
    """The lower layers and, once or twice, the upper ones."""

    def __init__(self, d: int = 384, lower: int = 3, upper: int = 3) -> None:
        super().__init__()
        self.lower = Lower(d, lower)
        self.upper = Upper(d, upper)


class Judge(nn.Module):
    """What both heads for pairs end in: one hidden layer, four outputs."""

    def add_outputs(self, inputs: int, hidden: int) -> None:
        """Add the layers; their order is that of the exported weights."""
        self.inner = nn.Linear(inputs, hidden)
        self.drop = nn.Dropout(0.2)
        self.relation = nn.Linear(hidden, len(RELATIONS))
        self.direction = nn.Linear(hidden, 2)
        self.kind = nn.Linear(hidden, len(KINDS))
        self.status = nn.Linear(hidden, len(STATUSES))

    def judge(self, parts: list[Tensor]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Relation, direction, kind and status from what is known of each pair."""
        h = self.drop(functional.gelu(self.inner(torch.cat(parts, -1))))
        return self.relation(h), self.direction(h), self.kind(h), self.status(h)


class PairHead(Judge):
    """Two mentions in a window to a relation, a kind and a status."""

    def __init__(self, d: int = 384, hidden: int = 256) -> None:
        super().__init__()
        self.distance = nn.Embedding(DISTANCES, 32)
        self.query = nn.Linear(2 * d, d)
        self.key = nn.Linear(d, d)
        self.value = nn.Linear(d, d)
        self.add_outputs(5 * d + 32, hidden)

    def forward(
        self,
        x: Tensor,
        first: Tensor,
        second: Tensor,
        between: Tensor,
        far: Tensor,
        bias: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Score ``P`` pairs of one window, or of each window of a batch.

        *x* is ``(..., T, d)``; *first*, *second* and *between* are ``(..., P, T)``
        rows of weights that sum to one; *far* is ``(..., P)``, the class of
        distance; *bias*, ``(..., 1, T)``, hides padding.
        """
        a, b, c = first @ x, second @ x, between @ x
        scores = self.query(torch.cat([a, b], -1)) @ self.key(x).transpose(-1, -2)
        scores = scores / math.sqrt(self.key.out_features)
        if bias is not None:
            scores = scores + bias
        seen = scores.softmax(-1) @ self.value(x)
        parts = [a, b, a * b, c, seen, self.distance(far)]
        return self.judge(parts)


class SecondHead(Judge):
    """Two mentions to the same as ``PairHead``, in a window read a second time.

    The encoder was told which company is the subject, so its vectors speak of
    that company's relations and need no attention of the head's own.
    """

    def __init__(self, d: int = 384, hidden: int = 256) -> None:
        super().__init__()
        self.distance = nn.Embedding(DISTANCES, 32)
        self.add_outputs(5 * d + 32, hidden)

    def forward(
        self, x: Tensor, first: Tensor, second: Tensor, between: Tensor, far: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Score ``P`` pairs; shapes as in ``PairHead``."""
        a, b, c = first @ x, second @ x, between @ x
        whole = x[..., :1, :].expand_as(a)
        parts = [a, b, a * b, c, whole, self.distance(far)]
        return self.judge(parts)


class SpanHead(nn.Module):
    """A stretch of pieces to the score that it is, as a whole, a company's name."""

    def __init__(self, d: int = 384, hidden: int = 128) -> None:
        super().__init__()
        self.pieces = nn.Linear(d, hidden)
        self.width = nn.Embedding(WIDEST + 1, 16)
        self.inner = nn.Linear(5 * hidden + 16, hidden)
        self.drop = nn.Dropout(0.2)
        self.score = nn.Linear(hidden, 1)

    def forward(self, x: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Score ``S`` spans, given by first and last piece, of vectors ``(T, d)``."""
        z = functional.pad(self.pieces(x), (0, 0, 0, 1))
        sums = functional.pad(z.float().cumsum(0), (0, 0, 1, 0))
        width = last - first + 1
        mean = (sums[last + 1] - sums[first]) / width[:, None]
        parts = [z[first], z[last], z[first - 1], z[last + 1], mean.to(z.dtype)]
        parts.append(self.width(width.clamp(max=WIDEST)))
        h = self.drop(functional.gelu(self.inner(torch.cat(parts, -1))))
        return self.score(h)[:, 0]


class Networks(nn.Module):
    """The encoder and all that reads its vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.head = PairHead()
        self.second = SecondHead()
        self.spans = SpanHead()


def load_pretrained(encoder: Encoder, path: str) -> None:
    """Copy the weights of a BERT in the usual naming into *encoder*."""
    w = load_file(path)
    at, lower = "embeddings.", encoder.lower
    with torch.no_grad():
        lower.words.weight.copy_(w[at + "word_embeddings.weight"])
        lower.positions.weight.copy_(w[at + "position_embeddings.weight"])
        lower.types.weight.copy_(w[at + "token_type_embeddings.weight"])
    copy(lower.norm, w, at + "LayerNorm")
    for k, layer in enumerate([*lower.layers, *encoder.upper.layers]):
        at = f"encoder.layer.{k}."
        for ours, theirs in (
            ("query", "attention.self.query"),
            ("key", "attention.self.key"),
            ("value", "attention.self.value"),
            ("out", "attention.output.dense"),
            ("norm1", "attention.output.LayerNorm"),
            ("up", "intermediate.dense"),
            ("down", "output.dense"),
            ("norm2", "output.LayerNorm"),
        ):
            copy(getattr(layer, ours), w, at + theirs)


def copy(module: nn.Module, weights: dict[str, Tensor], at: str) -> None:
    """Copy a weight and its bias into *module*."""
    with torch.no_grad():
        module.weight.copy_(weights[at + ".weight"])
        module.bias.copy_(weights[at + ".bias"])
