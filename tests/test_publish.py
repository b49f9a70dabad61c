"""Publishing, with real files, real processes, real signals and a real full disk."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import publish
from generator.errors import BriefingError, Exit

OLD = {"index.html": b"old", "actors/varland.html": b"old actor"}
NEW = {f"pages/{number}.html": b"new" * 4000 for number in range(60)}

BUILD = """
import sys, time
from pathlib import Path
from generator import publish
from tests.test_publish import NEW, build
print("started", flush=True)
build(Path(sys.argv[1]), NEW, pause=float(sys.argv[2]), two_steps=len(sys.argv) > 3)
"""


def build(output: Path, files: dict[str, bytes], *, pause: float = 0, two_steps: bool = False) -> None:
    if two_steps:
        publish._exchange = _no_exchange
    with publish.replacing(output) as staging:
        out = publish.Output(staging)
        for url, data in files.items():
            out.put_all([(url, data)])
            time.sleep(pause)
        publish.write(staging, publish.MANIFEST, publish.manifest(0, out.digests))


def _no_exchange(one: Path, other: Path) -> None:
    raise OSError(errno.EINVAL, "this file system cannot exchange")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(output: Path) -> set[str]:
    """What stands beside the output, its lock left aside."""
    return {path.name for path in output.parent.iterdir()} - {output.name, f".{output.name}.lock"}


def start(output: Path, pause: float, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILD, str(output), str(pause), *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An old site."""
    build(tmp_path / "site", OLD)
    return tmp_path / "site"


