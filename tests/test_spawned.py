"""Builds in spawned processes, as on systems that cannot fork: the same bytes, and the same end whatever happens."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.across import TRUSTED
from benchmarks.synthetic import write_dossier
from generator.errors import Exit
from generator.workers import SPAWN
from tests.commands import BIN, GOOD, ROOT, Done, copied, different, ended_well, failed_in_order, tree

pytestmark = pytest.mark.slow
# Tells whether processes were begun, and how.
TELLING = """
import sys
from generator import workers
from generator.cli import run
code = run()
how = {"multiprocessing.popen_spawn_posix": "spawned", "multiprocessing.popen_fork": "forked"}
print(next((said for name, said in how.items() if name in sys.modules), "alone"))
sys.exit(code)
"""
EAGER = TELLING.replace("from generator.cli", "workers.paying = lambda jobs, much, worth: jobs\nfrom generator.cli")
# Tells, too, whether a process has read what another one had made: what it has made itself it keeps.
READING = EAGER.replace(
    "code = run()",
    """
import mmap
from generator.incremental.pool import Pool
seen, get = mmap.mmap(-1, 1), Pool.get
def noted(*given):
    found = get(*given)
    seen[0] |= found is not None
    return found
Pool.get = noted
code = run()
print("read" * seen[0])
""",
)
SPAWNED = {"spawned": "yes", "forked": "", "alone": ""}
ENTRIES = {
    "the command": [str(BIN / "briefing"), "build", "--jobs", "2", "-C"],
    "the module": [sys.executable, "-m", "generator.cli", "build", "--jobs", "2", "-C"],
}


def environment(cache: Path, how: str) -> dict[str, str]:
    return os.environ | {SPAWN: SPAWNED[how], "NO_COLOR": "1", "BRIEFING_CACHE_DIR": str(cache)}


def built(how: str, project: Path, site: Path, *options: str, script: str = EAGER) -> Done:
    """Without anything from earlier builds."""
    command = [sys.executable, "-c", script, "build", "-q", "-C", str(project), "--site-dir", str(site), *options]
    return subprocess.run(
        [*command, "--jobs", "1" if how == "alone" else "2"],
        env=environment(site.parent / f"{site.name}-cache", how),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier large enough for two spawned processes."""
    folder = tmp_path_factory.mktemp("synthetic")
    write_dossier(300, folder, "en, fr")
    return folder


@pytest.fixture(scope="module")
def wanted(many: Path) -> Path:
    site = many.parent / "wanted" / "site"
    assert ended_well(built("alone", many, site)).stdout == "alone\n"
    return site


@pytest.mark.parametrize("options", [(), ("--no-cache",)], ids=["noting", "plain"])
@pytest.mark.parametrize("project", [ROOT, GOOD / "varland"], ids=["shipped", "varland"])
def test_the_same_bytes_in_all_ways(project: Path, options: tuple[str, ...], tmp_path: Path) -> None:
    for how in SPAWNED:
        assert ended_well(built(how, project, tmp_path / how, *options)).stdout == f"{how}\n"
    assert different(tmp_path / "spawned", tmp_path / "alone") == []
    assert different(tmp_path / "forked", tmp_path / "alone") == []


def test_little_to_do_is_done_in_one_process(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert ended_well(built("spawned", GOOD / "varland", site, script=TELLING)).stdout == "alone\n"


def test_a_build_goes_on_from_a_spawned_one(tmp_path: Path) -> None:
    project = copied(GOOD / "varland", tmp_path / "project")
    for how in ("alone", "spawned"):
        ended_well(built(how, project, tmp_path / how))
    briefing = project / "content" / "briefing.yaml"
    briefing.write_text(briefing.read_text("utf-8") + "\n# The same, with a remark.\n", "utf-8")
    for how in ("alone", "spawned"):
        ended_well(built(how, project, tmp_path / how))
    assert different(tmp_path / "spawned", tmp_path / "alone") == []


@pytest.mark.parametrize("how", ["forked", "spawned"])
def test_what_other_processes_made_is_followed_after_an_edit(how: str, many: Path, tmp_path: Path) -> None:
    """Lines and sentences come from whichever process made them, with all that they rest on."""
    project, site = copied(many, tmp_path / "project"), tmp_path / "site"
    time.sleep(TRUSTED)  # or nothing would be left for the next build
    said = ended_well(built(how, project, site, script=READING)).stdout.split()
    assert said == (["read", how] if how == "forked" else [how])  # a spawned process does not run the script
    kept = (site / "404.html").stat().st_ino
    _replaced(project / "content" / "actors" / "actor-0.yaml", r"(?m)^name: .*", "name: Another Name")
    _replaced(min((project / "content" / "sources").iterdir()), r"value: \d+", "value: 987654")
    ended_well(built(how, project, site))
    assert (site / "404.html").stat().st_ino == kept, "a whole build"
    ended_well(built("alone", project, tmp_path / "fresh"))
    assert different(site, tmp_path / "fresh") == []
    assert "Another Name" in (site / "actors" / "actor-0.html").read_text("utf-8")


def _replaced(path: Path, pattern: str, new: str) -> None:
    text, times = re.subn(pattern, new, path.read_text("utf-8"), count=1)
    assert times == 1
    path.write_text(text, "utf-8")


def test_a_mistake_is_told_as_in_one_process(starter: Path, tmp_path: Path) -> None:
    (starter / "templates").mkdir()
    (starter / "templates" / "actor.html").write_text("{{ nothing.of.that.name }}\n")
    config = starter / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("  # custom_dir: templates ", "  custom_dir: templates # "), "utf-8"
    )
    alone, spawned = [built(how, starter, tmp_path / how) for how in ("alone", "spawned")]
    assert spawned.stdout == "spawned\n"
    assert "actor.html:1: 'nothing' is undefined" in failed_in_order(spawned, alone.returncode)
    assert spawned.stderr == alone.stderr
    assert not (tmp_path / "spawned").exists()


