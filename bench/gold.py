"""The extractor's figures on every gold set of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import kg
from kg.cli.records import to_record
from kg.evaluate import Evaluation, evaluate, read_rows
from kg.extract.pipeline import read
from kg.settings import Settings


def measure(folder: Path, settings: Settings) -> Iterator[tuple[str, Evaluation]]:
    """Name and figures of ``NAME.docs.jsonl`` with ``NAME.gold.jsonl``, by name."""
    for path in sorted(folder.glob("*.gold.jsonl")):
        texts = path.with_name(path.name.replace(".gold.", ".docs."))
        found = read(kg.read(texts), settings)
        records = {d.id: to_record(d, claims) for d, claims, _ in found}
        yield path.name.split(".")[0], evaluate(read_rows(path), records)
