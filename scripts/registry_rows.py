"""Rows of raw listings: which are companies, and which are one company.

Bonds, warrants, funds, depositary receipts and rows whose names are cut are
dropped; rows of one company are merged; nothing is added that no row holds.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.names import core, full, short

CAPS = ["Nano Cap", "Micro Cap", "Small Cap", "Mid Cap", "Large Cap", "Mega Cap"]
GERMAN = {"XBER", "XMUN", "XDUS", "XHAM", "XHAN", "XSTU", "FRA", "TLO", "XFRA"}
US = {"US", "XNYS", "XNAS", "XASE", "NYSE", "NASDAQ", "ARCX", "BATS"}
MICS = {
    "US": "US", "NYSE": "XNYS", "NASDAQ": "XNAS", "LON": "XLON", "TYO": "XJPX",
    "BME": "XMAD", "AMS": "XAMS", "STO": "XSTO", "EBR": "XBRU", "HEL": "XHEL",
    "EPA": "XPAR", "ETR": "XETR", "SWX": "XSWX", "MCX": "MISX",
}  # fmt: skip
HOME = {
    "United States": ("XNYS", "XNAS", "XASE", "US"), "Japan": ("XJPX",),
    "China": ("XSHG", "XSHE", "XHKG"), "Hong Kong": ("XHKG",),
    "United Kingdom": ("XLON",), "Germany": ("XETR",), "France": ("XPAR",),
    "India": ("XNSE", "XBOM"), "Canada": ("XTSE", "XTSX", "XCNQ"),
    "Australia": ("XASX",), "South Korea": ("XKRX", "XKOS"), "Taiwan": ("XTAI",),
    "Switzerland": ("XSWX",), "Italy": ("XMIL",), "Spain": ("XMAD",),
    "Netherlands": ("XAMS",), "Sweden": ("XSTO",), "Norway": ("XOSL",),
    "Denmark": ("XCSE",), "Finland": ("XHEL",), "Belgium": ("XBRU",),
    "Brazil": ("BVMF",), "Mexico": ("XMEX",), "Russia": ("MISX",),
    "Singapore": ("XSES",), "Israel": ("XTAE",), "South Africa": ("XJSE",),
    "Thailand": ("XBKK",), "Malaysia": ("XKLS",), "Indonesia": ("XIDX",),
    "Austria": ("XWBO",), "Portugal": ("XLIS",), "Turkey": ("XIST",),
    "Chile": ("XSGO",), "New Zealand": ("XNZE",), "Saudi Arabia": ("XSAU",),
    "Ireland": ("XDUB",), "Poland": ("XWAR",), "Greece": ("ASEX",),
}  # fmt: skip
PREFIX = {
    "United States": "US", "Japan": "JP", "United Kingdom": "GB", "Germany": "DE",
    "France": "FR", "India": "IN", "Canada": "CA", "Australia": "AU",
    "South Korea": "KR", "Taiwan": "TW", "Switzerland": "CH", "Italy": "IT",
    "Spain": "ES", "Netherlands": "NL", "Sweden": "SE", "Norway": "NO",
    "Denmark": "DK", "Finland": "FI", "Belgium": "BE", "Brazil": "BR",
    "Mexico": "MX", "Russia": "RU", "Singapore": "SG", "Israel": "IL",
    "South Africa": "ZA", "Austria": "AT", "Ireland": "IE", "Luxembourg": "LU",
}  # fmt: skip
NO_COMPANY = re.compile(
    r"\b(ADR|ADS|GDR|GDS|ADRs|NVDR|DRC|BDR|ETF|ETC|ETN|ETP|UCITS|Warrants?|Units?|"
    r"Fondos?|Fundos?|Fonds|SICAV|Kapitalforeningen|Investeringsforeningen|"
    r"Depositary|Depository|Preferred|Preference|Debentures?|Notes|Bonds?|"
    r"Certificates?|"
    r"MTN(?! Group)|FLR|CALL|PUT|Leveraged?|Futures?|Index|Swap|STRATS|"
    r"Acquisition Corp\.?|Acquisition Corporation|Cumulative|Perpetual|"
    r"Income Trust|Investment Trust|"
    r"Subordinated|Convertible|Royalty Trust|Sponsored|Portfolio|Strategy|Rights|"
    r"ProShares|iShares|SPDR|Direxion|VanEck|Securities, Series|2x|3x|VCT|REIT ETF|"
    r"Bear|Bull|Daily|Treasury|Interim)\b"
    r"|%|\d{2}/\d{2}|\(\d+\)|\bO\.N\.?|\bINH\b|\bNA O\.?N|\bDL ?-|\bEO ?-|\bHD ?-"
    r"|\bSP\. ?ADR|\bClass [B-Z]\b",
)
KEEP_UPPER = frozenset(
    """
    IBM AT&T BP GE HP ABB UBS BMW BASF SAP NEC TDK ASML ING KBC KDDI NTT HSBC RWE EDF
    ENI TSMC UPS CVS MSC CSX PPG AES AMD AMC MGM CBS NBC EMC NCR SLM TJX VF AIG CNA
    HCA ADT BBVA CIBC DHL DSM EQT FMC HDFC ICICI IDBI ITT ITC JBS JVC LG LVMH MTN NXP
    OMV PNC SKF SSAB STX TCL TUI USA US UK TNT TXU URS VTB WPP ZTE IHS ICU SPX UGI IAC
    IDT IMAX AGCO AAR ACCO AECOM ASGN BGC BRT BWX CACI CBIZ CDW CNO CTS DTE DXC EOG
    FTI GATX ICF IDEX IDEXX IPG KLA LCI MSCI MYR NRG NVR OGE ONE PBF PG&E PNM PVH QCR
    RPM SBA SEI SJW SLB SM TTEC UDR UMB WEX WSFS WD II III IV VI VII AG AB ASA NV PLC
    SA SE KK LLC LP LLP SPA AS
    """.split()
)
LOWER = frozenset("of and the for in de du la".split())


@dataclass
class Entry:
    """A company in the making."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def values(self, key: str) -> list[Any]:
        """The values that rows have for a key, most common first."""
        seen = Counter(row[key] for row in self.rows if row.get(key))
        return [v for v, _ in sorted(seen.items(), key=lambda i: (-i[1], str(i[0])))]

    @property
    def listings(self) -> list[str]:
        """All listings, sorted, exchanges by their MIC."""
        every = {to_mic(code) for row in self.rows for code in row.get("listings", ())}
        return sorted(code for code in every if not code.startswith(":"))

    @property
    def size(self) -> int:
        """0 unknown, 1 nano ... 6 mega; at least 4 in a large index, 2 with the SEC."""
        sizes = [CAPS.index(cap) + 1 for cap in self.values("market_cap")]
        if any("sp500" in row["source"] for row in self.rows):
            sizes.append(5)
        if any("pytickersymbols" in row["source"] for row in self.rows):
            sizes.append(4)
        if any("sec" in row["source"] for row in self.rows):
            sizes.append(2)
        return max(sizes, default=0)


