"""The frozen values that travel between rooms.

Everything that crosses a room's border is one of these: frozen, slotted,
holding tuples and never lists, equal when all their fields are equal.  A
spaCy ``Doc``, an rdflib ``Graph`` or a pySHACL tuple never leaves its room.

Offsets are always half-open and count Unicode code points of the field they
name: ``document.text[span.start:span.end]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "text"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters.

    >>> Span(2, 5).cut("ABCDEFG")
    'CDE'
    """

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the characters of *text* that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The span moved by so many characters."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """What is kept of a document once it has been read: all but its text.

    ``published`` is an ISO 8601 date, possibly shortened (``2014``,
    ``2014-10``, ``2014-10-31``); ``sha256`` is of the UTF-8 text in which
    offsets count; ``language`` is an ISO 639-1 code.
    """

    id: str
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read; ``id`` comes from its content or URL, never a counter."""

    id: str
    title: str
    text: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    sha256: str = ""

    @property
    def source(self) -> Source:
        """The document without its text, as the store keeps it."""
        return Source(
            self.id,
            self.title,
            self.url,
            self.publisher,
            self.published,
            self.language,
            self.sha256,
        )

    def field(self, name: Field) -> str:
        """Return the title or the text."""
        return self.title if name == "title" else self.text


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a document that names a company."""

    document_id: str
    field: Field
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Company:
    """A company that has an identity: one node of the graph.

    ``id`` is the last part of its IRI (``company-tencent``), ``aliases`` other
    names, ``identifiers`` strings such as ``XNYS:IBM`` or ``cik:51143``,
    ``part_of`` the id of the company it is a unit of.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a claim: a group of mentions, and the company once resolved."""

    name: str
    mentions: tuple[Mention, ...] = ()
    company: Company | None = None


@dataclass(frozen=True, slots=True)
class Sector:
    """The article's own phrase, and the concept of the taxonomy when sure.

    ``concept`` is the last part of the concept's IRI (``sector-healthcare``).
    """

    phrase: str
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says it; ``method`` is ``name@version``."""

    document_id: str
    field: Field
    span: Span
    quote: str
    method: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What ONE document says of one alliance.

    ``kind`` and ``status`` are members of ``kg.vocabulary.Kind`` and
    ``Status``; ``announced`` an ISO 8601 date, possibly shortened; ``venture``
    the name of the jointly owned company if the text gives one; ``confidence``
    is between 0 and 1; ``evidence`` has the surest sentence first.
    """

    document_id: str
    parties: tuple[Party, ...]
    kind: str
    status: str
    sectors: tuple[Sector, ...] = ()
    announced: str | None = None
    speaker: str | None = None
    venture: str | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """What ONE document says of two companies that is no alliance.

    ``type`` is a member of ``kg.vocabulary.RelationType``; ``head`` acts on
    ``tail``: it buys, invests, supplies, lends, sues, or belongs to it; a merger
    and a competition have no direction, and the names are in order.
    """

    document_id: str
    type: str
    head: Party
    tail: Party
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Alliance:
    """What ALL documents together say of one alliance.

    ``since`` and ``until`` are ISO 8601 dates, possibly shortened; ``claims``
    are ordered by the date of their documents, then by document id.
    """

    id: str
    parties: tuple[Company, ...]
    kind: str
    status: str
    sectors: tuple[Sector, ...]
    since: str | None
    until: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault that a shape or a check of the ontology found."""

    check: str
    focus: str
    message: str
    severity: str = "violation"


@dataclass(frozen=True, slots=True)
class Report:
    """Whether a dataset conforms, and what was found if it does not."""

    conforms: bool
    findings: tuple[Finding, ...] = ()