def test_wrong_content_is_told_as_in_one_process(tmp_path: Path) -> None:
    project = copied(GOOD / "varland", tmp_path / "project")
    for path in sorted((project / "content" / "actors").glob("*.yaml")):
        path.write_text(path.read_text("utf-8") + "nonsense: [1, 2\n", "utf-8")
    alone, spawned = [built(how, project, tmp_path / how) for how in ("alone", "spawned")]
    failed_in_order(spawned, Exit.CONTENT)
    assert spawned.stderr == alone.stderr


def workers_of(pid: int) -> list[int]:
    """The spawned processes of a process."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"--multiprocessing-fork" in (path / "cmdline").read_bytes():
                found.append(int(path.name))
        except (OSError, IndexError):
            continue
    return found


def begun(command: list[str], project: Path, site: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A build of which spawned processes make pages, and those processes."""
    run = subprocess.Popen(
        [*command, str(project), "--site-dir", str(site)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(site.parent / f"{site.name}-cache", "spawned"),
        cwd=ROOT,
        start_new_session=True,
    )
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if any(site.parent.glob(f".{site.name}.staging-*/*/*.html")) and len(found := workers_of(run.pid)) == 2:
            return run, found
        time.sleep(0.01)
    run.kill()
    raise AssertionError(f"no spawned process made a page: {run.communicate()[0]}")


@pytest.mark.parametrize("entry", ENTRIES)
def test_each_way_in(entry: str, many: Path, wanted: Path, tmp_path: Path) -> None:
    """A spawned process imports the program that was started: it must not start it again."""
    run, _ = begun(ENTRIES[entry], many, tmp_path / "site")
    said, _ = run.communicate(timeout=300)
    assert run.returncode == 0, said
    assert different(tmp_path / "site", wanted) == []


def test_mkdocs_itself(many: Path, wanted: Path, tmp_path: Path) -> None:
    command = [str(BIN / "mkdocs"), "build", "-q", "-f", str(many / "mkdocs.yml"), "-d", str(tmp_path / "site")]
    done = subprocess.run(
        command,
        env=environment(tmp_path / "cache", "spawned"),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    ended_well(done)
    assert different(tmp_path / "site", wanted) == []


def _gone(pids: list[int]) -> bool:
    until = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def _old_site(folder: Path) -> dict[str, str]:
    ended_well(built("alone", GOOD / "varland", folder / "site"))
    return tree(folder / "site")


def test_a_process_killed_in_mid_build(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _old_site(tmp_path)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    run, workers = begun(ENTRIES["the command"], many, tmp_path / "site")
    os.kill(workers[0], signal.SIGKILL)
    said, _ = run.communicate(timeout=60)
    assert run.returncode == Exit.MACHINE, said
    assert "a process of this build was killed" in said
    assert "--jobs 1" in said
    assert "Traceback" not in said
    assert tree(tmp_path / "site") == before
    assert _gone(workers)
    assert list(tmp_path.glob(".site.staging-*")) == []
    assert list((tmp_path / "tmp").iterdir()) == [], "what was sent is gone"


def test_a_killed_build_leaves_nothing_running(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    run, workers = begun(ENTRIES["the command"], many, tmp_path / "site")
    run.kill()
    run.communicate(timeout=60)
    assert _gone(workers)
    assert list((tmp_path / "tmp").iterdir()) == [], "the processes took along what they were sent"


@pytest.mark.parametrize("late", [0.0, 0.02, 0.1, 0.3, None], ids=str)
def test_interrupted_from_the_terminal(late: float | None, many: Path, tmp_path: Path) -> None:
    """All processes get it: so many seconds after the first of them was begun, or when they make pages."""
    before = _old_site(tmp_path)
    command = [*ENTRIES["the command"], str(many), "--site-dir", str(tmp_path / "site")]
    if late is None:
        run, _ = begun(ENTRIES["the command"], many, tmp_path / "site")
    else:
        run = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(tmp_path / "cache", "spawned"),
            cwd=ROOT,
            start_new_session=True,
        )
        while not workers_of(run.pid):
            assert run.poll() is None
            time.sleep(0.002)
        time.sleep(late)
    os.killpg(run.pid, signal.SIGINT)
    said, _ = run.communicate(timeout=60)
    assert (run.returncode, said) == (Exit.INTERRUPTED, "briefing: interrupted; nothing was changed\n")
    assert tree(tmp_path / "site") == before
