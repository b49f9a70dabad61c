"""A build on a real cluster: a scheduler and two workers, each a process of its own on this machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.synthetic import write_dossier
from tests.commands import BIN, USAGE, briefing, different, ended_well, failed_in_order, tree

pytestmark = pytest.mark.slow
MACHINE = 3
HERE = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")


class Cluster:
    """A scheduler and its workers, whose ids are known, so that one can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runs: list[subprocess.Popen[str]] = []
        self.scheduler = self._start("scheduler", *HERE, "--port", "0")
        self.address = self._said(self.scheduler, r"Scheduler at:\s+tcp://(\S+)")
        self.workers: list[subprocess.Popen[str]] = []

    def work(self, count: int) -> None:
        for _ in range(count):
            run = self._start("worker", self.address, *HERE, "--nthreads", "1", "--no-nanny")
            self._said(run, r"Registered to")
            self.workers.append(run)

    def _start(self, *arguments: str) -> subprocess.Popen[str]:
        run = subprocess.Popen(
            [str(BIN / "dask"), *arguments],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.runs.append(run)
        return run

    @staticmethod
    def _said(run: subprocess.Popen[str], pattern: str) -> str:
        assert run.stderr
        for line in run.stderr:
            if found := re.search(pattern, line):
                return found[found.lastindex or 0]
        raise AssertionError(f"it never said {pattern}")

    def close(self) -> None:
        for run in reversed(self.runs):
            run.terminate()
            run.communicate(timeout=20)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic")
    write_dossier(300, folder, "en, fr")
    return folder


@pytest.fixture(scope="module")
def wanted(synthetic: Path) -> Path:
    ended_well(briefing("build", "-C", synthetic, "--site-dir", synthetic.parent / "here", "--jobs", "1"))
    return synthetic.parent / "here"


def building(cluster: Cluster, project: Path, site: Path) -> subprocess.Popen[str]:
    command = [str(BIN / "briefing"), "build", "-C", str(project), "--site-dir", str(site)]
    return subprocess.Popen(
        [*command, "--executor", f"dask://{cluster.address}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )


def test_the_same_bytes_as_here(cluster: Cluster, synthetic: Path, wanted: Path, tmp_path: Path) -> None:
    cluster.work(2)
    address = f"dask://{cluster.address}"
    ended_well(briefing("build", "-C", synthetic, "--site-dir", tmp_path / "site", "--executor", address))
    assert different(tmp_path / "site", wanted) == []


def test_the_templates_of_the_project_go_along(cluster: Cluster, starter: Path, tmp_path: Path) -> None:
    (starter / "templates").mkdir()
    (starter / "templates" / "changes.html").write_text("{{ title }}, by our own template\n")
    config = starter / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("  # custom_dir: templates ", "  custom_dir: templates # "), "utf-8"
    )
    cluster.work(1)
    ended_well(briefing("build", "-C", starter, "--site-dir", tmp_path / "here"))
    ended_well(
        briefing("build", "-C", starter, "--site-dir", tmp_path / "there", "--executor", f"dask://{cluster.address}")
    )
    assert different(tmp_path / "there", tmp_path / "here") == []
    assert "by our own template" in (tmp_path / "there" / "changes.html").read_text("utf-8")


def test_a_worker_killed_in_mid_build(cluster: Cluster, synthetic: Path, wanted: Path, tmp_path: Path) -> None:
    cluster.work(2)
    run = building(cluster, synthetic, tmp_path / "site")
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".site.staging-*/actors/*.html")) and time.monotonic() < until:
        time.sleep(0.01)
    assert list(tmp_path.glob(".site.staging-*/actors/*.html")), "the build has begun"
    cluster.workers[0].send_signal(signal.SIGKILL)
    said, _ = run.communicate(timeout=120)
    assert run.returncode == 0, said
    assert "Traceback" not in said
    assert different(tmp_path / "site", wanted) == []


def test_all_workers_gone(cluster: Cluster, synthetic: Path, tmp_path: Path) -> None:
    cluster.work(1)
    ended_well(briefing("build", "-C", synthetic, "--site-dir", tmp_path / "site"))
    before = tree(tmp_path / "site")
    run = building(cluster, synthetic, tmp_path / "site")
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".site.staging-*/data/*")) and time.monotonic() < until:
        time.sleep(0.01)
    cluster.workers[0].send_signal(signal.SIGKILL)
    said, _ = run.communicate(timeout=120)
    assert run.returncode == MACHINE, said
    assert "all workers of the cluster are gone" in said
    assert "Traceback" not in said
    assert tree(tmp_path / "site") == before


REFUSED = {
    "no address": ("127.0.0.1:8786", USAGE, "is no address of a cluster"),
    "no port": ("dask://127.0.0.1", USAGE, "is no address of a cluster"),
}


@pytest.mark.parametrize(("address", "code", "words"), REFUSED.values(), ids=REFUSED)
def test_an_address_that_is_none(address: str, code: int, words: str, starter: Path) -> None:
    assert words in failed_in_order(briefing("build", "-C", starter, "--executor", address), code)
    assert not (starter / "site").exists()


def test_nobody_answers(starter: Path) -> None:
    said = failed_in_order(briefing("build", "-C", starter, "--executor", "dask://127.0.0.1:9"), MACHINE)
    assert "no cluster answers" in said


def test_a_cluster_without_workers(cluster: Cluster, starter: Path) -> None:
    address = f"dask://{cluster.address}"
    assert "has no workers" in failed_in_order(briefing("build", "-C", starter, "--executor", address), MACHINE)


def test_without_dask(starter: Path, tmp_path: Path) -> None:
    """As a real import that fails, not a stub: a module of that name stands first in the path."""
    (tmp_path / "hide").mkdir()
    (tmp_path / "hide" / "distributed.py").write_text("raise ImportError\n")
    run = [sys.executable, "-m", "generator.cli", "build", "-C", str(starter), "--executor", "dask://127.0.0.1:9"]
    done = subprocess.run(
        run,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "hide")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "briefing[dask]" in failed_in_order(done, MACHINE)
