"""What may stand side by side: units, kinds, and figures that count several things together."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.figures import figures
from generator.checks.formulas import unlike_units
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.ids import EntityId
from generator.model.series import Series
from generator.model.terms import FigureKind, Role


def _members(dossier: Dossier) -> Iterator[tuple[Fact, Figure, Series]]:
    """Every figure that stands in a series, in the order of the facts."""
    for fact, figure in figures(dossier):
        series = dossier.series.get(fact.series) if fact.series else None
        if series:
            yield fact, figure, series


@rule(
    "unit-mismatch",
    "Figures of unlike units cannot be compared, added, or taken from each other.",
    reach=Reach.FIGURES | Reach.SERIES,
    bad="boats-sent: {figure: {unit: vessel, ...}}\nlost: {figure: {unit: soldier, of: boats-sent, ...}}",
    good="boats-sent: {figure: {unit: vessel, ...}}\nlost: {figure: {unit: vessel, of: boats-sent, ...}}",
)
def unit_mismatch(dossier: Dossier) -> Iterator[Found]:
    """Another unit than that of the base, of the replaced fact, of the series, or of the other side of a sum."""
    yield from _against_facts(dossier)
    yield from _against_series(dossier)
    yield from unlike_units(dossier)


def _against_facts(dossier: Dossier) -> Iterator[Found]:
    for fact, figure in figures(dossier):
        # A share may have a unit of its own, such as a percentage.
        base = dossier.facts.get(figure.of) if figure.of and figure.kind is not FigureKind.SHARE else None
        older = dossier.facts.get(fact.replaces.fact) if fact.replaces else None
        for other, what in ((base, "the figure that it is a part of"), (older, "the figure that it replaces")):
            unit = other.figure.unit if other and other.figure else None
            if other and unit and figure.unit and unit != figure.unit and {unit, figure.unit} <= dossier.units.keys():
                message = f"the unit is {figure.unit}, and {what} has {unit}"
                related = ((other.origin.at("figure", "unit"), "the other unit"),)
                yield fact.origin.at("figure", "unit"), message, "correct the unit, or name another fact", related


def _against_series(dossier: Dossier) -> Iterator[Found]:
    first: dict[EntityId, Fact] = {}
    for fact, figure, series in _members(dossier):
        unit: str | None
        if series.unit:
            unit, where = series.unit, series.origin.at("unit")
        else:
            leader = first.setdefault(series.id, fact) if figure.unit else first.get(series.id)
            unit = leader.figure.unit if leader and leader.figure else None
            where = leader.origin.at("figure", "unit") if leader else series.origin.at()
        if not unit or unit == figure.unit or {unit, figure.unit or unit} - dossier.units.keys():
            continue
        if figure.unit is None and (figure.words or fact.origin.has("figure", "unit")):
            continue  # words need no unit, and a refused one is told
        has = f"the unit is {figure.unit}" if figure.unit else "the figure has no unit"
        hint = "correct the unit, or let the fact join another series"
        related = ((where, "the unit of the series"),)
        yield fact.origin.at("figure", "unit"), f"{has}, and the series '{series.id}' counts in {unit}", hint, related


@rule(
    "kind-mismatch",
    "A series follows one quantity: what was supplied and what was lost are two.",
    reach=Reach.SERIES,
    bad="# series boats-sent: kind: supplied\nfigure: {value: 2, kind: lost}\nseries: boats-sent",
    good="# series boats-sent: kind: supplied\nfigure: {value: 12, kind: supplied}\nseries: boats-sent",
)
def kind_mismatch(dossier: Dossier) -> Iterator[Found]:
    """A figure of another kind than its series."""
    for fact, figure, series in _members(dossier):
        if figure.kind is not series.kind:
            message = f"the figure is of the kind {figure.kind}, and the series '{series.id}' of the kind {series.kind}"
            related = ((series.origin.at("kind"), "the kind of the series"),)
            hint = "correct the kind, or let the fact join another series"
            yield fact.origin.at("figure", "kind"), message, hint, related


@rule(
    "combined-as-split",
    "A figure that counts several things together says nothing of any one of them.",
    reach=Reach.SERIES,
    bad="figure: {value: 12, covers: [pb-20, pb-30], ...}\nroles: {item: pb-20}",
    good="figure: {value: 12, covers: [pb-20, pb-30], ...}\nroles: {item: [pb-20, pb-30]}",
)
def combined_as_split(dossier: Dossier) -> Iterator[Found]:
    """A combined figure in a series of only some of its things, or under only some of them as items."""
    for fact, figure in figures(dossier):
        counted = set(figure.covers)
        series = dossier.series.get(fact.series) if fact.series else None
        if series and set(series.covers) and set(series.covers) < counted:
            rest = _listed(figure, counted - set(series.covers))
            message = f"the figure also counts {rest}, and the series '{series.id}' does not"
            hint = "let it join a series that covers all of them; a combined figure is never split"
            related = ((series.origin.at("covers"), "what the series counts"),)
            yield fact.origin.at("series"), message, hint, related
        items = fact.role(Role.ITEM)
        if items and set(items) < counted:
            message = f"the figure also counts {_listed(figure, counted - set(items))}, and item does not name all"
            yield fact.origin.at("roles", "item"), message, f"write [{', '.join(figure.covers)}]"


def _listed(figure: Figure, some: set[EntityId]) -> str:
    return " and ".join(f"'{one}'" for one in figure.covers if one in some)


@rule(
    "series-covers",
    "The figures of a series count the same things, or they cannot stand in one chart.",
    reach=Reach.SERIES,
    bad="# series boats-sent: covers: [pb-20]\nfigure: {value: 12, covers: [pb-30], ...}\nseries: boats-sent",
    good="# series boats-sent: covers: [pb-20]\nfigure: {value: 12, covers: [pb-20], ...}\nseries: boats-sent",
)
def series_covers(dossier: Dossier) -> Iterator[Found]:
    """A figure that counts other things than its series, or than the other figures of its series."""
    first: dict[EntityId, Fact] = {}
    for fact, figure, series in _members(dossier):
        if not figure.covers and fact.origin.has("figure", "covers"):
            continue
        leader = first.setdefault(series.id, fact)
        if series.covers:
            expected, where = series.covers, series.origin.at("covers")
        elif leader.figure and not series.origin.has("covers"):
            expected, where = leader.figure.covers, leader.origin.at("figure", "covers")
        else:
            continue
        has = set(figure.covers)
        if has == set(expected) or (series.covers and has > set(expected)):
            continue  # combined-as-split tells the second
        counts = ", ".join(figure.covers) or "nothing by name"
        message = f"the figure counts {counts}, and the series '{series.id}' {', '.join(expected) or 'nothing by name'}"
        related = ((where, "what the series counts"),)
        yield (
            fact.origin.at("figure", "covers"),
            message,
            "correct covers, or let the fact join another series",
            related,
        )


COMBINED: tuple[Rule, ...] = (unit_mismatch, kind_mismatch, combined_as_split, series_covers)
