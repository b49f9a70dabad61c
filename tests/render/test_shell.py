from __future__ import annotations

import dataclasses

from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.render.shell import shell_context
from generator.render.site import Site
from tests.render.conftest import HAND


def test_a_hand_written_page_stands_in_the_same_shell(varland: Dossier, site: Site, env: Environment) -> None:
    class MkDocsPage:
        content = "<h1>About</h1><p>Words.</p>"

    with_hand = dataclasses.replace(site, hand_pages=HAND)
    context = shell_context("fr/about.html", "À propos", "fr", varland, with_hand)
    html = env.get_template("main.html").render(context | {"page": MkDocsPage})
    assert '<html lang="fr">' in html
    assert "<h1>About</h1>" in html
    assert '<a href="../about.html" lang="en" hreflang="en">English</a>' in html
    assert '<link rel="stylesheet" href="../assets/briefing.css">' in html
    assert '<a href="about.html">À propos</a>' in html
    assert '<a href="../fr/actors/index.html">' not in html
    assert '<a href="actors/index.html">Acteurs</a>' in html


def test_without_a_counterpart_the_switch_leads_home(varland: Dossier, site: Site) -> None:
    lonely = dataclasses.replace(site, hand_pages=HAND[:1])
    context = shell_context("about.html", "About", "en", varland, lonely)
    switch = [(code, href) for code, _, href, _ in context["languages"]]
    assert switch == [
        ("en", "about.html"),
        ("fr", "fr/index.html"),
    ]
    assert [code for code, _ in context["alternates"]] == ["en", "x-default"]


def test_one_language_needs_no_switch(varland: Dossier) -> None:
    languages = dataclasses.replace(varland.languages, all=("en",))
    context = shell_context("index.html", "x", "en", varland, Site(name="x", languages=languages, url="https://e.org"))
    assert context["languages"] == []
    assert context["alternates"] == []
    assert context["canonical"] == "https://e.org/index.html"
