"""What stands in the book, and in which order: parts, and in each the pages of the site that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.dossier.dossier import Dossier
from generator.model.terms import Kind
from generator.render.edition import Edition, edition_of
from generator.render.pages import NAV_KINDS, Page, page_list, prefix
from generator.render.site import Site

OVERVIEW = ("timeline", "contested", "changes", "network")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the site. `anchor` is its place in the book, `url` its place on the site."""

    url: str
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters under a title of their own. A part without chapters is never made."""

    anchor: str
    title: str
    chapters: tuple[Chapter, ...]
    lists: tuple[str, ...] = ()  # pages of the site that only list these chapters: links to them lead to the part


def anchor_of(url: str) -> str:
    """`actors/kcna.html` is `actors.kcna` in the book. Anchors inside the page follow after two dashes."""
    return url.removesuffix(".html").replace("/", ".")


def parts(dossier: Dossier, site: Site, language: str) -> tuple[Part, ...]:
    """The book of a language: front page, overviews, every thing by kind and name, hand-written pages."""
    return tuple(part for part in _parts(dossier, site, language) if part.chapters)


def _parts(dossier: Dossier, site: Site, language: str) -> Iterator[Part]:
    edition = edition_of(dossier, site, language)
    t = edition.t
    pages = [page for page in page_list(dossier, site) if page.language == language]
    home = [_chapter(page, t.word("shell", "home")) for page in pages if page.about == "home"]
    overview = [
        _chapter(page, _numbered(t.word("nav", page.about), page))
        for name in OVERVIEW
        for page in pages
        if page.about == name and _has(edition, name)
    ]
    yield Part("part.overview", t.word("book", "overview"), tuple(home + overview))
    for kind in NAV_KINDS:
        by_id = {page.id: page for page in pages if page.about == kind.value}
        chapters = tuple(_chapter(by_id[ident], edition.name(ident)) for ident in edition.by_kind[kind])
        lists = tuple(page.url for page in pages if page.about == kind.value and page.id is None)
        yield Part(f"part.{kind.value}", t.word("nav", kind.value), chapters, lists)
    hand = [page for page in site.hand_pages if page.language == language]
    first = prefix(site, language)
    chapters = tuple(Chapter(page.url, anchor_of(page.url.removeprefix(first)), page.title) for page in hand)
    yield Part("part.about", t.word("shell", "foot_nav"), chapters)


def _chapter(page: Page, title: str) -> Chapter:
    return Chapter(page.url, anchor_of(page.path), title)


def _numbered(title: str, page: Page) -> str:
    return title if page.numbers == 1 else f"{title} ({page.number}/{page.numbers})"


def _has(edition: Edition, name: str) -> bool:
    """Whether an overview shows anything."""
    shown = {"timeline": edition.timeline, "contested": edition.contested, "changes": edition.replacing}
    return bool(shown.get(name, edition.by_kind[Kind.ACTOR]))
