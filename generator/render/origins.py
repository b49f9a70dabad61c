"""Where a record was written, for whoever wants to correct it: its lines in the forge, its history, its YAML."""

from __future__ import annotations

from typing import NamedTuple

from generator.forge import Forge
from generator.model.origin import Origin
from generator.render.yaml_text import yaml_text


class Tools(NamedTuple):
    """Addresses are empty where the project names no repository."""

    view: str
    edit: str
    history: str
    yaml: str


def tools_of(origin: Origin, forge: Forge | None) -> Tools:
    yaml = yaml_text(origin)
    if forge is None:
        return Tools("", "", "", yaml)
    first, last = origin.lines()
    return Tools(forge.view(origin.path, first, last), forge.edit(origin.path, first), forge.history(origin.path), yaml)
