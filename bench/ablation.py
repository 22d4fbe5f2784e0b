"""What each part of the extractor brings: figures with it, and without.

usage: python -m bench.ablation GOLD_FOLDER

Each gold set of the folder (``NAME.docs.jsonl`` and ``NAME.gold.jsonl``) is read
by the whole extractor, and again with one part after the other taken out;
printed are precision, recall and F1 of the edges.  The weights stay the same,
so a part that the network learnt to rely on looks dearer than it may be.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.gold import measure
from kg.extract.alliances import _accept
from kg.extract.confidence import Confidence
from kg.extract.pieces import Pieces
from kg.extract.scoring import read_windows
from kg.extract.spans import Proposal, choose, propose
from kg.settings import Settings
from kg.values import Span


def run_as_it_is(
    pieces: Pieces, field: int, content: str, rough: Span
) -> list[Proposal]:
    """The tagger's run alone, not all stretches of words around it."""
    near = propose(pieces, field, content, rough)
    inside = [
        p for p in near if rough.start <= p.span.start and p.span.end <= rough.end
    ]
    return sorted(inside, key=lambda p: p.span.start - p.span.end)[:1]


#: What can be taken out: its name, where it stands, and what stands in its place.
PARTS: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("the prefilter", "prefilter", "deserves_reading", lambda *given: True),
    (
        "what the lower layers promise",
        "pipeline",
        "read_windows",
        lambda *given: read_windows(*given[:-1], True),  # type: ignore[call-arg]
    ),
    ("bounds of names by the span head", "companies", "propose", run_as_it_is),
    (
        "doubts of the span head",
        "companies",
        "choose",
        lambda proposals, scores, least: choose(proposals, scores, 0.0),
    ),
    (
        "names shared by windows",
        "scoring",
        "_share_names",
        lambda readings, *rest: readings,
    ),
    ("the second reading", "scoring", "read_again", lambda *rest: rest[-1]),
    (
        "the reading without the title",
        "pipeline",
        "read_untitled",
        lambda *given: given[-1],
    ),
    ("confidence", "pipeline", "_confidence", lambda folder: Confidence()),
    (
        "completion of lists",
        "alliances",
        "_accept",
        lambda edges, bounds: _accept(edges, replace(bounds, completion=1.0)),
    ),
    ("parallels", "claims", "find_parallels", lambda *rest: []),
    ("units of a party", "alliances", "merge_units", list),
)


@contextmanager
def swapped(module: str, name: str, instead: Callable[..., Any]) -> Iterator[None]:
    """Put a function in the place of another for a while."""
    place = import_module(f"kg.extract.{module}")
    kept = getattr(place, name)
    setattr(place, name, instead)
    try:
        yield
    finally:
        setattr(place, name, kept)


def show(name: str, folder: Path) -> None:
    """Print one line: precision, recall and F1 of each set."""
    scores = (evaluation.edges for _, evaluation in measure(folder, Settings()))
    cells = (f"{s.precision:.3f} {s.recall:.3f} {s.f1:.3f}" for s in scores)
    print(f"{name:40s}", *cells, sep="   ", flush=True)


def main() -> None:
    """Print the figures of the whole, and without each part."""
    folder = Path(sys.argv[1])
    show("everything", folder)
    for name, module, attribute, instead in PARTS:
        with swapped(module, attribute, instead):
            show(f"without {name}", folder)


if __name__ == "__main__":
    main()
