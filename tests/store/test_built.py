"""A second build of the same thing does nothing; whatever changes, in or out, it builds again."""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.commands.options import settings_of
from generator.store import built
from tests.commands import briefing, different, edit, ended_well, failed_in_order

SOURCE = "content/sources/2031-05-strait-herald.yaml"
SAID = built.Site("1 source", 2, ())


@pytest.fixture
def project(starter: Path) -> Path:
    """A project with a site, which need not be a real one: nobody reads what is in it."""
    (starter / "templates").mkdir()
    edit(starter / "mkdocs.yml", "  # custom_dir: templates ", "  custom_dir: templates # ")
    (starter / "site" / "actors").mkdir(parents=True)
    for name in ("index.html", "briefing-manifest.json", "actors/index.html"):
        (starter / "site" / name).write_text("the site")
    return starter


def remembered(project: Path, cache: Path) -> None:
    """As after a build of files that were left alone for long enough."""
    settings = settings_of(project, None)
    stamp = built.stamp_of(settings)
    assert stamp
    built.remember(cache, settings, dataclasses.replace(stamp, taken=stamp.newest + 10**10), SAID)
    assert same(project, cache) == SAID


def same(project: Path, cache: Path, *said: object) -> built.Site | None:
    settings = settings_of(project, None)
    stamp = built.stamp_of(settings, *said)
    return built.same(cache, settings, stamp, lambda: built.output_of(settings.site_dir)) if stamp else None


def _append(name: str, text: str) -> Callable[[Path], object]:
    def change(project: Path) -> None:
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def _again(name: str) -> Callable[[Path], object]:
    """The same size and the same time: only what no program can set tells."""

    def change(project: Path) -> None:
        path = project / name
        old = path.stat()
        text = path.read_text("utf-8")
        path.write_text(text.replace("the", "teh", 1), "utf-8")
        os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "a fact": lambda project: edit(project / SOURCE, "review: 2032-01", "review: 2033-01"),
    "a remark": _append(SOURCE, "# a remark\n"),
    "the same size and time": _again("content/pages/method.md"),
    "a new page": lambda project: (project / "content" / "pages" / "new.md").write_text("# New\n"),
    "a page gone": lambda project: (project / "content" / "pages" / "method.md").unlink(),
    "a template": lambda project: (project / "templates" / "changes.html").write_text("{{ title }}\n"),
    "a style": lambda project: _file(project / "templates" / "assets" / "own.css"),
    "the configuration": lambda project: edit(project / "mkdocs.yml", "site_name: My briefing", "site_name: Other"),
    "a file of the site, changed": _append("site/index.html", " "),
    "a file of the site, changed in secret": _again("site/index.html"),
    "a file of the site, gone": lambda project: (project / "site" / "index.html").unlink(),
    "a file in the site that is not ours": lambda project: (project / "site" / "more.html").write_text("x"),
    "the manifest": lambda project: (project / "site" / "briefing-manifest.json").write_text("{}"),
}


def _file(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("a {}\n")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_seen(change: Callable[[Path], object], project: Path, tmp_path: Path) -> None:
    remembered(project, tmp_path / "cache")
    change(project)
    assert same(project, tmp_path / "cache") is None


def test_what_came_and_went_is_no_change(project: Path, tmp_path: Path) -> None:
    remembered(project, tmp_path)
    for folder in ("content", "templates", "site"):
        swap = project / folder / ".swap"  # an editor's
        swap.write_text("x")
        swap.unlink()
    compiled = project / "templates" / "__pycache__"  # Python's, beside modules that it imports after the stamp
    compiled.mkdir()
    (compiled / "module.pyc").write_bytes(b"")
    assert same(project, tmp_path) == SAID


def test_other_options_are_another_build(project: Path, tmp_path: Path) -> None:
    remembered(project, tmp_path / "cache")
    assert same(project, tmp_path / "cache", "strict") is None
    assert same(project, tmp_path / "elsewhere") is None


def test_a_young_file_is_not_trusted(project: Path, tmp_path: Path) -> None:
    """It could change once more within the same tick of the clock."""
    settings = settings_of(project, None)
    stamp = built.stamp_of(settings)
    assert stamp
    assert not stamp.trusted
    remembered(project, tmp_path / "cache")
    built.remember(tmp_path / "cache", settings, stamp, SAID)
    assert same(project, tmp_path / "cache") is None


@pytest.mark.parametrize("damage", ["", "{}", "nonsense", '{"inputs": 1, "output": []}', "[]", "\ud800"])
def test_a_damaged_memory_remembers_nothing(damage: str, project: Path, tmp_path: Path) -> None:
    remembered(project, tmp_path / "cache")
    (found,) = (tmp_path / "cache").glob("*.built")
    found.write_text(damage, "utf-8", "surrogatepass")
    assert same(project, tmp_path / "cache") is None


@pytest.mark.slow
def test_a_real_build(starter: Path, tmp_path: Path) -> None:
    env = {"BRIEFING_CACHE_DIR": str(tmp_path / "cache")}
    edit(starter / SOURCE, "review: 2032-01", "review: 2031-01")
    time.sleep(2.1)
    first = ended_well(briefing("build", "-C", starter, env=env)).stderr
    second = ended_well(briefing("build", "-C", starter, env=env)).stderr
    assert "nothing has changed" not in first
    assert "nothing has changed" in second
    assert "warning[" in first
    assert first.splitlines()[:-1] == second.splitlines()[:-1]  # warnings and counts are said again
    assert "warning[" in failed_in_order(briefing("build", "-C", starter, "--strict", env=env), 1)
    assert "nothing has changed" not in ended_well(briefing("build", "-C", starter, "--no-cache", env=env)).stderr
    edit(starter / SOURCE, "review: 2031-01", "review: 2033-01")
    assert "nothing has changed" not in ended_well(briefing("build", "-C", starter, env=env)).stderr
    ended_well(briefing("build", "-C", starter, "--no-cache", "--site-dir", tmp_path / "cold"))
    assert different(starter / "site", tmp_path / "cold") == []


UNKNOWN = {
    "another plugin": ("plugins:\n", "plugins:\n  - search\n"),
    "a hook": ("plugins:\n", "hooks: [hook.py]\nplugins:\n"),
    "an extension from elsewhere": ("plugins:\n", "markdown_extensions: [markdown.extensions.toc]\nplugins:\n"),
    "a value from the environment": ("site_name: My briefing", "site_name: !ENV [NAME, My briefing]"),
}


@pytest.mark.parametrize(("old", "new"), UNKNOWN.values(), ids=UNKNOWN)
def test_where_other_files_may_matter_nothing_is_known(old: str, new: str, project: Path) -> None:
    assert built.stamp_of(settings_of(project, None))
    edit(project / "mkdocs.yml", old, new)
    assert built.stamp_of(settings_of(project, None)) is None


def test_a_link_to_a_folder_may_lead_anywhere(project: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (project / "content" / "pages" / "linked").symlink_to(tmp_path / "pages")
    assert built.stamp_of(settings_of(project, None)) is None


def test_what_is_listed_is_real() -> None:
    """A name that MkDocs or Markdown does not know would be a slip of ours."""
    from markdown.util import get_installed_extensions
    from mkdocs.config.defaults import MkDocsConfig

    assert {name for name, _ in MkDocsConfig._schema} >= built._KEYS
    assert {one.name for one in get_installed_extensions()} >= built._EXTENSIONS
