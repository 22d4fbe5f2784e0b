"""What a store says, held against the texts it was read from."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import to_document
from kg.prove import Fault, prove
from kg.store import Store
from kg.values import Claim, Evidence, Mention, Party, Span

TEXT = "IBM and SAP said on Monday that they would work together. Shares rose."
TITLE = "IBM joins SAP"


def mention(document, words, field="text"):
    start = document.field(field).index(words)
    return Mention(document.id, field, Span(start, start + len(words)), words)


def claim_of(document):
    quote = document.text.partition(". ")[0]
    evidence = (
        Evidence(document.id, "text", Span(0, len(quote)), quote, "hand@1"),
        Evidence(document.id, "title", Span(0, 13), TITLE, "hand@1"),
    )
    parties = (
        Party("IBM", (mention(document, "IBM"), mention(document, "IBM", "title"))),
        Party("SAP", (mention(document, "SAP"),)),
    )
    return Claim(
        document.id, parties, "joint_development", "announced", evidence=evidence
    )


def documents(count=2):
    return [
        to_document(f"{TEXT} No. {n}.", title=TITLE, id=f"d{n}") for n in range(count)
    ]


@pytest.fixture
def stored(tmp_path):
    """The sources and claims of two documents, as a store on disk gives them back."""
    with Store.open(tmp_path / "store") as store:
        for document in documents():
            store.replace(document.source, [claim_of(document)])
    with Store.open(tmp_path / "store") as store:
        return store.sources(), store.claims()


def test_what_was_read_holds(stored):
    proof = prove(iter(documents()), *stored)
    assert (proof.documents, proof.claims, proof.quotes, proof.mentions) == (2, 2, 4, 6)
    assert proof.faults == proof.missing == proof.unknown == ()
    assert proof.holds()


def test_a_changed_text_is_found_with_what_stands_there(stored):
    one, other = documents()
    changed = to_document(
        other.text.replace("SAP said", "XYZ said"), title=TITLE, id="d1"
    )
    proof = prove([one, changed], *stored)
    digest, quote, party = proof.faults
    assert not proof.holds(partial=True)
    assert digest == Fault("d1", "sha256", "text", None, other.sha256, changed.sha256)
    assert (quote.part, quote.span) == ("evidence", Span(0, 56))
    assert (party.part, party.expected, party.found) == ("mention", "SAP", "XYZ")
    assert (proof.documents, proof.claims, proof.quotes, proof.mentions) == (1, 1, 3, 5)


def test_a_changed_word_outside_the_quotes_is_found_by_the_digest(stored):
    one, other = documents()
    changed = to_document(other.text.replace("rose", "fell"), title=TITLE, id="d1")
    [fault] = prove([one, changed], *stored).faults
    assert fault.part == "sha256"


def test_a_changed_title_is_found(stored):
    one, other = documents()
    faults = prove([one, replace(other, title="SAP joins IBM")], *stored).faults
    assert [(f.part, f.field, f.found) for f in faults] == [
        ("evidence", "title", "SAP joins IBM"),
        ("mention", "title", "SAP"),
    ]


def test_a_digest_that_the_document_only_carries_proves_nothing(stored):
    one, other = documents()
    forged = replace(other, text=other.text.replace("rose", "fell"))
    assert forged.sha256 == other.sha256
    assert [f.part for f in prove([one, forged], *stored).faults] == ["sha256"]


def test_missing_and_unknown_documents_are_named(stored):
    first, _, third = documents(3)
    proof = prove([third, first], *stored)
    assert (proof.missing, proof.unknown) == (("d1",), ("d2",))
    assert not proof.holds(partial=True)
    proof = prove([first], *stored)
    assert not proof.holds()
    assert proof.holds(partial=True)


@given(st.integers(-80, 160), st.integers(-80, 160), st.text("IBM and SAP", max_size=4))
def test_only_the_very_words_at_the_very_offsets_hold(start, end, words):
    [document] = documents(1)
    party = Party("x", (Mention("d0", "text", Span(start, end), words),))
    claim = Claim("d0", (party,), "licensing", "announced")
    proof = prove([document], [document.source], [claim])
    stands = (
        end > start >= 0
        and words != ""
        and (
            [*document.text[start:]][: end - start] == [*words]
            and len(words) == end - start
        )
    )
    assert proof.holds() == stands
    assert proof.mentions == stands
