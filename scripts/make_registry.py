"""Make ``kg/resolve/registry.tsv.gz`` from a raw list of listings.

    python scripts/make_registry.py listings.jsonl.gz

Rows are cleaned and merged (``registry_rows.py``), joined with the names of
``kg/resolve/aliases.tsv`` and written one company a line.  The same input gives
the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from registry_rows import (
    GERMAN,
    HOME,
    PREFIX,
    US,
    Entry,
    clean,
    display_name,
    is_company,
    legal_name,
    merge,
    title_case,
    to_ticker,
)

from kg.names import core, full, short
from kg.vocabulary import slug

ROOM = Path(__file__).parents[1] / "kg" / "resolve"
OUT = ROOM / "registry.tsv.gz"
ALIASES = ROOM / "aliases.tsv"


def identifiers(entry: Entry, isins: Counter[str]) -> list[str]:
    """Home listing, ISIN of the home country, CIK."""
    country = (entry.values("country") or [""])[0]
    codes = entry.listings
    american = [c for c in codes if c.split(":")[0] in US and not re.search(r"-|\^", c)]
    order = [*HOME.get(country, ()), "XNYS", "XNAS", "XASE", "US"]
    if any(row.get("cik") for row in entry.rows) and country in ("", "United States"):
        order = ["XNYS", "XNAS", "XASE", "US", *order]
    found = []
    for mic in order:
        here = [c for c in codes if c.startswith(mic + ":")]
        if here:
            found.append(min(here, key=lambda c: (c not in american, len(c), c)))
            break
    if american and found and found[0] not in american:
        found.append(min(american, key=lambda c: (c.startswith("US:"), len(c), c)))
    for isin in entry.values("isin"):
        if isins[isin] == 1 and isin.startswith(PREFIX.get(country, "??")):
            found.append(f"isin:{isin}")
            break
    return found + [f"cik:{cik}" for cik in entry.values("cik")[:1]]


def ticker_codes(entry: Entry) -> list[str]:
    """All codes a text may give: American as ``US:X``, others by their MIC."""
    return sorted(
        {
            to_ticker(code)
            for code in entry.listings
            if code.split(":")[0] not in GERMAN | {"OTCMKTS", "OTCM", "AQXE", "XWBO"}
            and not re.search(r"\^|-W|-U", code)
        }
    )


@dataclass
class Record:
    """One line of the registry."""

    legal: str
    name: str
    names: list[str] = field(default_factory=list)
    sure: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    tickers: list[str] = field(default_factory=list)
    country: str = ""
    sector: str = ""
    size: int = 0
    spread: int = 0
    parent: Record | None = None
    id: str = ""

    def add_names(self, names: Iterable[str]) -> None:
        """Add other names, each full form once."""
        seen = {full(n) for n in (self.name, *self.names)}
        for name in names:
            if full(name) not in seen:
                seen.add(full(name))
                self.names.append(name)

    def line(self) -> str:
        """The line, tabs between fields, bars within."""
        every = [self.name, *self.names]
        keys = {full(n) for n in every} | {core(n) for n in every}
        # "News Corp" written by hand does not make the bare word "News" sure.
        cores = {core(n) for n in self.sure if full(n) == core(n) or " " in core(n)}
        sure = {full(n) for n in self.sure} | cores
        shorts = {short(n) for n in every} - keys
        lists = [self.names, sorted(keys), sorted(sure), sorted(shorts),
                 self.identifiers, self.tickers]  # fmt: skip
        tail = [self.country, self.sector, str(self.size), str(self.spread)]
        bars = ["|".join(items) for items in lists]
        parent = self.parent.id if self.parent else ""
        return "\t".join([self.id, self.name, *bars, *tail, parent])


def to_records(entries: list[Entry]) -> list[Record]:
    """Turn merged rows into records."""
    isins = Counter(
        i for e in entries for i in {r["isin"] for r in e.rows if r.get("isin")}
    )
    spread = Counter(w for e in entries for w in set(core(legal_name(e)).split()))
    records = []
    for entry in entries:
        legal, shown = legal_name(entry), display_name(entry)
        sectors = entry.values("industry") or entry.values("sector") or [""]
        forms = {short(name) for name in (shown, *entry.values("name"))}
        one_word = [form for form in forms if " " not in form]
        record = Record(
            legal, shown,
            identifiers=identifiers(entry, isins), tickers=ticker_codes(entry),
            country=(entry.values("country") or [""])[0], sector=sectors[0],
            size=entry.size, spread=max((spread[w] for w in one_word), default=0),
        )  # fmt: skip
        names = {title_case(n) if n.isupper() else n for n in entry.values("name")}
        record.add_names([legal, *sorted(names)])
        records.append(record)
    return records


def read_aliases(path: Path) -> list[tuple[str, list[str], str]]:
    """The lines of the hand-written list: name, other names, parent."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, others, parent = (*line.split("\t"), "", "")[:3]
            found.append((name, [o for o in others.split("|") if o], parent))
    return found


