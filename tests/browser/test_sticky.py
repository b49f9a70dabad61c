"""Headings that stay in sight hide nothing: neither what has the focus nor what a link leads to."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import visiting

pytestmark = pytest.mark.browser
PAGES = ("timeline.html", "actors/index.html", "sources/2025-03-dprk-troops-russia.html", "actors/north-korea.html")
STUCK = {"timeline.html": ".month > h2", "sources/2025-03-dprk-troops-russia.html": ".card-top"}
# What covers the middle of the focused element's first line, where it is in the window and neither it nor inside it.
COVERED = """() => {
    const one = document.activeElement, box = one.getClientRects()[0];
    if (!box || one === document.body) return '';
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return !top || one.contains(top) || top.contains(one)
        ? '' : `${one.outerHTML} under ${top.outerHTML}`.slice(0, 300);
}"""
POSITION = "selector => getComputedStyle(document.querySelector(selector)).position"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_focus_is_never_covered(width: int, path: str, chromium: Browser, served: str) -> None:
    with visiting(chromium, served, viewport={"width": width, "height": 800}) as visit:
        page = visit.go(path)
        page.locator("footer a").last.focus()
        for _ in range(50):  # upwards, where headings at the top of the window are met
            page.keyboard.press("Shift+Tab")
            assert page.evaluate(COVERED) == ""


def test_a_fact_s_address_shows_its_beginning(chromium: Browser, served: str) -> None:
    with visiting(chromium, served, viewport={"width": 1280, "height": 800}) as visit:
        page = visit.go(PAGES[2])
        for key in page.locator("article.card").evaluate_all("all => all.map(one => one.id)")[3:40:9]:
            page = visit.go(f"{PAGES[2]}#{key}")
            for part in (".card-top", "h3"):
                box = page.locator(f"[id='{key}'] {part}").bounding_box()
                assert box
                assert 0 <= box["y"] < 200


@pytest.mark.parametrize("path", STUCK)
def test_they_stay_only_where_there_is_room(path: str, chromium: Browser, served: str) -> None:
    with visiting(chromium, served, viewport={"width": 1280, "height": 800}) as visit:
        page = visit.go(path)
        assert _position(page, path) == "sticky"
        page.set_viewport_size({"width": 1280, "height": 500})
        assert _position(page, path) == "static"
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(media="print")
        assert _position(page, path) == "static"


def _position(page: Page, path: str) -> str:
    return str(page.evaluate(POSITION, STUCK[path]))
