"""A dossier after another in a preview: all that a check of everything finds, mostly without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import checks
from generator.aside import Stopped
from generator.dossier.dossier import Languages
from generator.dossier.relink import relink
from generator.errors import Problem
from generator.live import checking
from generator.live.checking import Checking
from generator.live.reading import Remembered
from generator.load import Loaded
from generator.settings import read_settings

LANGUAGES = ("en", "fr")
SOURCE, ACTOR, FRONT = "sources/2031-05-strait-herald.yaml", "actors/ostmark.yaml", "briefing.yaml"
SLOWER = ("patrol boats reached Ostmark", "patrol boats came to Ostmark")
UNSURE = ("{By} estimates that about", "{By} states that about")  # without a word of the hedge that the fact has
REVIEW = """    review: 2032-01 # when somebody is to look again
    text:
      en: "According to {by}, {ostmark} had not answered when it was published."
      fr: "D’après {by}, à la date de parution, {ostmark} n’avait pas répondu."
"""
MORE = """
  nothing-from-varland:
    type: stance
    by: source
    at: p2.s1
    on: [boats-delivered]
    scope: {en: "the delivery of the boats", fr: "la livraison des bateaux"}
    stance: {varland: silent}
    text:
      en: "According to {by}, nothing was heard from {varland} when it was published."
      fr: "D’après {by}, à la date de parution, {varland} n’avait rien dit."
"""


def yes() -> bool:
    return True


class Editor:
    """Saves, reads and links as a preview does."""

    def __init__(self, project: Path) -> None:
        self.settings = read_settings(project, LANGUAGES)
        self._kept = Remembered(self.settings.content, project, LANGUAGES)
        self._last = self.loaded = self._load(frozenset())

    def _load(self, changed: frozenset[Path]) -> Loaded:
        records, problems = self._kept.read(changed)
        last = self._last.dossier if hasattr(self, "_last") else None
        return Loaded(self.settings, relink(last, records, Languages(LANGUAGES)), tuple(sorted(problems)))

    def save(self, name: str, old: str, new: str) -> Loaded:
        path = self.settings.content / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        self._last = self._load(frozenset({path}))
        return self._last


@pytest.fixture
def editor(starter: Path) -> Editor:
    return Editor(starter)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], int]:
    """How often everything was checked, in whichever process."""
    log = tmp_path / "log"
    log.touch()

    def noted(*given: object) -> list[Problem]:
        with log.open("a") as file:
            file.write("x")
        return checks.check(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "check", noted)
    return lambda: len(log.read_text())


def test_after_a_clean_check_an_edit_is_checked_by_what_it_reaches(editor: Editor, whole: Callable[[], int]) -> None:
    mine = Checking()
    assert (mine.problems(editor.loaded, yes), whole()) == ([], 1)
    for edit in (SLOWER, SLOWER[::-1], SLOWER):
        assert (mine.problems(editor.save(SOURCE, *edit), yes), whole()) == ([], 1)


def test_what_was_learned_is_as_good_as_checked(editor: Editor, whole: Callable[[], int]) -> None:
    mine = Checking()
    mine.learn(editor.loaded, yes)
    assert (mine.problems(editor.save(SOURCE, *SLOWER), yes), whole()) == ([], 0)


def test_mistakes_are_found_as_often_as_they_are_there(editor: Editor, whole: Callable[[], int]) -> None:
    mine = Checking()
    mine.learn(editor.loaded, yes)
    for edit in (UNSURE, SLOWER, SLOWER[::-1]):
        wrong = editor.save(SOURCE, *edit)
        found = mine.problems(wrong, yes)
        assert found
        assert sorted(found) == sorted(checks.check(wrong.dossier))
    assert mine.problems(editor.save(SOURCE, *UNSURE[::-1]), yes) == []
    assert whole() == 0


def test_a_fact_more_or_less_is_checked_with_everything_and_then_known(
    editor: Editor, whole: Callable[[], int]
) -> None:
    mine = Checking()
    mine.learn(editor.loaded, yes)
    assert (mine.problems(editor.save(SOURCE, REVIEW, REVIEW + MORE), yes), whole()) == ([], 1)
    assert (mine.problems(editor.save(SOURCE, *SLOWER), yes), whole()) == ([], 1)


@pytest.mark.parametrize(
    "edit",
    [
        (FRONT, "title:", "# once more\ntitle:"),
        (ACTOR, "name:", "draft: true\nname:"),
        ("vocabulary.yaml", "units:", "# units\nunits:"),
    ],
)
def test_what_more_than_facts_rest_on_is_checked_with_everything(
    edit: tuple[str, str, str], editor: Editor, whole: Callable[[], int]
) -> None:
    mine = Checking()
    mine.learn(editor.loaded, yes)
    found = mine.problems(editor.save(*edit), yes)
    assert (sorted(found), whole()) == (sorted(checks.check(editor.save(*edit).dossier)), 1)


def test_what_nobody_waits_for_is_not_checked(editor: Editor) -> None:
    with pytest.raises(Stopped):
        Checking().problems(editor.loaded, lambda: False)
