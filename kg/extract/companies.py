"""Company mentions: the tagger's pieces, cut to names as people write them.

The network says for each word piece whether it begins or continues the name
of a company that takes part in something.  Around the runs of such pieces,
stretches of words are scored as whole names (``spans``); the best are cleaned,
and a name found once is found wherever else the document writes it the same way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from kg.extract.cleaning import check, clean, is_ticker, split_list
from kg.extract.pieces import Pieces
from kg.extract.reader import Reader, Reading
from kg.extract.spans import Proposal, choose, locate, propose
from kg.extract.tags import decode
from kg.values import Span

#: In titles and in text: a piece starts a name above this probability, and
#: continues it from this one on; chosen on the dev sets.
BOUNDS = (0.35, 0.2)
#: A stretch of words is a name from this probability on, by the span head and,
#: if the tagger sees the same name, its vote in log-odds.
LEAST = 0.2
VOTE = 2.0

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A span of one field that names a company, and how sure that is."""

    field: int
    span: Span
    text: str
    score: float


def find_companies(
    reader: Reader, reading: Reading, title: str, body: str
) -> list[Found]:
    """Company mentions of a window, in reading order, offsets in their field."""
    contents = (title, body)
    tagged = _propose(reading, contents)
    if not tagged:
        return []
    proposals = list(tagged)
    odds = reader.score_spans(reading, [(p.first, p.last) for p in proposals])
    odds += np.array([VOTE * tagged[p] for p in proposals], dtype=np.float32)
    scores = (1 / (1 + np.exp(-odds))).tolist()
    found: dict[tuple[int, int, int], Found] = {}
    for k in choose(proposals, scores, LEAST):
        p = proposals[k]
        content = contents[p.field]
        span = check(content, p.span)
        if span and not is_ticker(content, span):
            key = (p.field, span.start, span.end)
            found.setdefault(key, Found(p.field, span, span.cut(content), scores[k]))
    return [found[k] for k in sorted(found)]


def _propose(reading: Reading, contents: tuple[str, str]) -> dict[Proposal, float]:
    """What could be a name around the tagger's runs; the runs with their score."""
    pieces = reading.pieces
    proposals: dict[Proposal, float] = {}
    for field, first, last, score in _runs(reading, _joined_pieces(pieces, *contents)):
        content = contents[field]
        start, end = int(pieces.offsets[first, 0]), int(pieces.offsets[last - 1, 1])
        for a, b in split_list(content, start, end):
            name = clean(content, a, b)
            own = locate(pieces, field, content, name) if name else None
            for p in propose(pieces, field, content, Span(a, b)):
                vote = score if (p.first, p.last) == own else 0.0
                proposals[p] = max(vote, proposals.get(p, 0.0))
    return proposals


def _runs(
    reading: Reading, joined: list[bool]
) -> Iterator[tuple[int, int, int, float]]:
    """Field, first and last piece (half-open) and score of each tagged run."""
    for field, bound in enumerate(BOUNDS):
        other = (reading.pieces.special | (reading.pieces.types != field)).tolist()
        runs = decode(reading.company, other, joined, start_at=bound, go_on_at=bound)
        yield from ((field, *run) for run in runs)


def _joined_pieces(pieces: Pieces, title: str, body: str) -> list[bool]:
    """Pieces right behind a word (or "&"), white space aside."""
    joined = []
    for field, (start, _) in zip(pieces.types, pieces.offsets, strict=True):
        content = title if field == 0 else body
        before = content[max(0, start - 2) : start].rstrip(" ")
        joined.append(bool(before) and (before[-1].isalnum() or before[-1] in "&."))
    return joined


_COUPLED = re.compile(r" ?[-–/] ?")


def part_names(found: Iterable[Found], names: Collection[str]) -> Iterator[Found]:
    """Part what couples two names that the document also knows apart.

    >>> coupled = Found(1, Span(4, 16), "Acme-Foo Ltd", 0.9)
    >>> [f.text for f in part_names([coupled], {"Acme", "Foo Ltd", "Acme-Foo Ltd"})]
    ['Acme', 'Foo Ltd']
    """
    for f in found:
        gap = _COUPLED.search(f.text)
        if gap and {f.text[: gap.start()], f.text[gap.end() :]} <= set(names):
            for start, end in ((0, gap.start()), (gap.end(), len(f.text))):
                span = Span(f.span.start + start, f.span.start + end)
                yield Found(f.field, span, f.text[start:end], f.score)
        else:
            yield f


def repeat_names(
    found: list[Found], names: dict[str, float], title: str, body: str
) -> list[Found]:
    """Add every other place where one of *names* stands, whole and untouched.

    Args:
        found: mentions already there; kept, but for first words they have lost.
        names: names that the document is known to use, with their scores.
        title: the title.
        body: the window's text.
    """
    contents = (title, body)
    words = {w for content in contents for w in _WORD.findall(content)}
    possible = (n for n in names if words.issuperset(_WORD.findall(n)[:1]))
    longest_first = sorted(possible, key=lambda n: (-len(n), n))
    out = [_with_lost_words(f, longest_first, names, contents[f.field]) for f in found]
    taken: list[list[Span]] = [[], []]
    for f in out:
        taken[f.field].append(f.span)
    for name in longest_first:
        if name not in title and name not in body:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        for field, content in enumerate(contents):
            for match in pattern.finditer(content):
                span = Span(match.start(), match.end())
                if not any(span.overlaps(t) for t in taken[field]):
                    taken[field].append(span)
                    out.append(Found(field, span, name, names[name]))
    return sorted(out, key=lambda f: (f.field, f.span))


def _with_lost_words(
    found: Found, longest_first: list[str], names: dict[str, float], content: str
) -> Found:
    """Give a name its first words back where the document has the longer name.

    >>> cut = Found(1, Span(7, 20), "Machines Corp", 0.4)
    >>> whole = {"Office Machines Corp": 0.9}
    >>> _with_lost_words(cut, list(whole), whole, "Office Machines Corp").text
    'Office Machines Corp'
    """
    for name in longest_first:
        start = found.span.end - len(name)
        if start >= found.span.start or not name.endswith(" " + found.text):
            continue
        if start >= 0 and content[start : found.span.end] == name:
            score = max(found.score, names[name])
            return Found(found.field, Span(start, found.span.end), name, score)
    return found
