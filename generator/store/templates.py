"""Compiled templates kept between runs, beside the records and for the same reason not in the project."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

_COMPILER = Path(__file__).parent.parent / "render" / "compiled.py"


class _Kept(FileSystemBytecodeCache):
    """Jinja's own store, which knows a template by its place and by its text. What cannot be kept is compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def compiled(folder: Path) -> BytecodeCache | None:
    """The store below a cache folder, one for each Jinja and each of our part; None where it cannot be made."""
    digest = hashlib.sha256()
    for path in (*sorted(Path(jinja2.__file__).parent.glob("*.py")), _COMPILER):
        digest.update(path.read_bytes())
    place = folder / f"templates-{digest.hexdigest()[:16]}"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            return _Kept(str(place))
    except OSError:
        return None
