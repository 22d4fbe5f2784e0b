"""``kg evaluate``: predictions against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import AsJson, Output
from kg.cli.output import STDOUT, to_json, to_table, write
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.evaluate import Evaluation, Score


def evaluate(gold: Path, predicted: Path) -> Evaluation:
    """Measure a file of predictions against a file of gold.

    Raises:
        InputError: a file is missing, or a line of it is no object with an id.
    """
    from kg.evaluate import evaluate, read_rows

    for path in (gold, predicted):
        if not path.is_file():
            raise InputError(str(path), "no such file")
    return evaluate(read_rows(gold), read_rows(predicted))


def evaluate_cli(
    gold: Annotated[Path, typer.Argument(help="JSON Lines of gold.")],
    predicted: Annotated[Path, typer.Argument(help="JSON Lines of kg extract.")],
    as_json: AsJson = False,
    output: Output = STDOUT,
) -> None:
    """Measure what kg extract wrote against annotated gold.

    Edges are pairs of companies, counted once a document; asserted ones leave
    out alliances that have ended, are denied or rumoured.
    """
    result = evaluate(gold, predicted)
    write(to_json(result.to_json()) if as_json else to_text(result), output)


def to_text(result: Evaluation) -> str:
    """Lay the measures out for people."""
    rows = [_row("edges", result.edges), _row("asserted edges", result.asserted)]
    if result.relations:
        rows.append(_row("other relations", result.relations))
    first = to_table(("", "precision", "recall", "F1", "found", "gold"), rows)
    shares = [
        ("right kind", result.kind_accuracy),
        ("right status", result.status_accuracy),
        ("sectors, F1", result.sector_f1),
        ("evidence meets gold", result.evidence_hit),
    ]
    plain = [(name, f"{share:.3f}") for name, share in shares]
    bins = [
        (f"{b.confidence:.2f}", f"{b.right:.2f}", str(b.count))
        for b in result.reliability
    ]
    last = to_table(("confidence", "right", "edges"), bins)
    error = f"expected calibration error {result.calibration_error:.3f}"
    return "\n".join(
        [first, to_table(("of matched edges", "share"), plain), last, error]
    )


def _row(name: str, score: Score) -> tuple[str, ...]:
    shares = (f"{x:.3f}" for x in (score.precision, score.recall, score.f1))
    return (name, *shares, str(score.found), str(score.gold))
