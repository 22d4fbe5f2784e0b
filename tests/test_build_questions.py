"""Parameters of stored questions, as people write them."""

import pytest

import kg
from kg.cli import main
from kg.values import Claim, Company, Party, Source

IBM = Company("company-international-business-machines", "IBM", ("Big Blue",))
ACME = Company("company-acme", "Acme")


@pytest.fixture
def graph():
    claim = Claim(
        "d", (Party("IBM", company=IBM), Party("Acme", company=ACME)),
        "licensing", "announced", announced="2014-10-31",
    )  # fmt: skip
    with kg.Graph.open() as opened:
        opened.store.replace(Source("d", published="2014-10-31"), [claim])
        yield opened


@pytest.mark.parametrize("name", ["IBM", "ibm", "Big Blue", "XNYS:IBM"])
def test_a_company_answers_to_all_its_names(graph, name):
    assert [row[1] for row in graph.query("partners-of", company=name).rows] == ["Acme"]


def test_an_unknown_company_is_an_error_that_names_those_near(graph):
    with pytest.raises(kg.KgError, match="is it Acme"):
        graph.query("partners-of", company="Acmee")


@pytest.mark.parametrize("date", ["yesterday", "2015-13-45", "15"])
def test_what_is_no_date_is_refused(graph, date):
    with pytest.raises(kg.KgError, match="no date"):
        graph.query("new-since", since=date)
    assert len(graph.query("new-since", since="2014-10").rows) == 1


def test_the_command_knows_the_same_names(graph, tmp_path, capsysbinary):
    store = tmp_path / "store"
    with kg.Graph.open(store) as kept:
        for source, claims in ((Source("d"), graph.store.claims()),):
            kept.store.replace(source, claims)
    asked = ["query", "partners-of", "--store", str(store), "--csv", "--company"]
    with pytest.raises(SystemExit) as done:
        main([*asked, "Big Blue"])
    assert done.value.code == 0
    assert b"Acme" in capsysbinary.readouterr().out
    with pytest.raises(SystemExit) as done:
        main([*asked, "Nobody"])
    assert done.value.code == 2
