from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect, sync_playwright
from sample_alliances import ALLIANCES, SOURCES
from test_render_page import hostile_web

from kg.analyse import network
from kg.render import to_html

pytestmark = pytest.mark.browser

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def chromium():
    found = os.environ.get("KG_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if not found:
        pytest.skip(f"no browser: set KG_CHROMIUM or install one of {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, tmp_path):
    """Open a page; at the end it must have asked for nothing, said nothing."""

    @contextmanager
    def opened(html: str, **options) -> Iterator:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": 1200, "height": 800}, reduced_motion="reduce", **options
        )
        page = context.new_page()
        seen: list[str] = []
        page.on("request", lambda request: seen.append(f"request {request.url}"))
        page.on("console", lambda message: seen.append(f"console {message.text}"))
        page.on("pageerror", lambda error: seen.append(f"error {error}"))
        page.on("dialog", lambda dialog: (seen.append("dialog"), dialog.dismiss()))
        page.on("popup", lambda popup: seen.append(f"popup {popup.url}"))
        page.goto(path.as_uri())
        page.wait_for_selector("#panel h2")  # the last that the page makes
        yield page
        page.wait_for_timeout(100)
        context.close()
        assert seen == [f"request {path.as_uri()}"]

    return opened


def sample_page() -> str:
    return to_html(network(ALLIANCES, SOURCES), "Sample web")


def point(page, *names):
    """Where on the screen a company is, or the middle between two."""
    return page.evaluate(
        """(names) => {
            const { network, data } = window.kgPicture;
            const box = document.getElementById("picture").getBoundingClientRect();
            const row = (name) => data.companies.findIndex((c) => c.name === name);
            const spot = (name) => network.canvasToDOM(network.getPosition(row(name)));
            const spots = names.map(spot);
            const sum = (axis) => spots.reduce((total, s) => total + s[axis], 0);
            const [x, y] = [sum("x"), sum("y")].map((total) => total / spots.length);
            return [box.left + x, box.top + y];
        }""",
        list(names),
    )


def click(page, *names):
    page.mouse.click(*point(page, *names))
    page.wait_for_timeout(400)  # vis-network waits to tell a click from a double one


def heading(page) -> str:
    return page.inner_text("#panel h2")


def test_the_list_names_every_company_and_opens_one(open_page):
    with open_page(sample_page()) as page:
        names = page.locator("#panel li .name").all_inner_texts()
        assert names == [
            "IBM",
            "Apple",
            "Siemens",
            "Toshiba",
            "Nomad Foods",
            "Peer Line",
            "Tencent Cloud",
            "Motorola",
        ]
        assert page.inner_text("#counts") == "8 companies, 6 alliances"
        page.get_by_role("button", name="Nomad Foods").press("Enter")
        assert heading(page) == "Nomad Foods"
        assert page.evaluate("document.activeElement.tagName") == "H2"
        page.keyboard.press("Escape")
        assert heading(page) == "Companies"


@pytest.mark.parametrize("typed", ["Toshiba", "toshi", "TOSHIBA "])
def test_search_brings_a_company_into_view(open_page, typed):
    with open_page(sample_page()) as page:
        page.fill("#company", typed)
        page.press("#company", "Enter")
        assert heading(page) == "Toshiba"
        x, y = point(page, "Toshiba")
        box = page.locator("#picture").bounding_box()
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]


def test_search_knows_other_names_and_tells_what_it_misses(open_page):
    with open_page(sample_page()) as page:
        page.fill("#company", "big blue")
        page.press("#company", "Enter")
        assert heading(page) == "IBM"
        page.fill("#company", "Nobody Ltd")
        page.press("#company", "Enter")
        assert page.inner_text("#missed") == "No such company."
        options = page.locator("#names option").evaluate_all(
            "all => all.map((o) => o.value)"
        )
        assert "Big Blue" in options


def test_a_clicked_company_shows_its_alliances_by_partner(open_page):
    with open_page(sample_page()) as page:
        click(page, "IBM")
        assert heading(page) == "IBM"
        partners = page.locator("details.partner > summary").all_inner_texts()
        assert partners[0] == "Apple 2 alliances"
        assert len(partners) == 5
        page.locator("details.partner", has_text="Tencent Cloud").locator(
            "summary"
        ).click()
        quote = page.locator("blockquote", has_text="memorandum on smarter cities")
        assert quote.is_visible()
        assert page.get_by_text("said by the management of both").is_visible()


def test_a_clicked_edge_shows_its_alliances_with_sources(open_page):
    with open_page(sample_page()) as page:
        click(page, "IBM", "Apple")
        assert heading(page) == "IBM and Apple"
        assert page.locator("#panel blockquote").all_inner_texts() == [
            "Apple and IBM sell apps for business together.",
            "The three firms wound up their processor alliance.",
        ]
        first = page.locator("article.alliance").first
        text = first.inner_text()
        for part in ("in force", "2014-07-15", "Business apps", "Example News", "90 %"):
            assert part in text
        link = first.get_by_role("link", name="Article 2")
        assert link.get_attribute("href") == "https://news.example/2"
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_filters_by_status_sector_and_year(open_page):
    with open_page(sample_page()) as page:
        page.click("#filters > summary")
        page.get_by_label("ended").uncheck()
        assert page.inner_text("#filtered") == "5 of 6 alliances"
        assert "Motorola" not in page.locator("#panel .name").all_inner_texts()
        click(page, "IBM", "Apple")
        assert page.locator("#panel blockquote").count() == 1
        page.get_by_role("button", name="Clear filters").click()
        expect(page.locator("#filtered")).to_have_text("")
        assert page.locator("#panel blockquote").count() == 2
        page.select_option("#sector", "Smart cities")
        assert page.inner_text("#counts") == "2 companies, 1 alliance"
        page.select_option("#sector", "")
        page.locator("#last").fill("1995")
        # 1991, 1992, and the one whose source alone has a date is of 2014.
        assert page.inner_text("#counts") == "5 companies, 2 alliances"


def test_search_for_a_filtered_company_clears_the_filters(open_page):
    with open_page(sample_page()) as page:
        page.click("#filters > summary")
        page.select_option("#sector", "Smart cities")
        page.fill("#company", "Nomad")
        page.press("#company", "Enter")
        expect(page.locator("#filtered")).to_have_text("")
        assert heading(page) == "Nomad Foods"
        assert page.locator("details.partner").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_follows_the_colour_scheme(open_page, scheme):
    with open_page(sample_page(), color_scheme=scheme) as page:
        back = page.evaluate("getComputedStyle(document.body).backgroundColor")
        channels = [int(part) for part in back.strip("rgb()").split(",")]
        assert (min(channels) > 200) == (scheme == "light")


def test_a_very_long_name_does_not_widen_the_page(open_page):
    name = "x" * 10_000
    with open_page(to_html(hostile_web(name), name)) as page:
        page.locator("#panel li button").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 1200


def test_an_empty_network_opens(open_page):
    with open_page(to_html(network([]))) as page:
        assert page.inner_text("#counts") == "0 companies, 0 alliances"
