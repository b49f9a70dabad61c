"""`briefing fmt`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.options import PROJECT, settings_of, show
from generator.errors import Exit


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@PROJECT
@click.option("--check", "only_check", is_flag=True, help="Change nothing: name the files that would change, exit 1.")
def fmt(paths: tuple[Path, ...], project: Path, only_check: bool) -> None:
    """Bring files into canonical form: order of the fields, spacing, blank lines. Comments stay, no value changes.

    With PATHS, only those files and folders. A file that is no YAML is told and left as it is.

    \b
    Example:
      briefing fmt
      briefing fmt --check content/sources
    """
    from generator.edit.files import format_files

    settings = settings_of(project, None)
    done = format_files(settings, paths, write=not only_check)
    for name in done.changed:
        click.echo(name)
    show(done.problems, settings.project)
    for name, step in done.left_out:
        click.echo(f"{name}: {step} left as it is, since a value or a comment would change", err=True)
    words = "would change" if only_check else "changed"
    click.echo(f"{len(done.changed)} of {done.seen} files {words}", err=True)
    if done.problems or (only_check and done.changed):
        sys.exit(Exit.CONTENT)
