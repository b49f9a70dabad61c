"""Full text in a real browser: a word of one fact's prose is found, in the page's language, with nobody else asked."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import _Quiet
from tests.browser.settling import settles
from tests.browser.test_axe import AXE, complaints
from tests.browser.test_pages import in_language
from tests.browser.test_search import searching
from tests.commands import GOOD, briefing, copied, edit, ended_well

pytestmark = pytest.mark.browser
SOURCE = "sources/2031-05-strait-herald"
FACT = f"{SOURCE}.html#herald-founded"
ALL = {FACT.partition("#")[0], FACT, "actors/strait-herald.html", "places/skerry-port.html"}
INPUT, STATUS, LINKS = ".whole input", ".whole [role=status]", ".whole li a"
WORDS = {"en": ("lighthouse", "Found: 3"), "fr": ("phare", "Résultats\u202f: 3")}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good site with words that stand in one fact's prose and nowhere else, below a folder, as sites often are."""
    project = copied(GOOD / "varland", tmp_path_factory.mktemp("full-text") / "project")
    source = project / "content" / f"{SOURCE}.yaml"
    edit(source, "appears in {skerry-port}.", "appears in {skerry-port}, beside the <b>Lighthouse</b> &amp; quay.")
    edit(source, "paraît à {skerry-port}.", "paraît à {skerry-port}, près du Pharé.")
    target = tmp_path_factory.mktemp("served") / "boats"
    ended_well(briefing("build", "-C", project, "--full-text", "--site-dir", target))
    return target


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site.parent)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/boats/"
    server.shutdown()
    server.server_close()


def found(page: Page, base: str) -> list[str]:
    addresses: list[str] = page.eval_on_selector_all(LINKS, "all => all.map(one => one.href)")
    return [one.removeprefix(base) for one in addresses]


def ask(page: Page, words: str) -> None:
    page.locator(INPUT).fill(words)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("language", WORDS)
def test_a_word_of_one_fact(language: str, chromium: Browser, address: str) -> None:
    word, said = WORDS[language]
    with searching(chromium, address) as visit:
        page = visit.go(in_language("search.html", language))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        assert page.locator(STATUS).inner_text() == ""
        ask(page, word.upper())
        expect(page.locator(STATUS)).to_have_text(said)
        settles(lambda: set(found(page, address)), {in_language(one, language) for one in ALL})
        expect(page.locator(".whole mark").first).to_have_text({"en": "<b>Lighthouse</b>", "fr": "Pharé."}[language])
        assert any("/pagefind/" in one for one in asked), "nothing was loaded before the first question"
        ask(page, {"en": "phare", "fr": "lighthouse"}[language])
        expect(page.locator(STATUS)).to_have_text({"en": "Nothing found", "fr": "Aucun résultat"}[language])
        settles(lambda: found(page, address), list[str]())
        assert visit.complaints == []


def test_nothing_is_loaded_before_a_question(chromium: Browser, address: str) -> None:
    with searching(chromium, address) as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        page = visit.go("search.html")
        page.wait_for_load_state("networkidle")
        assert not [one for one in asked if "pagefind/" in one]
        assert visit.complaints == []


def test_whole_sentences_and_no_foreign_code(chromium: Browser, address: str) -> None:
    with searching(chromium, address) as visit:
        page = visit.go("search.html?q=quay")
        link = page.locator(LINKS).filter(has_text="quay").first
        expect(link).to_contain_text(
            "The article says that the Strait Herald appears in Skerry Port, beside the <b>Lighthouse</b> &amp; quay."
        )
        assert page.locator(".whole li b").count() == 0
        assert visit.complaints == []


def test_narrowed(chromium: Browser, address: str) -> None:
    with searching(chromium, address) as visit:
        page = visit.go("search.html?q=lighthouse&kind=Place")
        expect(page.locator(STATUS)).to_have_text("Found: 1")
        settles(lambda: set(found(page, address)), {"places/skerry-port.html"})
        page.get_by_label("Kind").select_option("any")
        expect(page.locator(STATUS)).to_have_text("Found: 3")
        page.get_by_label("Has a fact that is").select_option("superseded")
        expect(page.locator(STATUS)).to_have_text("Found: 2")
        settles(lambda: set(found(page, address)), {FACT, FACT.partition("#")[0], "places/skerry-port.html"})
        assert visit.complaints == []


def test_by_keyboard_to_the_fact(chromium: Browser, address: str) -> None:
    with searching(chromium, address) as visit:
        page = visit.go("search.html")
        page.get_by_label("Words of the pages").focus()
        page.keyboard.type("lighthouse")
        page.keyboard.press("Enter")
        expect(page.locator(STATUS)).to_have_text("Found: 3")
        assert page.url.endswith("search.html?q=lighthouse")
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.href || ''").endswith(FACT):
                break
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{FACT}")
        assert page.locator("article:target").get_attribute("id") == "herald-founded"
        page.go_back()
        expect(page.locator(STATUS)).to_have_text("Found: 3")
        assert visit.complaints == []


def test_more_results(chromium: Browser, address: str) -> None:
    with searching(chromium, address) as visit:
        page = visit.go("search.html?q=varland")
        items, more = page.locator(".whole li"), page.get_by_role("button", name="More results")
        expect(items).to_have_count(10)
        total = int(page.locator(STATUS).inner_text().removeprefix("Found: "))
        more.click()
        expect(items).to_have_count(min(20, total))
        assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.whole li')[10]")
        while more.is_visible():
            more.click()
            page.wait_for_timeout(50)
        expect(items).to_have_count(total)
        assert visit.complaints == []


@pytest.mark.parametrize("language", WORDS)
def test_from_a_disk_a_sentence_says_what_works(language: str, chromium: Browser, site: Path) -> None:
    with searching(chromium, f"{site.as_uri()}/") as visit:
        page = visit.go(in_language(f"search.html?q={WORDS[language][0]}", language))
        expect(page.locator(STATUS)).to_contain_text(
            {"en": "needs a web server", "fr": "besoin d’un serveur"}[language]
        )
        expect(page.locator(".whole form")).to_be_hidden()
        expect(page.locator("form.quick [role=option]").first).to_be_visible()
        assert visit.complaints == []


def test_an_index_that_cannot_be_loaded(chromium: Browser, address: str) -> None:
    with searching(chromium, address) as visit:
        page = visit.go("search.html")
        page.route("**/pagefind/*", lambda route: route.abort())
        ask(page, "lighthouse")
        expect(page.locator(STATUS)).to_contain_text("needs a web server")


def test_without_scripts_nothing_is_offered(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}search.html")
        expect(page.locator(".whole")).to_be_hidden()
        assert page.locator(".az li").count() > 10
    finally:
        context.close()


@pytest.mark.skipif(not AXE.exists(), reason="make test installs axe-core")
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_has_no_complaint(width: int, chromium: Browser, address: str) -> None:
    context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    context.add_init_script(path=AXE)
    try:
        page = context.new_page()
        page.goto(f"{address}search.html?q=varland")
        expect(page.locator(".whole li")).to_have_count(10)
        page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert complaints(page) == []
    finally:
        context.close()
