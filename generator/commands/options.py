"""What several commands share: options, settings of a project, showing problems."""

from __future__ import annotations

import dataclasses
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import report
from generator.errors import BadValue, BriefingError, Problem

if TYPE_CHECKING:
    from generator.settings import Settings

PROJECT = click.option(
    "-C",
    "project",
    default=".",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The project's folder.  [default: here]",
)
STRICT = click.option("--strict", is_flag=True, help="Warnings count as errors.")
AS_OF = click.option(
    "--as-of", metavar="DATE", help="Only what had been said by then, such as 2025-03: the site as it was known."
)
ON_DAY = click.option("--as-of", metavar="DATE", help="The day the dossier speaks for, such as 2025-03.")


def settings_of(project: Path, as_of: str | None) -> Settings:
    from generator.render.strings import available
    from generator.settings import read_settings

    if not project.is_dir():
        raise BriefingError(f"there is no folder {project}", hint="make one with: briefing init DIR")
    settings = read_settings(project, available())
    if as_of is None:
        return settings
    from generator.model.edtf import parse

    try:
        return dataclasses.replace(settings, as_of=parse(as_of))
    except BadValue as bad:
        raise BriefingError(f"--as-of: {bad.message}", hint=bad.hint) from None


def show(problems: tuple[Problem, ...], project: Path, *, err: bool = True) -> None:
    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    if problems:
        click.echo(report.full(problems, project, colour=colour), err=err)
