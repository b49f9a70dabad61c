"""Lists in a real browser: sorted, filtered, restored from their address, whole without scripts; also from the disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.render import pages
from generator.render.render import make_environment
from generator.render.site import Site
from generator.render.views import lists
from generator.theme import TEMPLATES
from tests.browser.settling import settles
from tests.browser.test_axe import AXE, complaints
from tests.browser.test_pages import LANGUAGES, SCHEMES, TOO_WIDE, WIDTHS, Visit, addresses, in_language, visiting
from tests.render.conftest import LANGUAGES as OF_VARLAND
from tests.render.conftest import VARLAND, read_dossier, write_site

__all__ = ["addresses"]  # a fixture
pytestmark = pytest.mark.browser
# Of the rows that are seen: the text of a cell, by its place; of an entry of a list without a head, its attribute.
COLUMN = """n => [...document.querySelectorAll('[data-list] > tbody > tr')].filter(one => !one.hidden)
    .map(one => one.cells[n].textContent.trim())"""
MARKS = """name => [...document.querySelectorAll('[data-list] [data-kind]')]
    .filter(one => one.checkVisibility()).map(one => one.dataset[name] ?? '')"""
EMPTY = """() => [...document.querySelectorAll('[data-group]')].filter(one =>
    one.checkVisibility() === [...one.querySelectorAll('li[data-kind]')].every(row => row.hidden)).length"""
SMALL = """() => [...document.querySelectorAll('.filters :is(select, input, button), [data-list] thead button')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"""
LISTS = ("actors/index.html", "events/index.html", "sources/index.html", "timeline.html", "contested.html")
SOURCE = "sources/2031-05-strait-herald.html"


ARCHIVE = """name: {en: Gulf archive, fr: Archives du golfe}
kind: organisation
country: SE
"""
NOTES = """title: {en: Notes of the archive, fr: Notes des archives}
kind: report
publisher: gulf-archive
lang: en
published: 2031-07
facts:
  port-closed:
    type: claim
    by: ostmark-navy
    at: p1
    said: 2031-07-02
    roles: {subject: skerry-port}
    text: {en: "{By} says that {skerry-port} was closed.", fr: "{By} dit que {skerry-port} était fermé."}
  port-open:
    type: denial
    by: varland
    at: p2
    said: 2031-07-03
    on: [port-closed]
    scope: {en: the closing, fr: la fermeture}
    stance: {varland: denies}
    text: {en: "{By} denied that the port was closed.", fr: "{By} a démenti la fermeture du port."}
"""
DATES = (
    "/2025-02-28",
    "2025-03-05/2025-03-12",
    "2025-01-10/~",
    "2025-01-01/2025-01-31 2025-06-01/2025-06-30",
    "2025-03-09",
    "",
)


@pytest.fixture(scope="module")
def varland(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Varland as files on the disk, with one source more, so that each filter has something to choose from."""
    return written(tmp_path_factory.mktemp("varland"))


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same with lists of four rows a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "PER_PAGE", 4)
        patch.setattr(lists, "PER_PAGE", 4)
        return written(tmp_path_factory.mktemp("cut"))


def written(root: Path) -> str:
    content = root / "content"
    shutil.copytree(VARLAND, content)
    (content / "actors/gulf-archive.yaml").write_text(ARCHIVE, "utf-8")
    (content / "sources/2031-07-archive-notes.yaml").write_text(NOTES, "utf-8")
    site = Site(name="Boats for Ostmark", languages=OF_VARLAND)
    write_site(root / "site", read_dossier(content), site, make_environment((TEMPLATES,)))
    return f"{(root / 'site').as_uri()}/"


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory, shipped_site: Path) -> str:
    """A list with each kind of date, on a page of the shipped site."""
    root = tmp_path_factory.mktemp("dated")
    text = (shipped_site / "events" / "index.html").read_text("utf-8")
    rows = "".join(f'<tr data-kind="x" data-when="{date}"><th>x</th></tr>' for date in DATES)
    before, _, rest = text.partition("<tbody>")
    (root / "assets").symlink_to(shipped_site / "assets")
    (root / "events").mkdir()
    (root / "events" / "index.html").write_text(f"{before}<tbody>{rows}{rest[rest.index('</tbody>') :]}", "utf-8")
    return f"{root.as_uri()}/"


