"""One of the honest dossiers of sites/verify with some changes, held against its text."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from generator.errors import Problem
from generator.load import load
from generator.settings import read_settings
from generator.verify.verify import verify

SITES = Path(__file__).parent.parent / "sites" / "verify"
Changes = Sequence[tuple[str, str]]


def held(folder: Path, language: str, yaml: Changes = (), text: Changes = ()) -> list[Problem]:
    """What the verification says. The folder is a new one; each old text must stand in its file exactly once."""
    copy = folder / "project"
    shutil.copytree(SITES / f"good-{language}", copy)
    path = next((copy / "content/sources").glob("*.yaml"))
    path.write_text(changed(path.read_text("utf-8"), yaml), "utf-8")
    private = next((copy / "private").iterdir()).read_text("utf-8")
    dossier = load(read_settings(copy, ("en", "fr"))).dossier
    source = next(iter(dossier.sources.values()))
    return list(verify(source, changed(private, text), dossier))


def codes(folder: Path, language: str, yaml: Changes = (), text: Changes = ()) -> list[str]:
    return [problem.code for problem in held(folder, language, yaml, text)]


def changed(words: str, changes: Changes) -> str:
    for old, new in changes:
        assert words.count(old) == 1, f"{old!r} stands {words.count(old)} times"
        words = words.replace(old, new)
    return words
