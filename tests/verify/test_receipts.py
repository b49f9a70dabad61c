"""Receipts: written when a source holds, kept against later changes, and never taken for a verification."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.cli import run
from generator.errors import Exit
from tests.dossiers import write
from tests.verify.held import SITES, changed

NAME = "2031-05-strait-herald"
Says = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, capsys: Says) -> Path:
    """A copy of the honest English dossier with its receipts."""
    copy = tmp_path / "project"
    shutil.copytree(SITES / "good-english", copy)
    assert run(["verify", "-C", str(copy)]) == Exit.CLEAN  # its texts lie in private/
    assert capsys.readouterr().err == f"wrote content/sources/{NAME}.seen\n"
    return copy


def source(project: Path) -> Path:
    return project / f"content/sources/{NAME}.yaml"


def receipts(project: Path) -> Path:
    return project / f"content/sources/{NAME}.seen"


def edit(path: Path, old: str, new: str) -> None:
    path.write_text(changed(path.read_text("utf-8"), [(old, new)]), "utf-8")


def checked(project: Path, capsys: Says, *more: str) -> tuple[int, str]:
    code = run(["check", "-C", str(project), "--format", "concise", *more])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 40,", "value: 41,"),
        ("value: 40,", "value: 40, approx: true,"),
        ("value: 40, unit: boat", "value: 40, unit: rifle"),
        ("value: 40,", "min: 40,"),
        ("    at: p3.s1\n", "    at: p3\n"),
        ("    at: p3.s1\n", "    at: p3.s1\n    anchor: the navy\n"),
        ("when: 2029", "when: 2029?"),
        ("quote: mixed", "quote: direct"),
    ],
)
def test_a_change_is_noticed_without_the_text(project: Path, old: str, new: str, capsys: Says) -> None:
    edit(source(project), old, new)
    code, said = checked(project, capsys)
    assert code == Exit.CONTENT
    assert "error[receipt-stale]" in said
    assert "not verified here: 5 facts (5 with a receipt)" in said
    assert "passed" not in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("counts {value} boats in the fleet", "has counted {value} boats in the fleet"),
        ("    quote: mixed\n", "    quote: mixed\n    note: Not a gift.\n"),
        ("value: 40,", "value: 40.0,"),
        ("title: Varland says", "title: Varland said"),
    ],
)
def test_a_change_of_words_is_none(project: Path, old: str, new: str, capsys: Says) -> None:
    edit(source(project), old, new)
    code, said = checked(project, capsys)
    assert (code, "receipt-stale" in said) == (Exit.CLEAN, False)


def test_a_new_fact_is_only_counted(project: Path, capsys: Says) -> None:
    text = source(project).read_text("utf-8")
    fleet = text[text.index("  fleet:\n") : text.index("  fleet-before:\n")]
    source(project).write_text(text + fleet.replace("fleet:", "fleet-again:").replace("counts", "has"), "utf-8")
    code, said = checked(project, capsys)
    assert code == Exit.CLEAN
    assert "not verified here: 6 facts (5 with a receipt)" in said


def test_a_fact_that_is_gone_is_noticed(project: Path, capsys: Says) -> None:
    text = source(project).read_text("utf-8")
    source(project).write_text(text[: text.index("  fleet-before:\n")], "utf-8")
    code, said = checked(project, capsys)
    assert code == Exit.CONTENT
    assert f"{NAME}.seen:3:1: error[receipt-stale]: the verified fact 'fleet-before' is gone" in said


def test_a_fact_that_cannot_be_read_is_not_gone(project: Path, capsys: Says) -> None:
    edit(source(project), "when: 2029", "when: soon")
    _, said = checked(project, capsys)
    assert "error[bad-date]" in said
    edit(source(project), "  fleet-before:\n    type: figure", "  fleet-before:\n    type: figur")
    _, said = checked(project, capsys)
    assert "receipt-stale" not in said


def test_verify_renews_what_holds_and_nothing_else(project: Path, capsys: Says) -> None:
    before = receipts(project).read_bytes()
    edit(source(project), "value: 40,", "value: 41,")
    assert run(["verify", "-C", str(project)]) == Exit.CONTENT
    assert receipts(project).read_bytes() == before
    edit(source(project), "value: 41,", "value: 40,")
    edit(source(project), "    at: p3.s1\n", "    at: p3.s1\n    anchor: the navy of Ostmark\n")
    assert run(["verify", "--check", "-C", str(project)]) == Exit.CONTENT
    assert receipts(project).read_bytes() == before
    capsys.readouterr()
    assert run(["verify", "-C", str(project)]) == Exit.CLEAN
    assert receipts(project).read_bytes() != before
    assert checked(project, capsys)[0] == Exit.CLEAN


def test_verify_mends_a_broken_receipt_file(project: Path, capsys: Says) -> None:
    before = receipts(project).read_bytes()
    receipts(project).write_bytes(b"\xff\n" + before)
    assert checked(project, capsys)[0] == Exit.CONTENT
    assert run(["verify", "-C", str(project)]) == Exit.CLEAN
    assert receipts(project).read_bytes() == before


@pytest.mark.parametrize("lines", [["b", "a"], ["a", "a"], ["a  "], ["a 1"], [""]])
def test_receipts_that_verify_did_not_write(lines: list[str], project: Path, capsys: Says) -> None:
    receipts(project).write_text("".join(f"{line} {'0' * 64}\n" if line.isalpha() else f"{line}\n" for line in lines))
    assert "error[bad-receipt]" in checked(project, capsys)[1]


def test_receipts_without_a_source(project: Path, capsys: Says) -> None:
    receipts(project).rename(receipts(project).with_name("gone.seen"))
    assert (
        "gone.seen:1:1: error[stray-file]: this file would not be read (there is no source"
        in checked(project, capsys)[1]
    )


def test_a_receipt_says_nothing_of_the_text(project: Path) -> None:
    lines = receipts(project).read_text("ascii").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["boats", "fleet", "fleet-before", "halden-gift", "rifles"]
    assert all(re.fullmatch(r"[a-z-]+ [0-9a-f]{64}", line) for line in lines)


def test_check_with_the_texts(project: Path, capsys: Says) -> None:
    private = str(project / "private")
    code, said = checked(project, capsys, "--private", private)
    assert (code, "; verified here: 5 facts; 0 errors" in said) == (Exit.CLEAN, True)
    receipts(project).unlink()
    edit(source(project), "value: 40,", "value: 41,")
    code, said = checked(project, capsys, "--private", private)
    assert code == Exit.CONTENT
    assert "error[figure-not-in-sentence]" in said
    assert not receipts(project).exists()


def test_a_dossier_without_texts_is_only_counted(tmp_path: Path, capsys: Says) -> None:
    write(tmp_path)
    (tmp_path / "private").mkdir()
    assert run(["verify", "-C", str(tmp_path)]) == Exit.CLEAN
    assert capsys.readouterr().out == "not verified here: 2 facts; 0 errors, 0 warnings\n"


def test_the_folder_must_exist(tmp_path: Path, capsys: Says) -> None:
    write(tmp_path)
    assert run(["verify", "-C", str(tmp_path)]) == Exit.USAGE
    assert "--private DIR" in capsys.readouterr().err


def test_copies_in_pages_and_comments(project: Path, capsys: Says) -> None:
    (project / "content/pages").mkdir()
    (project / "content/pages/about.md").write_text("# About\n\nNone of them fit for a\nwinter at sea.\n", "utf-8")
    edit(source(project), "facts:\n", "# most of them older than\n# their crews and none\nfacts:\n")
    assert run(["verify", "-C", str(project)]) == Exit.CONTENT
    said = capsys.readouterr().out
    assert "content/pages/about.md:3:1: error[copied-words]: 9 words in a row are the words of" in said
    assert re.search(rf"{NAME}\.yaml:13:3: error\[copied-words\]: 9 words", said)
    assert "winter" not in said
