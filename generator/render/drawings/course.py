"""The course of a series as a picture: which estimate stood from when until when."""

from __future__ import annotations

from markupsafe import Markup

from generator.dossier.known_days import NEVER
from generator.dossier.series import members
from generator.dossier.status import origin
from generator.model.fact import Fact
from generator.model.ids import EntityId
from generator.pictures import standing
from generator.pictures.standing import Bar
from generator.render.cards import Lines
from generator.render.drawings.caption import asserter, figure, months, spoken, value_words, voices
from generator.render.views.known import Stood, courses


def course(ident: EntityId, lines: Lines) -> Markup:
    """A bar for each estimate, where at least two dates are certain; nothing where the table alone tells it better."""
    writer = lines.writer
    facts = members(writer.dossier, ident)
    stood = courses(facts, lines)
    if len({day for one in stood for day in (one.since, one.until) if day != NEVER}) < 2:
        return Markup("")
    keys = list(voices(writer, facts))
    words = standing.Words(
        title=writer.t.word("known", "title"),
        desc=writer.t.word("known", "course_desc").format(n=writer.n(len(stood))),
        months=months(writer.language),
    )
    svg = standing.draw(f"{ident}.course", [_bar(one, keys, lines) for one in stood], words)
    return figure(svg, writer.t.word("known", "course"))


def _bar(one: Stood, keys: list[str], lines: Lines) -> Bar:
    writer, dossier = lines.writer, lines.writer.dossier
    until = None
    if one.until != NEVER:
        newer = dossier.facts[dossier.replaced_by[one.fact.id]]
        until = (_first(newer, one.until), one.until)
    return Bar(
        href=writer.fact_href(one.fact.id),
        name=spoken(lines, one.fact),
        label=f"{value_words(writer, one.fact)} · {asserter(writer, one.fact)[0]}",
        since=(_first(one.fact, one.since), one.since),
        until=until,
        by=keys.index(origin(one.fact)),
    )


def _first(fact: Fact, certain: int) -> int:
    """The first day on which it may have been said; the certain one where the beginning is open."""
    return min(fact.said.earliest.toordinal(), certain) if fact.said.earliest else certain
