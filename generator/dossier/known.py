"""The dossier as it was known on a day: only what had been said by then, and all that follows from it.

`known_days` holds the rule for facts. Statuses, current estimates, changes, counts, all that is computed, follow from
the smaller set, which is linked again. What is left out is counted, so that every page can say so.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.dossier.dossier import Dossier, Known
from generator.dossier.known_days import NEVER, known_days, last_day, published_by
from generator.dossier.known_things import Things, named_in, told, without
from generator.dossier.link import link, named
from generator.errors import BriefingError
from generator.model.briefing import Briefing, Statement
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.records import Records
from generator.model.source import Source
from generator.model.text import Text


def as_known(dossier: Dossier, day: Edtf) -> Dossier:
    """The dossier on that day; on the last one of a month, a year or a set. BriefingError where nothing is known.

    Monotone: what is known on a day is known on each later one.
    """
    limit = last_day(day)
    if limit == NEVER:
        hint = "write a day, a month or a year, such as 2025-03"
        raise BriefingError(f"as of {day}: this has no last day", hint=hint)
    days = known_days(dossier, dossier.facts)
    facts = {ident: fact for ident, fact in dossier.facts.items() if days[ident] <= limit}
    if dossier.facts and not facts:
        raise BriefingError(f"as of {day}: nothing in the dossier is known to have been said by then", hint=_hint(days))
    if len(facts) == len(dossier.facts) and all(published_by(one, limit) for one in dossier.sources.values()):
        linked = link(dossier.records, dossier.languages, day)
        return replace(linked, known=Known(day, 0))
    return _restricted(dossier, day, limit, facts)


def _hint(days: Mapping[FactId, int]) -> str:
    first = min(days.values())
    if first == NEVER:
        return "no fact has a date that is certain; date the facts, or the sources"
    return f"the first is known on {datetime.date.fromordinal(first)}; name that day or a later one"


def _restricted(dossier: Dossier, day: Edtf, limit: int, facts: Mapping[FactId, Fact]) -> Dossier:
    records = dossier.records
    known = {ident: _fact(fact, facts) for ident, fact in facts.items()}
    gone = [fact for fact in dossier.facts.values() if fact.id not in known]
    things = Things(dossier, known, {ident for fact in gone for ident, _ in named(fact)})
    names = {entity.id: entity.name for entity in records.entities}
    sources = tuple(_source(source, known, limit, names) for source in records.sources)
    spoken_of = {ident for fact in known.values() for ident, _ in named(fact)}
    kept_sources = tuple(one for one in sources if one.facts or published_by(one, limit) or one.id in spoken_of)
    briefing = _briefing(records.briefing, known) if records.briefing else None
    also = [source.publisher for source in kept_sources]
    also += [ident for text in _words(briefing) for ident in named_in(text)] if briefing else []
    entities, series = things.kept(records, also)
    if briefing and briefing.chart not in {one.id for one in series}:
        briefing = replace(briefing, chart=None)
    smaller = replace(records, briefing=briefing, sources=kept_sources, entities=entities, series=series)
    was = records.briefing
    return replace(
        link(_receipts(smaller), dossier.languages, day),
        known=Known(
            day,
            len(gone),
            partial=frozenset(
                one.id
                for one in kept_sources
                if len(one.facts) < len(dossier.sources[one.id].facts) or not published_by(one, limit)
            ),
            summary_left_out=was is not None and (briefing is None or briefing.bottom_line is None),
            statements_left_out=len(was.judgements) - len(briefing.judgements) if was and briefing else 0,
        ),
    )


def _fact(fact: Fact, facts: Mapping[FactId, Fact]) -> Fact:
    """A fact leads to no fact that is left out."""
    on = tuple(one for one in fact.on if one in facts)
    if on != fact.on:
        fact = replace(fact, on=on, origin=without(fact.origin, "on"))
    if fact.replaces and fact.replaces.fact not in facts:
        fact = replace(fact, replaces=None, origin=without(fact.origin, "replaces"))
    return fact


def _source(source: Source, known: Mapping[FactId, Fact], limit: int, names: Mapping[EntityId, Text]) -> Source:
    """What was published later is no headline yet: its title, its remarks and what was not used of it are left out."""
    facts = tuple(known[fact.id] for fact in source.facts if fact.id in known)
    if len(facts) < len(source.facts):  # the sentences of the facts that are left out would count as not covered
        source = replace(source, facts=facts, text=None, origin=without(source.origin, "text"))
    else:
        source = replace(source, facts=facts)
    if published_by(source, limit):
        return source
    return replace(
        source,
        title=_neutral(source, names),
        facts=tuple(replace(one, note=None, origin=without(one.origin, "note")) for one in facts),
        text=None,
        skip=(),
        defects=(),
        unused=(),
        note=None,
        origin=without(source.origin, "title", "text", "skip", "defects", "unused", "note"),
    )


def _neutral(source: Source, names: Mapping[EntityId, Text]) -> Text:
    """Who published it and when, in place of a title that tells of what was not known yet."""
    name = names.get(source.publisher)
    if name is None:
        return Text(tuple((language, source.id) for language in source.title.languages()))
    return Text(tuple((language, f"{words}, {source.published}") for language, words in name.words))


def _briefing(briefing: Briefing, known: Mapping[FactId, Fact]) -> Briefing:
    """The front page with what rests on known facts alone; the subtitle goes with the first sentence that does not."""
    line = briefing.bottom_line if briefing.bottom_line and _told(briefing.bottom_line, known) else None
    judgements = tuple(one for one in briefing.judgements if _told(one, known))
    whole = line is not None and judgements == briefing.judgements
    return replace(
        briefing,
        subtitle=briefing.subtitle if whole else None,
        bottom_line=line,
        judgements=judgements,
        figures=tuple(fact for fact in briefing.figures if fact in known),
        sides=tuple(fact for fact in briefing.sides if fact in known),
        unknown=tuple(one for one in briefing.unknown if told(one.text, one.facts, known)),
    )


def _told(statement: Statement, known: Mapping[FactId, Fact]) -> bool:
    return told(statement.text, statement.facts, known)


def _words(briefing: Briefing) -> Iterator[Text]:
    if briefing.bottom_line:
        yield briefing.bottom_line.text
    yield from (one.text for one in briefing.judgements)
    yield from (one.text for one in briefing.unknown)


def _receipts(records: Records) -> Records:
    """The receipts of the facts that are there."""
    there = {source.id: {fact.key for fact in source.facts} for source in records.sources}
    kept = (
        replace(some, entries=tuple(entry for entry in some.entries if entry.key in there[some.source]))
        for some in records.receipts
        if some.source in there
    )
    return replace(records, receipts=tuple(some for some in kept if some.entries))
