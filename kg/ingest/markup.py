"""Markdown to the plain text in which offsets count.

Not a Markdown parser: it takes away the marks that stand for links, emphasis,
headings, quotations and bullets, and leaves a mark in place when in doubt, as in
``5 * 3 * 2``, ``snake_case`` or ``[sic]``. No word is added or moved.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_RULE = re.compile(r" {0,3}(?:([-*_])(?:[ \t]*\1){2,}|={3,})[ \t]*$")
#: A heading, a quotation or a bullet; numbers of lists are words and stay.
_LINE_MARKS = re.compile(
    r"(?:[ \t]*(?:>(?:[ \t]|$)|[-+*][ \t]+))*+([ \t]*#{1,6}[ \t]+)?", re.MULTILINE
)
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_DEFINITION = re.compile(
    r" {0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*<?(?:[a-z]+://|mailto:|www\.|\.?/|#)\S*"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$",
    re.IGNORECASE,
)

_LITERAL = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|<(?P<address>(?:https?|ftp)://[^\s<>]+|(?:mailto:)?[\w.+-]+@[\w.-]+)>"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)",
    re.DOTALL,
)
_WORDS = r"\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
_TARGET = (
    r"\([ \t]*(?:<[^<>\n]*>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()]*+)*+)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_IMAGE = re.compile("!" + _WORDS + _TARGET)
_LINK = re.compile(_WORDS + _TARGET)
_REFERENCE = re.compile(_WORDS + r"(?:\[([^\[\]]*)\])?")
_EMPHASES = tuple(
    re.compile(
        rf"(?<![\w{m}]){m}{{{n}}}(?![\s{m})\].,;:!?])"
        rf"([^{m}]++)(?<![\s(\[]){m}{{{n}}}(?![\w{m}])"
    )
    for n in (1, 2, 3)
    for m in (r"\*", "_")
)
# A clean text holds no controls, so these two can hold the place of a literal.
_OPEN, _CLOSE = "\x00", "\x01"
_HELD = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def to_plain(text: str) -> str:
    r"""Return the words of a Markdown text without its marks.

    Links, images and emphasis leave the words that they hold, headings,
    quotations and bullets a plain line each. Code is kept as it stands, without
    its fences or ticks. Escapes and entities become the character they mean.

    Args:
        text: must be clean (see ``kg.ingest.documents.clean``).

    >>> to_plain("**IBM** and [SAP](http://sap.example) agreed.")
    'IBM and SAP agreed.'
    >>> to_plain("## Deal\n- AT&amp;T _joins_\n- 5 * 3 * 2 [sic]")
    'Deal\nAT&T joins\n5 * 3 * 2 [sic]'
    """
    blocks = list(_blocks(text))
    names = {
        _name(found[1])
        for is_code, block in blocks
        if not is_code and (found := _DEFINITION.match(block))
    }
    return "\n".join(
        block if is_code else _without_marks(block, names) for is_code, block in blocks
    )


def _blocks(text: str) -> Iterator[tuple[bool, str]]:
    """Yield code as it stands, and runs of lines that inline marks may cross."""
    fence, run = "", list[str]()
    for line in text.split("\n"):
        found = _FENCE.match(line)
        edge = found is not None and (not fence or _closes(found, fence))
        if not fence and not edge and not _stands_alone(line):
            run.append(line)
            continue
        if run:
            yield False, "\n".join(run)
        run = []
        if found is not None and edge:
            fence = "" if fence else found[1]
        elif not fence and _goes_on(line):
            run = [line]
        else:
            yield bool(fence), line
    if run:
        yield False, "\n".join(run)


def _closes(found: re.Match[str], fence: str) -> bool:
    return found[1].startswith(fence) and not found[2].strip()


def _stands_alone(line: str) -> bool:
    """Tell whether the line is none of the paragraph above it."""
    if not line.strip() or _RULE.match(line) or _DEFINITION.match(line):
        return True
    marks = _LINE_MARKS.match(line)
    return marks is not None and marks[0] != ""


def _goes_on(line: str) -> bool:
    """Tell whether a line that stands alone may still have lines below it."""
    marks = _LINE_MARKS.match(line)
    starts = marks is not None and marks[0] != "" and not marks[1]
    return starts and not _RULE.match(line)


def _without_marks(block: str, names: set[str]) -> str:
    if _RULE.match(block) or _DEFINITION.match(block):
        return ""
    marks = _LINE_MARKS.match(block)
    if marks:
        block = block[marks.end() :]
        block = _HEADING_END.sub("", block) if marks[1] else block
    return "" if _RULE.match(block) else to_plain_line(block, names)


def to_plain_line(text: str, names: set[str] | frozenset[str] = frozenset()) -> str:
    """Take the marks out of one paragraph; *names* are those that links refer to.

    >>> to_plain_line("*The [New](http://n.example)* `a*b*c`")
    'The New a*b*c'
    """
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(_meaning(found))
        return f"{_OPEN}{len(held) - 1}{_CLOSE}"

    def referred(found: re.Match[str]) -> str:
        return found[1] if _name(found[2] or found[1]) in names else found[0]

    plain = _LITERAL.sub(hold, text)
    plain = _LINK.sub(r"\1", _IMAGE.sub(r"\1", plain))
    plain = _REFERENCE.sub(referred, plain) if names else plain
    # Twice: emphasis within emphasis may stand either way round.
    for emphasis in _EMPHASES * 2:
        plain = emphasis.sub(r"\1", plain)
    return _HELD.sub(lambda found: held[int(found[1])], plain)


def _meaning(found: re.Match[str]) -> str:
    if found["entity"]:
        return html.unescape(found["entity"])
    return str(found["escaped"] or found["code"] or found["address"])


def _name(words: str) -> str:
    return " ".join(words.split()).casefold()
