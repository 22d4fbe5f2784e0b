"""The components in a spaCy user's own pipeline."""

import subprocess
import sys
from dataclasses import replace

import pytest
import spacy

from kg.errors import ModelError
from kg.extract.pipeline import COMPONENTS, claims, load
from kg.ingest import to_document
from kg.settings import Settings

pytestmark = pytest.mark.model
TEXT = "Acme Corp and Foo Inc have formed a joint venture to make electric cars."


def test_the_last_component_brings_the_others_and_they_work_alone():
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_alliances")
    assert tuple(nlp.pipe_names) == COMPONENTS
    doc = nlp(TEXT)
    (claim,) = doc._.kg_claims
    assert sorted(p.name for p in claim.parties) == ["Acme Corp", "Foo Inc"]
    assert claim.kind == "joint_venture"
    assert [s.text for s in doc.spans["kg_companies"]] == ["Acme Corp", "Foo Inc"]


def test_spacy_finds_the_components_without_an_import_of_ours():
    code = "import spacy; n = spacy.blank('en'); n.add_pipe('kg_alliances'); print(len(n.pipe_names))"  # noqa: E501
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "4"


def test_the_same_text_gives_the_same_claims_whatever_else_is_read():
    one = to_document(TEXT, title="Cars")
    other = to_document("Bar Ltd and Qux plc agreed to share engines. " * 40)
    (alone,) = claims([one])
    together = list(claims([other, one, other]))
    assert together[1] == alone
    assert together[0] == together[2]


def test_claims_below_the_bound_are_left_out():
    document = to_document(TEXT)
    ((_, found),) = claims([document])
    assert found
    ((_, none),) = claims([document], replace(Settings(), min_confidence=1.0))
    assert none == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "A",
        "IBM " * 3000,
        "é\ud7ff\u200b" * 50,
        "ACME CORP, FOO INC SIGN PACT TO MAKE CARS IN INDIA -- SOURCES",
        "<p>Acme Corp&nbsp;and <b>Foo Inc</b> formed a joint venture.</div>&lt;br",
        "Acme Corp und Foo AG gründen ein Joint Venture. 双方签署了协议。",
        "Acme Corpâ€™s venture with FooÃ© Inc \ufffd\ufffd was ï»¿signed.",
        "Acme" + "-Foo" * 5000 + " formed a joint venture with Bar Inc.",
        "(" * 4000 + "Acme Corp and Foo Inc formed a joint venture" + ")" * 4000,
    ],
)
def test_odd_texts_give_no_error(text):
    ((_, found),) = claims([to_document(text, title="ALL CAPS AND NOTHING ELSE")])
    assert isinstance(found, tuple)


def test_in_a_text_of_200_000_words_the_alliances_at_both_ends_are_found():
    plain = (
        "The {} index fell 2 percent on Friday as the central bank left rates "
        "unchanged and investors weighed data on inflation, analysts said. "
    )
    filling = "".join(plain.format(f"Bank{k}") for k in range(9_000))
    last = (
        "Bar Ltd and Qux plc have formed a joint venture. The two partners will "
        "build pumps together. Each will own half of the venture."
    )
    text = f"{TEXT} {filling} {last}"
    assert len(text.split()) > 195_000
    ((_, found),) = claims([to_document(text, title="Stocks on Friday")])
    parties = {tuple(sorted(p.name for p in c.parties)) for c in found}
    assert {("Acme Corp", "Foo Inc"), ("Bar Ltd", "Qux plc")} <= parties


def test_a_missing_pipeline_or_folder_is_said(tmp_path):
    with pytest.raises(ModelError, match="no_such_model"):
        load(replace(Settings(), spacy_model="no_such_model"))
    missing = replace(Settings(), model_folder=str(tmp_path))
    with pytest.raises(ModelError, match=r"tokenizer|lower"):
        list(claims([to_document(TEXT)], missing))
