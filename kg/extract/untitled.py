"""Windows in doubt, read once more with the first sentence in the title's place.

A title says much in few words, and colours what the network makes of every pair
below it.  A second look without it errs elsewhere, so that both together are
right more often than either (averaging over views of one input, as with images:
Krizhevsky et al., 2012).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.companies import repeat_names
from kg.extract.labels import ALLIANCE
from kg.extract.reader import Reader
from kg.extract.scoring import PairReading, WindowReading, score_pairs
from kg.extract.second import mean
from kg.extract.windows import Window
from kg.values import Span

#: A window is read once more for a pair with a score between these.
IN_DOUBT = (0.6, 0.98)


def read_untitled(
    reader: Reader,
    text: str,
    lead: Span | None,
    readings: Sequence[WindowReading],
    groups: Mapping[str, str],
    pairs: Sequence[PairReading],
) -> tuple[PairReading, ...]:
    """Judge again the pairs of windows that were left in doubt; give all.

    Args:
        reader: the network.
        text: the document's text.
        lead: the sentence to read in the title's place; None: nothing is read.
        readings: the windows as they were read.
        groups: the company of each name.
        pairs: what was made of them.
    """
    low, high = IN_DOUBT
    doubtful = {p.window for p in pairs if low < float(p.relation[ALLIANCE]) < high}
    again: dict[tuple[Window, tuple[str, str]], PairReading] = {}
    for r in readings:
        if lead and r.lead is None and r.window.first and r.window in doubtful:
            other = _without_title(reader, text, lead, r)
            scored = score_pairs(reader, [other], dict(groups))
            again.update({(p.window, p.companies): p for p in scored})
    return tuple(_blend(p, again.get((p.window, p.companies))) for p in pairs)


def _without_title(
    reader: Reader, text: str, lead: Span, r: WindowReading
) -> WindowReading:
    """The window with another heading; the names are those that are known."""
    heading, body = lead.cut(text), r.window.span.cut(text)
    names = {f.text: f.score for f in r.found}
    own = [f for f in r.found if f.field == 1]
    found = repeat_names(own, names, heading, body)
    reading = reader.read_on(reader.glance(heading, body))
    return WindowReading(r.window, reading, tuple(found), lead)


def _blend(first: PairReading, second: PairReading | None) -> PairReading:
    """Both readings count alike; evidence and mentions are the first one's."""
    if second is None:
        return first
    return replace(
        first,
        relation=mean(first.relation, second.relation),
        kind=mean(first.kind, second.kind),
        status=mean(first.status, second.status),
    )
