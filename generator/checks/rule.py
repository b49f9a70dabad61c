"""A rule: one thing that can be wrong with a dossier, with its code, severity, meaning and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.dossier.dossier import Dossier
from generator.errors import Position, Problem, Severity

Found = tuple[Position, str, str] | tuple[Position, str, str, tuple[tuple[Position, str], ...]]
Finder = Callable[[Dossier], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`find` yields (position, message, hint) or, with related positions, (position, message, hint, related)."""

    code: str
    severity: Severity
    about: str
    bad: str
    good: str
    find: Finder

    def problems(self, dossier: Dossier) -> Iterator[Problem]:
        for position, message, hint, *related in self.find(dossier):
            yield Problem(position, self.code, message, hint, self.severity, related[0] if related else ())


def rule(
    code: str, about: str, *, bad: str, good: str, severity: Severity = Severity.ERROR
) -> Callable[[Finder], Rule]:
    """Make a rule of a finder. `about` says why it matters; `bad` and `good` are short YAML examples."""
    return lambda find: Rule(code, severity, about, bad, good, find)
