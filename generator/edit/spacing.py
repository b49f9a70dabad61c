"""Canonical spacing: a round trip through ruamel.yaml, which keeps comments, quotes and the choice of flow or block."""

from __future__ import annotations

import io
from typing import Any

from generator.edit.missing import ruamel


def spaced(text: str) -> str:
    """The same YAML with our indentation, spacing inside brackets, and each value on one line."""
    yaml = _round_trip()
    out = io.StringIO()
    yaml.dump(yaml.load(text), out)
    return out.getvalue()


def _round_trip() -> Any:
    library = ruamel()
    yaml = library.YAML()  # its default is the round trip
    yaml.Resolver = _no_types(library.resolver.VersionedResolver)
    yaml.preserve_quotes = True
    yaml.width = 1 << 30  # no line is broken
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _no_types(resolver: Any) -> Any:
    """A resolver without types, as our reader has none: 010 and 3.000 are written back as they stand."""
    return type("NoTypes", (resolver,), {"versioned_resolver": property(lambda _: {})})
