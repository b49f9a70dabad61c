"""A line or a sentence that another process has made is the same in each of its parts, and rests on the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial, wraps
from pathlib import Path
from typing import Any

import pytest

from generator.dossier.inputs import Numbers
from generator.dossier.trace import Trace, traced
from generator.incremental.dossier_rows import keys_of
from generator.incremental.pool import Pool
from generator.load import load_quickly
from generator.model.ids import FactId
from generator.render import words
from generator.render.cards import Line, Lines
from generator.render.edition import edition_of
from generator.render.render import make_environment
from generator.render.site import Site
from generator.render.words import plain_text
from generator.render.writer import ANYWHERE, Writer
from generator.settings import read_settings
from generator.theme import TEMPLATES
from tests.commands import GOOD, ROOT

LANGUAGES = ("en", "fr")
Made = tuple[Line, str, set[int]]


class Process:
    """What one process of a build has: a dossier that notes what is read of it, and the pool of all."""

    def __init__(self, project: Path, pool: Path) -> None:
        dossier = load_quickly(read_settings(project, LANGUAGES), 1, keep=False).dossier
        ids = keys_of(dossier)
        self.trace = Trace(Numbers.of(ids))
        self.trace.common = self.pool = Pool(pool)
        self.dossier = traced(dossier, self.trace)
        self.site = Site("A site", dossier.languages, "https://example.org/")
        self.environment = make_environment((TEMPLATES,))

    def made(self) -> dict[tuple[str, FactId], Made]:
        out = {}
        for language in self.site.languages.all:
            edition = edition_of(self.dossier, self.site, language)
            lines = Lines(Writer(edition, ANYWHERE), self.environment)
            for ident in list(self.dossier.facts):
                line, rest = self.trace.noted(partial(lines.line, ident))
                fact = self.dossier.facts[ident]
                said, more = self.trace.noted(partial(plain_text, edition, fact.text, fact))
                out[language, ident] = line, said, {*rest, *more}
        self.pool.close()
        return out


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with Pool.below(tmp_path) as pool:
        yield pool.folder


@pytest.mark.parametrize("project", [ROOT, GOOD / "varland"], ids=["shipped", "varland"])
def test_what_another_process_made_is_the_same(project: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Process(project, folder).made()

    @wraps(Lines._line)  # by its name it is found
    def never(*given: Any) -> Any:
        raise AssertionError(given)

    monkeypatch.setattr(Lines, "_line", never)
    monkeypatch.setattr(words, "_plain_text", never)
    second = Process(project, folder).made()
    assert second == first
    assert any(inputs for _, _, inputs in first.values())
    for key, (line, said, _) in first.items():
        other = second[key]
        assert [type(one) for one in (*other[0], other[1])] == [type(one) for one in (*line, said)], key
