"""What this machine and this project have, and what they lack, in words."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from generator.errors import BriefingError, ContentError
from generator.load import Loaded, load
from generator.report import verdict
from generator.schema.files import FOLDER, stale
from generator.settings import read_settings
from generator.theme import TEMPLATES

PRIVATE = "private"


class State(StrEnum):
    GOOD = "good"
    LACKS = "lacks"  # an optional part
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """`hint` says what to do; nothing where all is well."""

    state: State
    name: str
    words: str
    hint: str = ""


def machine() -> Iterator[Finding]:
    """The parts that are needed, then the optional ones."""
    yield _python()
    yield _libyaml()
    for package, what in (("Jinja2", "templates"), ("Markdown", "notes"), ("nh3", "cleans HTML"), ("Babel", "numbers")):
        yield _package(package, what)
    yield _mkdocs()
    yield _click()
    if TEMPLATES.is_dir():
        yield Finding(State.GOOD, "templates", str(TEMPLATES))
    else:
        yield Finding(State.WRONG, "templates", f"{TEMPLATES} is not there", "install briefing again")
    yield _optional("ruamel.yaml", "briefing fmt", "pip install 'briefing[edit]'")
    yield _optional(
        "text2num", "briefing verify: numbers written in words", "pip install 'briefing[verify]'", "text_to_num"
    )
    yield _optional("pagefind", "briefing build --full-text", "pip install 'briefing[full-text]'", "pagefind_bin")
    yield _program(("git",), "history and comparison", "install git")
    yield _optional("pikepdf", "briefing build --pdf", "pip install 'briefing[pdf]'")
    browsers = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    yield _program(browsers, "briefing build --pdf", "install Chromium or Chrome")
    yield _program(("node",), "only this project's own tests", "see make test")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])


def _python() -> Finding:
    here = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    return Finding(State.GOOD if good else State.WRONG, "Python", here, "" if good else "use Python 3.11 or newer")


def _libyaml() -> Finding:
    found = _version("PyYAML")
    if found is None:
        return Finding(State.WRONG, "PyYAML", "is not installed", "pip install 'pyyaml>=6'")
    if not getattr(import_module("yaml"), "__with_libyaml__", False):
        hint = "install a PyYAML wheel for this Python, or libyaml-dev and PyYAML again"
        return Finding(State.WRONG, "PyYAML", f"{found} has no libyaml, which reads the content", hint)
    return Finding(State.GOOD, "PyYAML", f"{found}, with libyaml")


def _package(name: str, what: str) -> Finding:
    found = _version(name)
    if found is None:
        return Finding(State.WRONG, name, f"is not installed ({what})", "install briefing again")
    return Finding(State.GOOD, name, found)


def _mkdocs() -> Finding:
    found = _version("mkdocs")
    if found is None:
        return Finding(State.WRONG, "MkDocs", "is not installed", "pip install 'mkdocs>=1.6.1,<2'")
    if not (1, 6, 1) <= _numbers(found) < (2,):
        return Finding(State.WRONG, "MkDocs", f"{found} is not 1.6.1 to 1.x", "pip install 'mkdocs>=1.6.1,<2'")
    return Finding(State.GOOD, "MkDocs", found)


def _click() -> Finding:
    found = _version("click") or ""
    if _numbers(found)[:2] == (8, 3):
        words = f"{found}: with 8.3 mkdocs serve runs without live reload"
        return Finding(State.WRONG, "click", words, "pip install 'click!=8.3.*'")
    return Finding(State.GOOD, "click", found)


def _optional(package: str, what: str, hint: str, module: str = "") -> Finding:
    try:
        there = find_spec(module or package) is not None
    except ModuleNotFoundError:  # of the package that holds it
        there = False
    if not there:
        return Finding(State.LACKS, package, f"is not installed; needed for {what}", hint)
    return Finding(State.GOOD, package, f"{_version(package) or 'here'} ({what})")


def _program(names: tuple[str, ...], what: str, hint: str) -> Finding:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        return Finding(State.LACKS, names[0], f"is not on PATH; needed for {what}", hint)
    return Finding(State.GOOD, names[0], f"{found} ({what})")


def project(folder: Path, languages: tuple[str, ...]) -> Iterator[Finding]:
    """The project in a folder: its settings, its facts, and what helps its editors."""
    if not (folder / "mkdocs.yml").is_file():
        yield Finding(State.LACKS, "project", f"there is none in {folder.resolve()}", "make one: briefing init DIR")
        return
    try:
        settings = read_settings(folder, languages)
    except ContentError as error:
        yield Finding(State.WRONG, "mkdocs.yml", str(error.problems[0]), error.problems[0].hint)
        return
    except BriefingError as error:
        yield Finding(State.WRONG, "mkdocs.yml", error.message, error.hint)
        return
    yield Finding(State.GOOD, "mkdocs.yml", f"languages: {', '.join(settings.languages)}")
    loaded = load(settings)
    yield _facts(loaded)
    old = stale(loaded.dossier, settings.project)
    if old:
        words = "not there" if not (settings.project / FOLDER).is_dir() else f"not current: {', '.join(old)}"
        yield Finding(State.LACKS, "schemas", f"{words}; text editors complete with them", "briefing schema --write")
    else:
        yield Finding(State.GOOD, "schemas", "current")
    if (settings.project / PRIVATE).is_dir():
        yield _private(settings.project)


def _facts(loaded: Loaded) -> Finding:
    state = State.LACKS if loaded.errors else State.GOOD
    hint = "briefing check" if loaded.problems else ""
    return Finding(state, "facts", f"{loaded.counts()}; {verdict(loaded.problems)}", hint)


def _private(folder: Path) -> Finding:
    try:
        lines = (folder / ".gitignore").read_text("utf-8").split("\n")
    except OSError:
        lines = []
    if not any(line.strip().strip("/") == PRIVATE for line in lines):
        words = "the texts in private/ could be committed: .gitignore does not name it"
        return Finding(State.WRONG, "private", words, "add the line private/ to .gitignore")
    return Finding(State.GOOD, "private", "git leaves it out")
