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
    from generator.commands.options import settings_of
    from generator.errors import BriefingError
    from generator.load import load
    from generator.schema.files import FOLDER, write_schemas
    from generator.starter import write_starter

    if (folder / FOLDER).exists():
        raise BriefingError(f"{folder / FOLDER} already exists", hint="choose an empty folder; nothing was written")
    for path in write_starter(folder):
        click.echo(path.as_posix())
    settings = settings_of(folder, None)
    for path in write_schemas(load(settings).dossier, settings.project):
        click.echo((folder / path.relative_to(settings.project)).as_posix())
    click.echo(f"Next: briefing serve -C {folder}", err=True)
