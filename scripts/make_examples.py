"""Writes examples/ from a table of facts.

usage: make_examples.py FACTS.jsonl [FOLDER]

Each row has a brief in our own words and the facts that it tells. The briefs go
to FOLDER/ibm/, one Markdown file each; the facts to FOLDER/ibm-expected.jsonl,
beside that folder and not in it, where they would be read as documents.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

LICENCE = "Apache-2.0; a brief in our own words of what the linked page reports"
EXPECTED = ("id", "parties", "relation", "is_alliance", "sectors", "status")


def brief(row: dict[str, Any]) -> str:
    """Return the Markdown file of a row."""
    known = {
        "id": row["id"],
        "title": row.get("title"),
        "date": row["date"],
        "url": row["source_url"],
        "publisher": row["publisher"],
        "licence": LICENCE,
    }
    given = {key: value for key, value in known.items() if value}
    front = yaml.safe_dump(given, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{front}---\n\n{row['brief'].strip()}\n"


def expected(row: dict[str, Any]) -> str:
    """Return the line of a row's facts."""
    return json.dumps({key: row[key] for key in EXPECTED}, ensure_ascii=False) + "\n"


def make(facts: Path, folder: Path) -> int:
    """Write the briefs and the facts; return how many there are."""
    rows = [json.loads(line) for line in facts.read_text("utf-8").splitlines() if line]
    rows.sort(key=lambda row: str(row["id"]))
    briefs = folder / "ibm"
    briefs.mkdir(parents=True, exist_ok=True)
    for old in briefs.glob("*.md"):
        old.unlink()
    for row in rows:
        (briefs / f"{row['id']}.md").write_text(brief(row), "utf-8", newline="\n")
    lines = "".join(map(expected, rows))
    (folder / "ibm-expected.jsonl").write_text(lines, "utf-8", newline="\n")
    return len(rows)


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    beside = Path(__file__).resolve().parent.parent / "examples"
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else beside
    sys.stderr.write(f"{make(Path(sys.argv[1]), target)} briefs in {target / 'ibm'}\n")
