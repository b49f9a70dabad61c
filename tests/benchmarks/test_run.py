from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measure import cost, written
from tests.commands import ROOT

HOLD = "import time; held = bytearray({} << 20); time.sleep(0.4)"
FORK = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD.format(60)!r}]); " + HOLD.format(0)


def test_memory_is_that_of_the_largest_process_and_of_all_of_them(tmp_path: Path) -> None:
    found = cost([[sys.executable, "-c", HOLD.format(60)]], tmp_path, dict(os.environ))
    assert found.code == 0
    assert found.largest > 60  # of a child of a large process (this one), Linux counts the moment before it is another
    assert 55 < found.tree < 120
    below = cost([[sys.executable, "-c", FORK]], tmp_path, dict(os.environ))
    assert below.largest > 60  # the child's, which the command waited for
    assert below.tree > 60


def test_the_processor_time_of_what_was_waited_for_counts(tmp_path: Path) -> None:
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(10**7))'])"
    assert cost([[sys.executable, "-c", work]], tmp_path, dict(os.environ)).cpu > 0.05


def test_a_command_that_fails_is_the_last_one(tmp_path: Path) -> None:
    commands = [[sys.executable, "-c", "raise SystemExit(7)"], [sys.executable, "-c", "open('ran', 'w')"]]
    assert cost(commands, tmp_path, dict(os.environ)).code == 7
    assert not (tmp_path / "ran").exists()


def test_files_and_bytes_are_counted(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "one").write_bytes(b"12345")
    (tmp_path / "two").write_bytes(b"123")
    assert written(tmp_path) == (2, 8)


@pytest.mark.slow
def test_without_peers_ours_run_alone(tmp_path: Path) -> None:
    """The whole of it: corpus, conversion, three builds of each line, the check, both tables."""
    command = [sys.executable, "-m", "benchmarks.run", "--n", "12", "--reps", "1", "--curve", "9"]
    command += ["--work", str(tmp_path / "work"), "--outdir", str(tmp_path / "out"), "--json", str(tmp_path / "r.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ours")]
    assert [row.split(" | ")[0] for row in rows] == ["| ours", "| ours-all"]
    assert all(row.endswith(" yes |") for row in rows)
    assert "| 9 | ours |" in done.stdout
    found = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert found["race"]["ours-all"]["size"] > found["race"]["ours"]["size"] > 0
    assert [len(found["race"]["ours"][name]) for name in ("cold", "again", "edited")] == [1, 1, 1]
