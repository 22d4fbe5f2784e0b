"""Colours of sectors, line styles of statuses: what the legend explains.

The colours are those of Okabe and Ito (2008), told apart with every common kind
of colour blindness; what has no colour of its own is grey, what has no sector
is hollow. Colour is never the only sign: the panel says it in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.vocabulary import Status

COLOURS = (
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#cc79a7",
    "#56b4e9",
    "#d55e00",
    "#f0e442",
)
OTHER = "#9a9a9a"
OTHER_LABEL = "Other sectors"
NONE_LABEL = "No sector known"

#: The style of an edge: the line of the strongest alliance that it shows.
LINES = {
    Status.EXPANDED: "solid",
    Status.IN_FORCE: "solid",
    Status.ANNOUNCED: "solid",
    Status.PLANNED: "dashed",
    Status.RUMOURED: "dashed",
    Status.ENDED: "dotted",
    Status.DENIED: "dotted",
}

#: Lengths of strokes and gaps in pixels; ``False`` is a line without gaps.
DASHES: dict[str, list[int] | bool] = {
    "solid": False,
    "dashed": [9, 6],
    "dotted": [2, 6],
}

WORDS = {
    Status.EXPANDED: "expanded",
    Status.IN_FORCE: "in force",
    Status.ANNOUNCED: "announced",
    Status.PLANNED: "planned",
    Status.RUMOURED: "rumoured",
    Status.ENDED: "ended",
    Status.DENIED: "denied",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """Which main sector has which colour."""

    colours: tuple[tuple[str, str], ...]

    def colour(self, sector: str) -> str:
        """The colour of a company whose main sector this is; ``""`` for none."""
        return dict(self.colours).get(sector, OTHER) if sector else ""

    def legend(self, sectors: Iterable[str]) -> list[dict[str, str]]:
        """The entries that explain the colours of these main sectors."""
        shown = set(sectors)
        entries = [
            {"label": label, "colour": colour}
            for label, colour in self.colours
            if label in shown
        ]
        if shown - {label for label, _ in self.colours} - {""}:
            entries.append({"label": OTHER_LABEL, "colour": OTHER})
        if "" in shown:
            entries.append({"label": NONE_LABEL, "colour": ""})
        return entries


def to_palette(sectors: Iterable[str]) -> Palette:
    """Give the commonest main sectors a colour each, the commonest the first.

    >>> to_palette(["Cloud", "Chips", "Chips", ""]).colours
    (('Chips', '#0072b2'), ('Cloud', '#e69f00'))
    """
    counts = Counter(sector for sector in sectors if sector)
    best = sorted(counts, key=lambda sector: (-counts[sector], sector))
    return Palette(tuple(zip(best, COLOURS, strict=False)))
