"""How a parser refuses, for properties that hold whether it does or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.errors import BadValue


def refusal(parse: Callable[..., Any], *arguments: Any) -> BadValue | None:
    """The complaint, or None where the parser reads it. Any other exception passes."""
    try:
        parse(*arguments)
    except BadValue as bad:
        return bad
    return None
