"""Figures: their shape, their bounds, and what they are a part of. Only what is certainly wrong is refused."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.links import as_written
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.ids import FactId
from generator.model.terms import FactType, FigureKind

NUMBERS = ("value", "min", "max")


def figures(dossier: Dossier) -> Iterator[tuple[Fact, Figure]]:
    """Every fact with a figure."""
    return ((fact, fact.figure) for fact in dossier.facts.values() if fact.figure)


def shown(number: Decimal) -> str:
    """A number as editors write it."""
    return f"{number:f}"


def without_figure(dossier: Dossier, fact_id: FactId | None) -> Fact | None:
    """The fact, if it is there and no figure was written in it."""
    fact = dossier.facts.get(fact_id) if fact_id else None
    return fact if fact and fact.figure is None and not fact.origin.has("figure") else None


@rule(
    "figure-missing",
    "A fact of the type figure is made of a number.",
    reach=Reach.OWN,
    bad="type: figure\ntext: ...",
    good="type: figure\nfigure: {value: 12, unit: vessel, kind: supplied}\ntext: ...",
)
def figure_missing(dossier: Dossier) -> Iterator[Found]:
    """A fact of the type figure without one."""
    for fact in dossier.facts.values():
        if fact.type is FactType.FIGURE and without_figure(dossier, fact.id):
            hint = "add 'figure: {value: ..., unit: ..., kind: ...}', or take another type"
            yield fact.origin.at("type"), "the fact has the type figure and no figure", hint


@rule(
    "figure-shape",
    "A figure is one value, or bounds, or words; and only a value has parts.",
    reach=Reach.OWN,
    bad="figure: {value: 12, max: 15, kind: supplied}",
    good="figure: {min: 12, max: 15, kind: supplied}",
)
def figure_shape(dossier: Dossier) -> Iterator[Found]:
    """A figure with too many or too few of value, bounds and words, or with a split and no value."""
    for fact, _ in figures(dossier):
        written = [name.removeprefix("figure.") for name in fact.origin.fields if name.startswith("figure.")]
        forms = [name for name in ("value", "min", "max", "words") if name in written]
        if not forms:
            hint = "add value, or min and max, or words"
            yield fact.origin.key("figure"), "the figure says neither a number nor words", hint
        elif len(forms) > 1 and forms != ["min", "max"]:
            message = f"{' and '.join(forms)} exclude each other"
            yield fact.origin.key("figure", forms[-1]), message, "keep value, or min and max, or words"
        elif "split" in written and "value" not in written:
            hint = "give the value that the parts add up to, or remove split"
            yield fact.origin.key("figure", "split"), "only a value can be split", hint


@rule(
    "min-over-max",
    "A range runs from its lower to its upper bound.",
    reach=Reach.OWN,
    bad="figure: {min: 15, max: 12, kind: supplied}",
    good="figure: {min: 12, max: 15, kind: supplied}",
)
def min_over_max(dossier: Dossier) -> Iterator[Found]:
    """A lower bound above the upper one."""
    for fact, figure in figures(dossier):
        if figure.min is not None and figure.max is not None and figure.min > figure.max:
            message = f"min ({shown(figure.min)}) is greater than max ({shown(figure.max)})"
            related = ((fact.origin.at("figure", "max"), "max stands here"),)
            yield (
                fact.origin.at("figure", "min"),
                message,
                "exchange the two, or correct the one that is wrong",
                related,
            )


@rule(
    "negative-figure",
    "What is counted is never less than nothing; only figures of the kind other may be.",
    reach=Reach.OWN,
    bad="figure: {value: -12, kind: supplied}",
    good="figure: {value: 12, kind: supplied}",
)
def negative_figure(dossier: Dossier) -> Iterator[Found]:
    """A number below zero."""
    for fact, figure in figures(dossier):
        if figure.kind is FigureKind.OTHER:
            continue
        numbers: list[tuple[tuple[str, ...], Decimal | None]] = [((name,), getattr(figure, name)) for name in NUMBERS]
        numbers += [(("split", str(part)), number) for part, number in figure.split]
        for steps, number in numbers:
            if number is not None and number < 0:
                message = f"a figure of the kind {figure.kind} cannot be negative"
                yield fact.origin.at("figure", *steps), message, f"write {shown(-number)}, or correct the kind"


@rule(
    "part-over-whole",
    "A part is not greater than the whole that it is taken from.",
    reach=Reach.FIGURES,
    bad="boats-sent: {figure: {value: 12, ...}}\nboats-lost: {figure: {value: 15, of: boats-sent, ...}}",
    good="boats-sent: {figure: {value: 12, ...}}\nboats-lost: {figure: {value: 5, of: boats-sent, ...}}",
)
def part_over_whole(dossier: Dossier) -> Iterator[Found]:
    """A figure whose least value is above the greatest value of its base."""
    for fact, figure in figures(dossier):
        whole = dossier.facts.get(figure.of) if figure.of else None
        base = whole.figure if whole else None
        if not whole or not base or figure.low is None or base.high is None or figure.unit != base.unit:
            continue
        if figure.low > base.high:
            name = "value" if figure.value is not None else "min"
            message = f"the part ({shown(figure.low)}) is greater than the whole ({shown(base.high)})"
            related = ((whole.origin.at("figure", "value" if base.value is not None else "max"), "the whole"),)
            yield fact.origin.at("figure", name), message, "correct the number, or the base in of", related


@rule(
    "total-mismatch",
    "The parts that a source gives add up to its total (not to the last digit where the total is approximate).",
    reach=Reach.OWN,
    bad="figure: {value: 12, covers: [pb-20, pb-30], split: {pb-20: 8, pb-30: 5}, ...}",
    good="figure: {value: 12, covers: [pb-20, pb-30], split: {pb-20: 8, pb-30: 4}, ...}",
)
def total_mismatch(dossier: Dossier) -> Iterator[Found]:
    """Parts that do not add up to an exact value."""
    for fact, figure in figures(dossier):
        total = sum((number for _, number in figure.split), Decimal(0))
        if figure.split and figure.value is not None and not figure.approx and total != figure.value:
            message = f"the parts add up to {shown(total)}, the value is {shown(figure.value)}"
            hint = "correct a part or the value; where the source itself contradicts, put it in defects"
            related = ((fact.origin.at("figure", "value"), "the value"),)
            yield fact.origin.key("figure", "split"), message, hint, related


@rule(
    "split-covers",
    "The parts of a figure are the things that it counts together.",
    reach=Reach.OWN,
    bad="figure: {value: 12, covers: [pb-20, pb-30], split: {pb-20: 8, pb-40: 4}, ...}",
    good="figure: {value: 12, covers: [pb-20, pb-30], split: {pb-20: 8, pb-30: 4}, ...}",
)
def split_covers(dossier: Dossier) -> Iterator[Found]:
    """A split into other things than covers names."""
    for fact, figure in figures(dossier):
        split = [part for part, _ in figure.split]
        if not split or (not figure.covers and fact.origin.has("figure", "covers")):
            continue
        extra = [part for part in split if part not in figure.covers]
        absent = [part for part in figure.covers if part not in split]
        for part in extra:
            message = f"'{part}' has a part of the figure, and covers does not name it"
            yield fact.origin.key("figure", "split", part), message, "add it to covers, or remove its part"
        for part in absent:
            where = fact.origin.at("figure", "covers", figure.covers.index(part))
            yield (
                where,
                f"'{part}' is counted, and split gives no part for it",
                "add its part, or remove it from covers",
            )


@rule(
    "no-figure",
    "Where a number is promised, the fact that is named must have one.",
    reach=Reach.FIGURES,
    bad="type: claim\nseries: boats-sent",
    good="type: figure\nfigure: {value: 12, unit: vessel, kind: supplied}\nseries: boats-sent",
)
def no_figure(dossier: Dossier) -> Iterator[Found]:
    """A fact without a figure as a base, in a series, or among the figures to quote."""
    hint = "name a fact that has a figure, or give this one its figure"
    for fact in dossier.facts.values():
        if fact.figure and (base := without_figure(dossier, fact.figure.of)):
            yield (
                fact.origin.at("figure", "of"),
                f"'{as_written(base.id, fact.id)}' has no figure to be a part of",
                hint,
            )
        if fact.series and without_figure(dossier, fact.id):
            yield (
                fact.origin.at("series"),
                "a fact without a figure stands in a series",
                "add its figure, or remove series",
            )
    briefing = dossier.briefing
    for i, fact_id in enumerate(briefing.figures) if briefing else ():
        if briefing and without_figure(dossier, fact_id):
            yield briefing.origin.at("figures", i), f"'{fact_id}' has no figure to quote", hint


FIGURES: tuple[Rule, ...] = (
    figure_missing,
    figure_shape,
    min_over_max,
    negative_figure,
    part_over_whole,
    total_mismatch,
    split_covers,
    no_figure,
)
