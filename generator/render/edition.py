"""One edition: the dossier in one language of the site, with the tables that every page needs made once."""

from __future__ import annotations

import unicodedata
from functools import cached_property

from generator.dossier.corroboration import standing_origins
from generator.dossier.dossier import Dossier
from generator.dossier.status import contested
from generator.model.edtf import Edtf
from generator.model.entity import Event
from generator.model.fact import Fact, Replaces
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind
from generator.model.text import Text
from generator.render import timeline
from generator.render.citations import Cited
from generator.render.numbers import locale
from generator.render.pages import ids_by_kind, kind_of, path_of
from generator.render.site import Site
from generator.render.strings import Strings, strings


class Edition:
    """Names, orders and reverse tables of one language. Read-only to its callers; fills its tables on first use."""

    def __init__(self, dossier: Dossier, site: Site, language: str) -> None:
        self.dossier, self.site, self.language = dossier, site, language
        self.default = site.languages.default
        self.t: Strings = strings(language)
        self.locale = locale(language)
        self._names: dict[tuple[EntityId, str, bool], str] = {}
        self._paths: dict[EntityId, str] = {}
        self.fact_json: dict[FactId, str] = {}
        self.fact_text: dict[FactId, str] = {}
        self.cited: dict[FactId, Cited] = {}  # see cited.py
        self.newest: dict[str, Edtf | None] = {}  # by what a page is about, see freshness.py
        self._origins: dict[EntityId, frozenset[str]] = {}

    def name(self, ident: EntityId, language: str = "", *, in_text: bool = False) -> str:
        """The name of anything that has a page, as a title or as it stands in a sentence; the id where unknown."""
        key = (ident, language, in_text)
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = self._name(ident, in_text).best(language or self.language, self.default)[0]
        return found

    def _name(self, ident: EntityId, in_text: bool) -> Text:
        entity = self.dossier.entities.get(ident)
        if entity is not None:
            return entity.in_text if in_text and entity.in_text else entity.name
        if ident in self.dossier.sources:
            return self.dossier.sources[ident].title
        if ident in self.dossier.series:
            return self.dossier.series[ident].title
        return Text(((self.default, ident),))

    def path(self, ident: EntityId) -> str:
        """The page of an id inside this language's tree; nothing for an id without one."""
        found = self._paths.get(ident)
        if found is None:
            kind = kind_of(self.dossier, ident)
            found = self._paths[ident] = path_of(kind, ident) if kind else ""
        return found

    def origins(self, series: EntityId | None) -> frozenset[str]:
        """Who has a figure that stands in a series; nobody for a fact outside of one."""
        if series is None or series not in self.dossier.series:
            return frozenset()
        found = self._origins.get(series)
        if found is None:
            found = self._origins[series] = standing_origins(self.dossier, series)
        return found

    @cached_property
    def by_kind(self) -> dict[Kind, list[EntityId]]:
        """Every id per kind, in the order of its name in this language."""
        return {
            kind: sorted(ids, key=lambda ident: (collation_key(self.name(ident)), ident))
            for kind, ids in ids_by_kind(self.dossier).items()
        }

    @cached_property
    def dated_events(self) -> list[Event]:
        """The events that have a date, in the order of their beginning."""
        events = (entity for entity in self.dossier.entities.values() if isinstance(entity, Event))
        return sorted((e for e in events if e.when), key=lambda e: (e.when.sort_key if e.when else (), e.id))

    @cached_property
    def event_rank(self) -> dict[EntityId, int]:
        return {event.id: rank for rank, event in enumerate(self.dated_events)}

    @cached_property
    def events_at(self) -> dict[EntityId, list[EntityId]]:
        """The events of each place."""
        out: dict[EntityId, list[EntityId]] = {}
        for entity in self.dossier.entities.values():
            if isinstance(entity, Event):
                for place in entity.place:
                    out.setdefault(place, []).append(entity.id)
        return out

    @cached_property
    def series_about(self) -> dict[EntityId, list[EntityId]]:
        """The series that each entity's page shows."""
        out: dict[EntityId, list[EntityId]] = {}
        for one in self.dossier.series.values():
            for ident in dict.fromkeys((*one.about, *one.covers)):
                out.setdefault(ident, []).append(one.id)
        return out

    @cached_property
    def timeline(self) -> list[timeline.Entry]:
        return timeline.entries(self.dossier)

    @cached_property
    def replacing(self) -> list[tuple[Fact, Replaces]]:
        """The facts that took another's place, with what they say of it; the newest first."""
        facts = self.dossier.facts
        newer = sorted((facts[one] for one in self.dossier.replaced_by.values()), key=lambda f: (f.said.sort_key, f.id))
        return [(fact, fact.replaces) for fact in reversed(newer) if fact.replaces]

    @cached_property
    def names(self) -> list[tuple[str, EntityId, Kind, bool]]:
        """Every name from A to Z, with what it names; true for an other name."""
        rows = [(self.name(ident), ident, kind, False) for kind, ids in self.by_kind.items() for ident in ids]
        for entity in self.dossier.entities.values():
            aliases = (alias.best(self.language, self.default)[0] for alias in entity.aliases)
            rows.extend((alias, entity.id, entity.page, True) for alias in aliases)
        return sorted(rows, key=lambda row: (collation_key(row[0]), row[0], row[1]))

    @cached_property
    def contested(self) -> tuple[str, ...]:
        return tuple(fact.id for fact in contested(self.dossier))


def collation_key(name: str) -> str:
    """Accents and case do not count: `Évreux` stands between `Evora` and `Ewing`."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


_EDITIONS: list[Edition] = []
_KEPT = 16  # languages of one build, and of the build before it in a live preview


def edition_of(dossier: Dossier, site: Site, language: str) -> Edition:
    """The edition of this very dossier, made once per process. A memo only: the result depends on nothing else."""
    for one in _EDITIONS:
        if one.dossier is dossier and one.language == language and one.site == site:
            return one
    made = Edition(dossier, site, language)
    _EDITIONS.append(made)
    del _EDITIONS[:-_KEPT]
    return made
