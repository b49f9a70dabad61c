"""A walk with the Tab key through every kind of page, from the skip link to the last fold of the foot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_axe import UNFOLD, pages
from tests.browser.test_pages import LANGUAGES, WIDTHS, in_language

pytestmark = pytest.mark.browser
# The stops that are due, in the order of the document; and for each Tab, before it moves on, what is to be seen of the
# stop where it is: its number (-1: none that is due), whether its ring is drawn, whether something of it lies open, and
# whether it is in the window from side to side. A month's parts are stops of one field; the browser rings the last.
WATCH = """() => {
    const stops = 'a[href], button, input, select, textarea, summary, [tabindex]';
    window.due = [...document.querySelectorAll(stops)].filter(one =>
        one.tabIndex >= 0 && !one.disabled && !one.closest('[aria-hidden=true]') && one.checkVisibility());
    window.walked = [];
    const grid = [0.2, 0.5, 0.8].flatMap(y => [0.1, 0.3, 0.5, 0.7, 0.9].map(x => [x, y]));
    const open = one => [...one.getClientRects()].some(box => grid.some(([x, y]) => {
        const hit = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
        return (one.ownerSVGElement || one).contains(hit);  // a picture's clear surfaces lie over one another
    }));
    const ringed = one => {
        const {outlineStyle, outlineWidth} = getComputedStyle(one);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    };
    let last = null;
    document.addEventListener('keydown', event => {
        const one = document.activeElement;
        if (event.key !== 'Tab' || one === document.body || one === last && one.type === 'month') return;
        last = one;
        const box = one.getBoundingClientRect(), inside = box.left >= -0.5 && box.right <= innerWidth + 0.5;
        walked.push([due.indexOf(one), ringed(one), open(one), inside, one.outerHTML.slice(0, 160)]);
    }, true);
}"""
# What answers a click and no key: neither a stop nor in one, and a link out of the order that has no twin in it.
CLICKED_ONLY = """() => {
    const reached = new Set(due.map(one => one.getAttribute('href')).filter(Boolean));
    const within = one => due.some(stop => stop.contains(one));
    return [...document.querySelectorAll('body *')].filter(one => one.checkVisibility() && !within(one) && (
        (one.matches('a[href]') || one.closest('a[href]')) ? !reached.has(one.closest('a[href]').getAttribute('href'))
        : one.matches('button, input, select, summary, [onclick]') || getComputedStyle(one).cursor === 'pointer'
          && !one.matches('label, label *, option'))).map(one => one.outerHTML.slice(0, 160));
}"""


@contextmanager
def walking(browser: Browser, width: int, **options: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
    try:
        yield context.new_page()
    finally:
        context.close()


def walk(page: Page, *, wait: float = 0) -> list[str]:
    """What is wrong with the way through the page as it stands, all of it, by Tab; `wait` milliseconds at each stop."""
    page.evaluate(WATCH)
    due = page.evaluate("due.length")
    for _ in range(due + 2 * page.locator("input[type=month]:visible").count() + 1):
        page.keyboard.down("Tab")  # held down, it goes on
        if wait:
            page.wait_for_timeout(wait)
    page.keyboard.up("Tab")
    walked = page.evaluate("walked")
    numbers, first = [number for number, *_ in walked], walked[0][-1]
    out = [] if first.startswith('<a class="skip" href="#main"') else [f"does not begin to skip: {first}"]
    if numbers not in (list(range(due)), [*range(due), 0]):  # at the end, some windows begin again at once
        lost = sorted(set(range(due)) - set(numbers))[:5]
        strange = [words for number, *_, words in walked if number < 0][:5]
        words = [page.evaluate("n => due[n].outerHTML.slice(0, 160)", number) for number in lost]
        out.append(f"{len(walked)} stops of {due}; lost: {words}; strange: {strange}")
    for _, *right, words in walked:
        out += [
            f"{fault}: {words}" for fault, held in zip(("no ring", "covered", "cut"), right, strict=True) if not held
        ]
    return out + [f"no key reaches {one}" for one in page.evaluate(CLICKED_ONLY)]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_stop_of_every_kind_of_page(width: int, chromium: Browser, shipped_site: Path, served: str) -> None:
    found, stops = [], 0
    with walking(chromium, width) as page:
        page.route("**/hover.js", lambda route: route.abort())  # cards come and go while one walks this fast: see below
        for path in pages(shipped_site):
            page.goto(served + path)
            page.evaluate(UNFOLD)
            found += [f"{path}: {one}" for one in walk(page)]
            stops += page.evaluate("due.length")
    assert found == []
    assert stops > 3000


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_of_facts_are_not_in_the_way(language: str, chromium: Browser, served: str) -> None:
    with walking(chromium, 320) as page:
        page.goto(served + in_language("index.html", language))
        assert walk(page, wait=50) == []
        assert page.locator("[role=tooltip]").count() == 1


def test_a_bad_page_is_complained_of(chromium: Browser) -> None:
    with walking(chromium, 1280) as page:
        page.set_content("""<!doctype html><style>:focus { outline: 3px solid } .no { outline: 0 !important }
            .lid { position: fixed; inset: 0 0 auto; height: 9em } .far { position: absolute; left: -9em }
            span { cursor: pointer }</style>
            <div class="lid"></div><a href="#a">under</a><p style="margin-top: 12em"><a class="no" href="#b">b</a>
            <a class="far" href="#c">c</a> <span>click</span> <a href="#d" tabindex="-1">d</a>
            <a href="#e" tabindex="2">early</a></p>
            <input onkeydown="if (event.key === 'Tab') event.preventDefault()"><a href="#f">behind the trap</a>""")
        found = "\n".join(walk(page))
    for words in ("begin to skip", "behind the trap", "no ring", "covered", "cut", "reaches <span>", 'href="#d"'):
        assert words in found, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_escape_closes_and_keys_open(language: str, chromium: Browser, served: str) -> None:
    with walking(chromium, 320) as page:
        page.goto(served + in_language("events/index.html", language))
        sieve = page.locator("details.sieve")
        sieve.locator("summary").focus()
        for key, open_ in (("Enter", True), ("Space", False)):
            page.keyboard.press(key)
            assert sieve.evaluate("one => one.open") is open_, key
        page.keyboard.press("/")
        page.keyboard.type("kim")
        options = page.locator("form.quick [role=option]")
        expect(options.first).to_be_visible()
        page.keyboard.press("Escape")
        expect(options.first).to_be_hidden()
        expect(page.locator("form.quick input")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(options.first).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.locator("form.quick button")).to_be_focused()
        page.keyboard.press("Tab")
        expect(options.first).to_be_hidden()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        expect(page.locator("form.quick input")).to_be_focused()
        expect(options.first).to_be_visible()
