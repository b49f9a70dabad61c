"""Each file of one source is made from its address, and of nothing but that source."""

from __future__ import annotations

import dataclasses

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.model.ids import EntityId
from generator.render.beside import beside_files, beside_urls, make_beside, urls_of
from generator.render.extras import extra_files
from generator.render.site import Site

HERALD = EntityId("2031-05-strait-herald")


def test_every_file_has_its_address(varland: Dossier, site: Site, env: Environment) -> None:
    files = dict(beside_files(varland, site))
    assert {url for url, _ in beside_urls(varland, site)} == set(files)
    assert set(urls_of(HERALD, site)) == {
        *("hover/en/2031-05-strait-herald.js", "hover/fr/2031-05-strait-herald.js"),
        *(f"{tree}sources/2031-05-strait-herald{end}" for tree in ("", "fr/") for end in (".bib", ".csl.json")),
    }
    assert files.keys() >= set(urls_of(HERALD, site))
    every = dict(extra_files(varland, site, env))
    assert {url: every[url] for url in files} == files


def test_only_the_facts_of_its_source_are_read(varland: Dossier, site: Site) -> None:
    class Unsearched(dict[EntityId, object]):
        def __iter__(self) -> object:  # type: ignore[override]
            raise AssertionError("goes through all sources")

        values = items = keys = __iter__  # type: ignore[assignment]

    lazy = dataclasses.replace(varland, sources=Unsearched(varland.sources), facts=Unsearched(varland.facts))  # type: ignore[arg-type]
    for url in urls_of(HERALD, site):
        assert make_beside(url, lazy, site) == make_beside(url, varland, site)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "index.html",
            "hover/en/nobody.js",
            "hover/de/2031-05-strait-herald.js",
            "hover/2031-05-strait-herald.js",
        ),
        *("sources/2031-05-strait-herald.html", "actors/ostmark.bib", "en/sources/2031-05-strait-herald.bib"),
        *("sources/2031-05-strait-herald", "sources/../2031-05-strait-herald.bib", "hover/en/ostmark.js"),
    ],
)
def test_no_other_address_has_a_file(varland: Dossier, site: Site, url: str) -> None:
    assert make_beside(url, varland, site) is None


def test_a_source_without_facts_has_none(varland: Dossier, site: Site) -> None:
    bare = dataclasses.replace(varland.sources[HERALD], facts=())
    dossier = dataclasses.replace(varland, sources={**varland.sources, HERALD: bare})
    assert [make_beside(url, dossier, site) for url in urls_of(HERALD, site)] == [None] * 6
    assert HERALD not in {source for _, source in beside_urls(dossier, site)}
