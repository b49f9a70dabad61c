"""The hover card of a fact in a real browser: by mouse, by keyboard, served, from the disk, and gone on Escape."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from generator.dossier.dossier import Dossier
from generator.generate import site_of
from generator.load import load
from generator.render.strings import available
from generator.settings import read_settings
from tests.browser.test_pages import LANGUAGES, Visit, addresses, in_language
from tests.commands import ROOT

__all__ = ["addresses"]  # a fixture
pytestmark = pytest.mark.browser
CARD = "[role=tooltip]"
LINK = 'main a.ref[href*="sources/"]'
PAGE = "actors/north-korea.html"
WINDOW = {"width": 1280, "height": 800}
AT_A_FACT = "/^sources.*#/.test(document.activeElement.getAttribute('href') || '')"
# Sums the movements of what was there before, as browsers count them; the card's own coming is none.
SHIFTS = """() => { window.shifts = 0; new PerformanceObserver(list => {
    for (const one of list.getEntries()) window.shifts += one.value;
}).observe({type: 'layout-shift'}); }"""


@contextmanager
def pointing(browser: Browser, base: str, **options: Any) -> Iterator[Visit]:
    context = browser.new_context(**({"viewport": WINDOW} | options))
    try:
        yield Visit(context, base)
    finally:
        context.close()


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    settings = read_settings(ROOT, available())
    assert site_of(settings, ()).languages.all == LANGUAGES
    return load(settings).dossier


def away(page: Page) -> None:
    page.mouse.move(2, 2)


def plain(words: str) -> str:
    """Without the sorts of spaces, which a browser's text may lose."""
    return " ".join(words.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("origin", ["http", "file"])
def test_a_link_to_a_fact_shows_it(origin: str, language: str, chromium: Browser, addresses: dict[str, str]) -> None:
    with pointing(chromium, addresses[origin]) as visit:
        page = visit.go(in_language(PAGE, language))
        page.evaluate(SHIFTS)
        link = page.locator(LINK).first
        link.scroll_into_view_if_needed()
        expect(page.locator(CARD)).to_have_count(0)
        link.hover()
        card = page.locator(CARD)
        expect(card).to_be_visible()
        expect(link).to_have_attribute("aria-describedby", card.get_attribute("id") or "no id")
        said, (who, where) = card.locator(".said").inner_text(), card.locator(".meta").all_inner_texts()
        status = card.locator(".chip").inner_text()
        assert page.evaluate("window.shifts") == 0
        away(page)
        expect(card).to_be_hidden()
        assert link.get_attribute("aria-describedby") is None
        href = link.get_attribute("href") or ""
        link.click()
        own = page.locator(f"[id='{href.partition('#')[2]}']")
        assert plain(own.locator("h3").inner_text()) == plain(said)
        assert plain(own.locator(".chip").inner_text()) == plain(status)
        assert plain(where).endswith(plain(own.locator("a.id").first.inner_text()))
        by = own.locator("dl.rows > div").first.locator("b").inner_text()
        assert plain(who).startswith(plain(by)), "in full, and attributed as the fact's own card does"
        assert visit.complaints == []


def test_every_fact_has_its_words(chromium: Browser, addresses: dict[str, str], dossier: Dossier) -> None:
    with pointing(chromium, addresses["file"]) as visit:
        for language in LANGUAGES:
            page = visit.go(in_language("index.html", language))
            page.locator(LINK).first.hover()
            expect(page.locator(CARD)).to_be_visible()
            page.evaluate("() => { window.held = []; window.briefingFacts = (...all) => held.push(all); }")
            for source in dossier.sources:
                page.add_script_tag(url=f"{addresses['file']}hover/{language}/{source}.js")
            held = {f"{source}#{key}" for source, rows in page.evaluate("held") for key in rows}
            assert held == set(dossier.facts)


@pytest.mark.parametrize("origin", ["http", "file"])
def test_by_keyboard(origin: str, chromium: Browser, addresses: dict[str, str]) -> None:
    with pointing(chromium, addresses[origin]) as visit:
        page = visit.go("index.html")
        card = page.locator(CARD)
        _tab_to_a_fact(page)
        expect(card).to_be_visible()
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        assert page.evaluate("document.activeElement.matches('a')"), "the focus stays where it was"
        away(page)
        page.mouse.move(5, 5)
        page.wait_for_timeout(500)
        expect(card).to_be_hidden()  # it was sent away, and the reader has not been elsewhere
        page.keyboard.press("Tab")
        if not page.evaluate(AT_A_FACT):
            _tab_to_a_fact(page)
        expect(card).to_be_visible()
        page.locator("form.quick input").focus()
        expect(card).to_be_hidden()
        assert visit.complaints == []


def _tab_to_a_fact(page: Page) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(AT_A_FACT):
            return
    raise AssertionError("there is no link to a fact")


def test_it_stays_under_the_pointer_and_goes_on_escape(chromium: Browser, served: str) -> None:
    with pointing(chromium, served) as visit:
        page = visit.go(PAGE)
        link = page.locator(LINK).nth(2)
        link.hover()
        card = page.locator(CARD)
        expect(card).to_be_visible()
        box = _box(card)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=6)
        page.wait_for_timeout(700)
        expect(card).to_be_visible()
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        away(page)
        page.wait_for_timeout(500)
        link.hover()
        expect(card).to_be_visible()
        assert visit.complaints == []


