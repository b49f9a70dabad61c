"""`briefing check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import report
from generator.commands.options import ON_DAY, PROJECT, STRICT, settings_of, show
from generator.commands.verify import held_against
from generator.errors import BriefingError, Exit, Problem, Severity

if TYPE_CHECKING:
    from generator.settings import Settings


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@PROJECT
@STRICT
@ON_DAY
@click.option(
    "--format", "form", type=click.Choice(list(report.FORMATS)), default="full", help="How problems are printed."
)
@click.option(
    "--private",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also hold the facts against the sources' own texts in DIR, as briefing verify does.",
)
def check(
    paths: tuple[Path, ...], project: Path, strict: bool, as_of: str | None, form: str, private: Path | None
) -> None:
    """Check the facts and print every problem with its place and a hint.

    With PATHS, only the problems of those files and folders are printed; all files are read all the same.
    A path may start here or in the project's folder.

    \b
    Example:
      briefing check --strict
      briefing check content/sources/2031-05-strait-herald.yaml --format github
    """
    from generator.load import load_quickly
    from generator.verify.receipts import told

    settings = settings_of(project, as_of)
    loaded = load_quickly(settings)
    verified = held_against(loaded, private) if private else None
    every = tuple(sorted({*loaded.problems, *verified.problems})) if verified else loaded.problems
    problems = _within(every, paths, settings)
    if form == "full":
        show(problems, settings.project, err=False)
    else:
        click.echo(report.FORMATS[form](problems, settings.project), nl=False)
    closing = [loaded.counts(), told(loaded.dossier, verified.clean if verified else ()), report.verdict(problems)]
    click.echo("; ".join(filter(None, closing)), err=form != "full")
    if any(problem.severity is Severity.ERROR for problem in problems) or (strict and problems):
        sys.exit(Exit.CONTENT)


def _within(problems: tuple[Problem, ...], paths: tuple[Path, ...], settings: Settings) -> tuple[Problem, ...]:
    if not paths:
        return problems
    wanted = [_wanted(path, settings) for path in paths]
    places = {p.position.path: (settings.project / p.position.path).resolve() for p in problems}
    return tuple(p for p in problems if any(places[p.position.path].is_relative_to(path) for path in wanted))


def _wanted(path: Path, settings: Settings) -> Path:
    """A file or folder below the content, or one that holds it: no other is read."""
    found = next((one for one in (path, settings.project / path) if one.exists()), None)
    if found is None:
        raise BriefingError(f"there is no file or folder {path}", hint="check its spelling")
    found = found.resolve()
    if not found.is_relative_to(settings.content) and not settings.content.is_relative_to(found):
        hint = f"name files or folders below {settings.content}"
        raise BriefingError(f"no facts are read from {path}", hint=hint)
    return found
