"""The good dossier Varland, rendered once for all tests of pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier, Languages
from generator.dossier.link import link
from generator.forge import Forge
from generator.job import Job
from generator.read.content import read_content
from generator.render.pages import page_list
from generator.render.render import make_environment, render_page
from generator.render.site import HandPage, Site
from generator.theme import TEMPLATES

VARLAND = Path(__file__).parent.parent / "sites" / "good" / "varland" / "content"
LANGUAGES = Languages(("en", "fr"))
HAND = (HandPage("about.html", "en", "About"), HandPage("fr/about.html", "fr", "À propos"))


def read_dossier(content: Path) -> Dossier:
    records, problems = read_content(content, content.parent, LANGUAGES.all)
    assert problems == []
    return link(records, LANGUAGES)


@pytest.fixture(scope="session")
def varland() -> Dossier:
    return read_dossier(VARLAND)


@pytest.fixture(scope="session")
def env() -> Environment:
    return make_environment((TEMPLATES,))


@pytest.fixture(scope="session")
def site() -> Site:
    return Site(
        name="Boats for Ostmark",
        languages=LANGUAGES,
        url="https://example.org/boats/",
        forge=Forge("https://forge.example/boats", "main"),
    )


@pytest.fixture(scope="session")
def rendered(varland: Dossier, site: Site, env: Environment) -> dict[str, str]:
    """Every page's HTML by its place on the site."""
    return {page.url: render_page(page, varland, site, env).decode() for page in page_list(varland, site)}


@pytest.fixture(scope="session")
def folder(varland: Dossier, site: Site, env: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated part of the site on disk."""
    root = tmp_path_factory.mktemp("varland")
    write_site(root, varland, site, env)
    return root


def write_site(root: Path, dossier: Dossier, site: Site, env: Environment) -> None:
    job = Job(dossier, site, env, page_list(dossier, site))
    files = dict(file for unit in job.units() for file in job.make(unit))
    files.update({f"assets/{path.name}": path.read_bytes() for path in (TEMPLATES / "assets").iterdir()})
    for url, data in files.items():
        path = root / url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
