"""Every kind of page in a real browser, scripts off: served and from the disk, narrow and wide, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "fr")
WIDTHS = (320, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
KINDS = ("actors", "weapons", "events", "places", "series", "sources")
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 3)"""
COLOURS = """() => {
    const ground = one => getComputedStyle(one).backgroundColor;
    const [body, root] = [document.body, document.documentElement];
    return [getComputedStyle(body).color, ground(body) === 'rgba(0, 0, 0, 0)' ? ground(root) : ground(body)];
}"""
FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    return {
        tag: one.tagName, href: one.getAttribute('href') || '',
        outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inView: box.width > 0 && box.height > 0 && box.left >= 0 && box.top >= 0
            && box.right <= innerWidth + 1 && box.top < innerHeight,
    };
}"""


@pytest.fixture(scope="module")
def addresses(served: str, shipped_site: Path) -> dict[str, str]:
    """Where the shipped site stands: on a web server, and as files on the disk."""
    return {"http": served, "file": f"{shipped_site.as_uri()}/"}


@pytest.fixture(scope="module")
def kinds(shipped_site: Path) -> list[str]:
    """A page of each kind: of each kind of thing the largest one, which has the most to get wrong."""
    out = ["index.html", "about.html", "method.html", "timeline.html", "contested.html", "changes.html", "search.html"]
    out.append("data/index.html")
    for kind in KINDS:
        things = [path for path in (shipped_site / kind).glob("*.html") if path.name != "index.html"]
        out += [f"{kind}/index.html", f"{kind}/{max(things, key=lambda path: path.stat().st_size).name}"]
    assert all((shipped_site / path).is_file() for path in out)
    return out


class Visit:
    """A page in a window, and what went wrong while it was there."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.base = base
        self.complaints: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self._complain(f"error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        self._complain(f"console: {message.type}: {message.text} {message.location['url']}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the icon, which is still on its way when the next page is asked for
            self._complain(f"failed: {request.url} {request.failure}")

    def _complain(self, words: str) -> None:
        self.complaints.append(f"{self.page.url.removeprefix(self.base)}: {words}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self._complain(f"asked for {request.url}")

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page


@contextmanager
def visiting(browser: Browser, base: str, **options: Any) -> Iterator[Visit]:
    context = browser.new_context(java_script_enabled=False, **options)
    try:
        yield Visit(context, base)
    finally:
        context.close()


def in_language(path: str, language: str) -> str:
    return path if language == LANGUAGES[0] else f"{language}/{path}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("origin", ["http", "file"])
def test_each_kind_of_page(
    origin: str, language: str, chromium: Browser, addresses: dict[str, str], kinds: list[str]
) -> None:
    with visiting(chromium, addresses[origin]) as visit:
        for path in kinds:
            page = visit.go(in_language(path, language))
            assert page.locator("h1").count() == 1, page.url
            assert page.locator("html").get_attribute("lang") == language, page.url
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{page.url} is {wide} wide: {page.evaluate(TOO_WIDE)}"
        assert visit.complaints == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_light_and_dark(
    scheme: Literal["light", "dark"], chromium: Browser, addresses: dict[str, str], kinds: list[str]
) -> None:
    with visiting(chromium, addresses["http"], color_scheme=scheme) as visit:
        for path in kinds:
            page = visit.go(path)
            ink, ground = page.evaluate(COLOURS)
            assert (brightness(ground) > brightness(ink)) is (scheme == "light"), (page.url, ink, ground)
            assert abs(brightness(ground) - brightness(ink)) > 128, (page.url, ink, ground)
        assert visit.complaints == []


def brightness(colour: str) -> float:
    """Of `rgb(...)`, 0 to 255."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", colour)[:3]]
    assert len(numbers) == 3, colour
    return sum(numbers) / 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_keyboard(language: str, chromium: Browser, served: str) -> None:
    with visiting(chromium, served, viewport={"width": 1280, "height": 800}) as visit:
        page = visit.go(in_language("index.html", language))
        page.keyboard.press("Tab")
        first = page.evaluate(FOCUSED)
        assert first["href"] == "#main"
        assert first["inView"], "the skip link is not shown when it has the focus"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        page.keyboard.press("Tab")
        after = page.evaluate(FOCUSED)
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), after


@pytest.mark.parametrize("width", WIDTHS)
def test_the_focus_is_always_seen(width: int, chromium: Browser, served: str, kinds: list[str]) -> None:
    with visiting(chromium, served, viewport={"width": width, "height": 800}) as visit:
        for path in ("index.html", "search.html", next(path for path in reversed(kinds) if "sources/" in path)):
            page = visit.go(path)
            for _ in range(30):
                page.keyboard.press("Tab")
                focused = page.evaluate(FOCUSED)
                assert focused["outline"], (page.url, focused)
                assert focused["inView"], (page.url, focused)


def test_the_front_page_prints_on_one_sheet(chromium: Browser, served: str) -> None:
    with visiting(chromium, served) as visit:
        for language in LANGUAGES:
            page = visit.go(in_language("index.html", language))
            pdf = page.pdf(format="A4")
            assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, language


def test_lost_addresses_find_their_way(chromium: Browser, served: str) -> None:
    with visiting(chromium, served) as visit:
        page = visit.page
        answer = page.goto(f"{served}fr/actors/nobody/at/all.html")
        assert answer
        assert answer.status == 404
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.styleSheets.length") == 1
        page.click(".brand")
        assert page.url == f"{served}index.html"
        loud = [one for one in visit.complaints if "404" not in one]
        assert loud == []


def test_a_permalink_shows_its_fact(chromium: Browser, served: str, shipped_site: Path) -> None:
    source = next(path for path in (shipped_site / "sources").glob("*.html") if path.name != "index.html")
    keys = re.findall(r'data-fact="[^"#]*#([^"]+)"', source.read_text("utf-8"))
    with visiting(chromium, served, viewport={"width": 320, "height": 640}) as visit:
        for key in (keys[0], keys[-1]):
            page = visit.go(f"sources/{source.name}#{key}")
            box = page.locator(f"[id='{key}']").bounding_box()
            assert box
            assert -1 <= box["y"] < 640, key
            visit.go("index.html")


def test_the_browser_sees_what_the_tests_look_for(chromium: Browser, shipped_site: Path, tmp_path: Path) -> None:
    """A page that does all that is forbidden is complained of for each of it."""
    text = (shipped_site / "index.html").read_text("utf-8")
    bad = '<img src="https://a.example/x.png" alt=""><p style="color:red">x</p><img src="gone.png" alt=""></main>'
    (tmp_path / "index.html").write_text(text.replace("</main>", bad), "utf-8")
    with visiting(chromium, f"{tmp_path.as_uri()}/") as visit:
        visit.go("index.html")
        said = "\n".join(visit.complaints)
    assert "Content Security Policy" in said
    assert "gone.png" in said
    assert "briefing.css" in said
