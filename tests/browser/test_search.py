"""The quick search in a real browser: every name is found, served and from the disk, by keyboard, without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.synthetic import write_dossier
from generator.dossier.dossier import Dossier, Languages
from generator.generate import site_of
from generator.load import load
from generator.render.edition import edition_of
from generator.render.search import search_files, words_of
from generator.render.site import Site
from generator.render.strings import available
from generator.settings import read_settings
from tests.browser.test_pages import LANGUAGES, Visit, addresses, in_language, visiting
from tests.commands import ROOT

__all__ = ["addresses"]  # a fixture
pytestmark = pytest.mark.browser
INPUT = "form.quick input"
OPTION = "form.quick [role=option]"
MOST_BYTES = 60_000
QUICK = 100  # milliseconds
# Types a question and gives the addresses that it found, once the index is there.
ASK = """async question => {
    const input = document.querySelector('form.quick input');
    input.focus();
    input.value = question;
    input.dispatchEvent(new Event('input', {bubbles: true}));
    for (let turn = 0; turn < 200 && !document.querySelector('form.quick [role=status]').textContent; turn++)
        await new Promise(done => setTimeout(done, 10));
    const found = [...document.querySelectorAll('form.quick [role=option]')].map(one => one.href);
    input.value = '';
    input.dispatchEvent(new Event('input', {bubbles: true}));
    return found;
}"""


@contextmanager
def searching(browser: Browser, base: str, **options: Any) -> Iterator[Visit]:
    context = browser.new_context(**options)
    try:
        yield Visit(context, base)
    finally:
        context.close()


@pytest.fixture(scope="module")
def shipped() -> tuple[Dossier, Site]:
    settings = read_settings(ROOT, available())
    return load(settings).dossier, site_of(settings, ())


def names(dossier: Dossier, site: Site, language: str) -> list[tuple[str, str]]:
    """Each name and other name that a language's pages show, with its page."""
    edition = edition_of(dossier, site, language)
    return [(name, in_language(edition.path(ident), language)) for name, ident, _, _ in edition.names]


def written(dossier: Dossier, language: str) -> list[str]:
    """Each name and alias of each thing, and each title, as the content gives it for a language."""
    texts = [text for entity in dossier.entities.values() for text in (entity.name, *entity.aliases)]
    texts += [one.title for some in (dossier.series, dossier.sources) for one in some.values()]
    return [text.get(language) or text.get(LANGUAGES[0]) or text.words[0][1] for text in texts]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("origin", ["http", "file"])
def test_every_name_is_found(
    origin: str, language: str, chromium: Browser, addresses: dict[str, str], shipped: tuple[Dossier, Site]
) -> None:
    some = names(*shipped, language)
    assert sorted(name for name, _ in some) == sorted(written(shipped[0], language))
    assert len(some) > 50
    with searching(chromium, addresses[origin]) as visit:
        page = visit.go(in_language("timeline.html", language))
        for name, path in some if origin == "http" else some[::7]:
            for question in (name, name.upper(), " ".join(words_of(name))):
                assert visit.base + path in page.evaluate(ASK, question), (question, path)
        assert visit.complaints == []


@pytest.mark.parametrize("origin", ["http", "file"])
def test_every_fact_is_found_by_its_words(
    origin: str, chromium: Browser, addresses: dict[str, str], shipped_site: Path
) -> None:
    rows = json.loads((shipped_site / "search/en/all.js").read_text("utf-8").partition(",")[2].rpartition(")")[0])
    facts = [row for row in rows if len(row) == 3]
    with searching(chromium, addresses[origin]) as visit:
        page = visit.go("sources/index.html")
        for text, _, path in facts if origin == "http" else facts[::9]:
            assert visit.base + path in page.evaluate(ASK, text), text
        first = page.evaluate(ASK, "korea")
        assert "/sources/" not in first[0], "things stand before facts"
        assert visit.complaints == []


@pytest.mark.parametrize("origin", ["http", "file"])
def test_by_keyboard(origin: str, chromium: Browser, addresses: dict[str, str]) -> None:
    with searching(chromium, addresses[origin]) as visit:
        page = visit.go("fr/actors/index.html")
        page.keyboard.press("/")
        box = page.locator(INPUT)
        expect(box).to_be_focused()
        expect(box).to_have_value("")
        page.keyboard.type("COREE du n")
        expect(page.locator(OPTION).first).to_contain_text("Corée du Nord")
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(page.locator(OPTION).first).to_be_hidden()
        expect(box).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        chosen = page.locator(OPTION).nth(_chosen(page))
        expect(chosen).to_have_attribute("aria-selected", "true")
        expect(chosen).to_be_visible()
        page.keyboard.press("ArrowUp")
        assert page.locator(INPUT).get_attribute("aria-activedescendant") == page.locator(OPTION).first.get_attribute(
            "id"
        )
        page.keyboard.press("Enter")
        page.wait_for_url("**/fr/actors/north-korea.html")
        assert visit.complaints == []


