"""A fact everywhere: who says it, its status, when it was said and holds, how many origins, where it stands."""

from __future__ import annotations

import dataclasses
import re

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.dossier.newest import newest
from generator.model.edtf import parse
from generator.model.ids import EntityId, FactId
from generator.render.cards import Lines, card
from generator.render.edition import edition_of
from generator.render.freshness import newest_on
from generator.render.pages import page_list
from generator.render.site import Site
from generator.render.writer import Writer

HERALD = "2031-05-strait-herald"
STATEMENT = "2031-06-coastguard-statement"


def lines(dossier: Dossier, site: Site, env: Environment, language: str = "en") -> Lines:
    return Lines(Writer(edition_of(dossier, site, language), "../"), env)


def shown(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def cards_of(html: str) -> dict[str, str]:
    """Each card of a page, by its fact."""
    return dict(re.findall(r'data-fact="([^"]+)"(.*?)</article>', html, re.DOTALL))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_line_has_all_that_goes_with_a_fact(
    varland: Dossier, site: Site, env: Environment, language: str
) -> None:
    made = lines(varland, site, env, language)
    t = made.writer.t
    for ident in varland.facts:
        html = made.html(ident)
        assert 'class="said"' in html
        assert re.search(r'<a class="chip s-[a-z]+" href="\.\./sources/[^"#]+\.html#[^"]+">', html), ident
        assert re.search(f'{made.line(ident).said_label.lower()} <(time|span class="date")', html), ident
        held = t.word("fact", "when").lower() + t.word("shell", "colon")
        assert (held + t.word("fact", "undated") in html) is (varland.facts[ident].when is None), ident
        assert held in html
        assert re.search(r'<a class="ref" href="\.\./sources/[^"#]+\.html#[^"]+">[^<]+, p\d', html), ident


def test_a_row_of_figures_has_its_locator(varland: Dossier, site: Site, env: Environment) -> None:
    made = lines(varland, site, env)
    for fact in varland.facts.values():
        if fact.figure:
            html = made.row(fact.id)
            assert f'<a class="ref" href="../sources/{fact.source}.html#{fact.key}"' in html
            assert f">{', '.join(map(str, fact.at))}</a>" in html


def test_a_line_names_those_who_passed_it_on(varland: Dossier, site: Site, env: Environment) -> None:
    html = lines(varland, site, env).html(FactId(f"{HERALD}#boats-delivered"))
    assert "passed on by Ostmark Press" in shown(html)


def test_the_badge_stands_where_one_origin_does(varland: Dossier, site: Site, env: Environment) -> None:
    made = lines(varland, site, env)
    badged = {ident for ident in varland.facts if made.line(ident).badge}
    # the coastguard is the only one with a figure that stands in the series; the herald's two are superseded
    assert FactId(f"{STATEMENT}#boats-revised") in badged
    assert not {FactId(f"{HERALD}#boats-older"), FactId(f"{HERALD}#boats-delivered")} & badged
    assert not {FactId(f"{HERALD}#experts-rise"), FactId(f"{HERALD}#delivery-unanswered")} & badged
    for ident in varland.facts:
        assert "rests on one origin" not in made.html(ident), "on a line it would stand nearly everywhere"
        if varland.facts[ident].figure:
            assert ("rests on one origin" in made.row(ident)) is (ident in badged), ident


def test_the_head_of_a_page_counts_what_rests_on_one_origin(
    varland: Dossier, site: Site, env: Environment, rendered: dict[str, str]
) -> None:
    made, told = lines(varland, site, env), 0
    for ident, entity in varland.entities.items():
        facts = varland.mentioned(ident)
        alone = [fact for fact in facts if made.line(fact.id).badge]
        words = shown(rendered[f"{entity.page.value}/{ident}.html"])
        assert (f"Facts here that rest on one origin: {len(alone)} of {len(facts)}" in words) is bool(alone), ident
        told += bool(alone)
    assert 0 < told < len(varland.entities)


def test_the_badge_stands_on_the_card_as_in_the_line(
    varland: Dossier, site: Site, env: Environment, rendered: dict[str, str]
) -> None:
    made = lines(varland, site, env)
    for source in varland.sources:
        for ident, html in cards_of(rendered[f"sources/{source}.html"]).items():
            assert ("rests on one origin" in html) is bool(made.line(FactId(ident)).badge), ident


def test_the_age_is_told_on_the_card(varland: Dossier, site: Site, env: Environment) -> None:
    late = dataclasses.replace(varland, as_of=parse("2031-09-10"))
    made = lines(late, site, env)
    ages = {
        fact.key: card(made, fact).age for source in (HERALD, STATEMENT) for fact in late.facts_of(EntityId(source))
    }
    assert ages["boats-older"] == "about 5 months before the as-of date"
    assert ages["boats-delivered"] == "about 4 months before the as-of date"
    assert ages["boats-revised"] == "about 3 months before the as-of date"


def test_each_page_says_how_fresh_it_is(varland: Dossier, site: Site) -> None:
    edition = edition_of(varland, site, "en")
    found = {page.path: newest_on(page, edition) for page in page_list(varland, site) if page.language == "en"}
    assert found["index.html"] == newest(varland.facts.values()) == parse("2031-06-20")  # the dossier's is 2031-06
    assert str(found[f"sources/{STATEMENT}.html"]) == "2031-06-10"
    assert str(found[f"sources/{HERALD}.html"]) == "2031-05"
    assert str(found["series/boats-to-ostmark.html"]) == "2031-06-10"
    assert str(found["contested.html"]) == "2031-06-10"
    assert found["curation.html"] is None


def test_freshness_stands_at_the_top(rendered: dict[str, str]) -> None:
    page = rendered[f"sources/{STATEMENT}.html"]
    fresh = '<p class="fresh">Newest fact: <time datetime="2031-06-10">10 June 2031</time></p>'
    assert fresh in page
    assert page.index(fresh) < page.index("<h1")
    assert "Newest fact: " in rendered["index.html"]
    assert 'class="fresh"' not in rendered["curation.html"]
    assert "Fait le plus récent" in rendered["fr/actors/varland.html"]


def test_a_page_without_facts_claims_no_freshness(varland: Dossier, site: Site) -> None:
    nobody = dataclasses.replace(varland, mentions={})
    page = next(page for page in page_list(nobody, site) if page.about == "actors" and page.id)
    assert newest_on(page, edition_of(nobody, site, page.language)) is None


@pytest.mark.parametrize("path", ["index.html", "timeline.html", "changes.html", "series/boats-to-ostmark.html"])
def test_where_a_fact_is_shown_its_place_is_too(rendered: dict[str, str], path: str) -> None:
    """Each chip, which gives a fact's status, has a reference to the same fact beside it or is one of several."""
    html = rendered[path]
    for chip in re.finditer(r'<a class="chip [\w-]+" href="([^"]+)"', html):
        assert f'<a class="ref" href="{chip[1]}"' in html, chip[1]
