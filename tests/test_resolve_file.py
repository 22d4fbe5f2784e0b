"""The registry's file agrees with the code that reads it."""

import gzip
from pathlib import Path

from kg.names import core, full
from kg.resolve.entries import Index, to_entry

FILE = Path(__file__).parents[1] / "kg" / "resolve" / "registry.tsv.gz"
LINES = gzip.decompress(FILE.read_bytes()).decode("utf-8").splitlines()
ENTRIES = [to_entry(line) for line in LINES]


def test_lines_are_sorted_and_ids_are_unique():
    assert sorted(LINES) == LINES
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES) > 30_000


def test_keys_are_what_the_names_give_now():
    for entry in ENTRIES[::7] + [entry for entry in ENTRIES if entry.sure]:
        names = (entry.name, *entry.names)
        forms = {full(name) for name in names} | {core(name) for name in names}
        assert entry.keys == forms, entry.id


def test_every_parent_is_an_entry():
    parents = [entry.part_of for entry in ENTRIES if entry.part_of]
    assert len(parents) > 20
    assert set(parents) <= {entry.id for entry in ENTRIES}


def test_hand_written_form_belongs_to_one_company_or_to_known_namesakes():
    owners: dict[str, set[str]] = {}
    for entry in ENTRIES:
        for form in entry.sure:
            owners.setdefault(form, set()).add(entry.id)
    shared = {form for form, ids in owners.items() if len(ids) > 1}
    assert shared <= {"merck"}


def test_no_company_is_a_paper():
    for entry in ENTRIES:
        assert not {"ETF", "Warrant", "Warrants", "ADR"} & set(entry.name.split())


def test_index_finds_every_entry_by_id():
    index = Index.load()
    assert len(index) == len(ENTRIES)
    for entry in ENTRIES[::101]:
        assert index.by_id(entry.id) == entry
