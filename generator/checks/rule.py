"""A rule: one thing that can be wrong with a dossier, with its code, severity, meaning and examples.

A run over everything takes some sixty microseconds a fact. After an edit that leaves every id as it was, a rule that
had found nothing can only find something where the edit reaches: each rule says how far, and `again.py` goes through
that alone. Where a reach is declared too short, tests/checks/test_again.py finds it: it holds both ways of checking
against each other over random edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Flag, auto

from generator.dossier.dossier import Dossier
from generator.errors import Position, Problem, Severity

Found = tuple[Position, str, str] | tuple[Position, str, str, tuple[tuple[Position, str], ...]]
Finder = Callable[[Dossier], Iterator[Found]]


class Reach(Flag):
    """What a finding rests on beside ids, units, languages, briefing and day. Several are joined with `|`.

    Each takes in OWN. `around.py` has, for each, the records that an edit makes worth looking at again.
    """

    OWN = auto()  # one fact, entity or series, or the header of a source
    SOURCE = auto()  # a fact and the header of its source, or all facts of a source
    NAMES = auto()  # the names of the entities that its words name, and of its asserter
    FIGURES = auto()  # the figures of the facts that it names, in whatever field
    ASSERTERS = auto()  # who asserts the facts that it takes a stance on
    SUCCESSOR = auto()  # whether another fact takes its place
    SERIES = auto()  # the series of a figure, and what the other figures in it count
    DATES = auto()  # an event, and the dates of the facts that name it
    SENTENCES = auto()  # other facts with the same words
    CHAINS = auto()  # where links lead over several facts: `alone.py` says whether it can find something
    USE = auto()  # whether anything names a thing at all: `alone.py`, as well
    IDS = auto()  # nothing else: it finds nothing new after such an edit


@dataclass(frozen=True, slots=True)
class Rule:
    """`find` yields (position, message, hint) or, with related positions, (position, message, hint, related).

    Within its `reach`, it goes through the tables of a dossier and the records it has; beyond that it looks up only.
    """

    code: str
    severity: Severity
    about: str
    bad: str
    good: str
    find: Finder
    reach: Reach

    def problems(self, dossier: Dossier) -> Iterator[Problem]:
        for position, message, hint, *related in self.find(dossier):
            yield Problem(position, self.code, message, hint, self.severity, related[0] if related else ())


def rule(
    code: str, about: str, *, reach: Reach, bad: str, good: str, severity: Severity = Severity.ERROR
) -> Callable[[Finder], Rule]:
    """Make a rule of a finder. `about` says why it matters; `bad` and `good` are short YAML examples."""
    return lambda find: Rule(code, severity, about, bad, good, find, reach)
