"""ruamel.yaml is an optional part: only `briefing fmt` needs it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from generator.errors import BriefingError


def ruamel() -> Any:
    """The library, or BriefingError that says how to get it."""
    try:
        return import_module("ruamel.yaml")
    except ImportError:
        hint = "install it: pip install 'briefing[edit]'"
        raise BriefingError("briefing fmt needs ruamel.yaml, which is not installed", hint=hint) from None