@contextmanager
def reading(browser: Browser, base: str, **options: Any) -> Iterator[Visit]:
    context = browser.new_context(**options)
    try:
        visit = Visit(context, base)
        yield visit
        assert visit.complaints == []
    finally:
        context.close()


def head(page: Page, words: str) -> Locator:
    return page.get_by_role("columnheader", name=words, exact=True)


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f".filters select[name={name}]").select_option(value)


def status(page: Page) -> str:
    return page.locator(".shown").inner_text()


@pytest.mark.parametrize("origin", ["http", "file"])
def test_a_column_sorts_up_and_down(origin: str, chromium: Browser, addresses: dict[str, str]) -> None:
    with reading(chromium, addresses[origin]) as visit:
        page = visit.go("actors/index.html")
        as_listed = page.evaluate(COLUMN, 0)
        expect(head(page, "Name")).to_have_attribute("aria-sort", "ascending")
        head(page, "Facts").get_by_role("button").click()
        counts = [int(count) for count in page.evaluate(COLUMN, 3)]
        assert counts == sorted(counts, reverse=True)
        assert counts[0] > 9 > counts[-1], "numbers, not words"
        expect(head(page, "Facts")).to_have_attribute("aria-sort", "descending")
        assert head(page, "Name").get_attribute("aria-sort") is None
        head(page, "Facts").get_by_role("button").click()
        assert [int(count) for count in page.evaluate(COLUMN, 3)] == counts[::-1]
        page.wait_for_url(lambda url: url.endswith("#sort=facts"))
        head(page, "Country").get_by_role("button").click()
        countries = page.evaluate(COLUMN, 2)
        filled = [one for one in countries if one]
        assert filled == sorted(filled)
        assert countries == filled + [""] * (len(countries) - len(filled)), "rows without one come last"
        head(page, "Country").get_by_role("button").click()
        assert page.evaluate(COLUMN, 2) == sorted(filled, reverse=True) + countries[len(filled) :]
        head(page, "Name").get_by_role("button").click()
        settles(lambda: page.evaluate(COLUMN, 0), as_listed)
        page.wait_for_url(lambda url: "#" not in url)
        head(page, "Name").get_by_role("button").click()
        settles(lambda: page.evaluate(COLUMN, 0), as_listed[::-1])


def test_french_words_sort_as_french_readers_expect(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as visit:
        page = visit.go("fr/actors/index.html#sort=kind")
        kinds = list(dict.fromkeys(page.evaluate(COLUMN, 1)))
        assert kinds.index("commandement militaire") < kinds.index("État") < kinds.index("forces armées")


def test_dates_sort_by_day_and_the_undated_come_last(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as visit:
        page = visit.go("events/index.html#sort=when")
        up = page.evaluate(MARKS, "when")
        assert "" in up
        dated = [one for one in up if one]
        starts = [one.split("/")[0] or one.split("/")[1] for one in dated]
        assert starts == sorted(starts)
        head(page, "When").get_by_role("button").click()
        down = page.evaluate(MARKS, "when")
        assert next(one for one in down if one) == dated[-1]
        assert down[len(dated) :] == up[len(dated) :]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("actors/index.html", "kind"),
        ("actors/index.html", "country"),
        ("sources/index.html", "publisher"),
        ("timeline.html", "kind"),
        ("timeline.html", "status"),
        ("timeline.html", "by"),
        ("contested.html", "by"),
        (SOURCE, "status"),
        (SOURCE, "by"),
        (SOURCE, "kind"),
    ],
)
def test_each_choice_shows_its_rows_and_no_other(
    path: str, name: str, language: str, chromium: Browser, varland: str
) -> None:
    with reading(chromium, varland) as visit:
        page = visit.go(in_language(path, language))
        all_rows = page.evaluate(MARKS, name)
        options = page.locator(f".filters select[name={name}] option").evaluate_all("all => all.map(one => one.value)")
        assert len(options) > 2
        for value in filter(None, options):
            choose(page, name, value)
            wanted = [one for one in all_rows if value in one.split()]
            settles(lambda: page.evaluate(MARKS, name), wanted)
            assert 0 < len(wanted) < len(all_rows)
            assert status(page).split() == [str(len(wanted)), "of" if language == "en" else "sur", str(len(all_rows))]
            assert page.evaluate(EMPTY) == 0
        page.locator(".filters button").click()
        settles(lambda: page.evaluate(MARKS, name), all_rows)
        assert page.evaluate("document.activeElement.closest('.filters') !== null"), "the focus is not lost"
        page.wait_for_url(lambda url: "#" not in url)


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("", "", (0, 1, 2, 3, 4, 5)),
        ("2025-03", "2025-03", (1, 2, 4)),
        ("2025-02", "", (0, 1, 2, 3, 4)),
        ("2025-04", "", (2, 3)),
        ("", "2024-12", (0,)),
        ("", "2025-01", (0, 2, 3)),
        ("2025-02", "2025-02", (0, 2)),  # a set lies in its months, not between them
        ("2025-06", "2025-07", (2, 3)),
        ("2025-07", "2025-07", (2,)),
    ],
)
def test_months_find_every_row_that_may_lie_in_them(
    since: str, until: str, found: tuple[int, ...], chromium: Browser, dated: str
) -> None:
    wanted = [DATES[number] for number in found]
    with reading(chromium, dated) as visit:
        page = visit.go("events/index.html")
        settles(lambda: page.evaluate(MARKS, "when"), list(DATES))
        page.locator(".filters input[name=from]").fill(since)
        page.locator(".filters input[name=to]").fill(until)
        page.locator(".shown").click()
        settles(lambda: page.evaluate(MARKS, "when"), wanted)
        page.reload()
        settles(lambda: page.evaluate(MARKS, "when"), wanted)
        expect(page.locator(".filters input[name=from]")).to_have_value(since)
        expect(page.locator(".filters input[name=to]")).to_have_value(until)


