"""Every number of a text is used by a fact, is part of a name or a date, or is left out with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.passages import fact_named
from generator.dossier.dossier import Dossier
from generator.errors import Problem
from generator.model.edtf import Date, Edtf
from generator.model.fact import Fact
from generator.model.ids import FactId
from generator.model.source import Source
from generator.model.text import placeholders
from generator.verify.article import Article, Placed
from generator.verify.codes import problem
from generator.verify.figures import claimed
from generator.verify.names import Names


def unused_problems(source: Source, article: Article, dossier: Dossier, names: Names) -> Iterator[Problem]:
    left_out = [locator for locator, _ in (*source.skip, *source.defects)]
    in_names = _in_names(article, names)
    told: set[tuple[str, str]] = set()
    for one in article.numbers():
        if not one.number.certain or any(one.at.meets(locator) for locator in left_out):
            continue
        facts = [fact for fact in source.facts if any(one.at.meets(locator) for locator in fact.at)]
        if _is_dated(one, facts, source) or _is_figure(one, facts, dossier) or _given_up(one, source):
            continue
        if (one.at.paragraph, one.number.start) in in_names or (str(one.at), one.number.plain) in told:
            continue
        told.add((str(one.at), one.number.plain))
        position = facts[0].origin.at("at") if facts else source.origin.at("text")
        hint = f"add a fact that uses it, or the reason under unused: {{{one.at} {one.number.plain}: ...}}"
        yield problem(position, "number-unused", f"no fact uses the number {one.number.plain} of {one.at}", hint)
    yield from _unknown(source, article)


def _unknown(source: Source, article: Article) -> Iterator[Problem]:
    for entry, _ in source.unused:
        there = article.numbers_at([entry.locator])
        if not any(entry.number in one.number.values for one in there):
            hint = "correct the locator or the number, or remove the entry"
            message = f"{entry.locator} has no number {entry.number}"
            yield problem(source.origin.key("unused", str(entry)), "unused-unknown", message, hint)


def _given_up(one: Placed, source: Source) -> bool:
    return any(entry.locator.meets(one.at) and entry.number in one.number.values for entry, _ in source.unused)


def _is_figure(one: Placed, facts: list[Fact], dossier: Dossier) -> bool:
    """Whether the figure of a fact that cites the sentence, or of one that its sentence shows, is this number."""
    shown = {other for fact in facts for other in _shows(fact)}
    every = [*facts, *(dossier.facts[other] for other in sorted(shown) if other in dossier.facts)]
    values: set[Decimal] = {abs(value) for fact in every if fact.figure for _, value in claimed(fact.figure)}
    return not one.number.dates and bool(one.number.values & values)


def _shows(fact: Fact) -> Iterator[FactId]:
    yield from fact.on
    if fact.figure and fact.figure.of:
        yield fact.figure.of
    for _, words in fact.text.words:
        for placeholder in placeholders(words):
            named = fact_named(placeholder, fact) if placeholder.kind == "fact" else None
            if named:
                yield named


def _is_dated(one: Placed, facts: list[Fact], source: Source) -> bool:
    """Whether the number is part of a date that a citing fact, the publication or one of the days has."""
    dates = [*_dates(source.published)]
    for fact in facts:
        dates += [*_dates(fact.said), *_dates(fact.when)]
    dates += [date for _, day in source.days for date in _dates(day)]
    if one.number.dates:
        return any(_fits(written, date) for written in one.number.dates for date in dates)
    number = int(min(one.number.values))
    if one.number.month and number < 32:
        return any(date.day in (0, number) and date.month == one.number.month for date in dates)
    return one.number.values == {number} and number >= 1000 and any(date.year == number for date in dates)


def _dates(value: Edtf | None) -> Iterator[Date]:
    return (date for date in (value.dates if value else ()) if date)


def _fits(written: tuple[int, int, int], date: Date) -> bool:
    """Whether two dates do not contradict each other, as far as both are exact."""
    pairs = zip(written, (date.year, date.month, date.day), strict=True)
    return all(not one or not other or one == other for one, other in pairs)


def _in_names(article: Article, names: Names) -> set[tuple[int, int]]:
    """Paragraph and start of the numbers inside the names of entities, such as that of a 170 mm gun."""
    found: set[tuple[int, int]] = set()
    for index, paragraph in enumerate(article.paragraphs, 1):
        for start, end in names.spans(paragraph.text) if paragraph.numbers else ():
            found |= {(index, one.start) for one in paragraph.numbers if start <= one.start < end}
    return found
