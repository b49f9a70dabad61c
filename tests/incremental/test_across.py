"""After any edit, a build that goes on from the last one leaves the bytes of one that makes everything anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.across import Project

EDITS = 20


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edits_the_site_is_as_if_built_anew(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_CACHE_DIR", str(tmp_path / "cache"))
    project = Project(tmp_path, seed)
    ways: Counter[str] = Counter()
    while ways.total() < EDITS:
        step = project.step()
        if step:
            assert step.differences == [], f"after {step.edit} ({step.way})"
            ways[step.way] += 1
    assert ways["few read"] + ways["all read"] > EDITS // 3, ways