@pytest.mark.parametrize("origin", ["http", "file"])
def test_the_address_holds_the_state(origin: str, chromium: Browser, addresses: dict[str, str]) -> None:
    with reading(chromium, addresses[origin]) as visit:
        page = visit.go("actors/index.html")
        everything = page.evaluate(COLUMN, 0)
        choose(page, "country", "KP")
        north = page.evaluate(COLUMN, 0)
        head(page, "Facts").get_by_role("button").click()
        by_facts = page.evaluate(COLUMN, 0)
        assert sorted(by_facts) == sorted(north)
        assert by_facts != north
        address = page.url
        assert address.partition("#")[2].split("&") == ["country=KP", "sort=-facts"]
        page.reload()
        settles(lambda: page.evaluate(COLUMN, 0), by_facts)
        expect(page.locator(".filters select[name=country]")).to_have_value("KP")
        page.go_back()
        settles(lambda: page.evaluate(COLUMN, 0), north)
        page.go_back()
        settles(lambda: page.evaluate(COLUMN, 0), everything)
        page.go_forward()
        settles(lambda: page.evaluate(COLUMN, 0), north)
        page.get_by_role("link", name=north[0], exact=True).click()
        page.go_back()
        settles(lambda: page.evaluate(COLUMN, 0), north)
        other = page.context.new_page()
        other.goto(address)
        settles(lambda: other.evaluate(COLUMN, 0), by_facts)
        other.get_by_role("link", name="Français").click()
        assert other.locator(".filters select[name=country]").input_value() == "KP"
        assert len(other.evaluate(COLUMN, 0)) == len(by_facts), "the other language shows the same rows"


