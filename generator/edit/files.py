"""Canonical form for the files of a project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.edit.canonical import Unreadable, canonical
from generator.edit.replace import replace_files
from generator.errors import BriefingError, Problem
from generator.read.content import find
from generator.read.file import Found
from generator.schema import files as schemas
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Formatted:
    """Names of the files that changed, how many were looked at, what is wrong with those that cannot be read, and
    which steps were left out of which file.
    """

    changed: tuple[str, ...]
    seen: int
    left_out: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def format_files(settings: Settings, paths: Iterable[Path] = (), *, write: bool) -> Formatted:
    """Bring files into canonical form; all are made before the first is written."""
    problems: list[Problem] = []
    new: dict[Path, bytes] = {}
    names: list[str] = []
    left_out: list[tuple[str, str]] = []
    chosen = _chosen(settings, tuple(paths))
    for file in chosen:
        data = file.path.read_bytes()
        try:
            steps: list[str] = []
            text = canonical(data, file.shown, file.record, modeline=_modeline(settings, file), left_out=steps)
            left_out += [(file.shown, step) for step in steps]
        except Unreadable as unreadable:
            problems += unreadable.problems
            continue
        if text.encode() != data:
            new[file.path] = text.encode()
            names.append(file.shown)
    if write:
        replace_files(new)
    return Formatted(tuple(names), len(chosen), tuple(left_out), tuple(sorted(problems)))


def _chosen(settings: Settings, paths: tuple[Path, ...]) -> list[Found]:
    found, _ = find(settings.content, settings.project)
    if not paths:
        return found
    wanted = []
    for path in paths:
        there = [one.resolve() for one in (path, settings.project / path) if one.exists()]
        if not there:
            raise BriefingError(f"there is no file or folder {path}", hint="check its spelling")
        wanted += there  # it may start here or in the project: only one of the two holds files of ours
    chosen = [file for file in found if any(file.path.resolve().is_relative_to(one) for one in wanted)]
    if not chosen:
        raise BriefingError(f"no facts are read from {paths[0]}", hint=f"name files below {settings.content}")
    return chosen


def _modeline(settings: Settings, file: Found) -> str:
    """The line that names the file's schema, where the project has that schema."""
    name = schemas.name_for(file.path.relative_to(settings.content).parts)
    if name is None or not (settings.project / schemas.FOLDER / schemas.file_name(name)).is_file():
        return ""
    if not file.path.is_relative_to(settings.project):
        return ""
    return schemas.modeline(settings.project, file.path, name)
