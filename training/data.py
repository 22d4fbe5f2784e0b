"""Gold annotations to training windows.

A gold document becomes windows cut exactly as the extractor cuts them; a
window knows its company mentions, its sector phrases and, for each pair of
companies, how they are related - or that nothing may be learnt about the pair
because its evidence stands elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.extract.windows import LEAD_CHARS, cut_windows, split_sentences

CAPITALISED = re.compile(r"[A-Z][\w&.'-]+(?: (?:of |& |and )?[A-Z][\w&.'-]+){0,3}")


@dataclass
class Place:
    """Where a company is named: field 0 is the title, 1 the window's text."""

    company: int
    field: int
    start: int
    end: int


@dataclass
class Relation:
    """What gold says of a pair: *head* is the company that acts."""

    name: str
    head: int
    kind: str = ""
    status: str = ""


@dataclass
class Example:
    """A window with everything that can be learnt from it."""

    title: str
    text: str
    places: list[Place]
    sectors: list[tuple[int, int, int]]
    relations: dict[tuple[int, int], Relation | None]
    names: list[list[str]] = field(default_factory=list)

    @property
    def has_alliance(self) -> bool:
        """Whether the window itself tells of an alliance."""
        return any(r and r.name == "alliance" for r in self.relations.values())


def read_rows(path: Path) -> list[dict]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def read_sets(folder: Path) -> Iterator[list[tuple[dict, dict]]]:
    """Documents and their gold, a gold set of *folder* at a time, by file name."""
    for path in sorted(folder.glob("*.gold.jsonl")):
        texts = path.with_name(path.name.replace(".gold.", ".docs."))
        docs = {d["id"]: d for d in read_rows(texts)}
        yield [(docs[gold["id"]], gold) for gold in read_rows(path)]


def read_examples(folder: Path) -> list[Example]:
    """Read every gold set of *folder* into windows, in order of file name."""
    rows = (row for rows in read_sets(folder) for row in rows)
    return [example for doc, gold in rows for example in cut_examples(doc, gold)]


def cut_examples(doc: dict, gold: dict) -> Iterator[Example]:
    """Cut the windows of one document; of some as if it had no title."""
    text = doc["text"]
    spans = split_sentences(text)
    lead = spans[0] if spans and reads_untitled(doc["id"]) else None
    title = doc["title"]
    if lead:
        title = lead.cut(text)[:LEAD_CHARS]
    forms = [[c["name"], *c.get("aliases", [])] for c in gold["companies"]]
    index = {f: k for k, fs in enumerate(forms) for f in fs}
    for a in gold["alliances"]:
        venture = a.get("venture")
        if venture and venture not in index and venture in title + " " + text:
            index[venture] = len(forms)
            forms.append([venture])
    in_title = find_places(title, index, 0)
    in_text = find_places(text, index, 1)
    cuts = [(w.span.start, w.span.end) for w in cut_windows(spans)] or [(0, 0)]
    for start, end in cuts:
        inside = [
            Place(p.company, 1, p.start - start, p.end - start)
            for p in in_text
            if start <= p.start and p.end <= end
        ]
        seen = Seen((start, end), (lead.start, lead.end) if lead else None)
        relations = label_pairs(gold, index, seen)
        body = text[start:end]
        sectors = find_sectors(gold, title, body, seen)
        yield Example(title, body, in_title + inside, sectors, relations, forms)


def reads_untitled(document_id: str) -> bool:
    """Tell whether a document is read as if it had no title: one in five."""
    return hashlib.sha256(document_id.encode()).digest()[0] < 256 // 5


@dataclass
class Seen:
    """What a window shows: a stretch of text, and a title or a first sentence."""

    cut: tuple[int, int]
    lead: tuple[int, int] | None

    def any_of(self, evidence: list[list[int]]) -> bool:
        """Tell whether any sentence of evidence can be read in the window."""
        return any(self.one(start, end) for start, end in evidence)

    def one(self, start: int, end: int) -> bool:
        """Tell whether this sentence can be read; ``-1`` is the title."""
        if start < 0:
            return self.lead is None
        if self.lead is not None and start < self.lead[1] and end - 20 <= self.lead[1]:
            return True
        first, last = self.cut
        return start < last and first < end and end - 20 <= last