def to_mic(code: str) -> str:
    """``NYSE:IBM`` -> ``XNYS:IBM``; a bare ticker of these lists is American."""
    exchange, colon, ticker = code.partition(":")
    return f"{MICS.get(exchange, exchange)}:{ticker}" if colon else f"US:{code}"


def is_company(row: dict[str, Any]) -> bool:
    """Tell whether a row can be a company under its own whole name."""
    name = row["name"]
    codes = row.get("listings", ())
    if codes and all(re.match(r"(LON|XLON):\d", code) for code in codes):
        return False  # a foreign share traded in London
    if re.search(r"\bfunds?\b", name, re.IGNORECASE):
        return False
    if NO_COMPANY.search(name) or len(core(name)) < 2:
        return False
    if "financedatabase" not in row["source"]:
        return True
    markets = {code.split(":")[0] for code in row.get("listings", ())}
    if name.isupper() and (markets <= GERMAN or len(name) > 28):
        return False
    if all(re.fullmatch(r"BVMF:\w+3[45]", code) for code in row.get("listings", ())):
        return False  # Brazilian depositary receipts
    return bool(row.get("market_cap") or row.get("website"))


def clean(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its name trimmed and without what is no name."""
    name = re.sub(r"\s+", " ", row["name"]).strip(" -")
    name = re.sub(r"\s*/(ADR|ADS|FI|DE|OR|NEW|MD|NY|PA|VA|NV|The)/?$", "", name)
    name = re.sub(r"\s*\([^)]*$", "", name)
    name = re.sub(r",? Class A$|,? Inc Class A$", "", name)
    country = row.get("country")
    if "pytickersymbols" in row["source"] and country not in PREFIX:
        country = None  # a city there, at times
    return {**row, "name": name, "country": country}


def title_case(name: str) -> str:
    """Give an upper-case name its usual capitals.

    Short words without a vowel and the words of a list stay as they are.
    """
    words = []
    if re.fullmatch("[A-Z]{2,3}", core(name).upper()):
        return name
    for place, word in enumerate(name.split()):
        bare = word.strip(".,()")
        if bare in KEEP_UPPER or not re.search("[AEIOUY]", bare):
            words.append(word)
        elif place and bare.lower() in LOWER:
            words.append(word.lower())
        else:
            words.append(re.sub(r"[A-Z]+", lambda m: m[0].capitalize(), word))
    return re.sub(r"'S\b", "'s", " ".join(words))


def merge(rows: Iterable[dict[str, Any]]) -> list[Entry]:
    """Group rows of one company: the same core name, and nothing against it."""
    by_core: dict[str, list[Entry]] = defaultdict(list)
    ordered = sorted(
        rows,
        key=lambda r: (
            "pytickersymbols" in r["source"],
            "sec" in r["source"],
            -CAPS.index(r["market_cap"]) if r.get("market_cap") else 1,
            r["name"],
            json.dumps(r, sort_keys=True),
        ),
    )
    by_ticker: dict[str, Entry] = {}
    entries: list[Entry] = []
    for row in ordered:
        key = core(row["name"])
        if "pytickersymbols" in row["source"] and key not in by_core:
            key = short(row["name"])
        entry = _home(row, by_core[key], by_ticker)
        if entry is None:
            entry = Entry()
            entries.append(entry)
        entry.rows.append(row)
        if entry not in by_core[key]:
            by_core[key].append(entry)
        for code in row.get("listings", ()):
            if to_mic(code).split(":")[0] not in GERMAN:
                by_ticker.setdefault(to_ticker(code), entry)
    return entries


def to_ticker(code: str) -> str:
    """A listing as texts give it: ``NYSE:IBM`` -> ``US:IBM``."""
    exchange, _, ticker = to_mic(code).partition(":")
    return f"US:{ticker}" if exchange in US else f"{exchange}:{ticker}"


def _home(
    row: dict[str, Any], same: list[Entry], by_ticker: dict[str, Entry]
) -> Entry | None:
    """The entry that a row belongs to, if there is one."""
    fitting = [entry for entry in same if _fits(row, entry)]
    codes = {to_ticker(code) for code in row.get("listings", ())}
    if "pytickersymbols" in row["source"]:
        for code in sorted(codes):
            entry = by_ticker.get(code)
            if entry is not None and _same_start(row, entry):
                return entry
    for entry in fitting:
        if codes & {to_ticker(code) for code in entry.listings}:
            return entry
    exact = [
        e for e in fitting if full(row["name"]) in {full(r["name"]) for r in e.rows}
    ]
    return (exact or fitting or [None])[0]


def _same_start(row: dict[str, Any], entry: Entry) -> bool:
    word = core(row["name"]).split()[0]
    names = [core(other["name"]) for other in entry.rows]
    return any(
        name.split()[0] == word or word == "".join(w[0] for w in name.split())
        for name in names
    )


def _fits(row: dict[str, Any], entry: Entry) -> bool:
    """Whether nothing speaks against a row of the same core name."""
    if not row.get("listings"):
        return True
    countries = {other.get("country") for other in entry.rows} - {None}
    country = row.get("country")
    if country and countries and country not in countries:
        return False
    ciks = {other.get("cik") for other in entry.rows} - {None}
    if row.get("cik") and ciks and row["cik"] not in ciks:
        return False
    forms = {full(other["name"]) for other in entry.rows} | {full(row["name"])}
    return not any(f.endswith((" kgaa", " and co")) for f in forms) or len(
        {f for f in forms if f.endswith(" kgaa")}
    ) in (0, len(forms))


def display_name(entry: Entry) -> str:
    """The name to show: an index's own word, else the best-cased legal name."""
    for row in entry.rows:
        common = row.get("common_name", "")
        if common and "(" not in common and core(common) == core(row["name"]):
            return str(common)
    wiki = [r["name"] for r in entry.rows if "pytickersymbols" in r["source"]]
    if wiki:
        return str(min(wiki, key=lambda n: (len(n), n)))
    return legal_name(entry)


def legal_name(entry: Entry) -> str:
    """The longest-known legal name, in mixed case where a row has it."""
    listed = [r for r in entry.rows if "pytickersymbols" not in r["source"]]
    names = sorted({r["name"] for r in listed or entry.rows})
    mixed = [n for n in names if not n.isupper()]
    best = min(mixed or names, key=lambda n: (full(n) == core(n), -len(core(n)), n))
    shouted = best.isupper() or len(re.findall(r"\b[A-Z]{5,}\b", best)) > 1
    return title_case(best) if shouted else best
