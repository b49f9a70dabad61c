from __future__ import annotations

import dataclasses
import pickle

import pytest

from generator.dossier.dossier import Dossier, Languages
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind
from generator.render import pages
from generator.render.pages import fact_path, numbered, page_list, path_of
from generator.render.site import Site


def test_every_thing_has_a_page_in_every_language(varland: Dossier, site: Site) -> None:
    found = {(page.id, page.language) for page in page_list(varland, site) if page.id}
    things = [*varland.entities, *varland.sources, *varland.series]
    assert found == {(thing, language) for thing in things for language in ("en", "fr")}


def test_addresses_are_unique_and_in_a_fixed_order(varland: Dossier, site: Site) -> None:
    first, second = page_list(varland, site), page_list(varland, site)
    assert first == second
    assert len({page.url for page in first}) == len(first)


def test_the_default_language_stands_at_the_root(varland: Dossier, site: Site) -> None:
    urls = [page.url for page in page_list(varland, site)]
    assert "actors/varland.html" in urls
    assert "fr/actors/varland.html" in urls
    turned = dataclasses.replace(site, languages=Languages(("fr", "en")))
    assert [page.language for page in page_list(varland, turned) if page.url == "index.html"] == ["fr"]


def test_a_page_travels_to_another_process(varland: Dossier, site: Site) -> None:
    table = page_list(varland, site)
    assert pickle.loads(pickle.dumps(table)) == table  # noqa: S301 - our own bytes


def test_a_fact_stands_on_its_source_s_page() -> None:
    assert fact_path(FactId("herald#boats")) == "sources/herald.html#boats"
    assert path_of(Kind.WEAPON, EntityId("pb-20")) == "weapons/pb-20.html"


def test_a_long_list_has_several_pages(varland: Dossier, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 4)
    lists = [page for page in page_list(varland, site) if page.about == "actors" and page.id is None]
    assert [page.path for page in lists if page.language == "en"] == [
        "actors/index.html",
        "actors/index.2.html",
        "actors/index.3.html",
    ]
    assert {page.numbers for page in lists} == {3}


def test_a_list_without_rows_still_has_its_page(varland: Dossier, site: Site) -> None:
    empty = dataclasses.replace(varland, replaced_by={})
    changes = [page.url for page in page_list(empty, site) if page.about == "changes"]
    assert changes == [
        "changes.html",
        "fr/changes.html",
    ]


def test_the_number_of_a_page_keeps_it_apart_from_ids() -> None:
    assert numbered("actors/index.html", 1) == "actors/index.html"
    assert numbered("actors/index.html", 2) == "actors/index.2.html"
