import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.names import core
from kg.resolve import Registry
from kg.resolve.entries import Index
from kg.resolve.listings import find_codes, to_code

ROOT = Path(__file__).parents[1]
LISTINGS = ROOT.parent / "shared" / "data" / "gazetteers" / "listings.jsonl.gz"


@pytest.fixture(scope="module")
def registry():
    return Registry.load()


@pytest.fixture(scope="module")
def index():
    return Index.load()


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("IBM", "company-international-business-machines"),
        ("ibm", "company-international-business-machines"),
        ("Big Blue", "company-international-business-machines"),
        ("NYSE: IBM", "company-international-business-machines"),
        ("XNYS:IBM", "company-international-business-machines"),
        ("ibm.n", "company-international-business-machines"),
        ("company-international-business-machines",) * 2,
        ("Facebook", "company-meta-platforms"),
        ("Google Inc.", "company-google"),
        ("Research In Motion", "company-blackberry"),
        ("Statoil ASA", "company-equinor"),
        ("General Electirc", "company-general-electric"),
    ],
)
def test_a_company_is_found_by_any_of_its_names(registry, name, company):
    assert registry.find(name).id == company


@pytest.mark.parametrize("name", ["", "First", "National", "Zorblatt Widgets", "Merck"])
def test_a_name_of_none_or_of_several_finds_none(registry, name):
    assert registry.find(name) is None


def test_units_of_the_registry_know_their_parents(registry):
    assert registry.find("Google").part_of == registry.find("Alphabet").id


def test_ids_and_parents_of_the_file_hold_together(index):
    entries = [index.by_id(i) for i in sorted(index.ids())]
    assert len(entries) == len(index) > 30_000
    assert all(entry.id.startswith("company-") for entry in entries)
    assert all(index.by_id(e.part_of) for e in entries if e.part_of)
    assert not [
        e.name for e in entries if not core(e.name) or core(e.name) not in e.keys
    ]


def test_no_bond_fund_or_warrant_is_a_company(index):
    words = re.compile(r"\b(ETF|Warrants?|Funds?|Fundos?|Notes due|ADR)\b|%", re.I)
    names = [index.by_id(i).name for i in index.ids()]
    assert not [name for name in names if words.search(name)]


def test_hand_written_names_are_in_the_file_and_of_one_company(index):
    table = (ROOT / "kg" / "resolve" / "aliases.tsv").read_text(encoding="utf-8")
    lines = [x.split("\t") for x in table.splitlines() if x and x[0] != "#"]
    shown = {name for name, *_ in lines}
    assert len(lines) > 300
    assert len(shown) == len(lines)
    assert all(index.by_key(core(name)) for name in shown)
    assert all(cells[2] in shown for cells in lines if len(cells) > 2)


@pytest.mark.parametrize(
    "content",
    [b"no gzip", gzip.compress(b"one\ttwo\n"), gzip.compress(b"\xff\xfe")],
)
def test_a_damaged_registry_is_named(tmp_path, content):
    path = tmp_path / "registry.tsv.gz"
    path.write_bytes(content)
    with pytest.raises(InputError):
        Registry.load(path)


def test_a_missing_registry_says_how_to_make_one(tmp_path):
    with pytest.raises(InputError, match="make_registry"):
        Registry.load(tmp_path / "none.gz")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Microsoft ( MSFT.O )", ["US:MSFT"]),
        ("Twitter (NASDAQ: TWTR)", ["US:TWTR"]),
        ("Tencent (HKEX:700)", ["XHKG:0700"]),
        ("Sony (6758.T) and Vodafone (LSE: VOD)", ["XJPX:6758", "XLON:VOD"]),
        ("a note (see p. 3) and (U.S.)", []),
    ],
)
def test_listings_are_read_from_brackets(text, codes):
    assert [code for _, code in find_codes(text)] == codes


@pytest.mark.parametrize("words", ["IBM", "hello: world", "", "NYSE"])
def test_what_is_no_listing_is_none(words):
    assert to_code(words) is None


@pytest.mark.shared
@pytest.mark.skipif(not LISTINGS.exists(), reason="the raw listings are not here")
def test_the_file_is_what_the_script_makes(tmp_path):
    out = tmp_path / "registry.tsv.gz"
    script = ROOT / "scripts" / "make_registry.py"
    subprocess.run([sys.executable, script, LISTINGS, "-o", out], check=True)
    shipped = ROOT / "kg" / "resolve" / "registry.tsv.gz"
    assert gzip.decompress(out.read_bytes()) == gzip.decompress(shipped.read_bytes())
