"""`briefing init`: a small valid dossier, invented, with comments that teach."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from generator.errors import BriefingError


def _walk(folder: Traversable, below: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{below}{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, f"{name}/")
        else:
            # A package cannot carry a .gitignore: builders obey it instead of packing it.
            yield name.replace("dot-", "."), entry.read_bytes()


def write_starter(folder: Path) -> list[Path]:
    """Write the starter below `folder` and return the files. Refuses a folder that already holds some of them."""
    found = list(_walk(files("generator.starter") / "files"))
    there = [name for name, _ in found if (folder / name).exists()]
    if there:
        hint = "choose an empty folder; nothing was written"
        raise BriefingError(f"{folder / there[0]} already exists", hint=hint)
    out = []
    for name, data in found:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        out.append(path)
    return out
