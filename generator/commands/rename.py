"""`briefing rename`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import PROJECT, settings_of


@click.command()
@click.argument("old")
@click.argument("new")
@PROJECT
@click.option("--unit", is_flag=True, help="OLD is a unit of vocabulary.yaml.")
def rename(old: str, new: str, project: Path, unit: bool) -> None:
    """Change the id OLD to NEW in every file that names it, or in none, and record a redirect.

    OLD is the id of an actor, weapon system, event, place, series or source, or a fact as SOURCE-ID#KEY.
    The old address leads on to the new one.

    \b
    Example:
      briefing rename ostmark-navy ostmark-fleet
      briefing rename 2031-05-strait-herald#boats-delivered boats-arrived
    """
    from generator.edit.rename import rename as rename_id
    from generator.load import load
    from generator.schema.files import FOLDER, write_schemas

    settings = settings_of(project, None)
    done = rename_id(load(settings), old, new, unit=unit)
    for name in done.changed:
        click.echo(name)
    if (settings.project / FOLDER).is_dir():
        write_schemas(load(settings).dossier, settings.project)
    click.echo(f"{old} is now {done.change.new}; {len(done.changed)} files changed", err=True)
    for place in done.in_comments:
        click.echo(f"{place} names the old id in a comment; change it by hand", err=True)
    for name in done.in_pages:
        click.echo(f"{name} names the old address, which leads on; change it by hand", err=True)
