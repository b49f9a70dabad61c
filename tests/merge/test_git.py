"""The driver as git runs it: two branches, one file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import run
from generator.errors import Exit
from tests.commands import Done
from tests.dossiers import SOURCE, write

SOURCE_FILE = "content/sources/herald.yaml"
DRIVER = f"'{sys.executable}' -m generator.cli merge-driver --marker-size %L %O %A %B %P"


def fact(key: str, at: str) -> str:
    return (
        f"  # {key}: why it is here\n  {key}:\n    type: claim\n    by: varland\n    at: {at}\n"
        '    text: {en: "{By} said so.", fr: "{By} le dit."}\n'
    )


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write(folder)
        self.git("init", "-q", "-b", "main")
        self.commit("base")

    def git(self, *arguments: str) -> Done:
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
        command = ["git", *who, *arguments]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | alone
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=60
        )

    def commit(self, words: str) -> None:
        self.git("add", "-A")
        done = self.git("commit", "-q", "-m", words)
        assert done.returncode == 0, done.stderr

    @property
    def text(self) -> str:
        return (self.folder / SOURCE_FILE).read_text("utf-8")

    def branches(self, ours: str, theirs: str) -> None:
        """Two branches from here, each with its own text of the source; we stand on ours."""
        self.git("checkout", "-q", "-b", "theirs")
        (self.folder / SOURCE_FILE).write_text(theirs, "utf-8")
        self.commit("theirs")
        self.git("checkout", "-q", "main")
        (self.folder / SOURCE_FILE).write_text(ours, "utf-8")
        self.commit("ours")

    def use_driver(self) -> None:
        (self.folder / ".gitattributes").write_text("content/**/*.yaml merge=briefing\n")
        self.commit("attributes")
        self.git("config", "merge.briefing.name", "facts, not lines")
        self.git("config", "merge.briefing.driver", DRIVER)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "project")


ADDED = SOURCE + fact("later", "p2.s1"), SOURCE + fact("earlier", "p1.s1")


def test_git_alone_sees_a_conflict(repository: Repository) -> None:
    repository.branches(*ADDED)
    done = repository.git("merge", "theirs")
    assert done.returncode == 1
    assert "CONFLICT (content)" in done.stdout
    assert "<<<<<<< HEAD" in repository.text


def test_two_branches_add_facts_at_the_same_place(repository: Repository) -> None:
    repository.use_driver()
    repository.branches(*ADDED)
    done = repository.git("merge", "theirs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.text == SOURCE + fact("earlier", "p1.s1") + fact("later", "p2.s1")
    assert repository.git("status", "--porcelain").stdout == ""
    assert run(["check", "-C", str(repository.folder)]) == Exit.CLEAN


def test_both_change_the_same_figure(repository: Repository) -> None:
    repository.use_driver()
    repository.branches(
        SOURCE.replace("value: 12", "value: 13"), SOURCE.replace("value: 12", "value: 14") + fact("new", "p2")
    )
    done = repository.git("merge", "theirs")
    assert done.returncode == 1
    assert "CONFLICT (content)" in done.stdout
    assert f"{SOURCE_FILE}: both sides changed facts.boats" in done.stderr
    line = "    figure: {{value: {}, unit: vessel, kind: supplied}}\n"
    marked = f"<<<<<<< ours\n{line.format(13)}=======\n{line.format(14)}>>>>>>> theirs\n"
    assert repository.text == SOURCE.replace(line.format(12), marked) + fact("new", "p2")
    assert run(["check", "-C", str(repository.folder)]) == Exit.CONTENT


def test_one_deletes_what_the_other_changes(repository: Repository) -> None:
    repository.use_driver()
    before, answer = SOURCE.split("  answer:")
    repository.branches(before, SOURCE.replace("{By} denied it.", "{By} denied all of it."))
    done = repository.git("merge", "theirs")
    assert done.returncode == 1
    assert repository.text.startswith(before + "<<<<<<< ours\n=======\n  answer:")
    assert f"  answer:{answer}".replace("denied it", "denied all of it") in repository.text


def test_a_rebase_and_a_cherry_pick(repository: Repository) -> None:
    repository.use_driver()
    repository.branches(*ADDED)
    assert repository.git("cherry-pick", "theirs").returncode == 0
    assert repository.text == SOURCE + fact("earlier", "p1.s1") + fact("later", "p2.s1")
    repository.git("reset", "-q", "--hard", "HEAD~1")
    assert repository.git("rebase", "theirs").returncode == 0
    assert repository.text == SOURCE + fact("earlier", "p1.s1") + fact("later", "p2.s1")


def test_the_style_of_conflicts_that_the_editor_chose(repository: Repository) -> None:
    repository.use_driver()
    repository.git("config", "merge.conflictStyle", "diff3")
    repository.branches(SOURCE.replace("value: 12", "value: 13"), SOURCE.replace("value: 12", "value: 14"))
    assert repository.git("merge", "theirs").returncode == 1
    assert "||||||| base\n    figure: {value: 12," in repository.text


def test_what_is_not_utf8_is_merged_by_lines(repository: Repository, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, data in zip(
        files,
        (b"a: \xff\nb: 1\nc: 1\nd: 1\n", b"a: \xfe\nb: 1\nc: 1\nd: 1\n", b"a: \xff\nb: 1\nc: 1\nd: 2\n"),
        strict=True,
    ):
        file.write_bytes(data)
    assert run(["merge-driver", *map(str, files)]) == Exit.CLEAN
    assert files[1].read_bytes() == b"a: \xfe\nb: 1\nc: 1\nd: 2\n"
