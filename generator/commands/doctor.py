"""`briefing doctor`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.options import PROJECT
from generator.errors import Exit


@click.command()
@PROJECT
def doctor(project: Path) -> None:
    """Say what is installed, which optional parts are missing, and how the project stands.

    Exits with 3 when a part that is needed is missing, with 2 when the project's settings are wrong.

    \b
    Example:
      briefing doctor
    """
    from generator import doctor as doctor_
    from generator.render.strings import available

    of_machine, of_project = tuple(doctor_.machine()), tuple(doctor_.project(project, available()))
    widest = max(len(one.name) for one in (*of_machine, *of_project))
    for one in (*of_machine, *of_project):
        click.echo(f"{one.state:5}  {one.name:{widest}}  {one.words}")
        if one.hint:
            click.echo(f"{'':5}  {'':{widest}}  hint: {one.hint}")
    if any(one.state is doctor_.State.WRONG for one in of_machine):
        sys.exit(Exit.MACHINE)
    if any(one.state is doctor_.State.WRONG for one in of_project):
        sys.exit(Exit.USAGE)