def test_a_first_build(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "site"
    build(output, NEW)
    assert NEW.items() <= tree(output).items()
    assert beside(output) == set()


@pytest.mark.parametrize("two_steps", [False, True])
def test_the_new_takes_the_place_of_the_old(output: Path, two_steps: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if two_steps:
        monkeypatch.setattr(publish, "_exchange", _no_exchange)
    build(output, NEW)
    assert set(tree(output)) == {*NEW, publish.MANIFEST}
    assert beside(output) == set()


def test_the_folder_has_the_rights_of_any_new_folder(output: Path) -> None:
    mask = os.umask(0o027)
    try:
        build(output, NEW)
    finally:
        os.umask(mask)
    assert output.stat().st_mode & 0o777 == 0o750


def test_an_empty_folder_is_ours(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    build(tmp_path / "site", NEW)
    assert NEW.items() <= tree(tmp_path / "site").items()


@pytest.mark.parametrize("name", ["holiday.jpg", ".hidden", "index.html"])
def test_a_foreign_folder_is_refused(tmp_path: Path, name: str) -> None:
    output = tmp_path / "photos"
    output.mkdir()
    (output / name).write_bytes(b"precious")
    with pytest.raises(BriefingError, match="no build of ours") as refused:
        build(output, NEW)
    assert refused.value.code is Exit.USAGE
    assert tree(output) == {name: b"precious"}
    assert beside(output) == set()


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"x")
    with pytest.raises(BriefingError, match="not a folder"):
        build(tmp_path / "site", NEW)


@pytest.mark.parametrize("failure", [ValueError("bug"), KeyboardInterrupt(), SystemExit(1), MemoryError()])
def test_a_failure_inside_changes_nothing(output: Path, failure: BaseException) -> None:
    before = tree(output)

    def fails() -> None:
        with publish.replacing(output) as staging:
            publish.write(staging, "index.html", b"half")
            raise failure

    with pytest.raises(type(failure)):
        fails()
    assert tree(output) == before
    assert beside(output) == set()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "srv" / "site"
    build(real, OLD)
    link = tmp_path / "site"
    link.symlink_to(real, target_is_directory=True)
    build(link, NEW)
    assert link.is_symlink()
    assert NEW.items() <= tree(real).items()
    assert {path.name for path in tmp_path.iterdir()} == {"srv", "site"}


def test_a_name_with_brackets_is_cleaned_up_after(tmp_path: Path) -> None:
    output = tmp_path / "site[1]*"
    build(output, OLD)
    (tmp_path / ".site[1]*.staging-left").mkdir()
    (tmp_path / ".site1.staging-other").mkdir()
    build(output, NEW)
    assert beside(output) == {".site1.staging-other"}


def test_a_second_build_at_the_same_time_is_refused(output: Path) -> None:
    process = start(output, 0.2)
    before = tree(output)
    try:
        deadline = time.monotonic() + 10
        while not beside(output) and time.monotonic() < deadline:
            time.sleep(0.01)
        with pytest.raises(BriefingError, match="another build is writing") as refused:
            build(output, NEW)
    finally:
        process.kill()
        process.communicate()
    assert refused.value.code is Exit.MACHINE
    assert tree(output) == before
    build(output, NEW)  # the lock died with its process
    assert beside(output) == set()


def whole(output: Path, before: dict[str, bytes]) -> bool:
    """Whether the output is the old site, byte for byte, or the new one."""
    found = tree(output)
    return found == before or set(found) == {*NEW, publish.MANIFEST}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_killed_at_many_points(output: Path, number: signal.Signals) -> None:
    """While a real second process writes: the old site stands, and the next build removes what is left."""
    before = tree(output)
    for after in (0, 1, 5, 20, 40, 59) if number is signal.SIGKILL else (5, 40):
        process = start(output, 0.005)
        deadline = time.monotonic() + 10
        while _written(output) < after and process.poll() is None:
            assert time.monotonic() < deadline
        process.send_signal(number)
        process.communicate()
        assert process.returncode != 0
        assert tree(output) == before
    build(output, NEW)
    assert set(tree(output)) == {*NEW, publish.MANIFEST}
    assert beside(output) == set()


def _written(output: Path) -> int:
    """How many files stand in staging folders; 0 while one of them vanishes."""
    try:
        return sum(len(tree(path)) for path in output.parent.iterdir() if ".staging-" in path.name)
    except FileNotFoundError:
        return 0


def test_killed_at_every_moment(output: Path) -> None:
    """Also during the swap and the removal of the old site: what stands is one of the two, whole."""
    before = tree(output)
    for delay in range(0, 60, 5):
        process = start(output, 0)
        time.sleep(delay / 1000)
        process.kill()
        process.communicate()
        assert whole(output, before), delay
    build(output, NEW)
    assert beside(output) == set()


KILL_BETWEEN = """
import os, signal, sys
from pathlib import Path
from generator import publish
from tests.test_publish import NEW, build
rename, count = Path.rename, 0
def renames(self, target):
    global count
    count += 1
    if count == int(sys.argv[2]) + 1:
        os.kill(os.getpid(), getattr(signal, sys.argv[3]))
    return rename(self, target)
Path.rename = renames
build(Path(sys.argv[1]), NEW, two_steps=True)
"""


@pytest.mark.parametrize(("renames", "stands"), [(0, True), (1, False), (2, True)])
def test_killed_between_the_two_steps(output: Path, renames: int, stands: bool) -> None:
    """Where the file system cannot exchange. The one moment without a site: the next build puts the old one back."""
    before = tree(output)
    subprocess.run([sys.executable, "-c", KILL_BETWEEN, str(output), str(renames), "SIGKILL"], check=False)
    assert output.exists() is stands
    if renames < 2:
        with pytest.raises(ValueError, match="the content is wrong"), publish.replacing(output):
            raise ValueError("the content is wrong")  # so that only the cleaning up counts
        assert tree(output) == before
    build(output, NEW)
    assert set(tree(output)) == {*NEW, publish.MANIFEST}
    assert beside(output) == set()


@pytest.mark.parametrize("renames", [0, 1])
def test_interrupted_between_the_two_steps(output: Path, renames: int) -> None:
    before = tree(output)
    subprocess.run(
        [sys.executable, "-c", KILL_BETWEEN, str(output), str(renames), "SIGINT"], check=False, capture_output=True
    )
    assert tree(output) == before
    assert beside(output) == set()


def test_the_second_step_fails(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(output)
    monkeypatch.setattr(publish, "_exchange", _no_exchange)
    rename, calls = Path.rename, list[Path]()

    def once(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == 2:
            raise OSError(errno.EIO, "input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(OSError, match="input/output"):
        build(output, NEW)
    monkeypatch.undo()
    assert tree(output) == before
    assert beside(output) == set()


def test_an_error_of_the_exchange_that_is_no_missing_feature(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(one: Path, other: Path) -> None:
        raise OSError(errno.EIO, "input/output error")

    before = tree(output)
    monkeypatch.setattr(publish, "_exchange", fails)
    with pytest.raises(OSError, match="input/output"):
        build(output, NEW)
    assert tree(output) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("cannot mount a small disk here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    output = small_disk / "site"
    build(output, OLD)
    before = tree(output)
    with pytest.raises(OSError, match="No space") as full:
        build(output, NEW)
    assert full.value.errno == errno.ENOSPC
    assert tree(output) == before
    assert beside(output) == set()
    build(output, {"index.html": b"small"})


def test_a_file_that_may_not_grow(output: Path) -> None:
    before = tree(output)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
        with pytest.raises(OSError, match="too large"):
            build(output, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, previous)
    assert tree(output) == before
    assert beside(output) == set()


def test_output(tmp_path: Path) -> None:
    out, other = publish.Output(tmp_path), publish.Output(tmp_path)
    out.put_all([("b/c", b"2")])
    out.add(other.put_all([("a", b"1")]))
    assert tree(tmp_path) == {"a": b"1", "b/c": b"2"}
    assert out.digests == {name: hashlib.sha256(data).hexdigest() for name, data in (("a", b"1"), ("b/c", b"2"))}


def test_manifest() -> None:
    found = json.loads(publish.manifest(3, {"b": "22", "a": "11"}))
    assert found == {"facts": 3, "files": {"a": "11", "b": "22"}}
    assert list(found["files"]) == ["a", "b"]


def test_a_second_linking_goes_on_where_the_first_one_ended(tmp_path: Path) -> None:
    last, target = _some_site(tmp_path / "last"), tmp_path / "target"
    publish.link_tree(last, target)
    (target / "actors" / "one.html").unlink()
    (target / "index.html").unlink()
    (target / "index.html").write_text("made already")
    publish.link_tree(last, target)
    assert (target / "actors" / "one.html").samefile(last / "actors" / "one.html")
    assert ((target / "index.html").read_text(), (last / "index.html").read_text()) == ("made already", "home")
    assert not (target / publish.MANIFEST).exists()


def test_where_no_links_can_be_had_files_are_copied_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", none)
    last, target = _some_site(tmp_path / "last"), tmp_path / "target"
    target.mkdir()
    (target / "index.html.part").write_text("ho")  # of a process that was killed half-way
    publish.link_tree(last, target)
    assert sorted(path.name for path in target.rglob("*")) == ["actors", "index.html", "one.html"]
    assert (target / "index.html").read_text() == "home"
    assert not (target / "index.html").samefile(last / "index.html")


def test_a_large_site_is_removed_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_LARGE", 1)
    site = _some_site(tmp_path / "site")
    with publish.replacing(site) as staging:
        publish.write(staging, publish.MANIFEST, b"{}")
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]
    assert [path.name for path in site.iterdir()] == [publish.MANIFEST]


def _some_site(root: Path) -> Path:
    (root / "actors").mkdir(parents=True)
    (root / "index.html").write_text("home")
    (root / "actors" / "one.html").write_text("one")
    (root / publish.MANIFEST).write_text('{"facts": 1, "files": {}}')
    return root
