"""Pictures on the pages: their marks lead to facts, and what they show stands beside them in words."""

from __future__ import annotations

import dataclasses
import re

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.dossier.series import members
from generator.model.entity import Place
from generator.model.ids import EntityId
from generator.model.terms import Kind, PlaceKind, Worldview
from generator.render.extras import extra_files
from generator.render.pages import fact_path, page_list
from generator.render.render import render_page
from generator.render.site import Site
from tests.pictures.reading import has, links, sound

SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)


def drawn(html: str) -> list[str]:
    return SVG.findall(html)


def test_every_picture_of_the_site_is_sound(rendered: dict[str, str]) -> None:
    kinds = set()
    for html in rendered.values():
        for svg in drawn(html):
            kinds.add(sound(svg).attrib["class"].split()[1])
    assert kinds >= {"pic-estimates", "pic-timeline", "pic-matrix", "pic-network", "pic-ring"}


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_a_series_draws_what_its_table_lists(varland: Dossier, rendered: dict[str, str], prefix: str) -> None:
    for ident in varland.series:
        html = rendered[f"{prefix}series/{ident}.html"]
        facts = [fact for fact in members(varland, ident) if fact.figure]
        numeric = [fact for fact in facts if fact.figure and (fact.figure.low, fact.figure.high) != (None, None)]
        found = [a.attrib["href"] for svg in drawn(html) for a in links(sound(svg)) if has(a, "mark") or has(a, "fill")]
        assert {f"../{fact_path(fact.id)}" for fact in numeric} <= set(found)
        table = html[html.index('id="all"') :]
        assert all(f"../{fact_path(fact.id)}" in table for fact in facts)


def test_an_actor_s_neighbours_stand_in_the_lists_below(varland: Dossier, rendered: dict[str, str]) -> None:
    seen = 0
    for entity in varland.entities.values():
        html = rendered[f"{entity.page.value}/{entity.id}.html"]
        if entity.page is not Kind.ACTOR or not drawn(html):
            continue
        rest = SVG.sub("", html)
        for svg in drawn(html):
            hrefs = [a.attrib["href"] for a in links(sound(svg))]
            seen += len(hrefs)
            assert all(href in rest for href in hrefs if not href.startswith("#"))
    assert seen


def test_the_network_page_lists_every_chord(rendered: dict[str, str]) -> None:
    html = rendered["network.html"]
    (svg,) = drawn(html)
    rest = SVG.sub("", html)
    for a in links(sound(svg)):
        href = a.attrib["href"]
        assert f'id="{href[1:]}"' in rest if href.startswith("#") else href in rest


def test_maps_say_whose_borders_they_draw(varland: Dossier, site: Site, env: Environment) -> None:
    place = varland.entities[EntityId("skerry-port")]
    assert isinstance(place, Place)
    somewhere = dataclasses.replace(place, country="UA", kind=PlaceKind.COUNTRY)
    changed = dataclasses.replace(varland, entities={**varland.entities, somewhere.id: somewhere})
    for view, words in ((Worldview.UN, "United Nations"), (Worldview.DE_FACTO, "as they are held")):
        here = dataclasses.replace(site, worldview=view)
        page = next(page for page in page_list(changed, here) if page.id == place.id)
        html = render_page(page, changed, here, env).decode()
        assert words in html
        files = dict(extra_files(changed, here, env))
        (outlines,) = set(re.findall(r'href="(?:\.\./)*(assets/maps/[^"]+)"', html))
        assert b'class="disputed"' in files[outlines]


def test_every_map_s_outlines_are_published_and_no_others(
    varland: Dossier, site: Site, env: Environment, rendered: dict[str, str]
) -> None:
    used = {name for html in rendered.values() for name in re.findall(r'href="(?:\.\./)*(assets/maps/[^"]+)"', html)}
    assert used == {name for name, _ in extra_files(varland, site, env) if name.startswith("assets/maps/")}


def test_two_deployments_are_no_rival_estimates(rendered: dict[str, str]) -> None:
    """No picture joins figures by a line, whatever the series."""
    assert not any("<polyline" in svg for html in rendered.values() for svg in drawn(html))
