"""The wheel carries all that the command needs, and works away from the working tree."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.commands import ROOT, Done, edit, ended_well, tree

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    ended_well(subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120))
    (found,) = folder.glob("briefing-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs; on PYTHONPATH it comes before the working tree."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    command += ["--target", str(target), str(wheel)]
    ended_well(subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120))
    return target


def python(installed: Path, cwd: Path, *arguments: str) -> Done:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def tracked(folder: str) -> set[str]:
    """The files below a folder of the working tree, as names inside it; what Python compiled aside."""
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT / folder).as_posix() for path in files}


def test_it_carries_everything_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = {f"generator/{name}" for name in tracked("generator")}
    templates = {f"generator/_templates/{name}" for name in tracked("templates")}
    assert names == package | templates
    assert {
        "generator/_templates/base.html",
        "generator/_templates/mkdocs_theme.yml",
        "generator/render/strings/fr.toml",
        "generator/checks/words/fr.toml",
        "generator/starter/files/mkdocs.yml",
        "generator/starter/files/dot-gitignore",
    } <= names


def test_it_says_where_it_is_from(installed: Path, tmp_path: Path) -> None:
    code = "import generator.theme as t; print(t.__spec__.origin); print(t.TEMPLATES)"
    module, templates = ended_well(python(installed, tmp_path, "-c", code)).stdout.split()
    assert Path(module).is_relative_to(installed)
    assert Path(templates) == installed / "generator" / "_templates"


def test_it_builds_what_the_working_tree_builds(installed: Path, starter: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    ended_well(python(installed, away, "-m", "generator.cli", "init", "mine"))
    assert tree(away / "mine") == tree(starter)
    ended_well(python(installed, away, "-m", "generator.cli", "build", "-C", "mine", "--strict"))
    ended_well(python(installed, away / "mine", "-m", "mkdocs", "build", "--quiet", "--site-dir", str(away / "theirs")))
    ours = tree(away / "mine" / "site")
    assert {"index.html", "fr/index.html", "assets/briefing.css", "404.html"} <= set(ours)
    assert tree(away / "theirs") == ours
    command = [str(Path(sys.executable).parent / "briefing"), "build", "-C", str(starter)]
    ended_well(subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120))
    assert tree(starter / "site") == ours


def test_a_project_replaces_one_template_and_keeps_the_others(installed: Path, starter: Path) -> None:
    edit(starter / "mkdocs.yml", "  # custom_dir: templates ", "  custom_dir: templates # ")
    own = starter / "templates"
    (own / "assets").mkdir(parents=True)
    (own / "contested.html").write_text(
        '{% extends "base.html" %}{% block content %}<h1>Of our own</h1>{% endblock %}', "utf-8"
    )
    (own / "assets" / "briefing.css").write_text("body { color: #123456 }\n", "utf-8")
    ended_well(python(installed, starter, "-m", "generator.cli", "build", "--strict"))
    site = starter / "site"
    assert "<h1>Of our own</h1>" in (site / "contested.html").read_text("utf-8")
    assert "<h1>Of our own</h1>" in (site / "fr" / "contested.html").read_text("utf-8")
    assert (site / "assets" / "briefing.css").read_text("utf-8") == "body { color: #123456 }\n"
    assert "Of our own" not in (site / "timeline.html").read_text("utf-8")
    assert "boats-delivered" in (site / "sources" / "2031-05-strait-herald.html").read_text("utf-8")
