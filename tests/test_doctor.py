"""`briefing doctor`: what is there, what is missing, in words, with an exit code for scripts."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator import doctor
from generator.cli import run
from generator.doctor import State
from generator.errors import Exit
from tests.dossiers import CONFIG, write


def found(name: str) -> doctor.Finding:
    return next(one for one in doctor.machine() if one.name == name)


def test_this_machine_and_this_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    assert run(["doctor", "-C", str(tmp_path)]) == Exit.CLEAN
    out, err = capsys.readouterr()
    assert err == ""
    assert "PyYAML" in out
    assert "with libyaml" in out
    assert "1 source, 2 facts, 3 entities" in out
    assert "hint: briefing schema --write" in out
    assert run(["schema", "--write", "-C", str(tmp_path)]) == Exit.CLEAN
    capsys.readouterr()
    assert run(["doctor", "-C", str(tmp_path)]) == Exit.CLEAN
    assert "schemas      current" in capsys.readouterr().out


def test_without_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "-C", str(tmp_path)]) == Exit.CLEAN
    assert "briefing init DIR" in capsys.readouterr().out


def test_wrong_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, config=CONFIG.replace("[en, fr]", "[en, xx]"))
    assert run(["doctor", "-C", str(tmp_path)]) == Exit.USAGE
    assert "mkdocs.yml:6:32" in capsys.readouterr().out


def test_private_texts_that_could_be_committed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    (tmp_path / "private").mkdir()
    assert run(["doctor", "-C", str(tmp_path)]) == Exit.USAGE
    assert "hint: add the line private/ to .gitignore" in capsys.readouterr().out
    (tmp_path / ".gitignore").write_text("site/\n/private/\n", "utf-8")
    assert run(["doctor", "-C", str(tmp_path)]) == Exit.CLEAN


@pytest.mark.parametrize(
    ("package", "there", "state", "words"),
    [
        ("click", "8.3.1", State.WRONG, "without live reload"),
        ("click", "8.5.1", State.GOOD, "8.5.1"),
        ("mkdocs", "2.0.1", State.WRONG, "1.6.1 to 1.x"),
        ("mkdocs", "1.6.0", State.WRONG, "1.6.1 to 1.x"),
        ("mkdocs", "1.6.2", State.GOOD, "1.6.2"),
        ("mkdocs", None, State.WRONG, "is not installed"),
        ("nh3", None, State.WRONG, "is not installed"),
        ("PyYAML", None, State.WRONG, "is not installed"),
    ],
)
def test_versions(package: str, there: str | None, state: State, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: there if name == package else real(name))
    one = found({"mkdocs": "MkDocs"}.get(package, package))
    assert (one.state, words in one.words) == (state, True)
    assert bool(one.hint) == (state is not State.GOOD)


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import yaml

    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert found("PyYAML").state is State.WRONG
    assert run(["doctor", "-C", str(tmp_path)]) == Exit.MACHINE
    assert "has no libyaml" in capsys.readouterr().out


def test_optional_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> Any:
        if name.startswith(("ruamel", "text_to_num", "pagefind")):
            raise ModuleNotFoundError(name)
        return real(name, package)

    monkeypatch.setattr(doctor, "find_spec", without)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for name in ("ruamel.yaml", "text2num", "git", "chromium", "node"):
        one = found(name)
        assert (one.state, "needed for" in one.words, bool(one.hint)) == (State.LACKS, True, True)
