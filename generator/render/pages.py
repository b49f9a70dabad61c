"""The page table: every page of the site in every language, and where each one stands.

Flat files: links then work from the file system, and a page costs one file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.dossier.dossier import Dossier
from generator.dossier.watched import peek, scan
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind
from generator.render.site import Site
from generator.render.tables import tables_of

PER_PAGE = 250  # rows of a list: about 60 kB of HTML
UNINDEXED = "curation"  # the editors' page
_SOURCES = f"{Kind.SOURCE.value}/"
RESERVED = ("index",)  # an entity of this id would stand where its kind's list stands

TEMPLATE_OF = {
    Kind.SOURCE: "source.html",
    Kind.ACTOR: "actor.html",
    Kind.WEAPON: "weapon.html",
    Kind.EVENT: "event.html",
    Kind.PLACE: "place.html",
    Kind.SERIES: "series.html",
}
NAV_KINDS = (Kind.ACTOR, Kind.WEAPON, Kind.EVENT, Kind.PLACE, Kind.SERIES, Kind.SOURCE)


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML file. `path` is its place inside its language's tree, `url` its place on the site.

    `about` says what it shows: a Kind's value for a page about one thing (then `id` is set) and for that kind's list,
    or home, timeline, contested, changes, data, search, curation.
    """

    url: str
    path: str
    language: str
    template: str
    about: str
    id: EntityId | None = None
    number: int = 1
    numbers: int = 1

    @property
    def of_source(self) -> bool:
        """Whether it is about one source, so that all of its facts have their cards on it."""
        return self.id is not None and self.about == Kind.SOURCE.value


def kind_of(dossier: Dossier, ident: EntityId) -> Kind | None:
    """What an id names; None for an id that names nothing."""
    if ident in dossier.entities:
        found: Kind = peek(dossier.entities, ident, "page")
        return found
    if ident in dossier.sources:
        return Kind.SOURCE
    return Kind.SERIES if ident in dossier.series else None


def path_of(kind: Kind, ident: EntityId) -> str:
    return f"{kind.value}/{ident}.html"


def fact_path(fact: FactId) -> str:
    """A fact's permalink, inside its language's tree."""
    return _SOURCES + fact.replace("#", ".html#")


def calculation_path(series: EntityId, key: str) -> str:
    return f"{path_of(Kind.SERIES, series)}#calc-{key}"


def numbered(path: str, number: int) -> str:
    """The file of a list's nth page. The dot keeps it apart from every id."""
    return path if number == 1 else path.replace(".html", f".{number}.html")


def book_path(site: Site, language: str) -> str:
    """The PDF of a language, on the site."""
    return "dossier.pdf" if language == site.languages.default else f"dossier.{language}.pdf"


def prefix(site: Site, language: str) -> str:
    """The folder of a language's tree: nothing for the default language."""
    return "" if language == site.languages.default else f"{language}/"


def ids_by_kind(dossier: Dossier) -> dict[Kind, list[EntityId]]:
    """Every id that has a page, per kind, in the order of the dossier."""
    out: dict[Kind, list[EntityId]] = {kind: [] for kind in NAV_KINDS}
    out[Kind.SOURCE] = list(dossier.sources)
    out[Kind.SERIES] = list(dossier.series)
    for entity in scan(dossier.entities, "page"):
        out[entity.page].append(entity.id)
    return out


def page_list(dossier: Dossier, site: Site) -> tuple[Page, ...]:
    """Every generated page, language by language."""
    tree = tuple(_tree(dossier))
    return tuple(
        Page(prefix(site, language) + path, path, language, template, about, ident, number, numbers)
        for language in site.languages.all
        for path, template, about, ident, number, numbers in tree
    )


_Row = tuple[str, str, str, EntityId | None, int, int]


def _tree(dossier: Dossier) -> Iterator[_Row]:
    yield "index.html", "home.html", "home", None, 1, 1
    kinds = ids_by_kind(dossier)
    for kind, ids in kinds.items():
        if ids:  # nothing leads to the list of a kind that has no things
            yield from _long(f"{kind.value}/index.html", "list.html", kind.value, len(ids))
        for ident in ids:
            yield path_of(kind, ident), TEMPLATE_OF[kind], kind.value, ident, 1, 1
    tables = tables_of(dossier)
    names = sum(1 + len(entity.aliases) for entity in scan(dossier.entities, "aliases"))
    yield from _pages("timeline.html", "timeline.html", "timeline", tables.timeline_parts(PER_PAGE))
    yield from _long("contested.html", "contested.html", "contested", len(tables.contested))
    yield from _long("changes.html", "changes.html", "changes", len(dossier.replaced_by))
    yield from _long("search.html", "search.html", "search", names + len(dossier.series) + len(dossier.sources))
    yield "network.html", "network.html", "network", None, 1, 1
    yield "data/index.html", "data.html", "data", None, 1, 1
    yield "curation.html", "curation.html", UNINDEXED, None, 1, 1


def _long(path: str, template: str, about: str, rows: int) -> Iterator[_Row]:
    """A list's pages: at least one, each with at most PER_PAGE rows."""
    yield from _pages(path, template, about, max(1, -(-rows // PER_PAGE)))


def _pages(path: str, template: str, about: str, numbers: int) -> Iterator[_Row]:
    for number in range(1, numbers + 1):
        yield numbered(path, number), template, about, None, number, numbers
