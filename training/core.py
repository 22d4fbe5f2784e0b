"""CORE (Borchert et al., EMNLP 2023) as documents: Wikipedia prose.

usage: python -m training.core CORE_TRAIN.json OUT.jsonl

CORE gives each sentence as tokens with two marked entities; here the sentence
becomes running text again, and each text is one document ``core:ID`` without
title.  The data is under CC BY 4.0.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path

_CLOSING = frozenset(
    ", . ; : ! ? ) ] } % ' 's 'S n't 're 've 'm 'll 'd ’s ’ ''".split()
)
_OPENING = frozenset("( [ { $ £ € # ``".split())
_QUOTES = {"``": '"', "''": '"'}


def join_tokens(tokens: Sequence[str]) -> str:
    """Running text of tokens.

    >>> join_tokens(["Acme", "'s", "deal", "(", "2011", ")", "."])
    "Acme's deal (2011)."
    """
    text = ""
    for k, token in enumerate(tokens):
        glued = token in _CLOSING or (k > 0 and tokens[k - 1] in _OPENING)
        text += "" if glued or not text else " "
        text += _QUOTES.get(token, token)
    return text


def main() -> None:
    """Write one document for each text."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("core", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    texts: dict[str, str] = {}
    for row in json.loads(options.core.read_text("utf-8")):
        texts.setdefault(re.sub(r"\s+", " ", join_tokens(row["context"])), row["id"])
    with options.out.open("w", encoding="utf-8") as out:
        for text, number in texts.items():
            doc = {"id": f"core:{number}", "date": "", "title": "", "text": text}
            out.write(json.dumps(doc, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
