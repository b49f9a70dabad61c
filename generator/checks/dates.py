"""Dates that contradict each other. Only what is certain: a date marked ~ ? or % contradicts nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.errors import Severity
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.source import Source
from generator.model.terms import FactType


def _first(date: Edtf) -> datetime.date | None:
    """The first possible day, where it is certain."""
    return None if _qualified(date) else date.earliest


def _last(date: Edtf) -> datetime.date | None:
    """The last possible day, where it is certain."""
    return None if _qualified(date) else date.latest


def _qualified(date: Edtf) -> bool:
    return True in [one.approximate or one.uncertain for one in date.dates if one]


def _after(date: Edtf, limit: Edtf) -> bool:
    """Whether the whole of `date` certainly lies after the whole of `limit`."""
    first, last = _first(date), _last(limit)
    return first is not None and last is not None and first > last


def _facts(dossier: Dossier) -> Iterator[tuple[Source, Fact]]:
    return ((source, fact) for source in dossier.sources.values() for fact in source.facts)


@rule(
    "said-after-published",
    "A source cannot report what was said after it was published.",
    reach=Reach.SOURCE,
    bad="published: 2031-05-06\n...\nsaid: 2031-05-07",
    good="published: 2031-05-06\n...\nsaid: 2031-05-05",
)
def said_after_published(dossier: Dossier) -> Iterator[Found]:
    """A statement later than the source that reports it."""
    for source, fact in _facts(dossier):
        if fact.said is not source.published and _after(fact.said, source.published):
            yield (
                fact.origin.at("said"),
                f"said {fact.said}, after the source was published ({source.published})",
                "correct the day it was said, or the day of publication",
                ((source.origin.at("published"), "published here"),),
            )


@rule(
    "future-date",
    "What lies ahead of the statement is a forecast, and must not read as something that happened.",
    reach=Reach.SOURCE,
    bad="type: claim\nsaid: 2031-05\nwhen: 2031-08",
    good="type: forecast\nsaid: 2031-05\nwhen: 2031-08",
)
def future_date(dossier: Dossier) -> Iterator[Found]:
    """A fact that holds only after it was said, and is no forecast."""
    for source, fact in _facts(dossier):
        if fact.when is None or fact.type is FactType.FORECAST:
            continue
        said = next((date for date in (fact.said, source.published) if _last(date)), None)
        if said and _after(fact.when, said):
            own = said is fact.said and fact.origin.has("said")
            published = (source.origin.at("published"), "published here")
            yield (
                fact.origin.at("when"),
                f"this lies after the time it was said ({said}), and the fact is no forecast",
                "make it 'type: forecast', or correct the date",
                ((fact.origin.at("said"), "said here") if own else published,),
            )


@rule(
    "forecast-in-past",
    "A forecast speaks of what is to come.",
    reach=Reach.OWN,
    bad="type: forecast\nsaid: 2031-05\nwhen: 2030",
    good="type: claim\nsaid: 2031-05\nwhen: 2030",
    severity=Severity.WARNING,
)
def forecast_in_past(dossier: Dossier) -> Iterator[Found]:
    """A forecast about a time before it was made."""
    for _, fact in _facts(dossier):
        if fact.type is FactType.FORECAST and fact.when and _after(fact.said, fact.when):
            yield (
                fact.origin.at("when"),
                f"the forecast was made later ({fact.said}) than the time it speaks of",
                "correct the date, or take another type, such as claim or assessment",
            )


@rule(
    "archived-before-published",
    "A copy cannot be older than what it copies.",
    reach=Reach.OWN,
    bad="published: 2031-05-06\narchived: {url: ..., at: 2031-05-01}",
    good="published: 2031-05-06\narchived: {url: ..., at: 2031-05-07}",
)
def archived_before_published(dossier: Dossier) -> Iterator[Found]:
    """An archived copy older than the source."""
    for source in dossier.sources.values():
        if source.archived and _after(source.published, source.archived.at):
            yield (
                source.origin.at("archived", "at"),
                f"archived {source.archived.at}, before the source was published ({source.published})",
                "correct one of the two dates",
                ((source.origin.at("published"), "published here"),),
            )


@rule(
    "said-after-as-of",
    "The front page names the day for which the dossier speaks; what was said later is not of that day.",
    reach=Reach.OWN,
    bad="# briefing.yaml: as_of: 2031-05\n# a fact: said: 2031-06-02",
    good="# briefing.yaml: as_of: 2031-06",
)
def said_after_as_of(dossier: Dossier) -> Iterator[Found]:
    """A fact said after the day that briefing.yaml says the dossier speaks for."""
    briefing = dossier.records.briefing
    day = briefing.as_of if briefing else None
    if briefing is None or day is None:
        return
    written = ((briefing.origin.at("as_of"), "the day of the dossier is written here"),)
    for source, fact in _facts(dossier):
        if _after(fact.said, day):
            where = fact.origin.at("said") if fact.origin.has("said") else fact.origin.at()
            own = "" if fact.origin.has("said") else f", when {source.id} was published"
            hint = f"set as_of in briefing.yaml to {fact.said} or later, or remove it there: the newest day then counts"
            yield where, f"said {fact.said}{own}, after the day that the dossier speaks for ({day})", hint, written


DATES: tuple[Rule, ...] = (
    said_after_published,
    future_date,
    forecast_in_past,
    archived_before_published,
    said_after_as_of,
)
