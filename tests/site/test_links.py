"""Every page of the shipped site, link by link."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load import load
from generator.render.strings import available
from generator.settings import Settings, read_settings
from tests.commands import ROOT
from tests.site import crawl


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_settings(ROOT, available())


@pytest.fixture(scope="module")
def site(shipped_site: Path, settings: Settings) -> crawl.Site:
    return crawl.Site(shipped_site, settings.site_url)


@pytest.mark.parametrize(
    "check",
    [
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
    ],
    ids=lambda check: check.__name__,
)
def test_nothing_to_stumble_over(site: crawl.Site, check: crawl.Check) -> None:
    assert list(check(site)) == []


def test_each_fact_has_its_permalink_in_each_language(site: crawl.Site, settings: Settings) -> None:
    facts = set(load(settings).dossier.facts)
    assert facts
    folders = ("", *(f"{language}/" for language in settings.languages[1:]))
    assert list(crawl.lost_facts(site, facts, folders)) == []


def test_the_language_switch_leads_to_the_same_page(site: crawl.Site, settings: Settings) -> None:
    assert list(crawl.wrong_switches(site, settings.languages)) == []


def test_alternates_are_mutual(site: crawl.Site, settings: Settings) -> None:
    assert list(crawl.wrong_alternates(site, settings.languages)) == []


def test_languages_have_the_same_pages(site: crawl.Site, settings: Settings) -> None:
    default, *others = settings.languages
    pages = {
        language: {path.removeprefix(f"{language}/") for path, page in site.pages.items() if page.language == language}
        for language in settings.languages
    }
    for language in others:
        assert pages[language] == pages[default] - {crawl.NOT_FOUND}
