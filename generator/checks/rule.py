"""A rule: one thing that can be wrong with a dossier, with its code, severity, meaning and examples.

Every rule sees the whole dossier, and every run is whole: it takes some sixty microseconds a fact. What could be
checked again for an edited record alone, and what could not:

- **Of one record**: archived-before-published, bad-formula (but for its division by zero), basis-missing,
  bottom-line-too-long (but for names), denial-without-denier, figure-missing, figure-shape, formula-unused,
  min-over-max, missing-translation, negative-figure, reserved-id, same-party, sentence-count, skip-and-defect,
  split-covers, stance-misplaced, stance-without-target, too-many-judgements, total-mismatch, via-repeats-by.
- **Of a record and of what it names**, so that an edit of the named one counts, too, and one of a source's header for
  all of its facts: approximation-added, approximation-lost, asserter-not-named, cites-defective, cites-skipped,
  combined-as-split, forecast-in-past, formula-fact, future-date, hedge-lost, kind-mismatch,
  killed-for-killed-or-wounded, loaded-verb, locator-outside, no-figure, number-in-prose, part-over-whole,
  placeholder-missing, placeholder-unusable, relative-date, said-after-published, self-reference, stance-of-self,
  wrong-kind.
- **Of the whole**: draft-named, duplicate-id, event-date, orphan-entity, receipt-stale, redirect-live,
  redirect-target, reference-cycle, replaced-twice, said-after-as-of, same-text, series-covers, stale-fact,
  stale-stance (one date may move the day of the dossier), too-few-judgements, uncovered-sentence, unit-mismatch (the
  first figure of a series leads), unknown-reference (its hint looks at every name, and what could not be read
  anywhere excuses it).

A finding also rests on what could not be read (`Records.broken`), and its related place moves with the lines of
another file. So a run over some facts would need, for each finding, the records it was made of; only then may it keep
the rest.
"""

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
