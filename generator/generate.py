"""Render every page of a dossier and write it, with assets, exports and manifest, below a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from generator import publish
from generator.dossier.dossier import Dossier
from generator.errors import BriefingError
from generator.full_text.index import FOLDER, index
from generator.render.extras import extra_files, twins
from generator.render.kept import KeptPages
from generator.render.pages import page_list
from generator.render.render import make_environment
from generator.render.site import HandPage, Site
from generator.settings import Settings
from generator.theme import TEMPLATES

ASSETS = "assets"
FULL_TEXT = "assets/fulltext.js"  # only a site with a full-text index has a use for it


@dataclass(frozen=True, slots=True)
class Written:
    """What a build wrote."""

    pages: int
    files: int
    rendered: int  # pages made in this build; the others were kept from the last one


def template_dirs(settings: Settings) -> tuple[Path, ...]:
    """Where templates are looked for, first match wins."""
    own = settings.own_templates
    return (own, TEMPLATES) if own and own.is_dir() and own.resolve() != TEMPLATES.resolve() else (TEMPLATES,)


def site_of(settings: Settings, hand_pages: tuple[HandPage, ...], *, preview: bool = False) -> Site:
    from generator.dossier.dossier import Languages

    return Site(
        name=settings.site_name,
        languages=Languages(settings.languages),
        url=settings.site_url,
        hand_pages=hand_pages,
        json_twins=settings.json,
        worldview=settings.worldview,
        forge=settings.forge,
        full_text=settings.full_text and not preview,
        pdf=settings.pdf and not preview,
        preview=preview,
    )


def _assets(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Static files of the theme, a project's own ones over them."""
    for folder in reversed(template_dirs(settings)):
        root = folder / ASSETS
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix(), path.read_bytes()


def _books(dossier: Dossier, site: Site, environment: Environment, target: Path) -> Iterator[tuple[str, bytes]]:
    """The PDFs, made of the pages that stand in `target`, the hand-written ones too."""
    from generator.pdf.make import books  # with the extra, and for the few builds that want it

    def file(url: str) -> bytes | None:
        path = (target / url).resolve()
        return path.read_bytes() if path.is_relative_to(target.resolve()) and path.is_file() else None

    return books(dossier, site, environment, file)


def _full_text(target: Path) -> dict[str, bytes]:
    """The index of all that stands in `target`, the hand-written pages too."""
    if (target / FOLDER).exists():
        hint = "rename it, or build without full text"
        raise BriefingError(f"a hand-written page or file stands in {FOLDER}/, the index's folder", hint=hint)
    return index(target)


def generate(dossier: Dossier, settings: Settings, site: Site, target: Path, kept: KeptPages | None = None) -> Written:
    """Write the generated part of the site. `target` may already hold the hand-written pages.

    With `kept`, pages whose context did not change since the last call are written again without being rendered.
    """
    kept = kept or KeptPages()
    kept.begin(template_dirs(settings))
    environment = make_environment(template_dirs(settings))
    pages = page_list(dossier, site)
    taken = {page.url for page in pages} & {hand.url for hand in site.hand_pages}
    if taken:
        name = min(taken)
        raise BriefingError(f"a hand-written page and a generated one are both {name}", hint="rename the Markdown file")
    files: dict[str, bytes] = dict(_assets(settings))
    if not site.full_text:
        files.pop(FULL_TEXT, None)
    for page in pages:
        files[page.url] = kept.page(page, dossier, site, environment)
    files.update(extra_files(dossier, site, environment))
    files.update(twins(pages, dossier, site))
    for url, data in files.items():
        publish.write(target, url, data)
    if site.pdf:
        made = dict(_books(dossier, site, environment, target))
        for url, data in made.items():
            publish.write(target, url, data)
        files.update(made)
    if site.full_text:
        found = _full_text(target)
        for url, data in found.items():
            publish.write(target, url, data)
        files.update(found)
    publish.write(target, publish.MANIFEST, publish.manifest(len(dossier.facts), files))
    return Written(len(pages) + len(site.hand_pages), len(files), kept.rendered)
