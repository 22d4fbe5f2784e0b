"""Closed vocabularies and the minting of IRIs.

Plain strings only, so that every room may import this one.  It agrees with
``ontology/alliance.ttl`` both ways; a test holds them together.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from enum import StrEnum

from kg.errors import VocabularyError

ONTOLOGY = "https://w3id.org/alliance-kg/ontology#"
DATA = "https://kg.example/id/"


class Kind(StrEnum):
    """The kinds of alliance; values as in JSON, ``iri_name`` as in RDF."""

    STRATEGIC_ALLIANCE = "strategic_alliance"
    JOINT_VENTURE = "joint_venture"
    JOINT_DEVELOPMENT = "joint_development"
    LICENSING = "licensing"
    DISTRIBUTION = "distribution"
    TECHNOLOGY_INTEGRATION = "technology_integration"
    CONSORTIUM = "consortium"
    MEMORANDUM = "memorandum"


class Status(StrEnum):
    """What the documents say of an alliance's state."""

    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    EXPANDED = "expanded"
    PLANNED = "planned"
    RUMOURED = "rumoured"
    ENDED = "ended"
    DENIED = "denied"


class RelationType(StrEnum):
    """Relations of companies that are no alliance; head and tail in brackets."""

    ACQUISITION = "acquisition"  # buyer, target
    MERGER = "merger"
    INVESTMENT = "investment"  # investor, company
    SUPPLY = "supply"  # supplier, customer
    FINANCING = "financing"  # lender or adviser, client
    LITIGATION = "litigation"  # plaintiff, defendant
    COMPETITION = "competition"
    SUBSIDIARY = "subsidiary"  # unit, parent


#: Relations without a direction.
MUTUAL = frozenset({RelationType.MERGER, RelationType.COMPETITION})

#: Statuses of alliances that hold: only these give ``partnerOf`` edges.
HOLDING = frozenset(
    {Status.ANNOUNCED, Status.IN_FORCE, Status.EXPANDED, Status.PLANNED}
)


def iri_name(word: Kind | Status | str) -> str:
    """Turn the JSON form of a kind or a status into its RDF form.

    >>> iri_name("joint_venture")
    'jointVenture'
    """
    head, *tail = str(word).split("_")
    return head + "".join(part.capitalize() for part in tail)


def to_kind(word: str) -> Kind:
    """Read a kind in its JSON or RDF form.

    Raises:
        VocabularyError: the word is neither.
    """
    for kind in Kind:
        if word in (kind.value, iri_name(kind)):
            return kind
    raise VocabularyError(f"unknown kind {word!r}; one of {', '.join(Kind)}")


def to_status(word: str) -> Status:
    """Read a status in its JSON or RDF form.

    Raises:
        VocabularyError: the word is neither.
    """
    for status in Status:
        if word in (status.value, iri_name(status)):
            return status
    raise VocabularyError(f"unknown status {word!r}; one of {', '.join(Status)}")


def slug(name: str) -> str:
    """Lower-case ASCII words joined by hyphens, safe as the end of an IRI.

    Letters that have no ASCII form are dropped; a name that would lose all or
    more than half of its letters gets a digest instead.

    >>> slug("AT&T Société Générale")
    'at-and-t-societe-generale'
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and "))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    kept = sum(map(len, words))
    letters = sum(c.isalnum() for c in name)
    if not words or kept * 2 < letters:
        return digest(name)
    return "-".join(words)


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone (SHA-256).

    >>> digest("a", 1) == digest("a", 1) != digest("a1")
    True
    """
    canonical = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def mint(prefix: str, *parts: object, base: str = DATA) -> str:
    """Mint an IRI from content: ``base`` + ``prefix-digest``.

    >>> mint("claim", "x").startswith("https://kg.example/id/claim-")
    True
    """
    return f"{base}{prefix}-{digest(*parts)}"
