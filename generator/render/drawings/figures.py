"""A series as pictures: its estimates over time, and its numbers as parts of the ones that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from generator.dossier.series import derived, members
from generator.dossier.status import origin
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.ids import EntityId
from generator.model.series import Series
from generator.pictures import estimates, share
from generator.pictures.estimates import Estimate, Reference
from generator.pictures.frame import Key
from generator.pictures.share import Part, Whole
from generator.render import numbers
from generator.render.cards import Lines
from generator.render.drawings.caption import figure, months, spoken, value_words, voices
from generator.render.pages import calculation_path
from generator.render.views.series import result_words


def over_time(ident: EntityId, lines: Lines) -> Markup:
    """Every estimate of a series that gives a number. By the date it holds for, where any does; else as it was said."""
    writer, dossier = lines.writer, lines.writer.dossier
    t, series = writer.t.table("picture"), dossier.series[ident]
    facts = members(dossier, ident)
    keys = voices(writer, facts)
    held = any(fact.when for fact in facts)
    events = {fact.event for fact in facts}
    marks = [_estimate(fact, lines, list(keys), held=held, apart=len(events) > 1) for fact in facts]
    svg = estimates.draw(
        f"{ident}.time",
        marks,
        [*_base(facts, lines), *_ours(series, lines)],
        [Key(label, href) for label, href in keys.values()],
        estimates.Words(
            title=writer.own(series.title),
            desc=str(t["estimates_desc"]).format(n=writer.n(len(marks)), origins=writer.n(len(keys))),
            undated=writer.t.word("entity", "undated"),
            log=str(t["log"]),
            many=str(t["many_estimates"]),
            number=lambda value: numbers.number(value, writer.language),
            months=months(writer.language),
            unit=_axis_unit(facts, series, lines),
        ),
        f"{writer.href(ident)}#all",
    )
    return figure(
        svg,
        str(t["by_when" if held else "by_said"]),
        str(t["events_differ"]) if len(events) == len(facts) > 1 and None not in events else "",
        str(t["ring"]) if any(mark.base for mark in marks) else "",
        str(t["faded"]) if any(mark.faded for mark in marks) else "",
        str(t["words_only"]) if any(mark.low is None and mark.high is None for mark in marks) else "",
    )


def _estimate(fact: Fact, lines: Lines, keys: list[str], *, held: bool, apart: bool) -> Estimate:
    writer, dossier = lines.writer, lines.writer.dossier
    counted = fact.figure
    about_event = apart and fact.event in dossier.entities and fact.event
    detail = writer.edition.name(fact.event) if about_event and fact.event else lines.line(fact.id).measure
    return Estimate(
        href=writer.fact_href(fact.id),
        name=spoken(lines, fact),
        label=value_words(writer, fact) if not counted or counted.unit != _unit(fact, lines) else _bare(counted, lines),
        detail=detail,
        low=counted.low if counted else None,
        high=counted.high if counted else None,
        when=fact.when if held else fact.said,
        by=keys.index(origin(fact)),
        faded=fact.id in dossier.replaced_by,
        base=bool(dossier.shares_of.get(fact.id)),
    )


def _unit(fact: Fact, lines: Lines) -> str | None:
    """The unit of the whole chart, which its title tells, so that labels need not."""
    series = lines.writer.dossier.series.get(fact.series) if fact.series else None
    return series.unit if series else None


def _axis_unit(facts: tuple[Fact, ...], series: Series, lines: Lines) -> str:
    """The unit's word for the axis of a chart in which it is everybody's; as it stands beside the largest number."""
    figures = [fact.figure for fact in facts if fact.figure and (fact.figure.low, fact.figure.high) != (None, None)]
    if not figures or any(one.unit != series.unit for one in figures):
        return ""
    return lines.writer.unit(max(figures, key=lambda one: one.high if one.high is not None else one.low or Decimal()))


def _bare(counted: Figure, lines: Lines) -> str:
    writer = lines.writer
    shown = numbers.value(counted, writer.language, writer.edition.default, writer.t)
    return writer.t.word("figure", "about").format(n=shown) if counted.approx else shown


def _base(facts: tuple[Fact, ...], lines: Lines) -> Iterator[Reference]:
    """The number that the estimates are a part of, where it is one and the same for all, and not itself among them."""
    dossier, writer = lines.writer.dossier, lines.writer
    bases = {fact.figure.of if fact.figure else None for fact in facts}
    base = dossier.facts.get(next(iter(bases)) or facts[0].id) if len(bases) == 1 and None not in bases else None
    if base is None or base in facts or base.figure is None:
        return
    if base.figure.low is not None and base.figure.high is not None:
        label = writer.t.word("picture", "out_of").format(value=value_words(writer, base))
        yield Reference(
            writer.fact_href(base.id), spoken(lines, base), label, base.figure.low, base.figure.high, ours=False
        )


def _ours(series: Series, lines: Lines) -> Iterator[Reference]:
    """Our calculations in the unit of the series."""
    writer = lines.writer
    for one in derived(writer.dossier, series):
        if not one.derived.percent and one.derived.unit == series.unit:
            label = writer.t.word("picture", "our_number").format(value=result_words(one, lines))
            name = f"{writer.own(one.derived.title)}{writer.t.word('shell', 'colon')}{label}"
            href = writer.root + calculation_path(series.id, one.derived.key)
            yield Reference(href, name, label, one.low, one.high, ours=True)


def parts(ident: EntityId, lines: Lines) -> Markup:
    """The numbers of a series against the numbers that they are a part of, one picture for each base."""
    dossier, writer = lines.writer.dossier, lines.writer
    facts = members(dossier, ident)
    keys = list(voices(writer, facts))
    out = []
    bases = dict.fromkeys(fact.figure.of for fact in facts if fact.figure and fact.figure.of in dossier.facts)
    for index, base_id in enumerate(base for base in bases if base):
        base = dossier.facts[base_id]
        if base.figure is None or base.figure.low is None or base.figure.high is None:
            continue
        some = [fact for fact in facts if fact.figure and fact.figure.of == base_id]
        out.append(_against(f"{ident}.part{index}", base, base.figure.low, base.figure.high, (some, keys, lines)))
    return Markup("").join(out)


def _against(name: str, base: Fact, low: Decimal, high: Decimal, rest: tuple[list[Fact], list[str], Lines]) -> Markup:
    facts, keys, lines = rest
    writer = lines.writer
    t = writer.t.table("picture")
    dossier = writer.dossier
    made = [
        Part(
            href=writer.fact_href(fact.id),
            name=spoken(lines, fact),
            label=value_words(writer, fact),
            detail=f"{lines.line(fact.id).measure}, {voices(writer, [fact])[origin(fact)][0]}",
            low=fact.figure.low if fact.figure else None,
            high=fact.figure.high if fact.figure else None,
            by=keys.index(origin(fact)),
            faded=fact.id in dossier.replaced_by,
        )
        for fact in facts
    ]
    where = f", {writer.edition.name(base.event)}" if base.event in dossier.entities and base.event else ""
    label = str(t["out_of"]).format(value=f"{value_words(writer, base)}{where}")
    words = share.Words(
        title=str(t["part_title"]),
        desc=str(t["part_desc"]).format(n=writer.n(len(made))),
        more=lambda n: str(t["more"]).format(n=writer.n(n)),
    )
    whole = Whole(writer.fact_href(base.id), spoken(lines, base), label, low, high)
    hatched = str(t["hatched"]) if any(part.low != part.high for part in made) or low != high else ""
    return figure(share.draw(name, whole, made, words, "#all"), hatched)
