"""Scores for every pair of companies of a document, window by window.

Proposing and deciding are two things: what comes out here is every pair that
stands together in a window, with its scores; ``alliances`` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.companies import Found, find_companies, part_names, repeat_names
from kg.extract.grouping import group_names
from kg.extract.pairs import Row, ends, nearest, spread
from kg.extract.reader import Floats, Reader, Reading
from kg.extract.second import Job, read_again, to_judgement
from kg.extract.windows import Window
from kg.values import Span

#: Companies of one window that are paired, the surest first: bounds the work.
MOST_COMPANIES = 14
#: Score of a name that another recogniser found.
KNOWN_SCORE = 0.6


@dataclass(frozen=True, slots=True)
class WindowReading:
    """A window that was read, and what is in it.

    Offsets of ``found`` count in the window; ``place`` moves them.  A document
    without a title is read with its first sentence, ``lead``, in the title's
    place: the network learnt to expect one.
    """

    window: Window
    reading: Reading
    found: tuple[Found, ...]
    lead: Span | None = None

    def place(self, field: int, span: Span) -> tuple[int, Span]:
        """Field and span in the document of a span of this window."""
        if field == 1:
            return 1, span.shifted(self.window.span.start)
        if self.lead is not None:
            return 1, span.shifted(self.lead.start)
        return 0, span


@dataclass(frozen=True, slots=True)
class PairReading:
    """What one window says of two companies.

    ``relation``, ``kind``, ``status`` are probabilities; ``first`` and
    ``second`` the two mentions that stand closest, offsets in the document's
    fields; ``mention`` is the lower score of the two names; ``head`` the company
    that acts, should they be related in a way that has a direction.
    """

    companies: tuple[str, str]
    relation: Floats
    kind: Floats
    status: Floats
    first: Found
    second: Found
    mention: float
    window: Window
    head: str = ""


def read_windows(
    reader: Reader,
    title: str,
    text: str,
    windows: Sequence[Window],
    known: Iterable[str] = (),
    lead: Span | None = None,
    thorough: bool = False,
) -> list[WindowReading]:
    """Read the windows that promise an alliance; with no text, the title alone.

    Args:
        reader: the network.
        title: the document's title.
        text: the document's text.
        windows: the windows to read.
        known: names of companies that somebody else found in the text.
        lead: the sentence to read in the place of a title that is missing.
        thorough: read all windows, whatever they promise.
    """
    heading = lead.cut(text) if lead else title
    readings = []
    for window in windows:
        body = window.span.cut(text)
        glance = reader.glance(heading, body)
        if not (thorough or reader.is_promising(glance)):
            continue
        reading = reader.read_on(glance)
        found = find_companies(reader, reading, heading, body)
        readings.append(WindowReading(window, reading, tuple(found), lead))
    return _share_names(readings, heading, text, known)


def _share_names(
    readings: list[WindowReading], title: str, text: str, known: Iterable[str]
) -> list[WindowReading]:
    """Find in each window the names that any window found, and repeats."""
    everywhere = dict.fromkeys(known, KNOWN_SCORE)
    for r in readings:
        for f in r.found:
            everywhere[f.text] = max(everywhere.get(f.text, 0.0), f.score)
    shared = []
    for r in readings:
        parted = part_names(r.found, everywhere)
        own = [Found(f.field, f.span, f.text, everywhere[f.text]) for f in parted]
        found = repeat_names(own, everywhere, title, r.window.span.cut(text))
        shared.append(replace(r, found=tuple(found)))
    return shared


def group_document(readings: Sequence[WindowReading]) -> dict[str, str]:
    """Group the names of a document into companies, by their fullest name."""
    counts: dict[str, int] = {}
    for r in readings:
        for f in r.found:
            counts[f.text] = counts.get(f.text, 0) + 1
    return group_names(sorted(counts.items()))


def list_names(
    readings: Sequence[WindowReading], groups: dict[str, str]
) -> list[tuple[str, Span]]:
    """Companies and where the text names them, in reading order."""
    found = {
        (*r.place(f.field, f.span), groups[f.text]) for r in readings for f in r.found
    }
    return [(company, span) for field, span, company in sorted(found) if field == 1]


def score_pairs(
    reader: Reader, readings: Sequence[WindowReading], groups: dict[str, str]
) -> Iterator[PairReading]:
    """Score every two companies that stand in one window."""
    for r in readings:
        yield from _score_window(reader, r, groups)


def _score_window(
    reader: Reader, r: WindowReading, groups: dict[str, str]
) -> Iterator[PairReading]:
    found, rows = _locate(r)
    by_company: dict[str, list[int]] = {}
    for k, f in enumerate(found):
        by_company.setdefault(groups[f.text], []).append(k)
    sure = {c: max(found[k].score for k in ks) for c, ks in by_company.items()}
    companies = sorted(sorted(sure, key=lambda c: (-sure[c], c))[:MOST_COMPANIES])
    jobs, pairs = _list_pairs(companies, by_company, rows)
    if not pairs:
        return
    scores = reader.score(r.reading, rows, pairs)
    once = {job: to_judgement(scores, job.numbers) for job in jobs}
    judged = read_again(reader, r.reading, rows, by_company, pairs, once)
    for job, judgement in judged.items():
        first, second = (found[k] for k in pairs[job.numbers[0]])
        a, b = job.companies
        yield PairReading(
            job.companies,
            judgement.relation,
            judgement.kind,
            judgement.status,
            _in_document(first, r),
            _in_document(second, r),
            min(sure[a], sure[b]),
            r.window,
            groups[first.text if judgement.acts_first else second.text],
        )


def _locate(r: WindowReading) -> tuple[list[Found], list[Row]]:
    """Mentions that the window's pieces reach, and their rows of weights."""
    pairs = (
        (f, spread(r.reading.pieces, f.field, f.span.start, f.span.end))
        for f in r.found
    )
    kept = [(f, row) for f, row in pairs if row is not None]
    return [f for f, _ in kept], [row for _, row in kept]


def _list_pairs(
    companies: Sequence[str], by_company: dict[str, list[int]], rows: Sequence[Floats]
) -> tuple[list[Job], list[tuple[int, int]]]:
    """Pairs of companies, each with the numbers of its pairs of mentions."""
    jobs, pairs = [], []
    for i, a in enumerate(companies):
        for b in companies[i + 1 :]:
            ours, theirs = by_company[a], by_company[b]
            close = nearest([rows[k] for k in ours], [rows[k] for k in theirs])
            numbers = []
            for x, y, _ in close:
                k, m = ours[x], theirs[y]
                pairs.append((k, m) if ends(rows[k]) <= ends(rows[m]) else (m, k))
                numbers.append(len(pairs) - 1)
            jobs.append(Job((a, b), tuple(numbers)))
    return jobs, pairs


def _in_document(found: Found, r: WindowReading) -> Found:
    """Move a mention from its window to the document."""
    field, span = r.place(found.field, found.span)
    return Found(field, span, found.text, found.score)
