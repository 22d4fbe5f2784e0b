from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_alliances import ALLIANCES, APPLE, IBM, SOURCES, alliance_of

from kg.analyse import network
from kg.errors import UsageError
from kg.render import to_html
from kg.render.page import to_json, vis_network
from kg.render.palette import COLOURS, DASHES, LINES, OTHER_LABEL, WORDS, to_palette
from kg.render.picture import to_label, to_link, to_picture
from kg.settings import Settings
from kg.values import Company, Sector
from kg.vocabulary import Status


class Page(HTMLParser):
    """The tags, the scripts and the attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.policy = ""
        self._script: dict[str, str | None] | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend(attrs)
        named = dict(attrs)
        if tag == "script":
            self._script = named
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"]

    def handle_data(self, data):
        if self._script is not None:
            self.scripts.append((self._script, data))

    def handle_endtag(self, tag):
        if tag == "script":
            self._script = None

    @property
    def data(self):
        return json.loads(self.scripts[0][1])


def sample_page():
    return to_html(network(ALLIANCES, SOURCES), "IBM & friends")


def test_same_network_same_bytes():
    assert sample_page() == to_html(
        network(ALLIANCES[::-1], SOURCES[::-1]), "IBM & friends"
    )


def test_nothing_is_loaded():
    page = Page(sample_page())
    assert not {"img", "iframe", "object", "base"} & set(page.tags)
    assert {v for name, v in page.attributes if name in ("src", "href")} == {"data:,"}
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert "@import" not in sample_page()
    assert "url(" not in re.search("<style>(.*?)</style>", sample_page(), re.S)[1]


def test_the_policy_allows_just_the_two_scripts():
    page = Page(sample_page())
    (kind, _), *programs = page.scripts
    assert kind["type"] == "application/json"
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for _, text in programs
    ]
    assert len(hashes) == 2
    directives = dict(part.split(" ", 1) for part in page.policy.split("; "))
    assert directives["default-src"] == directives["connect-src"] == "'none'"
    assert directives["script-src"].split() == hashes


def test_the_licence_of_the_library_stays():
    assert "vis.js may be distributed under either license" in sample_page()
    assert "sourceMappingURL" not in vis_network()


def test_the_page_holds_the_facts():
    data = Page(sample_page()).data
    assert data["companies"][0]["name"] == "IBM"
    assert len(data["nodes"]) == len(data["companies"]) == 8
    assert len(data["edges"]) == len(data["pairs"]) == 8
    quotes = {
        quote["quote"]
        for record in data["alliances"]
        for source in record["sources"]
        for quote in source["quotes"]
    }
    assert "Apple and IBM sell apps for business together." in quotes


def test_an_alliance_of_many_is_held_once():
    companies = [Company(f"company-{n:02}", f"C{n}") for n in range(20)]
    data = Page(to_html(network([alliance_of(1, *companies)]))).data
    assert len(data["pairs"]) == 190
    assert len(data["alliances"]) == 1


def test_parallel_alliances_come_latest_first():
    deals = [alliance_of(n, IBM, APPLE, since=str(2000 + n)) for n in range(4)]
    data = Page(to_html(network(deals))).data
    (rows,) = data["pairs"]
    assert [data["alliances"][row]["since"] for row in rows] == [
        "2003",
        "2002",
        "2001",
        "2000",
    ]


def test_size_grows_with_alliances_and_lines_follow_the_status():
    web = network(ALLIANCES, SOURCES)
    drawing = to_picture(web, 100).drawing
    sizes = {node["label"]: node["size"] for node in drawing.nodes}
    assert sizes["IBM"] > sizes["Apple"] > sizes["Motorola"]
    labels = {node["id"]: node["label"] for node in drawing.nodes}
    dashes = {
        frozenset((labels[edge["from"]], labels[edge["to"]])): edge["dashes"]
        for edge in drawing.edges
    }
    assert dashes[frozenset(("IBM", "Apple"))] is False
    assert dashes[frozenset(("IBM", "Motorola"))] == DASHES["dotted"]
    assert dashes[frozenset(("Nomad Foods", "Peer Line"))] == DASHES["dashed"]


def test_above_the_cap_the_strongest_stay_with_a_notice():
    few = Settings(picture_companies=3)
    html = to_html(network(ALLIANCES, SOURCES, few), settings=few)
    notice = "The 3 companies with most alliances are drawn; 5 more are left out."
    assert f'class="notice">{notice}' in html.split("<noscript>")[0]
    assert len(Page(html).data["nodes"]) == 3
    assert 'class="notice">The' not in sample_page().split("<noscript>")[0]


def test_without_positions_the_way_out_is_told():
    with pytest.raises(UsageError, match="layout=True"):
        to_html(network(ALLIANCES, SOURCES, layout=False))


def test_an_empty_network_is_a_page():
    assert Page(to_html(network([]))).data["nodes"] == []


def test_every_status_has_a_line_and_a_word():
    assert set(LINES) == set(WORDS) == set(Status)
    assert set(LINES.values()) == set(DASHES)


def test_rare_sectors_share_a_colour():
    sectors = [f"S{n}" for n in range(len(COLOURS) + 2)]
    palette = to_palette(sectors)
    legend = palette.legend([*sectors, ""])
    assert len(legend) == len(COLOURS) + 2
    assert legend[-2]["label"] == OTHER_LABEL
    assert palette.colour("") == ""


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    'href="javascript:alert(1)" <a href=x>',
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>&lt;&amp;",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnp.exe\u2066",
    "line\u2028sep\u2029arate",
    "\ud800 lone",
    "\x00null\x1b",
    "x" * 10_000,
    "",
    "__proto__",
]


def hostile_web(text: str):
    company = Company(f"company-{text[:50]}", text, (text,), part_of=text)
    deal = alliance_of(
        1,
        IBM,
        company,
        sectors=(Sector(text),),
        quote=text,
        speaker=text,
        since=text,
    )
    return network([deal], SOURCES)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_tag_and_arrives_whole(text):
    html = to_html(hostile_web(text), text)
    html.encode()
    page, plain = Page(html), Page(sample_page())
    assert page.tags == plain.tags
    assert len(page.scripts) == 3
    (record,) = page.data["alliances"]
    assert record["sources"][0]["quotes"][0]["quote"] == text


@given(st.text(st.sampled_from("<>&/!-scriptSCRIPT\"'\u2028\\{}% "), max_size=40))
@settings(max_examples=200, deadline=None)
def test_json_stands_safely_in_a_script(text):
    inside = to_json({text: [text]})
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == {text: [text]}


@given(st.text(max_size=80))
def test_labels_are_short_and_tame(text):
    label = to_label(text)
    assert 1 <= len(label) <= 28
    assert not re.search("[\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", label)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("http://a.example", "http://a.example"),
        ("HTTPS://a.example", "HTTPS://a.example"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https:", ""),
        ("//a.example", ""),
        ("http://[broken", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_web_pages_become_links(url, link):
    assert to_link(url) == link
