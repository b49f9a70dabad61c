"""What is computed over a series: which estimates stand, how many origins they have, and our own calculations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.dossier.dossier import Dossier
from generator.dossier.formula import Interval, evaluate, names
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.series import Derived, Series


@dataclass(frozen=True, slots=True)
class DerivedFigure:
    """Our calculation: its bounds (equal for a single value), and the facts that it rests on."""

    derived: Derived
    low: Decimal
    high: Decimal
    approx: bool
    facts: tuple[FactId, ...]


def members(dossier: Dossier, series: EntityId) -> tuple[Fact, ...]:
    """Every figure of the series, superseded ones too, oldest statement first."""
    facts = (dossier.facts[fact] for fact in dossier.series_facts.get(series, ()))
    return tuple(sorted(facts, key=lambda fact: fact.said.sort_key))


def current(dossier: Dossier, series: EntityId) -> tuple[Fact, ...]:
    """The figures that no newer fact has replaced."""
    return tuple(fact for fact in members(dossier, series) if fact.id not in dossier.replaced_by)


def bounds(derived: Derived, facts: Mapping[FactId, Fact]) -> dict[str, Interval]:
    """The value of each name of a formula; facts without both bounds are left out."""
    out = {}
    for name, fact_id in derived.facts:
        fact = facts.get(fact_id)
        if fact and fact.figure and fact.figure.low is not None and fact.figure.high is not None:
            out[name] = Interval(fact.figure.low, fact.figure.high)
    return out


def derive(derived: Derived, facts: Mapping[FactId, Fact]) -> DerivedFigure:
    """Compute one derived figure. Raises BadValue `bad-formula`."""
    result = evaluate(derived.formula, bounds(derived, facts))
    used = names(derived.formula)
    ids = tuple(fact_id for name, fact_id in derived.facts if name in used)
    approx = any(figure.approx for fact_id in ids if (figure := facts[fact_id].figure))
    return DerivedFigure(derived, result.low, result.high, approx, ids)


def derived(dossier: Dossier, series: Series) -> tuple[DerivedFigure, ...]:
    return tuple(derive(one, dossier.facts) for one in series.derived)
