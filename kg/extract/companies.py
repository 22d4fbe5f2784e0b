"""Company mentions: the tagger's pieces, cut to names as people write them.

The network says for each word piece whether it begins or continues the name
of a company that takes part in something.  Pieces become spans, spans are cut
to whole words and cleaned, and a name found once is found wherever else the
document writes it the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.pieces import Pieces
from kg.extract.reader import Reading
from kg.extract.tags import decode
from kg.names import has_legal_form, initials, looks_like_acronym
from kg.values import Span

#: In titles and in text: a piece starts a name above this probability, and
#: continues it from this one on; chosen on the dev sets.
BOUNDS = (0.35, 0.2)

_WORD_CHARS = re.compile(r"[\w&'’.+!-]*", re.UNICODE)
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_LEADING = re.compile(r"^(?:(?:the|its|and|of|by|with|for|between)\s+|[\W_]+)+", re.I)
_INITIAL = re.compile(r"(?<![\w.])(?:[A-Z]\.)+\Z")
_COMMON = re.compile(r"^(?:[a-z]{4,} )+(?=[A-Z])")
_TRAILING = re.compile(r"(?:\s+(?:and|of|the|to|for)|[\s,;:\"“”(/&-]|\s\()+$", re.I)
_NO_NAME = frozenset(
    "the a an its company companies group firm inc corp co ltd plc llc reuters ceo "
    "cfo u.s us eu uk u.k partner partners alliance joint venture shares unit new "
    "business deal agreement".split()
)
#: A Reuters code: "GM.UL", "MSFT.O".
_CODE = re.compile(r"(?<![\w&.])[A-Z0-9]{2,6}\.[A-Z]{1,2}(?![\w.])")
#: Plural nouns for groups of people or firms: what ends so names nobody.
_GROUPS = frozenset(
    "customers clients firms businesses communities retailers makers "
    "automakers carmakers leaders members users developers students "
    "governments regulators doctors physicians investors shareholders "
    "creditors lenders analysts officials executives employees suppliers "
    "vendors carriers operators publishers advertisers manufacturers providers "
    "organizations organisations agencies unions talks lawmakers consumers".split()
)


#: Titles that people have and companies do not.
_PERSON = re.compile(
    r"^(?:Mrs?|Ms|Mayor|Governor|Senator|Congress(?:wo)?man|Judge|Professor|Pope|"
    r"Sheikha?|Minister|Ambassador)\b\.?[ ][A-Z]|[ ](?:Professor|Mayor|Senator)$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A span of one field that names a company, with the tagger's score."""

    field: int
    span: Span
    text: str
    score: float


def clean(content: str, start: int, end: int) -> Span | None:
    """Cut a rough span to a name: whole words, no possessive, no stray words.

    >>> text = "said the Acme Corp's unit"
    >>> clean(text, 6, 17).cut(text)
    'Acme Corp'
    """
    start, end = _widen(content, start, end)
    text = _without_code(content, start, end)
    bracket = text.find("(")
    if bracket > 0 and ")" not in text[bracket:]:
        text = text[:bracket]
    leading = _LEADING.match(text)
    if leading and leading.end() < len(text):
        start += leading.end()
        text = text[leading.end() :]
    common = _COMMON.match(text)
    if common:
        start += common.end()
        text = text[common.end() :]
    for pattern in (_TRAILING, _POSSESSIVE, _TRAILING):
        text = pattern.sub("", text)
    if text.endswith(".") and not re.search(r"\b\w[\w&]*\.\w*\.$|\b\w{2,4}\.$", text):
        text = text[:-1]
    text = _without_common_nouns(text)
    if text.split(" ")[-1].lower() in _GROUPS or _PERSON.search(text):
        return None
    if not text or text.lower().strip(".") in _NO_NAME or not _has_name(text):
        return None
    return Span(start, start + len(text))


