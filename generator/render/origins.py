"""Where a record was written, for whoever wants to correct it: its lines in the forge, its history, its YAML."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.dossier.dossier import Dossier
from generator.forge import Forge
from generator.render.yaml_text import yaml_text


class Tools(NamedTuple):
    """Addresses are empty where the project names no repository."""

    view: str
    edit: str
    history: str
    yaml: str


def tools_of(dossier: Dossier, record: Any, forge: Forge | None) -> Tools:
    """Its lines are read only where they are shown: a record that has merely moved looks as it did elsewhere."""
    origin = dossier.origin_of(record)
    yaml = yaml_text(origin)
    if forge is None:
        return Tools("", "", "", yaml)
    begin = dossier.place_of(record)  # and where it ends
    return Tools(
        forge.view(begin.path, begin.line, origin.last),
        forge.edit(begin.path, begin.line),
        forge.history(begin.path),
        yaml,
    )
