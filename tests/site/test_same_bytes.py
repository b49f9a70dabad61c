"""The same input gives the same bytes, whoever builds, wherever, whenever, and over whatever stood there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.commands import GOOD, ROOT, briefing, copied, different, edit, ended_well, mkdocs, tree

pytestmark = pytest.mark.slow
PROJECTS = [ROOT, *sorted(path.parent for path in GOOD.glob("*/mkdocs.yml"))]
ELSEWHERE = {
    "another hash seed": {"PYTHONHASHSEED": "4711"},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "another language": {"LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"},
    "no locale": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "no cache yet": {"BRIEFING_CACHE_DIR": "none"},
    "another day": {"SOURCE_DATE_EPOCH": "86400"},
}


@pytest.mark.parametrize("folder", PROJECTS, ids=lambda folder: folder.name)
def test_mkdocs_builds_the_same_site(folder: Path, tmp_path: Path) -> None:
    project = copied(folder, tmp_path / "project")
    ended_well(briefing("build", "-C", project, "--site-dir", tmp_path / "ours"))
    ended_well(mkdocs("build", "--quiet", "--site-dir", tmp_path / "theirs", cwd=project))
    assert different(tmp_path / "ours", tmp_path / "theirs") == []
    assert (tmp_path / "ours" / "index.html").is_file()


@pytest.mark.parametrize("env", ELSEWHERE.values(), ids=ELSEWHERE)
def test_another_environment_builds_the_same_site(env: dict[str, str], shipped_site: Path, tmp_path: Path) -> None:
    ended_well(briefing("build", "-C", ROOT, "--site-dir", tmp_path / "site", cwd=tmp_path, env=env))
    assert different(tmp_path / "site", shipped_site) == []


@pytest.mark.parametrize("jobs", ["1", "2", "5"])
def test_any_number_of_processes_builds_the_same_site(jobs: str, shipped_site: Path, tmp_path: Path) -> None:
    ended_well(briefing("build", "-C", ROOT, "--site-dir", tmp_path / "site", "--jobs", jobs, "--no-cache"))
    assert different(tmp_path / "site", shipped_site) == []


def test_another_place_builds_the_same_site(project: Path, shipped_site: Path) -> None:
    ended_well(briefing("build", cwd=project))
    assert different(project / "site", shipped_site) == []


def test_a_build_over_an_older_site_leaves_nothing_of_it(project: Path, shipped_site: Path) -> None:
    kept = project / "content" / "pages" / "gone-soon.md"
    kept.write_text("# Gone soon\n", "utf-8")
    ended_well(briefing("build", "-C", project))
    assert "gone-soon.html" in different(project / "site", shipped_site)
    kept.unlink()
    for _ in range(2):
        ended_well(briefing("build", "-C", project))
        assert different(project / "site", shipped_site) == []
    assert [path.name for path in project.iterdir() if path.name.startswith(".site.staging")] == []


def test_the_order_and_age_of_files_do_not_count(tmp_path: Path, shipped_site: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", project)
    files = sorted(path for name in ("content", "templates") for path in (ROOT / name).rglob("*") if path.is_file())
    for age, path in enumerate(reversed(files)):
        copy = project / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        os.utime(copy, (age * 86400, age * 86400))
    ended_well(briefing("build", "-C", project))
    assert different(project / "site", shipped_site) == []


def test_another_word_builds_another_site(project: Path, shipped_site: Path) -> None:
    edit(project / "mkdocs.yml", "site_name: Briefing", "site_name: Bulletin")
    ended_well(briefing("build", "-C", project))
    assert set(different(project / "site", shipped_site)) >= {"index.html", "fr/index.html", "about.html", "404.html"}
    assert set(tree(project / "site")) == set(tree(shipped_site))
