"""What a second build does after an edit: the little that it must, and all of it wherever it cannot be sure."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import Built, build
from generator.commands.options import settings_of
from generator.errors import ContentError
from generator.store import built
from tests.commands import CONTENT_WRONG, GOOD, different, edit, ended_well, failed_in_order, run

REPORT = "content/sources/2031-06-gulf-report.yaml"
SPEED = ("{pb-20} a speed of {value} knots", "{pb-20} a top speed of {value} knots")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with its site, whose files are all trusted to have been left alone, however young."""
    monkeypatch.setenv("BRIEFING_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(built, "_RACE", -(10**12))
    folder = tmp_path / "project"
    shutil.copytree(GOOD / "varland", folder, ignore=shutil.ignore_patterns("expected"))
    (folder / "templates").mkdir()
    edit(folder / "mkdocs.yml", "theme: {name: briefing}", "theme: {name: briefing, custom_dir: templates}")
    assert built_of(folder).again is None
    return folder


def built_of(project: Path) -> Built:
    return build(settings_of(project, None), strict=True, jobs=1)


def assert_as_anew(project: Path) -> None:
    settings = replace(settings_of(project, None), site_dir=project / "anew")
    build(settings, strict=True, jobs=1, cache=False)
    assert different(project / "site", project / "anew") == []


def files(project: Path) -> dict[str, tuple[int, int]]:
    """Each file of the site with its number and time: whether it is still the same one."""
    site = project / "site"
    found = ((path, path.stat()) for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def test_one_sentence_concerns_the_pages_that_show_it(project: Path) -> None:
    before = files(project)
    edit(project / REPORT, *SPEED)
    made = built_of(project)
    after = files(project)
    assert made.again is not None
    assert before.keys() == after.keys()
    changed = {url for url in after if after[url] != before[url]}
    assert {"sources/2031-06-gulf-report.html", "fr/sources/2031-06-gulf-report.html", "data/facts.json"} <= changed
    assert not [url for url in changed if "events/" in url or "series/" in url or "places/" in url]
    assert len(changed) <= made.again + 1  # the manifest
    assert_as_anew(project)


def test_a_number_of_lines_above_moves_places_and_no_words(project: Path) -> None:
    text = (project / REPORT).read_text("utf-8")
    (project / REPORT).write_text("# a remark\n\n" + text, "utf-8")
    assert built_of(project).again is not None
    assert_as_anew(project)


def test_a_second_edit_goes_on_from_the_first(project: Path) -> None:
    edit(project / REPORT, *SPEED)
    assert built_of(project).again
    edit(project / REPORT, *reversed(SPEED))
    assert built_of(project).again
    assert built_of(project).kept
    assert_as_anew(project)


def test_an_error_is_told_and_nothing_is_lost(project: Path) -> None:
    before = files(project)
    edit(project / REPORT, "max: 34.5,", "maxx: 34.5,")
    with pytest.raises(ContentError, match="2 problems"):
        built_of(project)
    assert files(project) == before
    edit(project / REPORT, "maxx: 34.5,", "max: 34.5,")
    edit(project / REPORT, *SPEED)
    assert built_of(project).again
    assert_as_anew(project)


def test_a_new_thing_and_a_new_fact(project: Path) -> None:
    text = (project / "content/weapons/pb-20.yaml").read_text("utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name:"))
    (project / "content/weapons/pb-21.yaml").write_text(f"{name.replace('PB-20', 'PB-21')}\nkind: ship\n", "utf-8")
    edit(project / REPORT, "roles: {item: pb-20}", "roles: {item: [pb-20, pb-21]}")
    assert built_of(project).again
    assert (project / "site/weapons/pb-21.html").is_file()
    assert_as_anew(project)


def _append(name: str, text: str = " ") -> Callable[[Path], object]:
    def change(project: Path) -> None:
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def _garbage(project: Path) -> None:
    for path in (project.parent / "cache").glob("*.site"):
        path.write_bytes(b"SQLite format 3\0" + b"garbage" * 1000)


def _none(project: Path) -> None:
    for path in (project.parent / "cache").glob("*.site"):
        path.unlink()


def _cut(project: Path) -> None:
    for path in (project.parent / "cache").glob("*.site"):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])


ALL: dict[str, Callable[[Path], object]] = {
    "a hand-written page": _append("content/pages/about.md"),
    "a new hand-written page": lambda project: (project / "content/pages/new.md").write_text("# New\n"),
    "a template": lambda project: shutil.copy(GOOD.parents[2] / "templates/changes.html", project / "templates"),
    "an option": lambda project: edit(project / "mkdocs.yml", "languages: [en, fr]", "languages: [fr, en]"),
    "a page of the site": _append("site/index.html"),
    "a file in the site": lambda project: (project / "site/more.html").write_text("x"),
    "a state that is garbage": _garbage,
    "half a state": _cut,
    "no state": _none,
}


@pytest.mark.parametrize("change", ALL.values(), ids=ALL)
def test_where_it_is_not_sure_all_is_built(change: Callable[[Path], object], project: Path) -> None:
    change(project)
    edit(project / REPORT, *SPEED)
    made = built_of(project)
    assert made.again is None
    assert not made.kept
    assert_as_anew(project)
    edit(project / REPORT, *reversed(SPEED))
    assert built_of(project).again


def test_what_one_process_leaves_the_next_one_finds(project: Path) -> None:
    time.sleep(2.2)  # real ones trust no file that is younger
    (project / "site" / "index.html").write_text("not as it was left")
    assert "built 74 pages" in ended_well(run("briefing", "build", "--strict", cwd=project)).stderr
    edit(project / REPORT, *SPEED)
    assert "again, kept the others" in ended_well(run("briefing", "build", "--strict", cwd=project)).stderr
    edit(project / REPORT, "top speed of {value}", "top speed of {valu}")
    assert "{valu}" in failed_in_order(run("briefing", "build", "--strict", cwd=project), CONTENT_WRONG)
    edit(project / REPORT, "top speed of {valu}", "top speed of {value}")
    assert_as_anew(project)
