import pytest

from kg.resolve import Registry
from kg.values import Claim, Document, Mention, Party, Span


@pytest.fixture(scope="module")
def registry():
    return Registry.load()


def mention(document, form):
    start = document.text.index(form)
    span = Span(start, start + len(form))
    return Mention(document.id, "text", span, form)


def resolve(registry, text, *parties):
    """The companies of parties, each given as the forms that the text uses."""
    document = Document("d", "", text)
    made = tuple(
        Party(forms[0], tuple(mention(document, form) for form in forms))
        for forms in parties
    )
    claim = Claim("d", made, "strategic_alliance", "announced")
    return [p.company for c in registry.resolve(document, [claim]) for p in c.parties]


def ids(*arguments):
    return [company.id for company in resolve(*arguments)]


def test_full_name_short_name_and_ticker_are_one_company(registry):
    text = (
        "International Business Machines Corp. (NYSE: IBM) and Acme Widgets signed. "
        "Big Blue is glad. Initech and IBM signed too."
    )
    document = Document("d", "", text)
    claims = [
        Claim(
            "d",
            tuple(Party(form, (mention(document, form),)) for form in forms),
            "memorandum",
            "announced",
        )
        for forms in (
            ("International Business Machines Corp.", "Acme Widgets"),
            ("IBM", "Initech"),
            ("Big Blue", "Acme Widgets"),
        )
    ]
    resolved = registry.resolve(document, claims)
    companies = [claim.parties[0].company for claim in resolved]
    assert {c.id for c in companies} == {"company-international-business-machines"}
    assert companies[0] == companies[1] == companies[2]
    assert companies[0].name == "IBM"
    assert "Big Blue" in companies[0].aliases
    assert "XNYS:IBM" in companies[0].identifiers


def test_claims_keep_all_but_their_companies(registry):
    document = Document("d", "", "Fooly Gas and Barly Oil signed.")
    parties = tuple(
        Party(n, (mention(document, n),)) for n in ("Fooly Gas", "Barly Oil")
    )
    claim = Claim("d", parties, "licensing", "ended", speaker="x", confidence=0.4)
    (found,) = registry.resolve(document, [claim])
    assert [p.mentions for p in found.parties] == [p.mentions for p in parties]
    assert (found.kind, found.status, found.speaker, found.confidence) == (
        "licensing", "ended", "x", 0.4,
    )  # fmt: skip


def test_a_company_unknown_to_the_registry_has_its_own_id_everywhere(registry):
    one = ids(registry, "Zorblatt Inc. and Quuxify.", ("Zorblatt Inc.",), ("Quuxify",))
    other = ids(registry, "Quuxify met Zorblatt.", ("Quuxify",), ("Zorblatt",))
    assert one == ["company-zorblatt", "company-quuxify"]
    assert sorted(one) == sorted(other)


def test_the_fullest_form_names_an_unknown_company(registry):
    text = "Zorblatt said that Zorblatt Widgets Inc. and IBM signed."
    companies = resolve(registry, text, ("Zorblatt", "Zorblatt Widgets Inc."), ("IBM",))
    assert companies[0].name == "Zorblatt Widgets Inc."
    assert companies[0].aliases == ("Zorblatt",)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Siemens and Siemens Energy signed.", "Siemens", "Siemens Energy"),
        (
            "Delta Air Lines met Delta Electronics.",
            "Delta Air Lines",
            "Delta Electronics",
        ),
        ("Sony Ericsson and Sony signed.", "Sony Ericsson", "Sony"),
        ("Merck & Co. and Merck KGaA signed.", "Merck & Co.", "Merck KGaA"),
        ("Google and Alphabet signed.", "Google", "Alphabet"),
        ("General Motors met General Electric.", "General Motors", "General Electric"),
        ("Bank of China and Bank of America.", "Bank of China", "Bank of America"),
        ("Acme Cloud, a unit of Acme, grew.", "Acme Cloud", "Acme"),
    ],
)
def test_names_that_only_look_alike_stay_apart(registry, text, one, other):
    first, second = ids(registry, text, (one,), (other,))
    assert first != second


