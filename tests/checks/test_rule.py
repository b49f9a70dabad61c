"""What is said of all rules together."""

from __future__ import annotations

from pathlib import Path

from generator.checks import RULES, check, passages
from generator.dossier.dossier import Languages
from generator.dossier.link import link
from generator.read.content import read_content
from tests.dossiers import LANGUAGES

SITES = Path(__file__).parents[1] / "sites"


def test_passages_are_the_same_collected_or_not() -> None:
    """Collected for one dossier, and for no other; and gone afterwards."""
    project = SITES / "good" / "varland"
    records, _ = read_content(project / "content", project, LANGUAGES)
    dossier, other = (link(records, Languages(LANGUAGES[:count])) for count in (2, 1))
    before = list(passages.passages(dossier)), list(passages.templates(dossier))
    assert before[0]
    assert before[1]
    with passages.collected(dossier):
        assert (list(passages.passages(dossier)), list(passages.templates(dossier))) == before
        assert passages.passages(dossier) is passages.passages(dossier)
        assert passages.passages(other) is not passages.passages(dossier)
        assert list(passages.passages(other)) == before[0]
    assert passages.passages(dossier) is not passages.passages(dossier)


def test_rules_find_the_same_together_as_alone() -> None:
    told = 0
    for project in sorted((SITES / "bad").iterdir()):
        records, _ = read_content(project / "content", project, LANGUAGES)
        dossier = link(records, Languages(LANGUAGES))
        alone = [problem for one in RULES for problem in one.problems(dossier)]
        assert check(dossier) == alone
        told += len(alone)
    assert told > len(RULES)
