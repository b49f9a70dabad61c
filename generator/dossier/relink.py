"""Linking again after an edit: of the last dossier's tables, the rows are made again that a changed fact stands in.

Where other things are there than before, or another one is a draft, everything is linked.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import compress
from operator import attrgetter, is_not
from typing import Any, Generic, TypeVar

from generator.dossier.dossier import Dossier, Languages, Mention, StanceTaken
from generator.dossier.link import grouped, link, named, old_keys
from generator.dossier.newest import newest
from generator.dossier.regrouped import Changed, Group, Places, regrouped
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.records import Records
from generator.model.source import Source

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Things = Container[str]  # the ids of what has a page
Sources = tuple[Source, ...]


def relink(last: Dossier | None, records: Records, languages: Languages, as_of: Edtf | None = None) -> Dossier:
    """As `link`, in less time where `last`, which `link` or this made, has the same things."""
    if last is None or last.languages != languages or not _same_things(last.records, records):
        return link(records, languages, as_of)
    changed = _changed(last, records.sources)
    drafts = {one.id for one in records.drafts}
    if drafts and _named(changed.old, drafts) != _named(changed.new, drafts):  # another draft has a page now
        return link(records, languages, as_of)
    day = as_of or (records.briefing.as_of if records.briefing else None)
    return replace(
        last,
        records=records,
        briefing=records.briefing,
        units=dict(records.vocabulary.units) if records.vocabulary else {},
        sources=_by_id(last.sources, last.records.sources, records.sources),
        entities=_by_id(last.entities, last.records.entities, records.entities),
        series=_by_id(last.series, last.records.series, records.series),
        facts=changed.all_new,
        as_of=day or newest(changed.all_new.values()),
        **_tables(last, records, changed),
    )


def differing(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    """What is another record now; both have the same ids in the same order."""
    return compress(zip(old, new, strict=True), map(is_not, old, new)) if old is not new else iter(())


def _same_things(old: Records, new: Records) -> bool:
    """Whether the tables are made alike of the same facts."""
    for mine, theirs in ((old.sources, new.sources), (old.entities, new.entities), (old.series, new.series)):
        if len(mine) != len(theirs) or any(one.id != other.id for one, other in differing(mine, theirs)):
            return False
    if any(one.part_of != other.part_of for one, other in differing(old.entities, new.entities)):
        return False
    return all(
        one.draft == other.draft
        for mine, theirs in ((old.entities, new.entities), (old.series, new.series))
        for one, other in differing(mine, theirs)
    )


def _changed(last: Dossier, sources: Sources) -> Changed:
    """The facts that have other links or stand elsewhere, and those that lead to a fact that is new or gone."""
    pairs = list(differing(last.records.sources, sources))
    old = {fact.id: fact for source, _ in pairs for fact in source.facts}
    new = {fact.id: fact for _, source in pairs for fact in source.facts}
    touched = old.keys() ^ new.keys()
    facts = {**last.facts, **new} if list(old) == list(new) else _facts(sources)
    if [ident for ident in old if ident in new] == [ident for ident in new if ident in old]:
        for ident in [ident for ident, fact in new.items() if ident in old and _same_links(old[ident], fact)]:
            del old[ident], new[ident]
    if touched:
        others = (fact for some in _LEADING.of(sources) for fact in some if fact.id not in new)
        leading = {fact.id: fact for fact in others if not touched.isdisjoint(_targets(fact))}
        old, new = old | leading, new | leading
    return Changed(old, new, last.facts, facts, Places(sources))


def _facts(sources: Sources) -> dict[FactId, Fact]:
    out = dict[FactId, Fact]()
    for some in _BY_ID.of(sources):
        out.update(some)  # table by table, which is quicker than fact by fact
    return out


_WRITTEN = attrgetter(
    *("by", "event", "series", "via", "roles", "figure", "stance", "text", "on", "scope", "replaces"),
)


def _same_links(old: Fact, new: Fact) -> bool:
    """Most facts of an edited file are written as they were, so that nobody needs to look for links in them."""
    return bool(_WRITTEN(old) == _WRITTEN(new)) or _links(old) == _links(new)


def _links(fact: Fact) -> tuple[Any, ...]:
    """All that the tables take of a fact."""
    links = (fact.on, fact.stance, fact.scope, fact.replaces and fact.replaces.fact, fact.figure and fact.figure.of)
    return (*named(fact), *links)


class _OfEach(Generic[V]):
    """A value of each source's facts. A memo only: sources that were there the last time are not gone through."""

    def __init__(self, make: Callable[[tuple[Fact, ...]], V]) -> None:
        self._make = make
        self._found: dict[int, tuple[tuple[Fact, ...], V]] = {}  # with the facts, so that they keep their id

    def of(self, sources: Sources) -> Iterator[V]:
        before, self._found = self._found, {}
        for source in sources:
            facts = source.facts
            found = before.get(id(facts)) or (facts, self._make(facts))
            self._found[id(facts)] = found
            yield found[1]


