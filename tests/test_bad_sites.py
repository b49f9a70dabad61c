"""Each code has a broken dossier in `sites/bad/<code>/`, and the command says exactly what its expected.txt says.

After a change of words: briefing check -C tests/sites/bad/CODE > tests/sites/bad/CODE/expected.txt 2>&1, then read it.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.checks import RULES
from generator.cli import run
from generator.errors import Exit
from generator.read.codes import CODES, SETTINGS

BAD = Path(__file__).parent / "sites" / "bad"
FOLDERS = sorted(path.name for path in BAD.iterdir() if path.is_dir())
MIXED = {"five-mistakes"}  # holds several codes on purpose
MADE = {"file-too-large", "too-many-nodes", "unreadable-file"}  # made by tests below: too big, or not to be stored
PACKAGE = Path(generator.__file__).parent
SAY_A_CODE = {"BadValue", "refuse", "add", "Problem", "_stop", "_refuse", "_bad"}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def exit_code(name: str, printed: str) -> Exit:
    if name in {code.code for code in SETTINGS}:
        return Exit.USAGE
    return Exit.CONTENT if " error[" in printed else Exit.CLEAN


@pytest.mark.parametrize("name", FOLDERS)
def test_says_exactly_what_is_wrong(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    expected = (BAD / name / "expected.txt").read_text("utf-8")
    code = run(["check", "-C", str(BAD / name)])
    captured = capsys.readouterr()
    assert captured.out + captured.err == expected
    assert code == exit_code(name, expected)


@pytest.mark.parametrize("name", FOLDERS)
def test_has_only_the_problem_of_its_name(name: str) -> None:
    expected = (BAD / name / "expected.txt").read_text("utf-8")
    codes = set(re.findall(r"^\S+:\d+:\d+: (?:error|warning)\[([a-z0-9-]+)\]: .", expected, re.MULTILINE))
    assert codes == {name} or (name in MIXED and len(codes) > 1)
    hints = re.findall(r"^  hint: .", expected, re.MULTILINE)
    assert len(hints) == len(re.findall(r"^\S+:\d+:\d+: ", expected, re.MULTILINE))


@pytest.mark.parametrize("name", FOLDERS)
def test_warnings_fail_a_strict_run(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--strict", "-C", str(BAD / name)]) in (Exit.CONTENT, Exit.USAGE)


@pytest.mark.parametrize("name", ["five-mistakes", "too-few-judgements", "plugin-missing"])
def test_the_installed_command_says_the_same(name: str) -> None:
    command = [sys.executable, "-m", "generator.cli", "check", "-C", str(BAD / name)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
    expected = (BAD / name / "expected.txt").read_text("utf-8")
    assert done.stdout + done.stderr == expected
    assert done.returncode == exit_code(name, expected)


def test_five_mistakes_in_one_file_are_five_problems() -> None:
    expected = (BAD / "five-mistakes" / "expected.txt").read_text("utf-8")
    found = re.findall(r"^(\S+?):\d+:\d+: error\[(.*)\]", expected, re.MULTILINE)
    assert len(found) == len({code for _, code in found}) == 5
    assert len({path for path, _ in found}) == 1


def test_each_code_has_a_broken_dossier() -> None:
    codes = {rule.code for rule in RULES} | {code.code for code in CODES}
    assert codes - MADE == set(FOLDERS) - MIXED


def test_no_code_stands_twice() -> None:
    codes = [rule.code for rule in RULES] + [code.code for code in CODES]
    assert sorted(codes) == sorted(set(codes))


def codes_said(path: Path) -> Iterator[str]:
    """The codes that a module's calls give to problems: the first text argument, when it has the form of a code."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
        first = next(texts, "")
        if name in SAY_A_CODE and CODE.fullmatch(first):
            yield first


def test_the_table_holds_each_code_of_the_readers() -> None:
    modules = [*PACKAGE.glob("read/*.py"), *PACKAGE.glob("model/*.py"), PACKAGE / "settings.py"]
    assert {code for path in modules for code in codes_said(path)} == {code.code for code in CODES}


def copy_of(name: str, to: Path) -> Path:
    """A copy of a broken dossier, whose own problem is then written over."""
    for path in (BAD / name).rglob("*"):
        if path.is_file() and path.name != "expected.txt":
            target = to / path.relative_to(BAD / name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return to


@pytest.mark.parametrize(
    ("code", "text"),
    [("file-too-large", "# " + "x" * 2_000_000), ("too-many-nodes", "aliases: [" + "a," * 200_000 + "]")],
)
def test_a_file_that_is_too_big(code: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copy_of("empty-file", tmp_path)
    (project / "content/actors/ostmark.yaml").write_text(text, "utf-8")
    assert run(["check", "--format", "concise", "-C", str(project)]) == Exit.CONTENT
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    assert re.match(rf"content/actors/ostmark\.yaml:1:\d+: error\[{code}\]: .*\(split it", lines[0])


def test_a_file_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_of("empty-file", tmp_path)
    path_open: Any = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "ostmark.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return path_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert run(["check", "--format", "concise", "-C", str(project)]) == Exit.CONTENT
    assert capsys.readouterr().out == (
        "content/actors/ostmark.yaml:1:1: error[unreadable-file]: cannot read it: Permission denied "
        "(check its permissions)\n"
    )
