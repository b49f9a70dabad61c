"""Which files were saved, as soon as they are: as the operating system tells, or else by looking again and again.

MkDocs' server asks an observer of watchdog's shape; its own one looks at every file each half second. That one stays
where the system does not tell (network mounts, too many watches), or where it is asked for. watchfiles' own polling is
not used: it misses a second save within the same second.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver
from watchfiles import Change
from watchfiles._rust_notify import RustNotify  # `watchfiles.watch` cannot take up a folder that comes back

log = logging.getLogger("mkdocs.plugins.briefing")

POLL = "WATCHFILES_FORCE_POLLING"  # as watchfiles itself names it
EVERY = 0.5  # seconds between two looks at every file, where the system does not tell
QUIET = 15  # milliseconds without another change: the save is complete
AT_MOST = 300  # milliseconds that changes are gathered, such as those of a checkout
LOOK = 500  # milliseconds between looks at whether what is watched was itself replaced
MOUNTS = Path("/proc/self/mountinfo")
SILENT = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "drvfs",
    "glusterfs",
    "lustre",
    "vboxsf",
    "virtiofs",
}

Stamp = tuple[int, int, int] | None


class Changes:
    """The paths that changed since they were last taken. `heard` is called as soon as there are some."""

    def __init__(self) -> None:
        self.heard: Callable[[], None] = lambda: None
        self._paths: set[Path] = set()
        self._lock = threading.Lock()

    def add(self, paths: Iterable[Path]) -> None:
        found = set(paths)
        with self._lock:
            self._paths |= found
        if found:
            self.heard()

    def take(self) -> frozenset[Path]:
        with self._lock:
            paths, self._paths = frozenset(self._paths), set()
        return paths


class SystemObserver:
    """In the place of watchdog's observer: watches files, and folders with all below, as the system tells of them."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._asked: list[tuple[FileSystemEventHandler, Path]] = []
        self._stamps: dict[Path, Stamp] = {}
        self._notify: RustNotify | None = None
        self._stop, self._again = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = True) -> object:  # noqa: ARG002
        watch = handler, Path(path).resolve()
        self._asked.append(watch)
        self._again.set()
        return watch

    def unschedule(self, watch: Any) -> None:
        self._asked.remove(watch)
        self._again.set()

    def open(self) -> None:
        """Watch all that was asked for and is there. Raises OSError where the system refuses."""
        self._again.clear()
        if self._notify:
            self._notify.close()
        self._stamps = {path: _stamp(path) for _, path in self._asked}
        there = [str(path) for path, stamp in self._stamps.items() if stamp]
        self._notify = RustNotify(there, False, False, LOOK, True, True)
        if "Poll" in repr(self._notify):
            raise OSError("the system cannot watch files")

    def start(self) -> None:
        if self._notify is None or self._again.is_set():
            self.open()
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        while self._notify:
            found = self._notify.watch(AT_MOST, QUIET, LOOK, self._stop)
            if self._stop.is_set():
                return
            replaced = {path for path, stamp in self._stamps.items() if stamp != _stamp(path)}
            if replaced or self._again.is_set():
                self._reopen()
            self._tell((_real(found) if isinstance(found, set) else set()) | replaced)

    def _reopen(self) -> None:
        try:
            self.open()
        except OSError as error:
            log.warning("Changes are not noticed any more: %s", error)

    def _tell(self, paths: set[Path]) -> None:
        self._changes.add(paths)
        for handler, root in list(self._asked):
            for path in paths:
                if path.is_relative_to(root):
                    handler.dispatch(FileModifiedEvent(str(path)))


class LookingObserver(PollingObserver):
    """MkDocs' own way, which works everywhere: looks at every file again and again."""

    def __init__(self, changes: Changes) -> None:
        super().__init__(timeout=EVERY)
        self._changes = changes

    def schedule(  # type: ignore[override]  # its options differ between versions
        self, event_handler: FileSystemEventHandler, path: str, **options: Any
    ) -> Any:
        return super().schedule(_Noting(event_handler, self._changes), path, **options)


class _Noting(FileSystemEventHandler):
    """Notes which file an event is about before it passes the event on."""

    def __init__(self, handler: FileSystemEventHandler, changes: Changes) -> None:
        self.handler, self.changes = handler, changes

    def dispatch(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.changes.add(Path(os.fsdecode(path)).resolve() for path in (event.src_path, event.dest_path) if path)
        self.handler.dispatch(event)


def _stamp(path: Path) -> Stamp:
    """What differs once a watched file was written, or a watched folder replaced; none: it is not there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_ino, 0, 0) if path.is_dir() else (stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _real(found: set[tuple[int, str]]) -> set[Path]:
    """Without hidden files, and without those that came and went: what editors write beside the real one."""
    came, gone = ({path for change, path in found if change == kind} for kind in (Change.added, Change.deleted))
    passing = {path for path in came & gone if not os.path.lexists(path)}
    return {Path(path) for _, path in found if path not in passing and not Path(path).name.startswith(".")}


def silent(paths: Iterable[Path], mounts: Path = MOUNTS) -> str:
    """The kind of the first file system below `paths` that does not tell of all changes; empty where all do."""
    try:
        rows = [line.split() for line in mounts.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return ""  # no Linux: the system tells
    kinds = {row[4].replace("\\040", " "): row[row.index("-") + 1] for row in rows if "-" in row}
    for path in paths:
        kind = next((kinds[str(one)] for one in (path, *path.parents) if str(one) in kinds), "")
        if kind in SILENT or kind.startswith("fuse."):
            return kind
    return ""


def asked_to_look() -> bool:
    return os.environ.get(POLL, "false").lower() not in {"", "false", "disable", "disabled"}


def watch(server: LiveReloadServer, paths: Iterable[Path]) -> Changes:
    """Have MkDocs' server watch `paths` besides its own, in the quickest way that works here."""
    own = list(server._watched_paths)
    for path in own:
        server.unwatch(path)  # from the observer that it had
    changes = Changes()
    wanted = [*own, *(str(path) for path in paths)]
    server.observer = _observer([Path(path).resolve() for path in wanted], changes)
    for path in wanted:
        server.watch(path)
    return changes


def _observer(paths: list[Path], changes: Changes) -> Any:
    if asked_to_look() or (kind := silent(paths)):
        why = "as asked" if asked_to_look() else f"since a file system of kind {kind} does not tell of changes"
        log.info("Looking at every file each %s s, %s", EVERY, why)
        return LookingObserver(changes)
    observer = SystemObserver(changes)
    try:
        for path in paths:
            observer.schedule(FileSystemEventHandler(), str(path))
        observer.open()
    except OSError as error:
        log.warning("Looking at every file each %s s, since the system refuses to tell of changes: %s", EVERY, error)
        return LookingObserver(changes)
    return observer