@pytest.mark.parametrize("width", [320, 1280])
def test_it_stays_in_the_window(width: int, chromium: Browser, served: str) -> None:
    with pointing(chromium, served, viewport={"width": width, "height": 600}) as visit:
        page = visit.go(PAGE)
        links = page.locator(LINK)
        for at in range(0, links.count(), 9):
            away(page)
            expect(page.locator(CARD + ":visible")).to_have_count(0)
            links.nth(at).hover()
            expect(page.locator(CARD)).to_be_visible()
            box, beside = _box(page.locator(CARD)), _box(links.nth(at))
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] >= beside["y"] + beside["height"] - 1 or box["y"] + box["height"] <= beside["y"] + 1
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert visit.complaints == []


def test_a_tap_follows_the_link(chromium: Browser, served: str) -> None:
    with pointing(chromium, served, viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True) as visit:
        page = visit.go(PAGE)
        page.evaluate("document.addEventListener('click', event => event.preventDefault())")
        page.locator(LINK).first.tap()
        page.wait_for_timeout(600)
        expect(page.locator(CARD)).to_have_count(0)
        page = visit.go(PAGE)
        page.locator(LINK).first.tap()
        page.wait_for_url("**/sources/*.html#*")


def test_a_mark_of_a_chart_shows_its_fact(chromium: Browser, served: str) -> None:
    with pointing(chromium, served) as visit:
        page = visit.go("series/troops-sent.html")
        page.locator('.pic a[href*="sources/"]').first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(page.locator(CARD)).to_be_visible()
        assert visit.complaints == []


def test_a_fact_s_own_card_has_none(chromium: Browser, served: str) -> None:
    with pointing(chromium, served) as visit:
        page = visit.go("series/troops-sent.html")
        href = page.locator(LINK).first.get_attribute("href") or ""
        page = visit.go(href.removeprefix("../"))
        own = page.locator(f"[data-fact$='{href.partition('#')[2]}'] h3 a.n").first
        own.hover()
        page.wait_for_timeout(700)
        expect(page.locator(CARD)).to_have_count(0)


def test_without_its_facts_the_link_is_a_link(chromium: Browser, served: str) -> None:
    with pointing(chromium, served) as visit:
        visit.page.route("**/hover/**", lambda route: route.abort())
        page = visit.go(PAGE)
        page.locator(LINK).first.hover()
        page.wait_for_timeout(500)
        expect(page.locator(CARD)).to_have_count(0)
        page.locator(LINK).first.click()
        page.wait_for_url("**/sources/*.html#*")


def _box(of: Locator) -> FloatRect:
    box = of.bounding_box()
    assert box
    return box
