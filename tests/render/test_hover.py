"""What the hover cards are made of: every fact, in every language, as plain words in plain scripts."""

from __future__ import annotations

import gzip
import json

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.render.beside import beside_files
from generator.render.site import Site
from generator.theme import TEMPLATES
from tests.render.test_hostile import hostile

__all__ = ["hostile"]  # a fixture
ASSETS = TEMPLATES / "assets"


def hover_files(dossier: Dossier, site: Site) -> dict[str, bytes]:
    return {url: data for url, data in beside_files(dossier, site) if url.startswith("hover/")}


def read(data: bytes) -> tuple[str, dict[str, list[str]]]:
    """A shard's source and rows, as a browser takes them."""
    inside = data.decode().removeprefix("briefingFacts(").removesuffix(")\n")
    source, rows = json.loads(f"[{inside}]")
    return source, rows


def test_every_fact_in_every_language(varland: Dossier, site: Site) -> None:
    files = hover_files(varland, site)
    for language in site.languages.all:
        found = set()
        for source in varland.sources:
            name, rows = read(files[f"hover/{language}/{source}.js"])
            assert name == source
            found |= {f"{source}#{key}" for key in rows}
        assert found == set(varland.facts)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_card_says_who_when_and_where(language: str, rendered: dict[str, str], varland: Dossier, site: Site) -> None:
    files = hover_files(varland, site)
    prefix = "" if language == "en" else "fr/"
    for source in varland.sources:
        page = rendered[f"{prefix}sources/{source}.html"]
        for key, (said, other, status, status_words, told, where) in read(files[f"hover/{language}/{source}.js"])[
            1
        ].items():
            assert said
            assert told.count(" · ") in (1, 2), "who, how sure, when"
            assert f'class="chip s-{status}"' in page
            assert status_words.split()[0] in page
            assert where.rpartition(", ")[2] in page
            assert other in ("", *site.languages.all)
            assert f'id="{key}"' in page


def test_hostile_words_stay_words(hostile: tuple[Dossier, str], site: Site, env: Environment) -> None:
    dossier, poison = hostile
    for data in hover_files(dossier, site).values():
        assert b"<" not in data
        rows = read(data)[1]
        assert any(poison in row[0] for row in rows.values())


def test_the_scripts_are_small() -> None:
    hover = (ASSETS / "hover.js").read_bytes()
    assert len(gzip.compress(hover)) <= 2_000
    assert sum(len(gzip.compress(script.read_bytes())) for script in ASSETS.glob("*.js")) <= 10_000
    for word in (b"innerHTML", b"insertAdjacentHTML", b"eval", b"fetch("):
        assert word not in hover
