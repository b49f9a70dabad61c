"""Derived figures: our own arithmetic is well formed, rests on numbers, and does not add unlike things."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from generator.checks.links import is_broken
from generator.checks.references import near
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.dossier.formula import names, parse
from generator.dossier.series import bounds, derive
from generator.errors import BadValue, Position
from generator.model.fact import Fact
from generator.model.series import Derived, Series

Units = Counter[str]  # a unit to its power; a plain number has none


def _derived(dossier: Dossier) -> Iterator[tuple[Series, Derived]]:
    return ((series, one) for series in dossier.series.values() for one in series.derived)


def _in_formula(series: Series, one: Derived, name: str) -> Position:
    """Where a name stands in the formula."""
    found = re.search(rf"\b{re.escape(name)}\b", one.formula)
    start, end = found.span() if found else (0, len(one.formula))
    return series.origin.inside(("derived", one.key, "formula"), start, end)


@rule(
    "bad-formula",
    "A formula is arithmetic over named facts: numbers, names, + - * / and brackets, and nothing that divides by zero.",
    reach=Reach.FIGURES,
    bad='{formula: "sent - lost", facts: {sent: boats-sent}}',
    good='{formula: "sent - lost", facts: {sent: boats-sent, lost: boats-lost}}',
)
def bad_formula(dossier: Dossier) -> Iterator[Found]:
    """A formula that cannot be read, names what is not given, or divides by zero."""
    for series, one in _derived(dossier):
        given = [name for name, _ in one.facts]
        try:
            unknown = [name for name in names(one.formula) if name not in given]
            for name in unknown:
                hint = near(name, given) or f"add '{name}: source-id#key' to facts"
                yield _in_formula(series, one, name), f"the formula names '{name}', which facts does not give", hint
            if not unknown and len(bounds(one, dossier.facts)) == len(given):
                derive(one, dossier.facts)
        except BadValue as bad:
            yield series.origin.at("derived", one.key, "formula"), bad.message, bad.hint


@rule(
    "formula-unused",
    "A fact that the formula does not use would be shown as something that the result rests on.",
    reach=Reach.OWN,
    bad='{formula: "a + b", facts: {a: first, b: second, c: third}}',
    good='{formula: "a + b", facts: {a: first, b: second}}',
)
def formula_unused(dossier: Dossier) -> Iterator[Found]:
    """A name given in facts that the formula does not use."""
    for series, one in _derived(dossier):
        try:
            used = names(one.formula)
        except BadValue:
            continue  # bad-formula tells it
        given = [name for name, _ in one.facts]
        for name in given if set(used) <= set(given) else ():  # with a misspelt name, bad-formula tells enough
            if name not in used:
                hint = "use it in the formula, or remove it"
                yield series.origin.key("derived", one.key, "facts", name), f"the formula does not use '{name}'", hint


@rule(
    "formula-fact",
    "We calculate with numbers only: words, and bounds that are open on one side, give no result.",
    reach=Reach.FIGURES,
    bad="facts: {sent: a-fact-without-a-figure}",
    good="facts: {sent: a-fact-with-a-value-or-with-min-and-max}",
)
def formula_fact(dossier: Dossier) -> Iterator[Found]:
    """A fact in a formula that has no number."""
    for series, one in _derived(dossier):
        with_number = bounds(one, dossier.facts)
        for name, fact_id in one.facts:
            fact = dossier.facts.get(fact_id)
            if fact is None or name in with_number or _refused(fact):
                continue  # unknown-reference tells it, or the reader has told it
            why = "has only one bound" if fact.figure and not fact.figure.words else "has no number"
            hint = "name a fact with a value, or with min and max"
            related = ((fact.origin.at("figure"), "this fact"),)
            yield series.origin.at("derived", one.key, "facts", name), f"'{fact_id}' {why}", hint, related


def _refused(fact: Fact) -> bool:
    """Whether a figure, or a number of it, is written and could not be read."""
    if fact.figure is None:
        return fact.origin.has("figure")
    return any(
        getattr(fact.figure, name) is None and fact.origin.has("figure", name) for name in ("value", "min", "max")
    )


def unlike_units(dossier: Dossier) -> Iterator[Found]:
    """Sums of unlike units, and results whose unit is not the one given; part of the rule unit-mismatch."""
    for series, one in _derived(dossier):
        units = {}
        for name, fact_id in one.facts:
            fact = dossier.facts.get(fact_id)
            unit = fact.figure.unit if fact and fact.figure else None
            if unit in dossier.units and unit and not is_broken(dossier, fact_id):
                units[name] = Counter({unit: 1})
        try:
            tree = parse(one.formula)
            if not set(names(one.formula)) <= units.keys():
                continue  # a fact without a unit, or without a figure
            result = _unit(tree, units)
        except BadValue:
            continue  # bad-formula tells it
        except UnlikeError as unlike:
            start, end = unlike.span
            where = series.origin.inside(("derived", one.key, "formula"), start, end)
            yield where, str(unlike), "add and subtract only figures of one unit"
            continue
        if one.unit and result != Counter({one.unit: 1}):
            where = series.origin.at("derived", one.key, "unit")
            yield where, f"the result is in {_shown(result)}, not in {one.unit}", "correct the unit, or the formula"
        elif one.percent and result:
            where = series.origin.at("derived", one.key, "percent")
            hint = "divide figures of one unit, or remove percent"
            yield where, f"the result is in {_shown(result)}, and a percentage has no unit", hint


class UnlikeError(ValueError):
    """Two sides of a sum have unlike units; `span` is the sum in the formula."""

    def __init__(self, message: str, span: tuple[int, int]) -> None:
        super().__init__(message)
        self.span = span


def _unit(part: ast.expr, units: dict[str, Units]) -> Units:
    if isinstance(part, ast.Name):
        return units[part.id]
    if not isinstance(part, ast.BinOp):
        return Counter()
    left, right = _unit(part.left, units), _unit(part.right, units)
    if isinstance(part.op, (ast.Add, ast.Sub)):
        if left != right and left and right:
            message = f"{_shown(left)} and {_shown(right)} do not add up"
            raise UnlikeError(message, (part.col_offset, part.end_col_offset or part.col_offset))
        return left or right
    sign = 1 if isinstance(part.op, ast.Mult) else -1
    both = Counter({unit: left[unit] + sign * right[unit] for unit in {*left, *right}})
    return Counter({unit: power for unit, power in both.items() if power})


def _shown(units: Units) -> str:
    over = " x ".join(sorted(unit for unit, power in units.items() if power > 0))
    under = " x ".join(sorted(unit for unit, power in units.items() if power < 0))
    return f"{over or 'one'} per {under}" if under else over or "no unit"


FORMULAS: tuple[Rule, ...] = (bad_formula, formula_unused, formula_fact)
