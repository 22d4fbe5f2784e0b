"""Claims of one document: everything that was found, put into one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.alliances import Arrangement, Sentence, Thresholds, arrange, decide
from kg.extract.confidence import Confidence
from kg.extract.dates import find_date
from kg.extract.parallels import SCORE as LISTED_SCORE
from kg.extract.parallels import find_parallels
from kg.extract.prefilter import hint
from kg.extract.scoring import PairReading, WindowReading, list_names
from kg.extract.sectors import Phrase, attach, find_phrases
from kg.extract.status import find_speaker, settle_kind, settle_status
from kg.extract.ventures import find_venture, score_ventures
from kg.extract.windows import numbers_of
from kg.values import Claim, Document, Evidence, Mention, Party, Span
from kg.vocabulary import Kind

#: Name and version of the method, as evidence names it; raised with the weights.
METHOD = "kg-alliances@1"
#: How much a sentence hints (``prefilter.hint``) that is quoted beside a title.
TELLING = 2.2
_DATED_BY_DOCUMENT = frozenset({"announced", "expanded"})


def make_claims(
    document: Document,
    readings: Sequence[WindowReading],
    scored: Sequence[PairReading],
    groups: dict[str, str],
    sentences: Sequence[Span],
    thresholds: Thresholds,
    confidence: Confidence,
) -> tuple[Claim, ...]:
    """Decide which companies are allied; the surest claims come first.

    Args:
        document: the document.
        readings: its windows, read.
        scored: the pairs of companies that stand together in a window.
        groups: the company of each name.
        sentences: all sentences of the text.
        thresholds: what counts as sure.
        confidence: turns scores into confidence.
    """
    edges = decide(scored, sentences, document.text, thresholds, confidence)
    if thresholds.sure <= LISTED_SCORE:
        named = list_names(readings, groups)
        edges += find_parallels(edges, scored, named, sentences, document.text)
    phrases = find_phrases(readings, document.title, document.text) if edges else []
    mentions = find_mentions(document, readings, groups)
    ventures = score_ventures(scored) if edges else {}
    found = [
        _to_claim(document, a, mentions, phrases, sentences, ventures)
        for a in arrange(edges)
    ]
    return tuple(sorted(found, key=lambda c: (-c.confidence, str(c.parties))))


def _to_claim(
    document: Document,
    a: Arrangement,
    mentions: dict[str, tuple[Mention, ...]],
    phrases: Sequence[Phrase],
    sentences: Sequence[Span],
    ventures: Mapping[tuple[str, str], float],
) -> Claim:
    told = add_text(a.evidence, a.companies, mentions, sentences, document.text)
    quotes = [quote_of(document, s) for s in told]
    speaker, announced = _circumstances(document, told, quotes, sentences)
    status = settle_status(a.status, quotes)
    if announced is None and status in _DATED_BY_DOCUMENT:
        announced = document.published
    evidence = () if all(e.listed for e in a.edges) else told
    kind = settle_kind(a.kind, quotes)
    owned = kind == Kind.JOINT_VENTURE
    return Claim(
        document_id=document.id,
        parties=tuple(Party(c, mentions[c]) for c in a.companies),
        kind=kind,
        status=status,
        sectors=attach(evidence, phrases, sentences, document.title, document.text),
        announced=announced,
        speaker=speaker,
        venture=find_venture(a.companies, ventures) if owned else None,
        evidence=tuple(to_evidence(document, s) for s in told),
        confidence=round(a.confidence, 4),
    )


def add_text(
    evidence: Sequence[Sentence],
    companies: Sequence[str],
    mentions: Mapping[str, Sequence[Mention]],
    sentences: Sequence[Span],
    text: str,
) -> tuple[Sentence, ...]:
    """The evidence; to a title alone comes the sentence that tells the same.

    That is the one, of those that name two of the companies, which hints most at
    an alliance, if it hints well.
    """
    if any(field for field, _ in evidence):
        return tuple(evidence)
    named: dict[int, set[str]] = {}
    for company in companies:
        for mention in mentions[company]:
            numbers = numbers_of(sentences, mention.span)
            if mention.field == "text" and numbers:
                named.setdefault(numbers.start, set()).add(company)
    ranked = sorted(
        (-hint("", sentences[n].cut(text)), n)
        for n, who in named.items()
        if len(who) > 1
    )
    told = [(1, sentences[n]) for score, n in ranked[:1] if -score >= TELLING]
    return (*evidence, *told)


def find_mentions(
    document: Document, readings: Sequence[WindowReading], groups: dict[str, str]
) -> dict[str, tuple[Mention, ...]]:
    """All mentions of each company in reading order, title first."""
    found: dict[str, set[tuple[int, Span]]] = {}
    for r in readings:
        for f in r.found:
            place = r.place(f.field, f.span)
            found.setdefault(groups[f.text], set()).add(place)
    return {
        company: tuple(_to_mention(document, *p) for p in _longest(places))
        for company, places in found.items()
    }


def _longest(places: set[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """Places in reading order, without those that lie inside another."""
    kept: list[tuple[int, Span]] = []
    for field, span in sorted(places, key=lambda p: (p[0], p[1].start, -p[1].end)):
        if not any(f == field and s.overlaps(span) for f, s in kept[-1:]):
            kept.append((field, span))
    return kept


def _to_mention(document: Document, field: int, span: Span) -> Mention:
    content = document.text if field else document.title
    return Mention(document.id, "text" if field else "title", span, span.cut(content))


def to_evidence(document: Document, sentence: Sentence) -> Evidence:
    """A sentence of evidence; the title counts as a whole."""
    field, span = sentence
    if field == 0:
        whole = Span(0, len(document.title))
        return Evidence(document.id, "title", whole, document.title, METHOD)
    return Evidence(document.id, "text", span, span.cut(document.text), METHOD)


def quote_of(document: Document, sentence: Sentence) -> str:
    """The words of a sentence of evidence."""
    field, span = sentence
    return document.title if field == 0 else span.cut(document.text)


def _circumstances(
    document: Document,
    evidence: Sequence[Sentence],
    quotes: Sequence[str],
    sentences: Sequence[Span],
) -> tuple[str | None, str | None]:
    """Speaker and date of an arrangement, from its evidence."""
    speaker = dated = None
    for (field, span), quote in zip(evidence, quotes, strict=True):
        number = numbers_of(sentences, span).start if field else 0
        before = sentences[number - 1].cut(document.text) if number else ""
        speaker = speaker or find_speaker(quote, before)
        dated = dated or find_date(quote, document.published)
    return speaker, dated
