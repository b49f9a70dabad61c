"""`briefing fmt` on a project's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import run
from generator.edit import canonical, missing
from generator.errors import Exit
from tests.commands import tree
from tests.dossiers import write

ACTOR = "content/actors/varland.yaml"
UNTIDY = "kind:  state\nname: {en: Varland,fr: Le Varland}  # both\n"
TIDY = "name: {en: Varland, fr: Le Varland} # both\nkind: state\n"


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    write(tmp_path)
    assert run(["fmt", "-C", str(tmp_path)]) == Exit.CLEAN
    (tmp_path / ACTOR).write_text(UNTIDY, "utf-8")
    capsys.readouterr()
    return tmp_path


def test_it_changes_what_is_untidy(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(project)
    assert run(["fmt", "-C", str(project)]) == Exit.CLEAN
    out, err = capsys.readouterr()
    assert out == f"{ACTOR}\n"
    assert err == "1 of 6 files changed\n"
    assert (project / ACTOR).read_text("utf-8") == TIDY
    after = tree(project)
    assert {name for name in before if before[name] != after[name]} == {ACTOR}
    assert set(before) == set(after)
    assert run(["fmt", "-C", str(project)]) == Exit.CLEAN
    assert capsys.readouterr().out == ""


def test_check_only_tells(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fmt", "--check", "-C", str(project)]) == Exit.CONTENT
    out, err = capsys.readouterr()
    assert out == f"{ACTOR}\n"
    assert err == "1 of 6 files would change\n"
    assert (project / ACTOR).read_text("utf-8") == UNTIDY


def test_paths(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fmt", "-C", str(project), "content/sources"]) == Exit.CLEAN
    assert (project / ACTOR).read_text("utf-8") == UNTIDY
    assert run(["fmt", "-C", str(project), str(project / ACTOR)]) == Exit.CLEAN
    assert (project / ACTOR).read_text("utf-8") == TIDY
    for nowhere in ("nothing.yaml", "mkdocs.yml"):
        assert run(["fmt", "-C", str(project), nowhere]) == Exit.USAGE
    assert "hint:" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_stays_and_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = project / "content/actors/ostmark.yaml"
    broken.write_text("name: {en: Ostmark\nkind: state\n", "utf-8")
    assert run(["fmt", "-C", str(project)]) == Exit.CONTENT
    out, err = capsys.readouterr()
    assert out == f"{ACTOR}\n"
    assert "content/actors/ostmark.yaml:1:7: error[yaml-syntax]" in err
    assert broken.read_text("utf-8") == "name: {en: Ostmark\nkind: state\n"


def test_a_file_with_other_mistakes_is_tidied_all_the_same(project: Path) -> None:
    (project / ACTOR).write_text("kind: planet\nnames: x\nname: X\n", "utf-8")
    assert run(["fmt", "-C", str(project)]) == Exit.CLEAN
    assert (project / ACTOR).read_text("utf-8") == "name: X\nkind: planet\nnames: x\n"


def test_the_modeline_is_put_back_where_there_are_schemas(project: Path) -> None:
    assert run(["schema", "--write", "-C", str(project)]) == Exit.CLEAN
    assert run(["fmt", "-C", str(project)]) == Exit.CLEAN
    text = (project / ACTOR).read_text("utf-8")
    assert text == f"# yaml-language-server: $schema=../../schemas/actor.schema.json\n{TIDY}"


def test_a_step_that_would_change_a_value_is_left_out_and_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(canonical.STEPS, "spacing", lambda text, *_: text.replace("Varland", "Ostmark"))
    monkeypatch.setitem(canonical.STEPS, "blank lines", lambda text, *_: text.replace("# both", ""))
    assert run(["fmt", "-C", str(project), str(project / ACTOR)]) == Exit.CLEAN
    _, err = capsys.readouterr()
    assert f"{ACTOR}: spacing left as it is, since a value or a comment would change\n" in err
    assert f"{ACTOR}: blank lines left as it is" in err
    assert (project / ACTOR).read_text("utf-8") == "name: {en: Varland,fr: Le Varland}  # both\nkind:  state\n"


def test_without_ruamel(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(missing, "import_module", absent)
    before = tree(project)
    assert run(["fmt", "-C", str(project)]) == Exit.USAGE
    assert "pip install 'briefing[edit]'" in capsys.readouterr().err
    assert tree(project) == before
