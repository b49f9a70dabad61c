"""axe-core in a real browser: every kind of page, in both languages, light and dark, narrow and wide. All rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.commands import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.exists(), reason="make test installs axe-core"),
]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 1280)
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


def test_no_page_is_complained_of(chromium: Browser, shipped_site: Path, served: str) -> None:
    paths = pages(shipped_site)
    kinds = {path.split("/")[0] for path in paths}
    assert {"actors", "weapons", "events", "places", "sources", "series", "data", "404.html", "index.html"} <= kinds
    # The policy of our pages lets no script in, so the test has to go past it.
    context = chromium.new_context(bypass_csp=True)
    context.add_init_script(path=AXE)
    found = []
    try:
        page = context.new_page()
        for path in paths:
            page.emulate_media(color_scheme="light")
            page.goto(served + path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    rules = COLOURS if scheme == "dark" else None
                    found += [f"{path} {width} {scheme}: {one}" for one in complaints(page, rules=rules)]
    finally:
        context.close()
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
