from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ET

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.render import extras
from generator.render.extras import extra_files, missing_page, sitemaps
from generator.render.pages import UNINDEXED, page_list
from generator.render.site import Site
from tests.render.conftest import HAND

INDEX = [f"search/{language}/{name}.js" for language in ("en", "fr") for name in ("keys", "all")]


def test_which_files_there_are(varland: Dossier, site: Site, env: Environment) -> None:
    every = [name for name, _ in extra_files(varland, site, env)]
    names = [name for name in every if not name.endswith((".bib", ".csl.json"))]  # of citations: test_citations.py
    hover = [f"hover/{language}/{source}.js" for language in ("en", "fr") for source in varland.sources]
    assert sorted(names) == sorted(["404.html", "data/facts.json", "data/facts.csv", *INDEX, *hover, "sitemap.xml"])
    nowhere = dataclasses.replace(site, url="")
    assert "sitemap.xml" not in [name for name, _ in extra_files(varland, nowhere, env)]


def test_the_sitemap_lists_every_page_with_its_languages(varland: Dossier, site: Site) -> None:
    pages = page_list(varland, site)
    with_hand = dataclasses.replace(site, hand_pages=HAND)
    ((name, data),) = sitemaps(pages, with_hand)
    root = ET.fromstring(data)  # noqa: S314 - made here
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert name == "sitemap.xml"
    assert [loc.text for loc in root.iter(f"{space}loc")] == [
        f"https://example.org/boats/{url}"
        for url in [page.url for page in pages if page.about != UNINDEXED] + [hand.url for hand in HAND]
    ]
    links = [link.attrib for link in root.iter("{http://www.w3.org/1999/xhtml}link")]
    assert len(links) == 2 * (len(pages) - 2)
    assert links[1]["href"] == "https://example.org/boats/fr/index.html"


def test_a_large_site_has_several_sitemaps(varland: Dossier, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "PER_SITEMAP", 50)
    files = dict(sitemaps(page_list(varland, site), site))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert b"https://example.org/boats/sitemap-2.xml" in files["sitemap.xml"]


def test_the_page_for_lost_addresses_works_at_any_depth(varland: Dossier, site: Site, env: Environment) -> None:
    html = missing_page(varland, dataclasses.replace(site, hand_pages=HAND), env).decode()
    links = re.findall(r'(?:href|src)="([^"]+)"', html)
    assert links
    assert all(link.startswith("/boats/") or link == "#main" for link in links)
    assert "/boats/fr/index.html" in links
    assert "/boats/about.html" in links
    assert b'href="/assets/briefing.css"' in missing_page(varland, dataclasses.replace(site, url=""), env)
