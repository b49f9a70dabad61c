"""The rules, grouped in files by family."""

from __future__ import annotations

from collections.abc import Callable

from generator.checks.chains import CHAINS
from generator.checks.combined import COMBINED
from generator.checks.dates import DATES
from generator.checks.figures import FIGURES
from generator.checks.formulas import FORMULAS
from generator.checks.language import LANGUAGE
from generator.checks.passages import collected
from generator.checks.provenance import PROVENANCE
from generator.checks.receipts import RECEIPTS
from generator.checks.redirects import REDIRECTS
from generator.checks.references import REFERENCES
from generator.checks.rule import Rule
from generator.checks.sentences import SENTENCES
from generator.checks.staleness import STALENESS
from generator.checks.stances import STANCES
from generator.checks.style import STYLE
from generator.checks.summaries import SUMMARIES
from generator.dossier.dossier import Dossier
from generator.errors import Problem
from generator.workers import each

_WORTH_IT = 5_000  # facts for more than one process: a third of a second

RULES: tuple[Rule, ...] = (
    *REFERENCES,
    *REDIRECTS,
    *CHAINS,
    *FORMULAS,
    *FIGURES,
    *COMBINED,
    *SUMMARIES,
    *DATES,
    *LANGUAGE,
    *PROVENANCE,
    *RECEIPTS,
    *SENTENCES,
    *STALENESS,
    *STANCES,
    *STYLE,
)


def check(dossier: Dossier, wanted: Callable[[], bool] = lambda: True, jobs: int = 1) -> list[Problem]:
    """Every problem that the rules find in a linked dossier; perhaps not all once they are not `wanted` any more.

    In up to `jobs` processes where that pays: forked ones, since sending a dossier takes as long as checking it.
    """

    def found(rule: Rule) -> list[Problem]:
        return list(rule.problems(dossier)) if wanted() else []

    with collected(dossier):
        some = dict(each(lambda number: found(RULES[number]), range(len(RULES)), jobs if _pays(dossier) else 1))
    return [problem for number in range(len(RULES)) for problem in some[number]]


def _pays(dossier: Dossier) -> bool:
    return len(dossier.facts) > _WORTH_IT
