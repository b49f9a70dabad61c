"""axe-core in a real browser: every kind of page, in both languages, light and dark, narrow and wide, with scripts and
without, folded and unfolded. All rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import LANGUAGES, in_language
from tests.commands import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.exists(), reason="make test installs axe-core"),
]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (320, 1280)
EVERY = tuple(product(WIDTHS, SCHEMES))
CORNERS = tuple(zip(WIDTHS, SCHEMES, strict=True))
UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The scheme changes colours and nothing else: in the dark, only the rules that look at colours can answer differently.
COLOURS = ["color-contrast", "link-in-text-block"]
RUN = """([tags, rules]) => axe.run({
    runOnly: rules.length ? {type: 'rule', values: rules} : {type: 'tag', values: tags},
    resultTypes: ['violations'],
    preload: false, selectors: false,
}).then(({violations, passes}) => ({
    looked: passes.length,
    found: violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`)),
}))"""


def pages(site: Path) -> list[str]:
    """A page of each kind in each language: of each kind of thing the largest one, which has the most to get wrong."""
    out = []
    for folder in (site, site / "fr"):
        top = [path for path in folder.glob("*.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")]
        lists = [path for path in folder.glob("*/index.html") if path.parent.name != "fr"]
        things = [[one for one in path.parent.glob("*.html") if one != path] for path in lists]
        out += top + lists + [max(some, key=lambda path: path.stat().st_size) for some in things if some]
    return sorted(path.relative_to(site).as_posix() for path in out)


def complaints(page: Page, *, rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong with the page as it stands. That it looked at something is seen to here."""
    said: dict[str, Any] = page.evaluate(RUN, [TAGS, rules or []])
    assert said["looked"] or said["found"], page.url
    return list(said["found"])


@contextmanager
def looked_at(browser: Browser, *, scripts: bool = True) -> Iterator[Page]:
    """A page with axe in it. Without scripts our own files never come; the engine stays, since axe is a script too."""
    # The policy of our pages lets no script in, so the test has to go past it.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(path=AXE)
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    try:
        yield context.new_page()
    finally:
        context.close()


def found_on(page: Page, looks: Sequence[tuple[int, Scheme]]) -> list[str]:
    """What is wrong in each of some widths and schemes; a scroll bar below is."""
    out = []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        out += [f"{width} {scheme}: {one}" for one in complaints(page, rules=COLOURS if scheme == "dark" else None)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        out += [f"{width}: is {wide} wide"] if wide > width else []
    return out


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_no_page_is_complained_of(scripts: bool, chromium: Browser, shipped_site: Path, served: str) -> None:
    """With scripts all that can be folded out is, without them all is as it comes."""
    paths = pages(shipped_site)
    kinds = {path.split("/")[0] for path in paths}
    assert {"actors", "weapons", "events", "places", "sources", "series", "data", "404.html", "index.html"} <= kinds
    found = []
    with looked_at(chromium, scripts=scripts) as page:
        for path in paths:
            page.emulate_media(color_scheme="light")
            page.goto(served + path)
            if scripts:
                page.evaluate(UNFOLD)
            assert (page.locator("form.quick [role=listbox]").count() == 1) is scripts, "the page's own scripts"
            # Without scripts a page that is no list lacks nothing but the search's roles: two looks are enough.
            every = scripts or page.locator("template.list-tools").count()
            found += [f"{path} {one}" for one in found_on(page, EVERY if every else CORNERS)]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_scripts_open_is_not_complained_of(language: str, chromium: Browser, served: str) -> None:
    """The quick search's list, with an answer chosen; the card of a fact; filters, one of them set, a list sorted."""
    found = []
    with looked_at(chromium) as page:
        for path in ("index.html", "events/index.html"):
            page.goto(served + in_language(path, language))
            page.locator("form.quick input").press_sequentially("kim")
            page.locator("form.quick [role=option]").first.wait_for()
            page.keyboard.press("ArrowDown")
            for look in EVERY:
                found += [f"{path}, searching: {one}" for one in found_on(page, [look])]
                assert page.locator("form.quick [role=option][aria-selected=true]").is_visible(), look
        for path in ("index.html", "series/troops-sent.html", "actors/north-korea.html"):
            page.goto(served + in_language(path, language))
            for look in EVERY:
                page.set_viewport_size({"width": look[0], "height": 800})
                page.keyboard.press("Escape")
                page.locator("h1").evaluate("one => one.ownerDocument.activeElement.blur()")
                page.keyboard.press("Tab")  # the card comes to who reaches the link by keyboard
                page.locator('main a.ref[href*="sources/"]:visible').first.focus()
                page.locator("[role=tooltip]").wait_for()
                found += [f"{path}, with a card: {one}" for one in found_on(page, [look])]
                assert page.locator("[role=tooltip]").is_visible(), look
        for path in ("events/index.html", "weapons/index.html", "timeline.html"):
            page.goto(served + in_language(path, language))
            page.evaluate(UNFOLD)
            choice = page.locator("details.sieve select").first
            choice.select_option(index=1)
            sort = page.locator("th[data-sort] button")
            if sort.count():
                sort.first.click()
            assert page.locator("details.sieve button[name=reset]").is_visible()
            found += [f"{path}, filtered: {one}" for one in found_on(page, EVERY)]
    assert found == []


def test_a_bad_page_is_complained_of(chromium: Browser) -> None:
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.set_content("""<!doctype html><title>x</title><main><h1>x</h1><h3>x</h3><img src="data:,"><input>
            <p style="color: #aaa; background: #fff">hardly to be read</p>
            <p style="font: 10px/1 serif"><a href="#a">a</a><br><a href="#b">b</a></p></main>""")
        page.add_script_tag(path=AXE)
        names = {one.split(":")[0] for one in complaints(page)}
    finally:
        context.close()
    assert names >= {"html-has-lang", "heading-order", "image-alt", "label", "color-contrast", "target-size"}
