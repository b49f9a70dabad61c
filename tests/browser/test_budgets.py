"""What a page of the shipped site weighs, how still it stands, and whom it asks, over every page of it.

Sizes are those of the files packed as a web server packs them; kB are 1,000 bytes.
"""

from __future__ import annotations

import gzip
import statistics
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from tests.browser.test_pages import Visit, addresses
from tests.browser.test_search import searching

__all__ = ["addresses"]  # a fixture
HTML_MEDIAN, HTML_MOST, CSS_MOST, SCRIPT_MOST = 10_000, 60_000, 12_000, 10_000
VIEW_MOST, VIEW_MOST_WITH_MAP = 60_000, 90_000
WIDTHS = (360, 1280)
PACKED = frozenset({".html", ".css", ".js", ".svg", ".json", ".xml"})
# Sums every movement of the page, those soon after an input too: nothing here moves what the reader has before them.
SHIFTS = """window.shifts = 0; window.moved = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => {
    window.shifts += entry.value;
    window.moved.push(...entry.sources.map(({node}) => node && (node.outerHTML || node.textContent).slice(0, 120)));
})).observe({type: 'layout-shift', buffered: true});"""
SETTLED = (
    "() => document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50))))"
)


@cache
def packed(file: Path) -> int:
    """What a file weighs on its way."""
    data = file.read_bytes()
    return len(gzip.compress(data, 9, mtime=0)) if file.suffix in PACKED else len(data)


def every_page(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_files(shipped_site: Path) -> None:
    sizes = [packed(shipped_site / path) for path in every_page(shipped_site)]
    median, most = statistics.median(sizes), max(sizes)
    css = sum(packed(path) for path in shipped_site.glob("assets/*.css"))
    script = sum(packed(path) for path in shipped_site.glob("assets/*.js"))
    print(f"{len(sizes)} pages: HTML {median:.0f} median, {most} at most; CSS {css}, scripts {script}")  # noqa: T201
    assert len(sizes) > 100
    assert median <= HTML_MEDIAN
    assert most <= HTML_MOST
    assert css <= CSS_MOST
    assert script <= SCRIPT_MOST


@pytest.mark.browser
@pytest.mark.parametrize(("origin", "width"), [("http", 360), ("file", 1280)])
def test_the_first_view(
    origin: str, width: int, chromium: Browser, shipped_site: Path, addresses: dict[str, str]
) -> None:
    """All that a browser asks for to show a page, as if never here before: of us alone, and nothing in vain. The page
    stands still, and its scripts run. Lost addresses need a server.
    """
    views: dict[bool, list[tuple[int, str]]] = {False: [], True: []}
    moved = []
    with searching(chromium, addresses[origin], viewport={"width": width, "height": 800}) as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        visit.page.add_init_script(SHIFTS)
        for path in every_page(shipped_site):
            if origin == "file" and path == "404.html":
                continue
            asked.clear()
            page = visit.go(path)
            page.evaluate(SETTLED)
            assert page.locator("form.quick [role=listbox]").count() == 1, path
            files = {shipped_site / unquote(url.removeprefix(visit.base)) for url in asked if "data:" not in url}
            with_map = any(file.parent.name == "maps" for file in files)
            views[with_map].append((sum(packed(file) for file in files), path))
            if page.evaluate("shifts"):
                moved.append((path, page.evaluate("shifts"), page.evaluate("moved")))
        assert visit.complaints == []
    for with_map, most in ((False, VIEW_MOST), (True, VIEW_MOST_WITH_MAP)):
        median, largest = statistics.median(size for size, _ in views[with_map]), max(views[with_map])
        print(f"{len(views[with_map])} first views, map {with_map}: {median:.0f} median, {largest} at most")  # noqa: T201
        assert largest[0] <= most
    assert moved == []


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_what_scripts_do_moves_nothing(width: int, chromium: Browser, served: str) -> None:
    """The quick search's list and the card of a fact lie over the page."""
    with searching(chromium, served, viewport={"width": width, "height": 800}) as visit:
        visit.page.add_init_script(SHIFTS)
        for path in ("index.html", "fr/actors/north-korea.html", "events/index.html", "fr/timeline.html"):
            page = visit.go(path)
            page.locator("form.quick input").press_sequentially("kim")
            page.locator("form.quick [role=option]").first.wait_for()
            page.keyboard.press("Escape")
            link = page.locator('main a.ref[href*="sources/"]:visible')
            if link.count():
                link.first.focus()
                page.locator("[role=tooltip]").wait_for()
                page.keyboard.press("Escape")
            page.evaluate(SETTLED)
            assert page.evaluate("shifts") == 0, (path, page.evaluate("moved"))
        assert visit.complaints == []


@pytest.mark.browser
def test_a_heavy_restless_page_is_seen(chromium: Browser, tmp_path: Path) -> None:
    """The tools of this file, on a page that moves and asks a stranger."""
    (tmp_path / "page.html").write_text(
        """<!doctype html><p id="p">x</p><script>setTimeout(() => { p.style.marginTop = '300px'; }, 20)</script>
        <img src="https://a.example/x.png" alt="">""",
        "utf-8",
    )
    context = chromium.new_context()
    try:
        visit: Any = Visit(context, f"{tmp_path.as_uri()}/")
        visit.page.add_init_script(SHIFTS)
        page = visit.go("page.html")
        page.wait_for_function("shifts > 0")
        assert "https://a.example/x.png" in "\n".join(visit.complaints)
    finally:
        context.close()
    (tmp_path / "a.html").write_text("ab" * 5_000, "utf-8")
    assert 20 < packed(tmp_path / "a.html") < 200
