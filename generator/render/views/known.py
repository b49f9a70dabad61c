"""What was known when: the line that every page of an as-known site carries, and the course of a series' estimates."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.dossier.dossier import Dossier, Known
from generator.dossier.known_days import NEVER, known_days, last_day, published_by
from generator.model.edtf import Edtf, Precision, parse
from generator.model.fact import Fact
from generator.model.ids import FactId
from generator.model.source import Source
from generator.render import html, numbers, words
from generator.render.cards import Line, Lines
from generator.render.dates import format_date
from generator.render.edition import Edition

DATES = 20  # rows of what was known at each date, the newest
EACH = 12  # figures of one row


def banner(known: Known, edition: Edition) -> Markup:
    """`The site as known on 27 March 2025.`, and how many facts are left out for that reason."""
    t = edition.t
    single = known.day.dates[0] if known.day.kind == "date" else None
    vague = single is not None and single.precision is not Precision.DAY
    last = known.day if single else _day(last_day(known.day))
    shown = words.date(last, format_date(last, edition.language))
    head = Markup.escape(t.word("known", "by_end") if vague else t.word("known", "on")).format(day=shown)
    if not known.left_out:
        return head + " " + t.word("known", "nothing_left_out")
    shown = html.span("count", numbers.number(Decimal(known.left_out), edition.language))
    noun = numbers.counted(known.left_out, "fact", edition.language, t)
    return head + " " + Markup.escape(t.word("known", "left_out")).format(n=shown + " " + noun)


def source_words(source: Source, edition: Edition) -> str:
    """What a source's page says in place of its coverage; nothing where every fact of it is there."""
    known = edition.dossier.known
    if known is None or source.id not in known.partial:
        return ""
    if published_by(source, last_day(known.day)):
        return edition.t.word("known", "coverage")
    return edition.t.word("known", "published_later")


def summary_words(dossier: Dossier, edition: Edition) -> str:
    """What the front page says of the sentences that are not there; nothing where all are."""
    known = dossier.known
    if known is None or not (known.summary_left_out or known.statements_left_out):
        return ""
    return edition.t.word("known", "summary") if known.summary_left_out else edition.t.word("known", "part")


@dataclass(frozen=True, slots=True)
class Stood:
    """How long an estimate stood: from the end of one day to that of another, as day numbers; NEVER: to this day."""

    fact: Fact
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Then:
    """A date on which what was known changed, and the estimates that stood at its end; `more` are left to the table."""

    day: Markup
    lines: list[Line]
    more: int


def courses(facts: Sequence[Fact], lines: Lines) -> list[Stood]:
    """Each estimate that stood for a while, in the order given. One without a certain date is in none."""
    dossier, newer = lines.writer.dossier, lines.writer.dossier.replaced_by
    ids = [fact.id for fact in facts]
    days = known_days(dossier, [*ids, *(newer[one] for one in ids if one in newer)])
    found = (Stood(fact, days[fact.id], days[newer[fact.id]] if fact.id in newer else NEVER) for fact in facts)
    return [one for one in found if one.since < one.until]


def at_each_date(facts: Sequence[Fact], lines: Lines) -> tuple[list[Then], int]:
    """The dates, the newest first, and how many older ones are not among them. Nothing where there is only one."""
    stood = courses(facts, lines)
    days = sorted({day for one in stood for day in (one.since, one.until) if day != NEVER}, reverse=True)
    if len(days) < 2:
        return [], 0
    shown = days[:DATES]
    return [_then(day, stood, lines) for day in shown], len(days) - len(shown)


def _then(day: int, stood: Sequence[Stood], lines: Lines) -> Then:
    ids = [one.fact.id for one in stood if one.since <= day < one.until]
    return Then(lines.writer.date(_label(day, stood, lines)), lines.of(ids[:EACH]), max(0, len(ids) - EACH))


def _label(day: int, stood: Sequence[Stood], lines: Lines) -> Edtf:
    """The date as it was written where a fact of that day has one that ends with it, the vaguest of them."""
    dossier = lines.writer.dossier
    ids = [one.fact.id for one in stood if one.since == day]
    ids += [dossier.replaced_by[one.fact.id] for one in stood if one.until == day]
    written = [date for ident in ids for date in _dates(ident, dossier) if last_day(date) == day]
    return min(written, key=lambda date: date.sort_key, default=_day(day))


def _dates(ident: FactId, dossier: Dossier) -> tuple[Edtf, Edtf]:
    fact = dossier.facts[ident]
    return fact.said, dossier.sources[fact.source].published


def _day(day: int) -> Edtf:
    return parse(datetime.date.fromordinal(day).isoformat())


def until(fact: Fact, lines: Lines) -> Markup | None:
    """When an estimate was replaced, with the reason; the date leads to the fact that took its place."""
    newer = lines.writer.dossier.replaced_by.get(fact.id)
    if newer is None:
        return None
    line, replaces = lines.line(newer), lines.writer.dossier.facts[newer].replaces
    reason = lines.writer.t.word("reason", replaces.reason) if replaces else ""
    return html.link(line.href, line.said) + " " + html.span("word", reason)
