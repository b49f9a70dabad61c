"""The rules, grouped in files by family."""

from __future__ import annotations

from generator.checks.rule import Rule
from generator.dossier.dossier import Dossier
from generator.errors import Problem

RULES: tuple[Rule, ...] = ()


def check(dossier: Dossier) -> list[Problem]:
    """Every problem that the rules find in a linked dossier."""
    return [problem for rule in RULES for problem in rule.problems(dossier)]
