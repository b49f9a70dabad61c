"""What holds on every page, of Varland and of a dossier full of hostile strings."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier, Languages
from generator.dossier.link import link
from generator.model.records import Records
from generator.model.terms import ENTITY_KINDS
from generator.render import pages
from generator.render.pages import page_list
from generator.render.render import facts_on, make_environment, render_page
from generator.render.site import Site
from generator.render.views import lists
from generator.theme import TEMPLATES
from tests.site import crawl

PARTS = ("index.html", "index.2.html", "index.3.html")
OWN_SCRIPT = re.compile(
    r'<script src="[./]*assets/[a-z]+\.js"(?: data-facts="[./]*hover/\w+/")? defer(?: blocking="render")?></script>'
)
VOID = frozenset({"meta", "link", "br", "input"})
CHECKS = (
    crawl.broken_links,
    crawl.links_to_the_root,
    crawl.requests_to_others,
    crawl.ids_given_twice,
    crawl.unreachable,
    crawl.numbers_without_a_fact,
    crawl.wrong_canonicals,
    crawl.wrong_sitemap,
    crawl.strange_words,
    crawl.headings,
)


class Balance(HTMLParser):
    """Refuses a page whose tags do not close in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        assert len({name for name, _ in attrs}) == len(attrs), self.getpos()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()


def balanced(html: str) -> Balance:
    parser = Balance()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_crawler_finds_nothing(folder: Path, site: Site, check: crawl.Check) -> None:
    assert list(check(crawl.Site(folder, site.url))) == []


@pytest.mark.parametrize("check", [crawl.wrong_switches, crawl.wrong_alternates], ids=["switches", "alternates"])
def test_languages_find_each_other(folder: Path, site: Site, check: object) -> None:
    assert callable(check)
    assert list(check(crawl.Site(folder, site.url), site.languages.all)) == []


def test_no_fact_is_lost(varland: Dossier, folder: Path, site: Site) -> None:
    assert list(crawl.lost_facts(crawl.Site(folder, site.url), set(varland.facts), ("", "fr/"))) == []


def test_facts_are_counted_on_their_source_s_page(varland: Dossier, rendered: dict[str, str]) -> None:
    for url, html in rendered.items():
        source = url.removeprefix("fr/").removeprefix("sources/").removesuffix(".html")
        wanted = {fact.id for fact in varland.facts.values() if fact.source == source and "sources/" in url}
        assert facts_on(html.encode()) == wanted


def test_every_page_is_well_formed(rendered: dict[str, str]) -> None:
    for html in rendered.values():
        parser = balanced(html)
        assert not parser.tags & {"style", "iframe", "object", "embed", "img"}
        assert html.count("<script") == len(OWN_SCRIPT.findall(html))
        assert not {name for name in parser.attributes if name.startswith("on") or name == "style"}


def test_each_page_has_its_landmarks(rendered: dict[str, str]) -> None:
    for html in rendered.values():
        assert html.count("<main ") == 1
        assert html.count('class="skip" href="#main"') == 1
        assert html.count('<header class="mast">') == html.count('<footer class="foot">') == 1
        assert "Content-Security-Policy" in html


def test_headings_do_not_skip_a_level(rendered: dict[str, str]) -> None:
    for url, html in rendered.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]
        inside = levels[levels.index(1) :]
        assert all(after - before <= 1 for before, after in pairwise(inside)), url


def test_a_preview_has_no_policy(varland: Dossier, env: Environment) -> None:
    site = Site(name="x", languages=varland.languages, preview=True)
    assert b"Content-Security-Policy" not in render_page(page_list(varland, site)[0], varland, site, env)


def test_nothing_absolute_without_an_address(varland: Dossier, env: Environment) -> None:
    site = Site(name="x", languages=varland.languages)
    html = render_page(page_list(varland, site)[0], varland, site, env)
    assert b"canonical" not in html
    assert b"x-default" not in html


