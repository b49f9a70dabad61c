"""Several files change together, or none does."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path


def replace_files(new: Mapping[Path, bytes], gone: Iterable[Path] = ()) -> None:
    """Write `new` and delete `gone`. Everything is on the disk under other names first; a failure puts all back.

    A file may appear in `new` that is not there yet. OSError is raised after the way back.
    """
    staged: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for path, data in new.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = _beside(path, data)
        for path in [*new, *gone]:
            if path.exists():
                kept[path] = _beside(path, path.read_bytes())
        for path, temporary in staged.items():
            if path in kept:
                temporary.chmod(path.stat().st_mode & 0o777)
            made.append(path)
            temporary.replace(path)
        for path in gone:
            made.append(path)
            path.unlink()
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                kept[path].replace(path) if path in kept else path.unlink(missing_ok=True)
        raise
    finally:
        for temporary in (*staged.values(), *kept.values()):
            temporary.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> Path:
    """A file with these bytes in the same folder, so that a rename is one step. Its name is none that we read."""
    number, name = tempfile.mkstemp(prefix=".briefing-", suffix=".tmp", dir=path.parent)
    with os.fdopen(number, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    made = Path(name)
    made.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    return made


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
