"""Rough spans cut to names as people write them, and codes told from names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.names import has_legal_form, initials, looks_like_acronym
from kg.values import Span

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
#: Nouns for some part of a firm, and plurals for groups of people or firms: what
#: ends so names nobody.
_GROUPS = frozenset(
    "subsidiary subsidiaries affiliate affiliates spokesman spokeswoman "
    "customers clients firms businesses communities retailers makers "
    "automakers carmakers leaders members users developers students "
    "governments regulators doctors physicians investors shareholders "
    "creditors lenders analysts officials executives employees suppliers "
    "vendors carriers operators publishers advertisers manufacturers providers "
    "organizations organisations agencies unions talks lawmakers consumers".split()
)


#: Words in lower case for those who speak for a company.
_SPEAKERS = frozenset("management executive board spokesperson chief team".split())
#: Titles that people have and companies do not.
_PERSON = re.compile(
    r"^(?:Mrs?|Ms|Mayor|Governor|Senator|Congress(?:wo)?man|Judge|Professor|Pope|"
    r"Sheikha?|Minister|Ambassador)\b\.?[ ][A-Z]|[ ](?:Professor|Mayor|Senator)$"
)


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


def check(content: str, name: Span) -> Span | None:
    """A name that was judged as a whole: kept as it is, unless it is none.

    Only an exchange's code, and a word for those who speak for it, are cut off.

    >>> text = "with Acme idec and its affiliates, Foo management said"
    >>> check(text, Span(5, 14)).cut(text), check(text, Span(19, 33))
    ('Acme idec', None)
    >>> check(text, Span(35, 49)).cut(text)
    'Foo'
    """
    cleaned = clean(content, name.start, name.end)
    text = name.cut(content)
    if cleaned is None or _CODE.search(text) or text.split()[-1] in _SPEAKERS:
        return cleaned
    return name


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