def add_aliases(records: list[Record]) -> list[str]:
    """Bring the hand-written names in; return the companies they made."""
    by_form: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for form in {f(n) for n in (record.name, *record.names) for f in (full, core)}:
            by_form[form].append(record)
    named: dict[str, Record] = {}
    new = []
    lines = read_aliases(ALIASES)
    for name, others, _ in lines:
        target = _target(name, others, by_form)
        if target is None:
            target = Record(name, name, size=4)
            records.append(target)
            new.append(name)
        named[name] = target
        target.names = [
            n for n in (target.name, *target.names) if full(n) != full(name)
        ]
        target.name = name
        target.add_names(others)
        target.sure = [*target.sure, name, *others]
    for name, _, parent in lines:
        named[name].parent = named[parent] if parent else None
    _absorb(records, by_form)
    return new


def _target(
    name: str, others: list[str], by_form: dict[str, list[Record]]
) -> Record | None:
    """The listed company that a hand-written line speaks of, if any.

    A legal name is enough; a bare word must be that of a large company.
    """
    for written in [name, *others]:
        least = 0 if full(written) != core(written) or " " in core(written) else 4
        for form in (full(written), core(written)):
            found = sorted(by_form.get(form, ()), key=lambda r: (-r.size, r.legal))
            if found and found[0].size >= (least if form == full(written) else 4):
                return found[0]
    return None


def _absorb(records: list[Record], by_form: dict[str, list[Record]]) -> None:
    """Take in what the listings still have under a hand-written legal name."""
    for record in [r for r in records if r.sure]:
        forms = {full(n) for n in record.sure if " " in full(n)}
        others = [o for form in sorted(forms) for o in by_form.get(form, ())]
        others += [
            o for o in by_form.get(full(record.name), ())
            if full(o.name) == full(record.name)
        ]  # fmt: skip
        for other in others:
            if other.sure or other not in records:
                continue
            records.remove(other)
            record.add_names([other.name, *other.names])
            kinds = {code.split(":")[0] for code in record.identifiers}
            record.identifiers += [
                code for code in other.identifiers if code.split(":")[0] not in kinds
            ]
            record.tickers = sorted({*record.tickers, *other.tickers})


def number(records: list[Record]) -> None:
    """Give every record an id of its own; the clearly largest gets the plain one."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[slug(short(record.legal))].append(record)
    taken = set(groups)
    for name, group in sorted(groups.items()):
        group.sort(
            key=lambda r: (bool(r.sure), slug(core(r.legal)) == name and bool(r.sure),
                           r.size, r.legal, r.tickers),
            reverse=True,
        )  # fmt: skip
        first, second = group[0], group[1] if len(group) > 1 else Record("", "")
        lone = (
            len(group) == 1
            or (first.sure and not second.sure)
            or (first.sure and slug(core(second.legal)) != name)
            or (first.size >= max(4, second.size + 2) and not second.sure)
        )
        for place, record in enumerate(group):
            country = slug(record.country or "unknown")
            options = [slug(core(record.legal)), slug(full(record.legal))]
            options.append(f"{name}-{country}")
            options.append(f"{name}-{country}-{slug((record.tickers or ['none'])[0])}")
            plain = [name] if lone and place == 0 else []
            chosen = next(o for o in plain + [o for o in options if o not in taken])
            taken.add(chosen)
            record.id = f"company-{chosen}"


def to_lines(entries: list[Entry]) -> list[str]:
    """All lines of the registry, sorted."""
    records = to_records(entries)
    new = add_aliases(records)
    print(f"{len(new)} companies only in the hand-written list: {', '.join(new)}")
    for record in records:
        if record.size >= 4 and not record.sure:
            _shorten(record)
    number(records)
    return sorted(record.line() for record in records)


def _shorten(record: Record) -> None:
    """Show a large company without its legal form, if that keeps its name."""
    words = record.name.replace(",", "").split()
    while len(words) > 1 and core(" ".join(words)) == core(" ".join(words[:-1])):
        words = words[:-1]
    whole = record.name.replace(",", "").split()
    opens = whole[0] == "The" and len(words) < len(whole)
    while (
        len(words) > 1
        and (opens or words[0] != "The")
        and core(" ".join(words[1:])) == core(" ".join(words))
    ):
        words = words[1:]
    shown = " ".join(words)
    if shown != record.name and core(shown) == core(record.name):
        record.names = [record.name, *(n for n in record.names if n != shown)]
        record.name = shown


def main() -> None:
    """Read the listings named on the command line, write the registry."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("listings", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=OUT)
    options = parser.parse_args()
    with gzip.open(options.listings, "rt", encoding="utf-8") as source:
        rows = [clean(row) for row in map(json.loads, source) if is_company(row)]
    lines = to_lines(merge(rows))
    payload = ("\n".join(lines) + "\n").encode()
    size = options.out.write_bytes(gzip.compress(payload, 9, mtime=0))
    print(f"{len(rows)} rows, {len(lines)} companies, {size} bytes")


if __name__ == "__main__":
    main()
