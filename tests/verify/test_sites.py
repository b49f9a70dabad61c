"""Each code of the verification has a broken dossier with an invented text, in `sites/verify/<code>/`.

After a change of words, write expected.txt again: briefing verify -C COPY --private COPY/private > expected.txt 2>&1 on
a copy of the folder (with --check for receipt-missing), then read it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.cli import run
from generator.errors import Exit
from generator.verify.codes import CODES, WARNINGS

SITES = Path(__file__).parent.parent / "sites" / "verify"
FOLDERS = sorted(path.name for path in SITES.iterdir() if path.is_dir())
GOOD = [name for name in FOLDERS if name.startswith("good-")]
BAD = [name for name in FOLDERS if name not in GOOD]


def verified(name: str, copy: Path) -> int:
    """Run the command on a copy: it writes receipts beside a source that holds."""
    shutil.copytree(SITES / name, copy)
    check = ["--check"] if name == "receipt-missing" else []
    return run(["verify", "-C", str(copy), "--private", str(copy / "private"), *check])


@pytest.mark.parametrize("name", BAD)
def test_says_exactly_what_is_wrong(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = verified(name, tmp_path / name)
    captured = capsys.readouterr()
    assert captured.out + captured.err == (SITES / name / "expected.txt").read_text("utf-8")
    assert code == (Exit.CLEAN if name in WARNINGS else Exit.CONTENT)


@pytest.mark.parametrize("name", BAD)
def test_has_only_the_problem_of_its_name(name: str) -> None:
    expected = (SITES / name / "expected.txt").read_text("utf-8")
    assert set(re.findall(r"^\S+:\d+:\d+: (?:error|warning)\[([a-z0-9-]+)\]: .", expected, re.MULTILINE)) == {name}


def test_each_code_has_a_broken_dossier() -> None:
    assert {code.code for code in CODES} == set(BAD)


@pytest.mark.parametrize("name", GOOD)
def test_an_honest_dossier_gets_its_receipts(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / name
    assert verified(name, copy) == Exit.CLEAN
    assert capsys.readouterr().out == "verified here: 5 facts; 0 errors, 0 warnings\n"
    receipts = next((copy / "content/sources").glob("*.seen")).read_text("ascii").splitlines()
    assert len(receipts) == 5
    assert receipts == sorted(receipts)
    assert run(["check", "--strict", "-C", str(copy)]) == Exit.CLEAN
    assert "not verified here: 5 facts (5 with a receipt); 0 errors" in capsys.readouterr().out
    assert run(["check", "--strict", "-C", str(copy), "--private", str(copy / "private")]) == Exit.CLEAN
    assert "; verified here: 5 facts; 0 errors" in capsys.readouterr().out


@pytest.mark.parametrize("name", FOLDERS)
def test_no_sentence_of_the_text_is_printed(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verified(name, tmp_path / name)
    captured = capsys.readouterr()
    said = " ".join(re.findall(r"\w+", (captured.out + captured.err).casefold()))
    for path in (SITES / name / "private").iterdir():
        words = re.findall(r"\w+", path.read_bytes().decode("utf-8", "replace").casefold())
        assert len(words) > 20
        copied = [" ".join(words[at : at + 8]) for at in range(len(words) - 7)]
        assert [row for row in copied if row in said] == []
