"""One edition: the dossier in one language of the site, with the tables that every page needs made once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable
from functools import lru_cache, partial
from typing import Any, TypeVar

from generator.dossier.dossier import Dossier
from generator.dossier.ledger import Form, Rank, kept
from generator.dossier.watched import Watched, peek, scan
from generator.model.fact import Fact, Replaces
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind
from generator.model.text import Text
from generator.render.numbers import locale
from generator.render.pages import ids_by_kind, kind_of, path_of
from generator.render.site import Site
from generator.render.strings import Strings, strings
from generator.render.tables import tables_of
from generator.render.timeline import Entry

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
SHORT = 1 << 12  # values of some hundred bytes: those of a large source, whose page and files are made in a row
_ALL = 1 << 13  # facts: a dossier of so many has the values of all of them kept, some 2 kB each
_SOME = 1 << 10  # of a larger one, those of a page and its neighbours: of all others few are asked for again


class Edition:
    """Names, orders and reverse tables of one language. Read-only to its callers; fills its tables on first use."""

    def __init__(self, dossier: Dossier, site: Site, language: str) -> None:
        self.dossier, self.site, self.language = dossier, site, language
        self.default = site.languages.default
        self.t: Strings = strings(language)
        self.locale = locale(language)
        self.tables = tables_of(dossier)
        self.keeps = _keeps(dossier)
        self._memos: dict[Callable[..., Any], Callable[[Any], Any]] = {}
        self._names = kept(dossier.ledger, self._name, Rank.NAME, cut=True, size=None)
        self._paths = kept(dossier.ledger, self._path, Rank.NAME, cut=True, size=None)
        self._by_kind = kept(dossier.ledger, self._ids_by_kind, Rank.TABLE, cut=True)
        self.sizes = kept(dossier.ledger, self._sizes, Rank.TABLE, cut=True)
        self.kinds = kept(dossier.ledger, self._kinds_there, Rank.VIEW, cut=True)
        self.names_part = kept(dossier.ledger, self._part_of_names, Rank.SLICE, cut=True)
        self._all_names = kept(dossier.ledger, self._from_a_to_z, Rank.VIEW, cut=True)

    def memo(
        self,
        make: Callable[[Edition, K], V],
        rank: Rank,
        *,
        cut: bool = False,
        size: int = 1,
        form: Form | None = None,
    ) -> Callable[[K], V]:
        """`make` for this edition, with its values kept; always the same one for the same function.

        `size`: of so many at least, or of as many as the edition keeps of any function; of none if 0.
        """
        found = self._memos.get(make)
        if found is None:
            some = size and max(size, self.keeps)
            made = partial(make, self)
            found = self._memos[make] = kept(self.dossier.ledger, made, rank, cut=cut, size=some, form=form)
        return found

    def name(self, ident: EntityId, language: str = "", *, in_text: bool = False) -> str:
        """The name of anything that has a page, as a title or as it stands in a sentence; the id where unknown."""
        return self._names((ident, language or self.language, in_text))

    def _name(self, key: tuple[EntityId, str, bool]) -> str:
        ident, language, in_text = key
        return self._text(ident, in_text).best(language, self.default)[0]

    def _text(self, ident: EntityId, in_text: bool) -> Text:
        dossier = self.dossier
        found: Text | None
        if ident in dossier.entities:
            found = peek(dossier.entities, ident, "in_text") if in_text else None
            found = found or peek(dossier.entities, ident, "name")
        elif ident in dossier.sources:
            found = peek(dossier.sources, ident, "title")
        else:
            found = peek(dossier.series, ident, "title") if ident in dossier.series else None
        return found or Text(((self.default, ident),))

    def path(self, ident: EntityId) -> str:
        """The page of an id inside this language's tree; nothing for an id without one."""
        return self._paths(ident)

    def _path(self, ident: EntityId) -> str:
        kind = kind_of(self.dossier, ident)
        return path_of(kind, ident) if kind else ""

    def origins(self, series: EntityId | None) -> frozenset[str]:
        """Who has a figure that stands in a series; nobody for a fact outside of one."""
        if series is None or series not in self.dossier.series:
            return frozenset()
        return self.tables.origins(series)

    @property
    def by_kind(self) -> dict[Kind, list[EntityId]]:
        """Every id per kind, in the order of its name in this language."""
        return self._by_kind(None)

    def _ids_by_kind(self, _: None) -> dict[Kind, list[EntityId]]:
        return {
            kind: sorted(ids, key=lambda ident: (collation_key(self.name(ident)), ident))
            for kind, ids in ids_by_kind(self.dossier).items()
        }

    def _kinds_there(self, _: None) -> tuple[Kind, ...]:
        """The kinds that have something in them."""
        return tuple(kind for kind, count in self.sizes(None).items() if count)

    def _sizes(self, _: None) -> dict[Kind, int]:
        """How many there are of each kind."""
        return {kind: len(ids) for kind, ids in ids_by_kind(self.dossier).items()}

    @property
    def timeline(self) -> list[Entry]:
        return self.tables.timeline

    @property
    def replacing(self) -> list[tuple[Fact, Replaces]]:
        """The facts that took another's place, with what they say of it; the newest first."""
        found = (self.dossier.facts[ident] for ident in self.tables.replacing)
        return [(fact, fact.replaces) for fact in found if fact.replaces]

    @property
    def names(self) -> list[tuple[str, EntityId, Kind, bool]]:
        """Every name from A to Z, with what it names; true for an other name."""
        return self._all_names(None)

    def _part_of_names(self, bounds: tuple[int, int]) -> list[tuple[str, EntityId, Kind, bool]]:
        return self.names[slice(*bounds)]

    def _from_a_to_z(self, _: None) -> list[tuple[str, EntityId, Kind, bool]]:
        rows = [(self.name(ident), ident, kind, False) for kind, ids in self.by_kind.items() for ident in ids]
        for entity in scan(self.dossier.entities, "aliases"):
            aliases = (alias.best(self.language, self.default)[0] for alias in entity.aliases)
            rows.extend((alias, entity.id, entity.page, True) for alias in aliases)
        return sorted(rows, key=lambda row: (collation_key(row[0]), row[0], row[1]))

    @property
    def contested(self) -> tuple[FactId, ...]:
        return self.tables.contested


@lru_cache(maxsize=1 << 15)
def collation_key(name: str) -> str:
    """Accents and case do not count: `Évreux` stands between `Evora` and `Ewing`."""
    if name.isascii():
        return name.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def make_ahead(edition: Edition) -> None:
    """Make the tables of the whole dossier that every process would make for itself, before there are several."""
    edition.kinds(None)
    for ident in (one for ids in edition.by_kind.values() for one in ids):
        edition.path(ident)
    edition.names  # noqa: B018 -- makes them


def _keeps(dossier: Dossier) -> int:
    """How many values of a function of facts are kept."""
    facts: Any = dossier.facts
    rows = facts.rows if isinstance(facts, Watched) else facts  # looked at by nobody, so nothing is noted
    return _ALL if isinstance(rows, dict) and len(rows) <= _ALL else _SOME  # no dict: fetched one by one


_EDITIONS: list[Edition] = []
_KEPT = 16  # languages of one build, and of the build before it in a live preview


def edition_of(dossier: Dossier, site: Site, language: str) -> Edition:
    """The edition of this very dossier, made once per process. A memo only: the result depends on nothing else."""
    for one in _EDITIONS:
        if one.dossier is dossier and one.language == language and (one.site is site or one.site == site):
            return one
    made = Edition(dossier, site, language)
    _EDITIONS.append(made)
    del _EDITIONS[:-_KEPT]
    return made
