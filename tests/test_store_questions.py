"""Each stored question, asked of a small store: the very rows."""

import pytest
from store_cases import small_store

from kg.store import Store, questions

CLOUD = "IBM and Tencent Cloud"

EXPECTED = {
    ("partners-of", "company=big blue"): [
        ("IBM", "Apple", "distribution", "in_force", "2014-07-15", 2),
        ("IBM", "Intel", "consortium", "announced", "2012-05-01", 1),
        ("IBM", "SAP", "consortium", "announced", "2012-05-01", 1),
        ("IBM", "Tencent Cloud", "memorandum", "announced", "2014-10-31", 1),
        ("IBM", "Twitter", "strategic_alliance", "in_force", None, 1),
    ],
    ("partners-of", "company=TENCENT"): [
        ("Tencent Cloud", "IBM", "memorandum", "announced", "2014-10-31", 1),
    ],
    ("alliances-in-sector", "sector=Smart Cities"): [
        (CLOUD, "memorandum", "announced", "2014-10-31", "smarter cities", 1),
    ],
    ("alliances-in-sector", "sector=cloud"): [
        ("IBM and SAP", "strategic_alliance", "ended", "2014-10-14",
         "public cloud services", 2),
        ("IBM, Intel and SAP", "consortium", "announced", "2012-05-01",
         "cloud standards", 1),
    ],
    ("alliances-in-sector", "sector=sector-healthcare"): [
        (CLOUD, "memorandum", "announced", "2014-10-31", "smarter healthcare", 1),
    ],
    ("alliances-in-sector", "sector=clou"): [],
    ("shared-partners", "company=xnys:ibm", "other=Intel"): [("Apple",), ("SAP",)],
    ("connection-between", "company=Tencent Cloud", "other=Apple"): [
        (2, "Tencent Cloud > IBM > Apple"),
        (3, "Tencent Cloud > IBM > Intel > Apple"),
    ],
    ("connection-between", "company=IBM", "other=Twitter"): [(1, "IBM > Twitter")],
    ("new-since", "since=2014-10-20"): [
        ("2014-10-31", CLOUD, "memorandum", "announced", 1),
        ("2014-10-31", "IBM and Twitter", "strategic_alliance", "in_force", 1),
    ],
    ("new-since", "since=2016-02"): [],
    ("ended",): [("2016-02", "IBM and SAP", "strategic_alliance", "2014-10-14", 2)],
    ("ended", "since=2016-03"): [],
    ("sectors-of-by-year", "company=IBM"): [
        ("2012", "cloud computing", 1),
        ("2014", "healthcare", 1),
        ("2014", "smart cities", 1),
    ],
    ("contradictions",): [
        ("Intel and SAP", "joint_development", "announced", "2016-02", "About d04",
         "denied", "2016-03-01", "About d07"),
    ],
    ("single-source",): [
        ("Apple and Intel", "licensing", "announced", "2010-06-01", "About d05",
         "The Example", "2011", "https://news.example/d05"),
        (CLOUD, "memorandum", "announced", "2014-10-31", "About d01",
         "The Example", "2014-10-31", "https://news.example/d01"),
        ("IBM and Twitter", "strategic_alliance", "in_force", None, "About d01",
         "The Example", "2014-10-31", "https://news.example/d01"),
        ("IBM, Intel and SAP", "consortium", "announced", "2012-05-01", "About d08",
         "The Example", "2012-05-01", "https://news.example/d08"),
    ],
    ("who-says-so", "company=Tencent Cloud"): [
        (CLOUD, "announced", "IBM and Tencent management", "They will work together.",
         "About d01", "The Example", "2014-10-31", "https://news.example/d01", 0.93),
    ],
    ("who-says-so", "company=Intel", "other=Twitter"): [
        ("Intel and Twitter", "rumoured", None, "They will work together.",
         "About d06", "The Example", None, "https://news.example/d06", 1.0),
        ("Intel and Twitter", "denied", "Twitter", "They will work together.",
         "About d07", "The Example", "2016-03-01", "https://news.example/d07", 1.0),
    ],
    ("consortium-members", "consortium=openthings"): [
        ("IBM, Intel and SAP", member, "announced", "2012-05-01")
        for member in ("IBM", "Intel", "SAP")
    ],
    ("timeline-of", "company=SAP"): [
        (day, status, parties, kind, f"About {doc}", "The Example",
         f"https://news.example/{doc}")
        for day, status, parties, kind, doc in [
            ("2012-05-01", "announced", "IBM, Intel and SAP", "consortium", "d08"),
            ("2014-10-14", "announced", "IBM and SAP", "strategic_alliance", "d03"),
            ("2016-01", "announced", "Intel and SAP", "joint_development", "d04"),
            ("2016-02", "ended", "IBM and SAP", "strategic_alliance", "d04"),
            ("2016-03-01", "denied", "Intel and SAP", "joint_development", "d07"),
        ]
    ],
}  # fmt: skip


@pytest.fixture(scope="module", params=["as given", "reversed"])
def store(request, tmp_path_factory):
    pairs = small_store()
    path = tmp_path_factory.mktemp("store") / "s"
    with Store.open(path) as opened:
        opened.replace_all(pairs if request.param == "as given" else pairs[::-1])
        yield opened


@pytest.mark.parametrize("asked", EXPECTED, ids=" ".join)
def test_the_answer(store, asked):
    name, *parameters = asked
    rows = store.ask(name, **dict(p.split("=", 1) for p in parameters))
    assert list(rows.rows) == EXPECTED[asked]


def test_every_question_is_asked_here():
    assert {asked[0] for asked in EXPECTED} == {q.name for q in questions()}
    assert len(questions()) == 12


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_a_question_describes_itself(question):
    assert question.title.endswith("?")
    for parameter in question.parameters:
        assert len(parameter.description.split()) > 3