def _chosen(page: Page) -> int:
    active = page.locator(INPUT).get_attribute("aria-activedescendant")
    return [one.get_attribute("id") for one in page.locator(OPTION).all()].index(active)


def test_nothing_found_is_said(chromium: Browser, served: str) -> None:
    with searching(chromium, served) as visit:
        page = visit.go("index.html")
        page.locator(INPUT).fill("zzzzzz")
        expect(page.locator("form.quick [role=status]")).to_have_text("Nothing found")
        assert page.locator(OPTION).count() == 0
        page.keyboard.press("Tab")
        assert visit.complaints == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_list_stays_in_the_window(width: int, chromium: Browser, served: str) -> None:
    with searching(chromium, served, viewport={"width": width, "height": 700}) as visit:
        page = visit.go("index.html")
        page.locator(INPUT).fill("korea")
        expect(page.locator(OPTION).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator("form.quick [role=listbox]").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("origin", ["http", "file"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_form_leads_to_a_to_z(
    origin: str, language: str, chromium: Browser, addresses: dict[str, str]
) -> None:
    with visiting(chromium, addresses[origin]) as visit:
        page = visit.go(in_language("data/index.html", language))
        page.locator(INPUT).fill("Korea")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=Korea")
        assert page.url.startswith(visit.base + in_language("search.html", language))
        assert page.locator(".az li").count() > 20
        assert visit.complaints == []


def test_a_question_is_taken_over_by_a_to_z(chromium: Browser, served: str) -> None:
    with searching(chromium, served) as visit:
        page = visit.go("search.html?q=Kim+Jong")
        expect(page.locator(INPUT)).to_have_value("Kim Jong")
        expect(page.locator(OPTION).first).to_contain_text("Kim Jong Un")
        assert visit.complaints == []


def test_words_are_folded_as_in_the_index(chromium: Browser, served: str) -> None:
    texts = [
        "Corée l’île d'Yeu",
        "ŒUVRE Cæsar Straße",
        "İzmir Łódź Ørsted ΟΔΟΣ",
        "ﬁn Ⅳ ½ x² Å",
        "Йод Ёж",
        "東京 ガ が",
        "한국 हिन्दी",
        "x_y–z·7",
    ]
    with searching(chromium, served) as visit:
        page = visit.go("index.html")
        for text in texts:
            assert page.evaluate("text => briefingSearch.words(text)", text) == words_of(text), text


@pytest.mark.slow
def test_ten_thousand_things(chromium: Browser, shipped_site: Path, tmp_path: Path) -> None:
    """The first result 100 ms after its shard is there; 60 kB at most for a question, typed letter by letter."""
    write_dossier(10_000, tmp_path / "dossier")
    settings = read_settings(tmp_path / "dossier", available())
    dossier, site = load(settings).dossier, site_of(settings, ())
    folder = tmp_path / "site"
    for url, data in search_files(dossier, site):
        (folder / url).parent.mkdir(parents=True, exist_ok=True)
        (folder / url).write_bytes(data)
    for name in ("index.html", "assets/search.js", "assets/hover.js", "assets/briefing.css", "assets/icon.svg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((shipped_site / name).read_bytes())
    assert site.languages == Languages(("en",))
    some = names(dossier, site, "en")
    with searching(chromium, f"{folder.as_uri()}/") as visit:
        page = visit.go("index.html")
        for name, path in some[:: len(some) // 60]:
            found = page.evaluate(ASK, name)
            same = [one for other, one in some if words_of(other) == words_of(name)]
            assert visit.base + path in found or len(same) > 20, name
        slowest, largest = 0.0, 0
        for name, _ in some[:: len(some) // 8]:
            page = visit.go("index.html")
            page.evaluate(WATCH)
            page.locator(INPUT).press_sequentially(name, delay=15)
            expect(page.locator(OPTION).first).to_be_visible()
            page.wait_for_timeout(100)
            slowest = max(slowest, page.evaluate("window.slowest"))
            largest = max(largest, sum(_packed(folder, url) for url in page.evaluate(LOADED)))
        print(f"slowest answer {slowest:.0f} ms, most transferred {largest} bytes")  # noqa: T201 -- the benchmark
        assert slowest < QUICK
        assert largest <= MOST_BYTES
        assert visit.complaints == []


WATCH = """() => {
    window.slowest = 0;
    const given = window.briefingSearch;
    window.briefingSearch = (...all) => {
        const start = performance.now();
        given(...all);
        window.slowest = Math.max(window.slowest, performance.now() - start);
    };
}"""
LOADED = "[...document.scripts].map(one => one.src)"


def _packed(folder: Path, url: str) -> int:
    import gzip

    return len(gzip.compress((folder / url.removeprefix(f"{folder.as_uri()}/")).read_bytes()))
