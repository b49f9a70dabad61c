"""Real runs of our command and of MkDocs, in their own processes, and what they left on the disk."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
GOOD = ROOT / "tests" / "sites" / "good"
BAD = ROOT / "tests" / "sites" / "bad"
CONTENT_WRONG, USAGE = 1, 2

Done = subprocess.CompletedProcess[str]


def run(
    *command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, seconds: float = 120
) -> Done:
    """Run one of the commands that stand beside this Python."""
    name, *rest = command
    return subprocess.run(
        [str(BIN / name), *map(str, rest)],
        cwd=cwd or ROOT,
        env={**os.environ, "NO_COLOR": "1"} | dict(env or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=seconds,
    )


def briefing(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, seconds: float = 120
) -> Done:
    return run("briefing", *arguments, cwd=cwd, env=env, seconds=seconds)


def mkdocs(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    return run("mkdocs", *arguments, cwd=cwd, env=env)


def ended_well(done: Done) -> Done:
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
    return done


def failed_in_order(done: Done, code: int) -> str:
    """What a failed run said; it must have failed with this code, in words and not with a traceback."""
    said = done.stdout + done.stderr
    assert done.returncode == code, f"exit {done.returncode}\n{said}"
    assert "Traceback" not in said, said
    return said


def tree(folder: Path) -> dict[str, str]:
    """A digest for each file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def different(one: Path, other: Path) -> list[str]:
    """The files that two folders do not have in common, or not with the same bytes."""
    return sorted({name for name, _ in tree(one).items() ^ tree(other).items()})


def copied(project: Path, to: Path) -> Path:
    """A copy of a project's inputs: configuration, facts and, where it has its own, templates."""
    to.mkdir(parents=True, exist_ok=True)
    shutil.copy(project / "mkdocs.yml", to)
    for name in ("content", "templates"):
        if (project / name).is_dir():
            shutil.copytree(project / name, to / name)
    return to


def edit(path: Path, old: str, new: str) -> None:
    """Replace text that stands in a file exactly once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), "utf-8")
