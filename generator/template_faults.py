"""A mistake in a template, as a sentence with its file and line."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from generator.errors import BriefingError

HINT = "mend the template; the theme's own one of that name shows what it is given"


def fault(error: BaseException, folders: Sequence[Path]) -> BriefingError | None:
    """The mistake that `error` is, when a template below one of `folders` made it; else None."""
    if isinstance(error, TemplateSyntaxError):
        return BriefingError(f"{error.filename or error.name}:{error.lineno}: {error.message}", hint=HINT)
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if any(Path(frame.filename).is_relative_to(folder) for folder in folders)]
    if isinstance(error, TemplateNotFound):
        return BriefingError(f"{_place(inside)}there is no template '{error.name}'", hint=HINT)
    if isinstance(error, TemplateError):
        return BriefingError(f"{_place(inside)}{error.message}", hint=HINT)
    # Python's own errors, such as a division by zero: the template's mistake only where its own line failed.
    if inside and inside[-1] is frames[-1]:
        return BriefingError(f"{_place(inside)}{type(error).__name__}: {error}", hint=HINT)
    return None


def _place(inside: list[traceback.FrameSummary]) -> str:
    return f"{inside[-1].filename}:{inside[-1].lineno}: " if inside else ""
