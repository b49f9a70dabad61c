"""The shipped dossier against the article it was taken from, where that is at hand. No word of it is printed."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.cli import run
from generator.errors import Exit
from tests.commands import ROOT
from tests.verify.held import SITES

SEED = ROOT.parent / "shared" / "seed"
with_the_seed = pytest.mark.skipif(not SEED.is_dir(), reason="the private article is not on this machine")
FIGURES = ("figure", "figures exchanged", "approximation", "locator of a figure")


def test_every_shipped_fact_has_its_receipt(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "-C", str(ROOT)])
    said = capsys.readouterr().out
    facts = said.partition(" facts, ")[0].rpartition(" ")[2]
    assert f"; not verified here: {facts} facts ({facts} with a receipt); " in said
    assert "receipt" not in said.replace("with a receipt", "")


@with_the_seed
def test_the_shipped_dossier_holds(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["verify", "--check", "--strict", "-C", str(ROOT), "--private", str(SEED)])
    captured = capsys.readouterr()
    if code != Exit.CLEAN:
        pytest.fail("briefing verify --private ../shared/seed finds problems; run it by hand", pytrace=False)
    assert captured.out.startswith("verified here: ")
    assert captured.out.endswith("; 0 errors, 0 warnings\n")


def counts(project: Path, private: Path) -> dict[str, Any]:
    tool = runpy.run_path(str(ROOT / "tools" / "mutate.py"))
    found, _ = tool["count"](project, private)
    print(tool["table"](found))  # noqa: T201 - shown with -s, and when the test fails; kinds and counts only
    return dict(found)


def all_caught(found: dict[str, Any]) -> None:
    assert {kind: found[kind].text for kind in FIGURES} == {kind: found[kind].all for kind in FIGURES}
    assert all(one.receipts == one.all for kind, one in found.items())


@pytest.mark.slow
@with_the_seed
def test_every_changed_figure_of_the_shipped_dossier_is_noticed() -> None:
    found = counts(ROOT, SEED)
    all_caught(found)
    assert found["unit"].text == found["unit"].all


@pytest.mark.slow
@pytest.mark.parametrize("language", ["english", "french", "german"])
def test_every_changed_figure_of_an_invented_text_is_noticed(language: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(SITES / f"good-{language}", project)
    all_caught(counts(project, project / "private"))
