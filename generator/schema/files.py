"""The schema files of a project: one for each kind, and the line with which a YAML file names its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.dossier.dossier import Dossier
from generator.errors import one_line
from generator.model.terms import Kind
from generator.read.content import RECORD_OF, SINGLE
from generator.schema.known import known
from generator.schema.records import Writer

FOLDER = "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

# The name of a kind's schema, which is also what `briefing new` calls the kind.
NAME_OF: dict[Kind, str] = {
    Kind.SOURCE: "source",
    Kind.ACTOR: "actor",
    Kind.WEAPON: "weapon",
    Kind.EVENT: "event",
    Kind.PLACE: "place",
    Kind.SERIES: "series",
}
RECORDS: Mapping[str, type[Any]] = {
    **{NAME_OF[kind]: record for kind, record in RECORD_OF.items()},
    **{name.removesuffix(".yaml"): record for name, record in SINGLE.items()},
}


def file_name(name: str) -> str:
    return f"{name}.schema.json"


def schemas(dossier: Dossier) -> dict[str, str]:
    """The text of each schema file, by its name."""
    ids = known(dossier)
    out = {}
    for name, record in RECORDS.items():
        writer = Writer(ids, record)
        body = writer.record(record)
        head = {
            "$schema": DIALECT,
            "title": name,
            "description": one_line((record.__doc__ or "").partition("\n")[0])
            if not (record.__doc__ or "").startswith(f"{record.__name__}(")
            else f"One {name}.",
        }
        whole = head | body | ({"$defs": dict(sorted(writer.defs.items()))} if writer.defs else {})
        out[file_name(name)] = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    return out


def stale(dossier: Dossier, project: Path) -> list[str]:
    """The names of the schema files that are missing or not as they would be written now."""
    return [name for name, text in schemas(dossier).items() if _text(project / FOLDER / name) != text]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def write_schemas(dossier: Dossier, project: Path) -> list[Path]:
    """Write every schema file; the files are returned."""
    folder = project / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    out = []
    for name, text in schemas(dossier).items():
        path = folder / name
        if _text(path) != text:
            path.write_text(text, "utf-8", newline="\n")
        out.append(path)
    return out


def modeline(project: Path, file: Path, name: str) -> str:
    """The comment by which a text editor finds the schema of a YAML file."""
    up = "/".join([".."] * len(file.parent.relative_to(project).parts))
    return f"# yaml-language-server: $schema={f'{up}/' if up else ''}{FOLDER}/{file_name(name)}"


def name_for(path: Iterable[str]) -> str | None:
    """The schema's name for a file's path below the content folder, or None."""
    parts = tuple(path)
    if len(parts) == 2 and parts[0] in set(Kind):
        return NAME_OF[Kind(parts[0])]
    return parts[0].removesuffix(".yaml") if len(parts) == 1 and parts[0] in SINGLE else None
