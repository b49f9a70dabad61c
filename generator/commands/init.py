"""`briefing init`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Write a small valid dossier into FOLDER, with comments that teach.

    \b
    Example:
      briefing init my-briefing && briefing build -C my-briefing --strict
    """
    from generator.starter import write_starter

    for path in write_starter(folder):
        click.echo(path.as_posix())
    click.echo(f"Next: briefing serve -C {folder}", err=True)
