"""What is noticed, with real files: saves of every kind, told by the system or found by looking."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEventHandler

from generator.live.watch import Changes, LookingObserver, SystemObserver, silent

PATIENCE = 10.0


class Heard:
    """What an observer told, and what it noted."""

    def __init__(self, kind: type[SystemObserver] | type[LookingObserver], *roots: Path) -> None:
        self.changes = Changes()
        self.observer = kind(self.changes)
        self.events = 0
        handler = FileSystemEventHandler()
        handler.on_any_event = self._count  # type: ignore[method-assign, assignment]
        for root in roots:
            self.observer.schedule(handler, str(root), recursive=True)
        self.observer.start()
        if kind is LookingObserver:
            time.sleep(0.2)  # until its first look

    def _count(self, _event: object) -> None:
        self.events += 1

    def of(self, path: Path) -> None:
        """Wait until a change of the path is told."""
        found: set[Path] = set()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found |= self.changes.take()
            if path in found:
                return
            time.sleep(0.01)
        pytest.fail(f"{path} was not told, but {found}")


@pytest.fixture(params=[SystemObserver, LookingObserver])
def heard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Heard]:
    (tmp_path / "content" / "actors").mkdir(parents=True)
    (tmp_path / "content" / "actors" / "ostmark.yaml").write_text("name: Ostmark\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: One\n")
    one = Heard(request.param, tmp_path / "content", tmp_path / "mkdocs.yml")
    yield one
    one.observer.stop()
    one.observer.join()


def test_a_save_a_new_file_a_deletion_and_a_rename(heard: Heard, tmp_path: Path) -> None:
    path = tmp_path / "content" / "actors" / "ostmark.yaml"
    for name in ("Ostmark B", "Ostmark C"):  # twice within the same second, and of the same length
        path.write_text(f"name: {name}\n")
        heard.of(path)
    other = path.with_name("varland.yaml")
    other.write_text("name: Varland\n")
    heard.of(other)
    other = other.rename(path.with_name("nordholm.yaml"))
    heard.of(other)
    other.unlink()
    heard.of(other)
    assert heard.events > 0


def test_a_save_by_rename_of_a_folders_and_of_a_single_file(heard: Heard, tmp_path: Path) -> None:
    for path in (tmp_path / "content" / "actors" / "ostmark.yaml", tmp_path / "mkdocs.yml"):
        for text in ("one: 1\n", "two: 2\n"):
            aside = path.with_name(".swap")
            aside.write_text(text)
            aside.replace(path)
            heard.of(path)


def test_a_folder_that_is_made_with_files_in_it(heard: Heard, tmp_path: Path) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    (aside / "harbour.yaml").write_text("name: Harbour\n")
    aside.rename(tmp_path / "content" / "places")
    time.sleep(1)
    assert heard.events > 0
    heard.changes.take()
    path = tmp_path / "content" / "places" / "harbour.yaml"
    path.write_text("name: Grey harbour\n")
    heard.of(path)


def test_a_watched_folder_that_is_replaced_is_watched_again(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    heard = Heard(SystemObserver, content)
    try:
        content.rename(tmp_path / "aside")
        heard.of(content)
        content.mkdir()
        heard.of(content)
        (content / "briefing.yaml").write_text("title: x\n")
        heard.of(content / "briefing.yaml")
    finally:
        heard.observer.stop()
        heard.observer.join()


def test_what_an_editor_writes_beside_a_file_is_no_change(tmp_path: Path) -> None:
    heard = Heard(SystemObserver, tmp_path)
    try:
        (tmp_path / ".ostmark.yaml.swp").write_text("x")
        probe = tmp_path / "4913"  # vim's, to see whether it may write
        probe.touch()
        probe.unlink()
        time.sleep(0.5)
        assert heard.events == 0
    finally:
        heard.observer.stop()
        heard.observer.join()


def test_file_systems_that_tell_nothing_are_known(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    rows = ["24 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw", "31 24 0:42 / /home/my\\040share rw - nfs4 host:/share rw"]
    mounts.write_text("\n".join(rows) + "\n")
    assert silent([Path("/home/editor/content")], mounts) == ""
    assert silent([Path("/home/editor"), Path("/home/my share/project/content")], mounts) == "nfs4"
    mounts.write_text("24 1 8:1 / / rw - ext4 /dev/sda1 rw\n31 24 0:42 / /mnt rw shared:3 - fuse.sshfs host: rw\n")
    assert silent([Path("/mnt/content")], mounts) == "fuse.sshfs"
    assert silent([Path("/mnt/content")], tmp_path / "none") == ""
