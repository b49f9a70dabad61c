"""Corroboration: on how many origins a fact rests. Asserters count, not outlets: one statement in five papers is one.

What can be corroborated is what is said to have happened or to be so many: figures, events, claims and allegations.
An assessment, a forecast, a denial or a stance is its author's own, and a second voice would not make it firmer;
context and identities are background.

The origins of such a fact are its asserter; each other party whose newest stance asserts or confirms it; and, where it
belongs to a series, everybody else with a figure that still stands there. Those figures may differ: a second origin
says that the quantity is not one voice's alone, never that a number is right.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.dossier.dossier import Dossier
from generator.dossier.series import current
from generator.dossier.status import origin, stances
from generator.model.fact import Fact
from generator.model.ids import EntityId
from generator.model.terms import FactType, StanceKind

_STATED = (FactType.FIGURE, FactType.EVENT, FactType.CLAIM, FactType.ALLEGATION)
_SUPPORTS = (StanceKind.ASSERTS, StanceKind.CONFIRMS)


def standing_origins(dossier: Dossier, series: EntityId) -> frozenset[str]:
    """Who has a figure in a series that no newer fact has replaced."""
    return frozenset(origin(fact) for fact in current(dossier, series))


def corroboration(dossier: Dossier, fact: Fact, in_series: Iterable[str] = ()) -> frozenset[str]:
    """The distinct origins of a fact, its own among them. `in_series`: the `standing_origins` of its series."""
    others = (one.party for one in stances(dossier, fact.id) if one.kind in _SUPPORTS)
    return frozenset((origin(fact), *others, *in_series))


def rests_on_one_origin(dossier: Dossier, fact: Fact, in_series: Iterable[str] = ()) -> bool:
    """Whether nobody else at the origin is recorded with it. Not said of a replaced fact: its status says more."""
    if fact.type not in _STATED or fact.id in dossier.replaced_by:
        return False
    return len(corroboration(dossier, fact, in_series)) == 1
