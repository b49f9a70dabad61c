"""What a page says of itself where somebody shares its address."""

from __future__ import annotations

import dataclasses
import re
import struct
from html import unescape

from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.render.shell import shell_context
from generator.render.site import Site
from generator.theme import TEMPLATES
from tests.render.conftest import HAND

CARD = TEMPLATES / "assets" / "card.png"
META = re.compile(r'<meta (?:property|name)="((?:og|twitter):[a-z:_]+)" content="([^"]*)">')


def page(dossier: Dossier, site: Site, env: Environment, title: str) -> dict[str, str]:
    class MkDocsPage:
        content = "<h1>About</h1>"

    site = dataclasses.replace(site, hand_pages=HAND)
    context = shell_context("fr/about.html", title, "fr", dossier, site)
    html = env.get_template("main.html").render(context | {"page": MkDocsPage})
    return {name: unescape(value) for name, value in META.findall(html)}


def test_a_page_names_itself_and_the_card(varland: Dossier, site: Site, env: Environment) -> None:
    told = page(varland, dataclasses.replace(site, url="https://e.org/b/"), env, '"À propos" <b>')
    assert told["og:title"] == '"À propos" <b>'
    assert told["og:url"] == "https://e.org/b/fr/about.html"
    assert told["og:image"] == "https://e.org/b/assets/card.png"
    assert told["og:image:alt"]
    assert told["twitter:card"] == "summary_large_image"


def test_without_an_address_there_is_no_picture(varland: Dossier, site: Site, env: Environment) -> None:
    told = page(varland, dataclasses.replace(site, url=""), env, "About")
    assert set(told) == {"og:type", "og:site_name", "og:title"}


def test_the_card_is_a_small_png_of_the_size_that_pages_give() -> None:
    data = CARD.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) <= 30_000