def test_the_same_bytes_twice(varland: Dossier, site: Site, rendered: dict[str, str]) -> None:
    again = make_environment((TEMPLATES,))
    backwards = {page.url: render_page(page, varland, site, again).decode() for page in page_list(varland, site)[::-1]}
    assert backwards == rendered


def test_a_project_replaces_one_template(varland: Dossier, site: Site, tmp_path: Path) -> None:
    (tmp_path / "place.html").write_text("{{ title }}\n")
    env = make_environment((tmp_path, TEMPLATES))
    table = {page.url: page for page in page_list(varland, site)}
    assert render_page(table["places/grey-strait.html"], varland, site, env) == b"Grey Strait\n"
    assert b"<h1" in render_page(table["actors/ostmark.html"], varland, site, env)


def test_entity_pages_name_every_fact_that_names_them(varland: Dossier, rendered: dict[str, str]) -> None:
    for entity in varland.entities.values():
        assert entity.page in ENTITY_KINDS
        html = rendered[f"{entity.page.value}/{entity.id}.html"]
        for mention in varland.mentions.get(entity.id, ()):
            source, key = mention.fact.split("#")
            assert f"sources/{source}.html#{key}" in html, (entity.id, mention)


def test_an_empty_dossier_still_has_its_pages(env: Environment) -> None:
    empty = link(Records(), Languages(("fr",)))
    site = Site(name="Rien", languages=empty.languages)
    urls = {page.url: render_page(page, empty, site, env).decode() for page in page_list(empty, site)}
    assert "fr/index.html" not in urls
    assert '<html lang="fr">' in urls["index.html"]
    for html in urls.values():
        balanced(html)


def test_a_language_without_words_of_the_frame_is_framed_in_english(varland: Dossier, env: Environment) -> None:
    site = Site(name="x", languages=Languages(("de", "en")))
    html = {page.url: render_page(page, varland, site, env).decode() for page in page_list(varland, site)}
    assert '<html lang="de">' in html["index.html"]
    assert '<span lang="en">' in html["index.html"]
    assert "Key points" in html["index.html"]


def test_a_page_of_a_long_list_shows_its_rows(
    varland: Dossier, site: Site, env: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 4)
    monkeypatch.setattr(lists, "PER_PAGE", 4)
    html = {page.url: render_page(page, varland, site, env).decode() for page in page_list(varland, site)}
    links = [
        set(re.findall(r'<th scope="row"><a href="\.\./(actors/[^"]+)"', html[f"actors/{name}"])) for name in PARTS
    ]
    assert [len(some) for some in links] == [4, 4, 1]
    assert len(set.union(*links)) == 9
    assert '<a class="id" href="index.html" aria-label="Page 1">1</a>' in html["actors/index.2.html"]
    assert 'href="timeline.2.html"' in html["timeline.html"]


def test_status_names_its_party(rendered: dict[str, str]) -> None:
    assert "denied by Ostmark" in rendered["actors/ostmark.html"]
    assert "démenti par l’Ostmark" in rendered["fr/actors/ostmark.html"]


def test_nothing_is_split_that_the_source_counts_together(rendered: dict[str, str]) -> None:
    html = rendered["sources/2031-05-strait-herald.html"]
    assert "the source gives no split" in html
    assert "split, as the source gives it" in rendered["sources/2031-06-gulf-report.html"]


def test_our_calculation_says_that_it_is_ours(rendered: dict[str, str]) -> None:
    html = rendered["series/boats-to-ostmark.html"]
    assert '<span class="ours">our calculation</span>' in html
    assert 'href="../series/boats-to-ostmark.html#calc-share-lost">about 21%</a>' in html
    assert "714–857" in rendered["series/crews.html"]


def test_coverage_counts_every_sentence(rendered: dict[str, str]) -> None:
    html = re.sub(r"</?span[^>]*>", "", rendered["sources/2031-05-strait-herald.html"])
    assert "Sentences in the text: 9. With at least one fact: 7. Read and not used: 1. Defective: 1. Not yet" in html
