"""``kg prove`` on a store in a folder and the files it was read from."""

import json

import pytest

from kg import ingest
from kg.cli import main
from kg.store import Store
from kg.values import Claim, Evidence, Mention, Party, Span

TEXTS = {
    "a.md": "---\nid: a\n---\n**IBM** and [SAP](http://s.example) formed a venture.\n",
    "b.txt": "Intel and Cisco signed a memorandum of understanding in Paris.",
    "c.txt": "Nothing was said of anyone on this day.",
}
QUOTES = {
    "a": ("IBM and SAP formed a venture.", ("IBM", "SAP")),
    "b": ("Intel and Cisco signed a memorandum", ("Intel", "Cisco")),
}


def claim_of(document):
    quote, names = QUOTES["a" if document.id == "a" else "b"]

    def span(words):
        start = document.text.index(words)
        return Span(start, start + len(words))

    return Claim(
        document.id,
        tuple(
            Party(name, (Mention(document.id, "text", span(name), name),))
            for name in names
        ),
        "memorandum",
        "announced",
        evidence=(Evidence(document.id, "text", span(quote), quote, "hand@1"),),
    )


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    with Store.open(tmp_path / "store") as store:
        for document in ingest.read(folder):
            said = () if "Nothing" in document.text else (claim_of(document),)
            store.replace(document.source, said)
    return folder


@pytest.fixture
def prove(news, capsys):
    def prove(*arguments):
        store = ("--store", str(news.parent / "store"))
        with pytest.raises(SystemExit) as ended:
            main(["prove", *map(str, arguments), *store])
        shown = capsys.readouterr()
        return ended.value.code or 0, shown.out, shown.err

    return prove


def test_texts_that_are_as_they_were_prove_the_store(prove, news):
    code, out, err = prove(news, "--json")
    assert code == 0
    assert json.loads(out) == {
        "holds": True,
        "documents": 3,
        "claims": 2,
        "quotes": 2,
        "mentions": 4,
        "faults": [],
        "missing": [],
        "unknown": [],
        "unreadable": 0,
    }
    assert "holds against the texts" in err
    code, out, _ = prove(news)
    assert code == 0
    assert "mentions" in out
    assert "does not hold" not in out


def test_a_changed_text_is_listed_and_code_1(prove, news):
    (news / "a.md").write_text(TEXTS["a.md"].replace("SAP]", "XYZ]"))
    code, out, err = prove(news, "--json")
    assert code == 1
    found = json.loads(out)
    assert not found["holds"]
    assert [fault["part"] for fault in found["faults"]] == [
        "sha256",
        "evidence",
        "mention",
    ]
    assert found["faults"][2] == {
        "document_id": "a",
        "part": "mention",
        "field": "text",
        "span": {"start": 8, "end": 11},
        "expected": "SAP",
        "found": "XYZ",
    }
    code, out, err = prove(news)
    assert code == 1
    assert "IBM and XYZ formed a venture." in out
    assert "is not proved by the texts" in err


def test_other_marks_around_the_same_words_still_prove_it(prove, news):
    (news / "a.md").write_text("---\nid: a\n---\nIBM and *SAP* formed a venture.\n")
    code, _, _ = prove(news)
    assert code == 0


def test_a_text_whose_id_is_its_content_becomes_unknown_when_changed(prove, news):
    (news / "b.txt").write_text(TEXTS["b.txt"].replace("Paris", "Rome"))
    code, out, err = prove(news, "--json", "--partial")
    found = json.loads(out)
    assert code == 1
    assert len(found["missing"]) == len(found["unknown"]) == 1
    code, _, err = prove(news)
    assert code == 1
    assert (
        f"1 documents of the store that the inputs lack:\n  {found['missing'][0]}"
        in (err)
    )
    assert found["unknown"][0] in err


def test_documents_that_are_not_named_are_missing_unless_partial(prove, news):
    code, _, err = prove(news / "a.md")
    assert code == 1
    assert "2 documents of the store that the inputs lack" in err
    code, _, _ = prove(news / "a.md", "--partial")
    assert code == 0


def test_a_file_that_cannot_be_read_is_code_1(prove, news):
    (news / "d.csv").write_text("no,column\n1,2\n")
    code, out, err = prove(news, "--json")
    assert code == 1
    assert json.loads(out)["unreadable"] == 1
    assert "d.csv" in err
