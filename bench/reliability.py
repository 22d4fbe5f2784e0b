"""Draw how far confidence tells the truth: a reliability diagram as SVG.

usage: python -m bench.reliability GOLD_FOLDER OUT.svg

For each gold set of the folder, edges are sorted into ten bins of confidence; a
dot stands where the bin's mean confidence meets the share of its edges that are
right, its area by the number of edges.  On the diagonal confidence is true.
Edges are read down to a confidence of 0.05, so that the whole range shows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.gold import measure
from kg.evaluate import Evaluation
from kg.settings import Settings

SIZE, MARGIN, GAP = 220, 44, 36
LOWEST = 0.05


def draw_panel(left: int, name: str, evaluation: Evaluation) -> Iterator[str]:
    """One set: frame, diagonal, dots."""
    top, bottom = MARGIN, MARGIN + SIZE
    yield f'<rect x="{left}" y="{top}" width="{SIZE}" height="{SIZE}" class="frame"/>'
    yield f'<path d="M{left} {bottom}L{left + SIZE} {top}" class="true"/>'
    error = evaluation.calibration_error
    title = f"{name}: calibration error {error:.2f}"
    yield f'<text x="{left + SIZE / 2}" y="{top - 12}" class="title">{title}</text>'
    for share in (0, 0.5, 1):
        x, y = left + share * SIZE, bottom - share * SIZE
        yield f'<text x="{x}" y="{bottom + 16}" class="middle">{share:g}</text>'
        yield f'<text x="{left - 6}" y="{y + 4}" class="end">{share:g}</text>'
    for b in evaluation.reliability:
        x, y = left + b.confidence * SIZE, bottom - b.right * SIZE
        label = f"{b.count} edges, confidence {b.confidence:.2f}, right {b.right:.2f}"
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{1.2 * b.count**0.5 + 1:.1f}">'
            f"<title>{label}</title></circle>"
        )


STYLE = (
    "text{font:12px sans-serif;fill:#333}.title,.middle{text-anchor:middle}"
    ".end{text-anchor:end}.frame{fill:#fff;stroke:#999}.true{stroke:#999;"
    "stroke-dasharray:4}circle{fill:#2b6cb0;fill-opacity:.7}"
)


def draw(sets: list[tuple[str, Evaluation]]) -> str:
    """The whole picture."""
    width = MARGIN + len(sets) * (SIZE + GAP)
    height = SIZE + 2 * MARGIN + 16
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">',
        f"<style>{STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for k, (name, evaluation) in enumerate(sets):
        lines += draw_panel(MARGIN + k * (SIZE + GAP), name, evaluation)
    foot = "across: confidence; up: share of edges that are right"
    lines.append(f'<text x="{MARGIN}" y="{height - 10}">{foot}</text></svg>')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and write the picture."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    sets = measure(folder, Settings(min_confidence=LOWEST))
    out.write_text(draw(list(sets)), "utf-8")


if __name__ == "__main__":
    main()
