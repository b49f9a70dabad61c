"""How files reach the disk: all or nothing.

A build writes into a staging folder beside the output and swaps the two at the end. Until the swap, and on any
failure, the output is untouched. One build at a time for each output, by a lock that dies with its process.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.aside import halved
from generator.errors import BriefingError, Exit

MANIFEST = "briefing-manifest.json"
OLD = "-old"  # ends the name of the old site while a swap in two steps is under way
_LARGE = 250_000  # bytes of a manifest: some two thousand files
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def write(root: Path, url: str, data: bytes) -> None:
    """Write one file of the site. `url` is site-relative; its parts come from checked ids, never from prose."""
    path = root / url
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def large(site: Path) -> bool:
    """Whether a site has so many files that going through them pays for a second process."""
    try:
        return (site / MANIFEST).stat().st_size > _LARGE
    except OSError:
        return False


def link_tree(last: Path, target: Path) -> None:
    """Have every file of `last` but its manifest stand below `target`, too: the same file, or a copy where that cannot
    be had. What stands there already stays.
    """
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        here = target / folder
        here.mkdir(exist_ok=True)
        with os.scandir(last / folder) as entries:
            for entry in entries:
                url = f"{folder}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{url}/")
                elif url != MANIFEST:
                    _link(entry.path, f"{here}/{entry.name}")


def _link(old: str, new: str) -> None:
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        pass
    except OSError as error:
        if error.errno not in (errno.EMLINK, errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES):
            raise
        part = f"{new}.part"  # whole or not there: whoever goes on from here keeps what is there
        shutil.copy2(old, part, follow_symlinks=False)
        Path(part).replace(new)


class Output:
    """Writes files below a folder one by one and remembers the SHA-256 of each.

    `there`: what stands below the folder since the last time; it is kept true. The same bytes are not written again.
    """

    def __init__(self, root: Path, there: dict[str, str] | None = None) -> None:
        self.root = root
        self.there = {} if there is None else there
        self.digests: dict[str, str] = {}

    def put_all(self, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """Write files as they are made; the digests of all that were written so far."""
        for url, data in files:
            digest_ = self.digests[url] = digest(data)
            if self.there.get(url) != digest_:
                self.there.pop(url, None)  # until it is written whole
                write(self.root, url, data)
                self.there[url] = digest_
        return self.digests

    def remove(self, url: str) -> None:
        """Remove what stood there since the last time."""
        if self.there.pop(url, None):
            (self.root / url).unlink(missing_ok=True)

    def add(self, digests: Mapping[str, str]) -> None:
        """Take over what another process wrote."""
        self.digests.update(digests)


def manifest(facts: int, digests: Mapping[str, str]) -> bytes:
    """What a build wrote: a SHA-256 for each file. It also marks a folder as ours to replace."""
    return (json.dumps({"facts": facts, "files": dict(sorted(digests.items()))}, indent=1) + "\n").encode()


@contextlib.contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """A staging folder that takes the place of `output` when the block ends well, and vanishes otherwise."""
    output = output.resolve()
    _may_replace(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{output.name}.staging-"
    with _lock(output):
        _clean_up(output, prefix)
        _may_replace(output)  # again: it may have changed until the lock was ours
        staging = Path(tempfile.mkdtemp(prefix=prefix, dir=output.parent))
        try:
            staging.chmod(0o777 & ~_umask())
            yield staging
            _swap(staging, output)
        finally:
            _remove(staging)


def _remove(tree: Path) -> None:
    """Of a large one, one half by another process."""
    if large(tree):
        with contextlib.suppress(OSError):
            halved(_remove_all, sorted(tree.iterdir()), two=True)
    shutil.rmtree(tree, ignore_errors=True)


def _remove_all(trees: Iterable[Path]) -> bytes:
    for path in trees:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    return b""


def _clean_up(output: Path, prefix: str) -> None:
    """After a build that was killed (the lock says that it is gone): put the old site back, or remove what is left."""
    left = [path for path in output.parent.iterdir() if path.name.startswith(prefix)]
    for path in left:
        if path.name.endswith(OLD) and not output.exists():
            path.rename(output)  # killed between the two steps of _swap_in_two_steps
        else:
            shutil.rmtree(path, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _may_replace(output: Path) -> None:
    if not output.exists():
        return
    if not output.is_dir():
        raise BriefingError(f"{output} is not a folder", hint="name another one with --site-dir")
    if any(output.iterdir()) and not (output / MANIFEST).is_file():
        hint = "move it away, or name another folder with --site-dir"
        raise BriefingError(f"{output} holds files that no build of ours wrote; nothing was changed", hint=hint)


@contextlib.contextmanager
def _lock(output: Path) -> Iterator[None]:
    """Held for the whole build; the kernel releases it when the process ends, however it ends."""
    path = output.parent / f".{output.name}.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BriefingError(
                f"another build is writing {output}", hint="wait until it ends, then try again", code=Exit.MACHINE
            ) from None
        yield


def _swap(staging: Path, output: Path) -> None:
    """Put `staging` in the place of `output` in one step; afterwards the old site stands at `staging`."""
    if not output.exists():
        staging.rename(output)
        return
    try:
        _exchange(staging, output)
    except OSError as error:
        if error.errno not in (errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP):
            raise
        _swap_in_two_steps(staging, output)


def _exchange(one: Path, other: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, "no renameat2")
    done = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))


def _swap_in_two_steps(staging: Path, output: Path) -> None:
    """Where the file system cannot exchange: two renames, the first taken back if the second fails."""
    aside = staging.with_name(staging.name + OLD)
    try:
        output.rename(aside)
        staging.rename(output)
    except BaseException:  # an interrupt, too: between the two there is no site
        if aside.exists() and not output.exists():
            aside.rename(output)
        raise
    aside.rename(staging)