def test_one_company_on_both_sides_is_no_claim(registry):
    assert ids(registry, "IBM and Big Blue signed.", ("IBM",), ("Big Blue",)) == []


def test_a_listing_tells_companies_of_one_name_apart(registry):
    bare = ids(registry, "Merck and Zorblatt signed.", ("Merck",), ("Zorblatt",))
    listed = ids(registry, "Merck (NYSE: MRK) met Zorblatt.", ("Merck",), ("Zorblatt",))
    assert bare[0] == "company-merck"
    assert registry.get(bare[0]) is None
    assert "XNYS:MRK" in registry.get(listed[0]).identifiers


def test_a_ticker_alone_does_not_rename_a_company(registry):
    text = "Zorblatt Widgets Inc. (NYSE: IBM) and Quuxify signed."
    assert ids(registry, text, ("Zorblatt Widgets Inc.",), ("Quuxify",)) == [
        "company-zorblatt-widgets",
        "company-quuxify",
    ]


def test_a_short_form_is_the_longer_name_that_it_stands_for(registry):
    text = "Zorblatt Gas Holdings Ltd. met IBM. Later Zorblatt and Quuxify signed."
    found = ids(registry, text, ("Zorblatt",), ("Quuxify",))
    assert found[0] == "company-zorblatt-gas"


def test_an_acronym_is_the_name_that_it_is_explained_by(registry):
    text = "The Zorblatt Quux Alliance Board (ZQAB) and Quuxify signed."
    found = ids(registry, text, ("Zorblatt Quux Alliance Board",), ("Quuxify",))
    short = ids(registry, text, ("ZQAB",), ("Quuxify",))
    assert short == found


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("Tencent Cloud", "company-tencent"),
        ("IBM Research", "company-international-business-machines"),
        ("Samsung Electronics America", "company-samsung-electronics"),
        ("Zorblatt Japan", "company-zorblatt"),
    ],
)
def test_a_unit_is_part_of_its_parent(registry, name, parent):
    text = f"{name} and Zorblatt signed with Quuxify. Zorblatt grew."
    unit, _, _ = resolve(registry, text, (name,), ("Zorblatt",), ("Quuxify",))
    assert unit.part_of == parent
    assert unit.id != parent
    assert unit.name == name


@pytest.mark.parametrize(
    "name", ["Delta Air Lines", "Western Digital", "Zorblatt Cloud"]
)
def test_unit_words_alone_make_no_unit(registry, name):
    company, _ = resolve(registry, f"{name} met IBM.", (name,), ("IBM",))
    assert company.part_of is None


@pytest.mark.parametrize("form", ["target", "gap", "First", "National", "united"])
def test_common_words_are_no_known_company(registry, form):
    company, _ = resolve(registry, f"{form} met IBM.", (form,), ("IBM",))
    assert company.identifiers == ()
    assert registry.get(company.id) is None


def test_a_possessive_is_the_name_of_its_owner(registry):
    text = "Microsoft's and McDonald's deals."
    companies = resolve(registry, text, ("Microsoft's",), ("McDonald's",))
    assert [c.id for c in companies] == ["company-microsoft", "company-mcdonalds"]


def test_identifiers_are_few(registry):
    names = ["IBM", "Toyota", "Nokia", "Siemens", "Tencent", "Samsung", "BP", "Visa"]
    for name in names:
        company = registry.find(name)
        assert 1 <= len(company.identifiers) <= 4


def test_order_of_claims_does_not_matter(registry):
    text = "Tencent Holdings and IBM signed; Tencent and Zorblatt Gas; Zorblatt grew."
    document = Document("d", "", text)
    pairs = [
        ("Tencent", "Zorblatt"),
        ("Tencent Holdings", "IBM"),
        ("Zorblatt Gas", "IBM"),
    ]
    claims = [
        Claim("d", tuple(Party(n) for n in pair), "memorandum", "planned")
        for pair in pairs
    ]
    forward = registry.resolve(document, claims)
    backward = registry.resolve(document, claims[::-1])
    assert forward == backward[::-1]