def _widen(content: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to whole words, and to initials that run into it ("U.S.")."""
    while start > 0 and start < len(content) and _joined(content, start):
        start -= 1
    while end < len(content) and _joined(content, end):
        end += 1
    initial = _INITIAL.search(content, 0, start)
    if initial and content[start].isupper():
        start = initial.start()
    return start, end


def _without_code(content: str, start: int, end: int) -> str:
    """Drop an exchange's code that stands where a name ends: "Acme Corp ACM.N".

    >>> text = "Acme Corp ACM.N,"
    >>> [_without_code(text, *at) for at in ((0, 13), (10, 15), (14, 15))]
    ['Acme Corp', '', '']
    """
    for code in _CODE.finditer(content, max(0, start - 8), end + 4):
        if code.end() > start:
            return content[start : max(start, code.start())].rstrip()
    return content[start:end]


def _without_common_nouns(text: str) -> str:
    """Drop last words in lower case: "Acme management" is Acme.

    >>> _without_common_nouns("Acme management"), _without_common_nouns("Acme plc")
    ('Acme', 'Acme plc')
    """
    words = text.split(" ")
    while len(words) > 1 and words[-1].islower() and words[0][:1].isupper():
        if has_legal_form(" ".join(words)):
            break
        words.pop()
    return " ".join(words)


def _joined(content: str, at: int) -> bool:
    """Tell whether a word runs across this point."""
    before, after = content[at - 1], content[at]
    return (before.isalnum() or before == "&") and (after.isalnum() or after == "&")


def _has_name(text: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in text) and len(text) > 1


def find_companies(reading: Reading, title: str, body: str) -> list[Found]:
    """Company mentions of a window, in reading order, offsets in their field."""
    found: dict[tuple[int, int, int], Found] = {}
    pieces = reading.pieces
    joined = _joined_pieces(pieces, title, body)
    for field, first, last, score in _runs(reading, joined):
        content = title if field == 0 else body
        start, end = int(pieces.offsets[first, 0]), int(pieces.offsets[last - 1, 1])
        for a, b in split_list(content, start, end):
            span = clean(content, a, b)
            if span and not is_ticker(content, span):
                key = (field, span.start, span.end)
                mention = Found(field, span, span.cut(content), score)
                if key not in found or found[key].score < score:
                    found[key] = mention
    return [found[k] for k in sorted(found)]


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


_EXCHANGE = re.compile(r"\(\s*[A-Za-z][A-Za-z .]{1,14}:\s*$")


def is_ticker(content: str, span: Span) -> bool:
    """Tell whether a span is a ticker, or the exchange before one.

    A code in brackets is one too, unless it stands for the name before it.

    >>> text = "Acme (NASDAQ: ACME) rose"
    >>> [is_ticker(text, Span(*at)) for at in ((0, 4), (6, 12), (14, 18))]
    [False, True, True]
    >>> text = "Nvidia (NVDA) and General Widget Works (GWW)"
    >>> is_ticker(text, Span(8, 12)), is_ticker(text, Span(40, 43))
    (True, False)
    """
    before = content[max(0, span.start - 20) : span.start]
    if _EXCHANGE.search(before):
        return True
    if not before.rstrip().endswith("("):
        return False
    behind = content[span.end : span.end + 2].strip()
    if behind.startswith(")") and looks_like_acronym(span.cut(content)):
        words = content[: span.start].rstrip(" (").split()[-8:]
        names = (" ".join(words[k:]) for k in range(len(words)))
        return not any(span.cut(content) in initials(name) for name in names)
    return behind.startswith(":")


_FORMS = r"(?!(?:Inc|Corp|Co|Ltd|L\.?L\.?C|LLC|PLC|S\.A|N\.V|LP|L\.P)\b)"
_COMMA = re.compile(
    rf"\s[-–—]\s|,\s+{_FORMS}|"
    rf"(?:(?<=\bInc\.)|(?<=\bCorp\.)|(?<=\bLtd\.)|(?<=\bLLC\.)|(?<=\b[Pp]lc\.))\s+{_FORMS}"
)


def split_list(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a span where names are parted: at commas, dashes, behind a legal form.

    >>> for text in ("Acme, Inc., Foo", "Acme Corp. Foo Ltd. Co."):
    ...     print([text[a:b] for a, b in split_list(text, 0, len(text))])
    ['Acme, Inc.', 'Foo']
    ['Acme Corp.', 'Foo Ltd. Co.']
    """
    at = start
    for match in _COMMA.finditer(content, start, end):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end


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
