"""Names, quotes and links that want to do something stay text.

What reaches the page is written by strangers. Each text here stands in every
field at once; the page is opened in a real browser, clicked through, and must
show the text, run nothing, ask for nothing and keep its console quiet.
"""

from __future__ import annotations

import json
import os
import re
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright
from sample_alliances import source_of

from kg.analyse import network
from kg.render import to_html
from kg.values import Alliance, Claim, Company, Evidence, Sector, Source, Span

HOSTILE = {
    "image": "<img src=x onerror=alert(1)>",
    "link": '<a href="javascript:alert(1)">href</a>',
    "script": "</script><script>alert(1)</script>",
    "comment": "<!--<script>alert(1)",
    "template": "{{ 7*7 }}{% raw %}",
    "attribute": "\" onmouseover='alert(1)' x=\"",
    "style": "</style><style>@import url(http://x.example/a.css)</style>",
    "direction": "abc\u202egpj.exe \u2066\u200f\u061c",
    "separators": "a\u2028b\u2029c\x00\x1b[31m",
    "long": "A very long name " * 625,
    "escape": "\\u003cimg src=x onerror=alert(1)\\u003e\\",
    "prototype": "__proto__",
}
LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//x.example/a",
    "https:alert(1)",
    " javascript:alert(1)",
    "http://[broken",
)
CHROMIUM = os.environ.get("KG_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def web_of(text: str, url: str | None = None):
    """Three companies in two alliances; *text* is wherever text may be."""
    one = Company("company-1", text, (text + " alias",), part_of=text)
    two, three = Company(text, "Plain"), Company("company-3", f"Third {text}")
    claim = Claim(
        "document-1",
        (),
        "licensing",
        "in_force",
        speaker=text,
        venture=text,
        evidence=(Evidence("document-1", "text", Span(0, 1), text, "rules@1"),),
    )
    fields = ("licensing", "in_force", (Sector(text),), text, text, (claim,))
    source = Source("document-1", text, url or text, text, text)
    return network(
        [
            Alliance("alliance-1", (one, two), *fields),
            Alliance(text, (two, three), *fields),
        ],
        [source, source_of(2)],
    )


def data_of(page: str) -> dict:
    (block,) = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL
    )
    return json.loads(block)


@given(st.text(st.characters(codec=None), min_size=1))
@settings(max_examples=50, deadline=None)
def test_any_text_is_held_in_data_and_never_becomes_markup(text):
    page, plain = to_html(web_of(text), text), to_html(web_of("plain"))
    assert page.count("<script") == plain.count("<script")
    assert page.count("</script") == plain.count("</script")
    assert page.encode()  # a lone surrogate must not keep it from being written
    quotes = data_of(page)["alliances"][0]["sources"][0]["quotes"]
    assert quotes[0]["quote"] == text


@pytest.mark.parametrize("url", LINKS)
def test_only_web_addresses_become_links(url):
    sources = data_of(to_html(web_of("plain", url)))["alliances"][0]["sources"]
    assert [source["link"] for source in sources] == [""]


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium found: set KG_CHROMIUM or install one")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.mark.browser
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_browser_shows_the_text_and_runs_none_of_it(browser, tmp_path, text):
    path = tmp_path / "page.html"
    path.write_text(to_html(web_of(text), text), "utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    faults: list[str] = []
    page.on("dialog", lambda dialog: (faults.append("dialog"), dialog.dismiss()))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    for row in range(3):
        page.locator("#panel .plain button").nth(row).click()
        assert page.locator("#panel blockquote").first.text_content() == text
        page.locator("#panel > button", has_text="All companies").click()
    page.locator("#company").fill("plain")
    page.locator("#company").press("Enter")
    assert page.locator("#panel h2").text_content() == "Plain"
    _move_over(page)
    page.wait_for_timeout(200)
    page.close()
    assert faults == []
    assert [url for url in asked if not url.startswith("data:,")] == [path.as_uri()]


def _move_over(page) -> None:
    """Let the pointer pass over each company, where Pyvis would show a title."""
    corner = page.locator("#picture").bounding_box()
    for row in range(3):
        spot = page.evaluate(
            "row => { const { network } = window.kgPicture;"
            " return network.canvasToDOM(network.getPosition(row)); }",
            row,
        )
        page.mouse.move(corner["x"] + spot["x"], corner["y"] + spot["y"])
        page.wait_for_timeout(60)
