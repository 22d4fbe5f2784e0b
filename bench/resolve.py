"""How well names become companies, measured on annotated documents.

    python bench/resolve.py FOLDER [--show N]

FOLDER holds ``*.docs.jsonl`` and ``*.gold.jsonl``; each gold line has
``companies`` with ``name`` and ``aliases``.  Every form is given to the
registry as a party of its own (the hard way: the extractor groups them first),
then in the groups that the annotators made.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from kg.resolve import Registry
from kg.values import Claim, Company, Document, Mention, Party, Span

DUMMY = "Quxwort Flibber"


def read(folder: Path) -> Iterator[tuple[Document, list[list[str]]]]:
    """Documents and the names of their companies."""
    for gold_file in sorted(folder.glob("*.gold.jsonl")):
        docs_file = gold_file.with_name(gold_file.name.replace("gold", "docs"))
        docs = {d["id"]: d for d in map(json.loads, docs_file.open(encoding="utf-8"))}
        for gold in map(json.loads, gold_file.open(encoding="utf-8")):
            doc = docs[gold["id"]]
            document = Document(doc["id"], doc["title"], doc["text"])
            groups = [[c["name"], *c["aliases"]] for c in gold["companies"]]
            if groups:
                yield document, groups


def resolve(
    registry: Registry, document: Document, parties: list[list[str]]
) -> dict[str, Company]:
    """The company of each form, parties given as lists of forms.

    Each party has a claim of its own, as claims tell their parties apart.
    """
    claims = []
    for forms in parties:
        mentions = tuple(Mention("", "text", Span(0, 0), form) for form in forms)
        pair = (Party(forms[0], mentions), Party(DUMMY))
        claims.append(Claim(document.id, pair, "memorandum", "announced"))
    resolved = registry.resolve(document, claims)
    return {
        mention.text: claim.parties[0].company
        for claim in resolved
        for mention in claim.parties[0].mentions
        if claim.parties[0].company
    }


def measure(registry: Registry, folder: Path, show: int) -> dict[str, float]:
    """Count alias pairs with one id and different companies with one id."""
    count: Counter[str] = Counter()
    faults: dict[str, list[str]] = {"not joined": [], "merged": []}
    spent_s = 0.0
    for document, groups in read(folder):
        lone = [[form] for group in groups for form in group]
        start = time.perf_counter()
        found = resolve(registry, document, lone)
        spent_s += time.perf_counter() - start
        grouped = resolve(registry, document, groups)
        count["documents"] += 1
        count["forms"] += len(lone)
        for group in groups:
            count["companies"] += 1
            count["known"] += bool(grouped[group[0]].identifiers)
        count.update(compare(groups, found, grouped, faults))
    for fault, lines in faults.items():
        print(fault.upper(), *lines[:show], sep="\n")
    return {**count, "ms_per_document": 1000 * spent_s / count["documents"]}


def compare(
    groups: list[list[str]],
    found: dict[str, Company],
    grouped: dict[str, Company],
    faults: dict[str, list[str]],
) -> Iterator[str]:
    """Yield the name of what is to be counted once more."""
    for group in groups:
        for one, other in combinations(group, 2):
            yield "alias pairs"
            ids = sorted({found[one].id, found[other].id})
            if len(ids) == 1:
                yield "alias pairs joined"
            else:
                faults["not joined"].append(f"{one} | {other} -> {ids}")
    for mine, theirs in combinations(groups, 2):
        if {o.lower() for o in mine} & {o.lower() for o in theirs}:
            continue  # the annotators gave one form to both
        yield "company pairs"
        merged = {found[f].id for f in mine} & {found[f].id for f in theirs}
        if merged:
            yield "company pairs merged"
            faults["merged"].append(f"{mine} | {theirs} -> {sorted(merged)}")
        if grouped[mine[0]].id == grouped[theirs[0]].id:
            yield "company pairs merged, grouped"


def main() -> None:
    """Measure on the folder of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    start = time.perf_counter()
    registry = Registry.load()
    loaded_s = time.perf_counter() - start
    figures = measure(registry, options.folder, options.show)
    print(json.dumps({"load_s": loaded_s, **figures}, indent=1))


if __name__ == "__main__":
    main()