def test_changes_of_one_control_are_one_step_back(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as visit:
        visit.go("index.html")
        page = visit.go("actors/index.html")
        for value in ("state", "person", "university"):
            choose(page, "kind", value)
        page.go_back()
        page.wait_for_url(f"{served}actors/index.html")
        assert len(page.evaluate(COLUMN, 0)) == page.locator("tbody tr").count()
        page.go_back()
        page.wait_for_url(f"{served}index.html")


@pytest.mark.parametrize(
    "words", ["kind=none-such", "country=%E0%A4%A", "sort=nothing", "from=soon", "x=y", "=&&=", "%"]
)
def test_an_address_that_says_nothing_breaks_nothing(words: str, chromium: Browser, served: str) -> None:
    with reading(chromium, served) as visit:
        page = visit.go(f"actors/index.html#{words}")
        shown = len(page.evaluate(COLUMN, 0))
        assert status(page) == f"{shown} of {page.locator('tbody tr').count()}"
        if shown == 0:  # no row is of such a kind: said, and undone by the button
            page.locator(".filters button").click()
        assert len(page.evaluate(COLUMN, 0)) == page.locator("tbody tr").count()


@pytest.mark.parametrize("origin", ["http", "file"])
def test_anchors_lead_where_they_led(origin: str, chromium: Browser, addresses: dict[str, str]) -> None:
    with reading(chromium, addresses[origin], viewport={"width": 1280, "height": 700}) as visit:
        page = visit.go("timeline.html")
        anchors = page.locator("[data-group] > h2").evaluate_all("all => all.map(one => one.id)")
        anchor = anchors[-2]
        page = visit.go(f"timeline.html#{anchor}")
        everything = page.evaluate(MARKS, "kind")
        _in_view(page, anchor)
        choose(page, "kind", "said")
        page.wait_for_url(lambda url: url.endswith("#kind=said"))
        hidden = page.locator("[data-group][hidden] > h2").first.get_attribute("id")
        assert hidden
        page.evaluate("id => { location.hash = id; }", hidden)
        expect(page.locator(f"[id='{hidden}']")).to_be_visible()
        settles(lambda: page.evaluate(MARKS, "kind"), everything)
        _in_view(page, hidden)
        page.go_back()
        assert set(page.evaluate(MARKS, "kind")) == {"said"}
        page.go_back()
        page.wait_for_url(lambda url: url.endswith(f"#{anchor}"))
        settles(lambda: page.evaluate(MARKS, "kind"), everything)


def _in_view(page: Page, anchor: str) -> None:
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


@pytest.mark.parametrize("origin", ["http", "file"])
def test_a_permalink_shows_its_fact_whatever_is_chosen(
    origin: str, chromium: Browser, addresses: dict[str, str], shipped_site: Path
) -> None:
    source = next(path for path in (shipped_site / "sources").glob("*.html") if path.name != "index.html")
    with reading(chromium, addresses[origin], viewport={"width": 1280, "height": 700}) as visit:
        page = visit.go(f"sources/{source.name}")
        last = page.locator("[data-fact]").last.get_attribute("id")
        who = page.locator("[data-list] > [data-by]").first.get_attribute("data-by")
        assert last
        assert who
        page = visit.go(f"sources/{source.name}#{last}")
        _in_view(page, f"{last}.text")
        choose(page, "by", who)
        expect(page.locator(f"[id='{last}']")).to_be_hidden()
        page.evaluate("id => { location.hash = id; }", last)
        _in_view(page, f"{last}.text")
        assert page.locator("[data-fact]:visible").count() == page.locator("[data-fact]").count()


def test_the_skip_link_leaves_the_list_as_it_is(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as visit:
        page = visit.go("actors/index.html#country=KP")
        north = page.evaluate(COLUMN, 0)
        page.locator(".skip").focus()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        settles(lambda: page.evaluate(COLUMN, 0), north)
        page.wait_for_url(lambda url: url.endswith("#country=KP"))
        page = visit.go("index.html")
        page = visit.go("actors/index.html#main")
        everything = page.evaluate(COLUMN, 0)
        choose(page, "country", "KP")
        page.go_back()
        settles(lambda: page.evaluate(COLUMN, 0), everything)
        page.wait_for_url(lambda url: url.endswith("#main"))


def test_the_timeline_turns_round_month_by_month(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as visit:
        page = visit.go("timeline.html")
        ids = "[...document.querySelectorAll('[data-group] > h2')].map(one => one.id)"
        months = page.evaluate(ids)
        assert months[-1] == "undated"
        page.locator(".filters select[name=sort]").select_option("-order")
        settles(lambda: page.evaluate(ids), [*months[-2::-1], "undated"])
        within = "[...document.querySelectorAll('[data-group]')].every(one => one.firstElementChild.matches('h2'))"
        assert page.evaluate(within)
        page.locator(".filters select[name=sort]").select_option("")
        settles(lambda: page.evaluate(ids), months)


@pytest.mark.parametrize("path", ["contested.html", SOURCE])
def test_facts_sort_by_date_and_asserter(path: str, chromium: Browser, varland: str) -> None:
    with reading(chromium, varland) as visit:
        page = visit.go(path)
        as_listed = page.evaluate(MARKS, "when")
        page.locator(".filters select[name=sort]").select_option("-when")
        assert page.evaluate(MARKS, "when") == sorted(as_listed, reverse=True) != as_listed
        page.locator(".filters select[name=sort]").select_option("by")
        options = page.locator(".filters select[name=by] option").evaluate_all("all => all.map(one => one.value)")
        who = page.evaluate(MARKS, "by")
        assert who == sorted(who, key=options.index)


@pytest.mark.parametrize("origin", ["http", "file"])
def test_by_keyboard_alone(origin: str, chromium: Browser, addresses: dict[str, str]) -> None:
    with reading(chromium, addresses[origin]) as visit:
        page = visit.go("actors/index.html")
        page.locator("main").focus()
        for _ in ("summary", "kind"):
            page.keyboard.press("Tab")
        expect(page.locator(".filters select[name=kind]")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.type("Russia")
        settles(lambda: page.evaluate(COLUMN, 0), ["Russia"])
        assert status(page).startswith("1 of ")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # show all
        expect(page.locator(".filters select[name=kind]")).to_be_focused()
        for _ in ("country", "name", "kind"):
            page.keyboard.press("Tab")
        button = head(page, "Kind").get_by_role("button")
        expect(button).to_be_focused()
        page.keyboard.press("Space")
        expect(head(page, "Kind")).to_have_attribute("aria-sort", "ascending")
        expect(button).to_be_focused()
        kinds = page.evaluate(COLUMN, 1)
        assert kinds == sorted(kinds)


def test_a_page_of_a_long_list_speaks_for_itself_only(chromium: Browser, cut: str) -> None:
    with reading(chromium, cut) as visit:
        page = visit.go("actors/index.html#sort=-name")
        names = page.evaluate(COLUMN, 0)
        assert len(names) == 4
        assert names == sorted(names, key=str.casefold, reverse=True)
        assert "this page only" in status(page)
        page.locator(".pager a").nth(1).click()
        page.wait_for_url("**/index.2.html#sort=-name")  # the next page is sorted alike, once it is there
        page.wait_for_load_state()
        more = page.evaluate(COLUMN, 0)
        assert more == sorted(more, key=str.casefold, reverse=True)
        assert not set(more) & set(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_list_is_whole(language: str, chromium: Browser, varland: str) -> None:
    for path in (*LISTS, SOURCE):
        with reading(chromium, varland) as visit:
            with_scripts = visit.go(in_language(path, language)).evaluate(MARKS, "kind")
        with visiting(chromium, varland) as visit:
            page = visit.go(in_language(path, language) + "#kind=none-such&sort=-name")
            assert page.locator("[data-list] [data-kind]:visible").count() == len(with_scripts) > 1
            assert page.locator("main :is(select, input, button):visible").count() == 0
            assert visit.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_controls_fit_the_window_and_the_finger(width: int, chromium: Browser, varland: str) -> None:
    with reading(chromium, varland, viewport={"width": width, "height": 800}) as visit:
        for path in (*LISTS, SOURCE):
            for language in LANGUAGES:
                page = visit.go(in_language(path, language))
                assert page.locator(".sieve").get_attribute("open") == ("" if width > 600 else None), (
                    "closed on a phone"
                )
                if width < 600:
                    page.locator(".sieve summary").click()
                assert page.locator(".filters select:visible").count() > 0, page.url
                assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(TOO_WIDE)
                assert page.evaluate(SMALL) == []
                for button in page.locator("[data-list] thead button").all():
                    expect(button).to_be_visible()


def test_paper_shows_what_is_shown_and_says_so(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as visit:
        page = visit.go("actors/index.html#country=KP")
        page.emulate_media(media="print")
        expect(page.locator(".filters")).to_be_hidden()
        expect(page.locator(".shown")).to_be_visible()
        assert page.locator("tbody tr:visible").count() == len(page.evaluate(COLUMN, 0))


@pytest.mark.skipif(not AXE.exists(), reason="make test installs axe-core")
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_has_no_complaint_of_a_filtered_list(
    scheme: Literal["light", "dark"], chromium: Browser, varland: str
) -> None:
    context = chromium.new_context(bypass_csp=True, color_scheme=scheme)  # our policy lets no other script in
    context.add_init_script(path=AXE)
    found = []
    try:
        page = context.new_page()
        for path in (*LISTS, SOURCE):
            page.goto(varland + path)
            name, value = page.evaluate("""() => {
                const one = document.querySelector('.filters select');
                return [one.name, one.options[1].value];
            }""")
            page.goto(f"{varland}{path}#{name}={value}&sort=-name")
            page.reload()
            expect(page.locator(".filters button")).to_be_visible()
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                found += [f"{path} {width}: {one}" for one in complaints(page)]
    finally:
        context.close()
    assert found == []
