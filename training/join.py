"""Put texts to annotations, so that they can be trained on.

usage: python -m training.join OUT_FOLDER TEXTS.jsonl[.gz] [TEXTS.jsonl[.gz] ...]

The annotations of ``training/annotations`` hold ids, offsets and names, never
the text of a publisher.  Whoever has the texts (``id, title, text`` a line) gets
a folder of ``.docs.jsonl`` and ``.gold.jsonl`` files for ``training.train``.
Texts that were written for this project, with invented companies, are ``OWN``.
``ID#wN`` is not a whole text but the window of it that begins at sentence N.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from kg.extract.windows import cut_windows, split_sentences

ANNOTATIONS = Path(__file__).parent / "annotations"
OWN = [
    Path(__file__).parent / name for name in ("prose.docs.jsonl", "newswire.docs.jsonl")
]


def read_texts(paths: list[Path]) -> Iterator[dict]:
    """Read documents from JSON Lines files, gzipped or not."""
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def find_document(document_id: str, texts: dict[str, dict]) -> dict | None:
    """The document of an annotation, whole or a window of one."""
    whole, _, first = document_id.rpartition("#w")
    if document_id in texts or whole not in texts:
        return texts.get(document_id)
    text = texts[whole]["text"]
    for window in cut_windows(split_sentences(text)):
        if window.first == int(first):
            return {**texts[whole], "id": document_id, "text": window.span.cut(text)}
    return None


def join(out: Path, paths: list[Path]) -> None:
    """Write both files of every annotated set; tell what has no text."""
    texts = {d["id"]: d for d in read_texts([*OWN, *paths])}
    for path in sorted(ANNOTATIONS.glob("*.gold.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        found = {r["id"]: find_document(r["id"], texts) for r in rows}
        known = [r for r in rows if found[r["id"]]]
        print(f"{path.name}: {len(known)} of {len(rows)} documents have a text")
        write(out / path.name, known)
        name = path.name.replace(".gold.", ".docs.")
        write(out / name, [found[r["id"]] for r in known])


def write(path: Path, rows: list[dict]) -> None:
    """Write a JSON Lines file."""
    lines = (json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    path.write_text("".join(lines), "utf-8")


def main() -> None:
    """Read the options and join."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    join(options.out, options.texts)


if __name__ == "__main__":
    main()