def _targets(fact: Fact) -> Iterator[str]:
    yield from fact.on
    if fact.replaces:
        yield fact.replaces.fact
    if fact.figure and fact.figure.of:
        yield fact.figure.of


_LEADING = _OfEach(lambda facts: [fact for fact in facts if next(_targets(fact), None)])
_BY_ID = _OfEach(lambda facts: {fact.id: fact for fact in facts})


def _by_id(last: Mapping[K, Any], old: tuple[Any, ...], new: tuple[Any, ...]) -> Mapping[K, Any]:
    """The same where nothing is another record. A draft that no fact names stays out."""
    found = {one.id: one for _, one in differing(old, new) if one.id in last}
    return {**last, **found} if found else last


def _named(facts: Mapping[FactId, Fact], drafts: Set[str]) -> Set[str]:
    return drafts & {entity for fact in facts.values() for entity, _ in named(fact)}


def _tables(last: Dossier, records: Records, changed: Changed) -> dict[str, Any]:
    """Each as `link` makes it of all facts."""
    entities, series = last.entities, last.series
    mention, told = attrgetter("fact"), attrgetter("told")
    same = records.redirects is last.records.redirects and changed.old.keys() == changed.new.keys()

    def mentions(fact: Fact, _: Things) -> Iterator[tuple[EntityId, Mention]]:
        return ((one, Mention(fact.id, how)) for one, how in named(fact) if one in entities or one in series)

    def event(fact: Fact, _: Things) -> Iterator[tuple[EntityId, FactId]]:
        return iter([(fact.event, fact.id)] if fact.event and fact.event in entities else [])

    def of_series(fact: Fact, _: Things) -> Iterator[tuple[EntityId, FactId]]:
        return iter([(fact.series, fact.id)] if fact.series and fact.series in series else [])

    def taken(fact: Fact, facts: Things) -> Iterator[StanceTaken]:
        on = [target for target in fact.on if target in facts]
        return (StanceTaken(target, who, kind, fact.id, fact.scope) for target in on for who, kind in fact.stance)

    def stances_on(fact: Fact, facts: Things) -> Iterator[tuple[FactId, StanceTaken]]:
        return ((one.fact, one) for one in taken(fact, facts))

    def stances_by(fact: Fact, facts: Things) -> Iterator[tuple[EntityId, StanceTaken]]:
        return ((one.party, one) for one in taken(fact, facts) if one.party in entities)

    def shares(fact: Fact, facts: Things) -> Iterator[tuple[FactId, FactId]]:
        of = fact.figure.of if fact.figure else None
        return iter([(of, fact.id)] if of and of in facts else [])

    return {
        "mentions": regrouped(last.mentions, Group(mentions, mention), changed),
        "event_facts": regrouped(last.event_facts, Group(event, _itself), changed),
        "series_facts": regrouped(last.series_facts, Group(of_series, _itself), changed),
        "stances_on": regrouped(last.stances_on, Group(stances_on, told), changed),
        "stances_by": regrouped(last.stances_by, Group(stances_by, told), changed),
        "shares_of": regrouped(last.shares_of, Group(shares, _itself), changed),
        "replaced_by": _replaced_by(last, changed),
        "old_keys": last.old_keys if same else grouped(old_keys(records, changed.all_new)),
    }


def _itself(fact: FactId) -> FactId:
    return fact


def _replaced_by(last: Dossier, changed: Changed) -> Mapping[FactId, FactId]:
    """Of two that take the place of one fact the last one counts, so that all are looked at where one is another."""

    def pairs(fact: Fact, facts: Things) -> Iterator[tuple[FactId, FactId]]:
        return iter([(fact.replaces.fact, fact.id)] if fact.replaces and fact.replaces.fact in facts else [])

    before, after = changed.pairs(Group(pairs, _itself))
    if not any(before.values()) and not any(after.values()):
        return last.replaced_by
    replacing = (fact for fact in changed.all_new.values() if fact.replaces)
    return dict(pair for fact in replacing for pair in pairs(fact, changed.all_new))
