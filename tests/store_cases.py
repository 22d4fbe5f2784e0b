"""Values that the tests of the store and the shapes share."""

from hypothesis import strategies as st

from kg.values import (
    Claim,
    Company,
    Evidence,
    Mention,
    Party,
    Sector,
    Source,
    Span,
)
from kg.vocabulary import Kind, Status

METHOD = "rules@1"


def company(name: str, *aliases: str, identifiers=(), part_of=None) -> Company:
    slug = name.lower().replace(" ", "-")
    return Company(f"company-{slug}", name, aliases, tuple(identifiers), part_of)


IBM = company("IBM", "Big Blue", "International Business Machines")
IBM = Company(IBM.id, IBM.name, IBM.aliases, ("XNYS:IBM", "cik:51143"))
TENCENT_CLOUD = company("Tencent Cloud", part_of="company-tencent")
TWITTER = company("Twitter", identifiers=("XNYS:TWTR",))
APPLE = company("Apple", "Apple Inc.")
SAP = company("SAP")
INTEL = company("Intel")


def source(name: str, published: str | None = None) -> Source:
    return Source(
        id=name,
        title=f"About {name}",
        url=f"https://news.example/{name}",
        publisher="The Example",
        published=published,
        language="en",
        sha256="0" * 64,
    )


def claim(
    document: str,
    companies,
    kind="strategic_alliance",
    status="announced",
    quote="They will work together.",
    **others,
) -> Claim:
    parties = tuple(
        Party(
            c.name,
            (Mention(document, "text", Span(0, len(c.name)), c.name),),
            c,
        )
        for c in companies
    )
    evidence = (Evidence(document, "text", Span(0, len(quote)), quote, METHOD),)
    return Claim(document, parties, kind, status, evidence=evidence, **others)


def small_store() -> list[tuple[Source, tuple[Claim, ...]]]:
    """A web of alliances around IBM in ten short documents (invented)."""
    health = Sector("smarter healthcare", "sector-healthcare")
    cities = Sector("smarter cities", "sector-smart-cities")
    cloud = Sector("public cloud services")
    pairs = {
        source("d01", "2014-10-31"): [
            claim(
                "d01",
                [IBM, TENCENT_CLOUD],
                "memorandum",
                sectors=(cities, health),
                announced="2014-10-31",
                speaker="IBM and Tencent management",
                confidence=0.93,
            ),
            claim("d01", [IBM, TWITTER], status="in_force"),
            claim("d01", [IBM, APPLE], status="in_force"),
        ],
        source("d02", "2014-07-15"): [
            claim("d02", [IBM, APPLE], "distribution", announced="2014-07-15"),
        ],
        source("d03", "2014-10-14"): [
            claim("d03", [IBM, SAP], sectors=(cloud,), announced="2014-10-14"),
        ],
        source("d04", "2016-02"): [
            claim("d04", [IBM, SAP], status="ended"),
            claim("d04", [SAP, INTEL], "joint_development", announced="2016-01"),
        ],
        source("d05", "2011"): [
            claim("d05", [APPLE, INTEL], "licensing", announced="2010-06-01"),
        ],
        source("d06"): [claim("d06", [TWITTER, INTEL], status="rumoured")],
        source("d07", "2016-03-01"): [
            claim("d07", [TWITTER, INTEL], status="denied", speaker="Twitter"),
            claim("d07", [SAP, INTEL], status="denied"),
        ],
        source("d08", "2012-05-01"): [
            claim(
                "d08",
                [IBM, SAP, INTEL],
                "consortium",
                announced="2012-05-01",
                venture="OpenThings",
                sectors=(Sector("cloud standards", "sector-cloud-computing"),),
            ),
        ],
        source("d09", "2013-05-01"): [],
    }

    return [(s, tuple(claims)) for s, claims in pairs.items()]


# -- arbitrary values ----------------------------------------------------------

_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_said = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_slug = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
_dates = st.one_of(
    st.none(),
    st.integers(1950, 2030).map(str),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()),
)
_fields = st.sampled_from(["title", "text"])
_spans = st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6))
_sets = st.lists(_said, max_size=3, unique=True).map(lambda xs: tuple(sorted(xs)))
_companies = st.builds(
    Company,
    id=_slug.map("company-{}".format),
    name=_said,
    aliases=_sets,
    identifiers=_sets,
    part_of=st.none() | _slug.map("company-{}".format),
)
_sectors = st.builds(Sector, _words, st.none() | _slug.map("sector-{}".format))
_maybe = st.none() | _said


def _tuples(values, most=3):
    return st.lists(values, max_size=most).map(tuple)


@st.composite
def claims(draw, document: str, companies=_companies) -> Claim:
    mention = st.builds(Mention, st.just(document), _fields, _spans, _words)
    party = st.builds(Party, _words, _tuples(mention), st.none() | companies)
    evidence = st.builds(Evidence, st.just(document), _fields, _spans, _words, _words)
    return draw(
        st.builds(
            Claim,
            st.just(document),
            _tuples(party),
            st.sampled_from(Kind).map(str),
            st.sampled_from(Status).map(str),
            _tuples(_sectors),
            _dates,
            _maybe,
            _maybe,
            _tuples(evidence),
            st.integers(0, 10_000).map(lambda n: n / 10_000),
        )
    )


@st.composite
def documents(draw) -> tuple[Source, tuple[Claim, ...]]:
    read = draw(
        st.builds(Source, _words, _words, _maybe, _maybe, _dates, _maybe, _words)
    )
    return read, tuple(draw(st.lists(claims(read.id), max_size=3)))


_FEW = st.sampled_from([IBM, SAP, INTEL])


@st.composite
def corpora(draw) -> list[tuple[Source, tuple[Claim, ...]]]:
    """A few documents about a few companies, so that claims meet."""
    made = []
    for number in range(draw(st.integers(1, 5))):
        name = f"d{number}"
        day = draw(st.sampled_from([None, "2001", "2001-05", "2008-01-02", "2019"]))
        said = []
        for _ in range(draw(st.integers(0, 3))):
            sides = draw(st.lists(_FEW, min_size=2, max_size=3, unique=True))
            kind = draw(st.sampled_from([*Kind][:3]))
            status = draw(st.sampled_from(Status))
            announced = draw(st.sampled_from([None, "2000-03", "2004", "2009-09-09"]))
            said.append(
                claim(name, sides, kind.value, status.value, announced=announced)
            )
        made.append((source(name, day), tuple(said)))
    return made
