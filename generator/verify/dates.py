"""The dates of facts and the days of a source are ones that its text names, or that follow from it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import Problem
from generator.model.edtf import Date, Edtf, Precision
from generator.model.fact import Fact
from generator.model.source import Source
from generator.verify.article import Article
from generator.verify.codes import problem
from generator.verify.numerals import month_named
from generator.verify.tongue import Tongue, fold, tongue, whole_words

DAYS_BEFORE, DAYS_AFTER = 7, 7  # of publication, in which a weekday without a date may lie
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """What the cited words name of dates: years (of the whole paragraph), months, days and weekdays."""

    years: frozenset[int]
    months: frozenset[int]
    days: frozenset[int]
    weekdays: frozenset[int]
    relative: tuple[tuple[str, int], ...]  # ("month", -1) for last month


def date_problems(source: Source, article: Article) -> Iterator[Problem]:
    resolved = [day for _, day in source.days]
    for fact in source.facts:
        for name in ("said", "when"):
            value = getattr(fact, name)
            if value is None or not fact.origin.has(name) or value in resolved or value == source.published:
                continue
            missing = _missing(value, _named(fact, article), source)
            if missing:
                cites = ", ".join(map(str, fact.at))
                message = f"{cites} does not give {' and '.join(missing)}"
                hint = "correct the date, resolve it under days, or mark what you infer with ~ or ?"
                related = (fact.origin.at("at"), "cited here")
                yield problem(fact.origin.at(name), "date-unsupported", message, hint, related)


def _missing(value: Edtf, named: Named, source: Source) -> list[str]:
    """The parts of a date that nothing supports, as words; what is marked ~ or ? keeps only its year."""
    missing = []
    for date in value.dates:
        if date is None or _by_publication(date, source.published):
            continue
        if _by_relative(date, named, source.published):
            continue
        if date.year not in named.years | _years(source):
            missing.append(f"the year {date.year}")
        if date.approximate or date.uncertain:
            continue
        month = Date(date.year, date.month)
        if date.month and date.month not in named.months and not _by_publication(month, source.published):
            missing.append(f"the month {date.plain[:7]}")
        elif date.day and date.day not in named.days:
            missing.append(f"the day {date.plain}")
    return list(dict.fromkeys(missing))


def _years(source: Source) -> set[int]:
    first, last = source.published.earliest, source.published.latest
    years = {first.year, last.year} if first and last else set()
    return years | {date.year for _, day in source.days for date in day.dates if date}


def _by_publication(date: Date, published: Edtf) -> bool:
    """Whether a date is the day, the month or the year of publication."""
    return any(known and (known.plain + "-").startswith(date.plain + "-") for known in published.dates)


def _by_relative(date: Date, named: Named, published: Edtf) -> bool:
    """Whether a date is what yesterday, last month or a weekday means at one of the possible days of publication."""
    first, last = published.earliest, published.latest
    if first is None or last is None:
        return False
    for unit, by in named.relative:
        if date.precision.value != unit:
            continue
        low, high = _shifted(first, unit, by), _shifted(last, unit, by)
        if low <= (date.year, date.month, date.day) <= high:
            return True
    if date.precision is not Precision.DAY or date.first.weekday() not in named.weekdays:
        return False
    return _near(date, published)


def _shifted(day: datetime.date, unit: str, by: int) -> tuple[int, int, int]:
    if unit == "year":
        return day.year + by, 0, 0
    if unit == "month":
        months = day.year * 12 + day.month - 1 + by
        return months // 12, months % 12 + 1, 0
    moved = day + datetime.timedelta(days=by)
    return moved.year, moved.month, moved.day


def _near(date: Date, published: Edtf) -> bool:
    first, last = published.earliest, published.latest
    if first is None or last is None:
        return True
    early, late = datetime.timedelta(days=DAYS_BEFORE), datetime.timedelta(days=DAYS_AFTER)
    return first - early <= date.first and date.last <= last + late


def _named(fact: Fact, article: Article) -> Named:
    known = article.known
    passages = list(article.passages(fact.at))
    paragraphs = {one.paragraph for one in fact.at}
    near = [one.number for one in article.numbers() if one.at.paragraph in paragraphs]
    cited = [one.number for one in article.numbers_at(fact.at)]
    words = [word for passage in passages for word in _WORD.findall(passage)]
    written = [date for one in cited for date in one.dates]
    relative = tuple(
        (unit, by)
        for unit, table in known.relative.items()
        for by, phrases in table.items()
        if any(whole_words(phrases).search(passage) for passage in passages)
    )
    return Named(
        years=frozenset(int(value) for one in near for value in one.values if value == int(value)),
        months=frozenset(filter(None, (month_named(word, known) for word in words))) | {date[1] for date in written},
        days=frozenset(int(min(one.values)) for one in cited if one.month) | {date[2] for date in written},
        weekdays=frozenset(_weekdays(words, known)),
        relative=relative,
    )


def _weekdays(words: list[str], known: Tongue) -> set[int]:
    return {known.weekdays[fold(word)] for word in words if fold(word) in known.weekdays}


def day_problems(source: Source, article: Article) -> Iterator[Problem]:
    """Each weekday of `days` must have its name, lie near the publication, and stand in the text."""
    known = article.known
    in_text = _weekdays([word for one in article.paragraphs for word in _WORD.findall(one.text)], known)
    for alias, value in source.days:
        position = source.origin.at("days", alias)
        weekday = _weekday(alias, known)
        shown = {weekday} if weekday is not None else _shown(alias, source, article)
        if weekday is not None and weekday not in in_text:
            hint = "name the alias as the text does, or remove it"
            yield problem(position, "day-impossible", "the text names no such weekday", hint)
        if len(shown) != 1:
            continue
        if len({date.precision for date in value.dates if date}) > 1:
            hint = "write days, or one month where they are not known"
            yield problem(position, "day-impossible", "this mixes days with months or years", hint)
        for date in value.dates:
            if date is None or date.precision is not Precision.DAY:
                continue
            if date.first.weekday() not in shown:
                message = f"{date.plain} is a {WEEKDAYS[date.first.weekday()]}"
                hint = "correct the date; a day that is not known is a set: [2031-05-06,2031-05-13]"
                yield problem(position, "day-impossible", message, hint)
            elif weekday is not None and not _near(date, source.published):
                message = f"{date.plain} does not lie near the publication ({source.published})"
                hint = f"a bare weekday lies within {DAYS_BEFORE} days before or {DAYS_AFTER} days after it"
                yield problem(position, "day-impossible", message, hint)


def _weekday(alias: str, known: Tongue) -> int | None:
    """The weekday that a key such as thu, jeudi or last-tuesday names, in English or the source's language."""
    for word in _WORD.findall(alias):
        for one in (known, tongue("en")):
            for table in (one.weekdays, one.short_weekdays):
                if fold(word) in table:
                    return table[fold(word)]
    return None


def _shown(alias: str, source: Source, article: Article) -> set[int]:
    """The weekdays in the sentences of the facts that use an alias."""
    found: set[int] = set()
    for fact in source.facts:
        node = fact.origin.node.get("said")
        if node is not None and getattr(node, "text", "") == alias:
            words = [word for passage in article.passages(fact.at) for word in _WORD.findall(passage)]
            found |= _weekdays(words, article.known)
    return found
