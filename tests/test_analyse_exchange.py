"""GraphML and GEXF: valid, flat, read back whole, the same bytes each time."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse import network, to_gexf, to_graphml
from kg.values import Alliance, Claim, Company, Evidence, Sector, Source, Span


def web_of(name="IBM", quote="IBM and Sony work on chips.", **company):
    ibm, sony = Company("company-ibm", name, **company), Company("company-sony", "Sony")
    toshiba = Company("company-toshiba", "Toshiba")
    said = Evidence("doc-1", "text", Span(0, len(quote)), quote, "rules@1")
    claim = Claim("doc-1", (), "joint_development", "in_force", evidence=(said,))
    fields = ("joint_development", "in_force", (Sector("chips"),), "2001-03", None)
    return network(
        [
            Alliance("alliance-1", (ibm, sony, toshiba), *fields, (claim,)),
            Alliance(
                "alliance-2", (ibm, sony), "licensing", "ended", (), None, None, ()
            ),
        ],
        [Source("doc-1", url="https://news.example/1")],
    )


def read_graphml(text: str) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(text.encode()))


def test_graphml_is_read_back_with_its_attributes():
    web = web_of(aliases=("Big Blue", "I.B.M."))
    back = read_graphml(to_graphml(web))
    assert sorted(back) == sorted(web)
    assert back.number_of_edges() == web.number_of_edges()
    ibm = back.nodes["company-ibm"]
    assert (ibm["label"], ibm["aliases"]) == ("IBM", "Big Blue; I.B.M.")
    assert (ibm["alliances"], ibm["sector"]) == (1, "Chips")
    edge = back.edges["company-ibm", "company-sony"]
    assert edge["weight"] == 1
    assert edge["holds"] is True
    assert edge["kinds"] == "joint_development; licensing"
    assert edge["statuses"] == "ended; in_force"
    assert edge["quote"] == "IBM and Sony work on chips."
    assert edge["url"] == "https://news.example/1"
    assert edge["since"] == "2001-03"


def test_gexf_is_read_back_and_names_no_day():
    text = to_gexf(web_of())
    back = nx.read_gexf(io.BytesIO(text.encode()))
    assert sorted(back) == ["company-ibm", "company-sony", "company-toshiba"]
    assert back.nodes["company-ibm"]["label"] == "IBM"
    assert "lastmodified" not in text


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
def test_an_empty_network_is_a_file_too(write):
    assert ET.fromstring(write(network([]))) is not None  # noqa: S314


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
@given(
    name=st.text(st.characters(codec=None), min_size=1, max_size=20),
    quote=st.text(st.characters(codec=None), max_size=20),
)
def test_any_text_gives_valid_xml_and_the_same_bytes(write, name, quote):
    web = web_of(name=name, quote=quote)
    text = write(web)
    assert ET.fromstring(text.encode()) is not None  # noqa: S314
    assert text == write(web)


def test_markup_in_a_name_stays_text():
    name = '</data></node><node id="x"/>&amp;'
    back = read_graphml(to_graphml(web_of(name=name)))
    assert len(back) == 3
    assert back.nodes["company-ibm"]["label"] == name