def find_places(text: str, index: dict[str, int], field_: int) -> list[Place]:
    """Find every form of every company, the longest first, without overlap."""
    taken = [False] * len(text)
    places = []
    for form in sorted(index, key=lambda f: (-len(f), f)):
        for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            if not any(taken[m.start() : m.end()]):
                taken[m.start() : m.end()] = [True] * (m.end() - m.start())
                places.append(Place(index[form], field_, m.start(), m.end()))
    return sorted(places, key=lambda p: p.start)


def label_pairs(
    gold: dict, index: dict[str, int], window: Seen
) -> dict[tuple[int, int], Relation | None]:
    """Give each pair its relation, or None where the evidence is elsewhere."""
    labels: dict[tuple[int, int], Relation | None] = {}

    def put(a: int, b: int, relation: Relation, seen: bool) -> None:
        pair = (min(a, b), max(a, b))
        if a == b or labels.get(pair) is not None:
            return
        labels[pair] = relation if seen else None

    for al in gold["alliances"]:
        seen = window.any_of(al["evidence"])
        ends = [index[p] for p in al["parties"]]
        for i, a in enumerate(ends):
            for b in ends[i + 1 :]:
                put(a, b, Relation("alliance", a, al["kind"], al["status"]), seen)
        if al.get("venture") in index:
            for a in ends:
                put(a, index[al["venture"]], Relation("venture", a), seen)
    for o in gold["other"]:
        head, tail = index[o["head"]], index[o["tail"]]
        put(head, tail, Relation(o["type"], head), window.any_of(o["evidence"]))
    return labels


def find_sectors(
    gold: dict, title: str, body: str, window: Seen
) -> list[tuple[int, int, int]]:
    """Find the sector phrases of alliances whose evidence is in the window."""
    found = []
    for al in gold["alliances"]:
        if not window.any_of(al["evidence"]):
            continue
        for phrase in al["sectors"]:
            for k, content in ((0, title), (1, body)):
                at = content.lower().find(phrase.lower())
                if at >= 0:
                    found.append((k, at, at + len(phrase)))
    return sorted(set(found))


def add_distractors(example: Example, rng: random.Random, most: int = 4) -> list[Place]:
    """Capitalised runs that are no annotated company: partners of nobody."""
    found = []
    for k, content in ((0, example.title), (1, example.text)):
        taken = [(p.start, p.end) for p in example.places if p.field == k]
        for m in CAPITALISED.finditer(content):
            if all(m.end() <= s or e <= m.start() for s, e in taken):
                found.append(Place(-1, k, m.start(), m.end()))
    rng.shuffle(found)
    return found[:most]


def rename(example: Example, pool: list[list[str]], rng: random.Random) -> Example:
    """Give every company of the window the name of another one."""
    new: dict[int, list[str]] = {}
    for c in sorted({p.company for p in example.places}):
        new[c] = rng.choice(pool)
    fields = [example.title, example.text]
    shifts: list[list[tuple[int, int]]] = [[], []]
    out, places = ["", ""], []
    for k in (0, 1):
        at = 0
        for p in sorted((p for p in example.places if p.field == k), key=_start):
            old = fields[k][p.start : p.end]
            forms = new[p.company]
            short = old != example.names[p.company][0] and len(forms) > 1
            name = forms[1] if short else forms[0]
            name = name.upper() if old.isupper() and len(old) > 5 else name
            out[k] += fields[k][at : p.start]
            start = len(out[k])
            out[k] += name
            places.append(Place(p.company, k, start, len(out[k])))
            shifts[k].append((p.end, len(out[k]) - p.end))
            at = p.end
        out[k] += fields[k][at:]
    sectors = [
        (k, _move(a, shifts[k]), _move(b, shifts[k])) for k, a, b in example.sectors
    ]
    return Example(out[0], out[1], places, sectors, example.relations, example.names)


def _start(place: Place) -> int:
    return place.start


def _move(at: int, shifts: list[tuple[int, int]]) -> int:
    moved = at
    for end, by in shifts:
        if end <= at:
            moved = at + by
    return moved
