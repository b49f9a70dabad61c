"""`briefing serve`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import PROJECT, settings_of


@click.command()
@PROJECT
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Listen here.")
@click.option("--open", "open_", is_flag=True, help="Open the site in a browser.")
@click.option("--poll", is_flag=True, help="Look at every file each half second: for folders shared over a network.")
def serve(project: Path, address: str, open_: bool, poll: bool) -> None:
    """Serve the site on this machine and reload it whenever a fact or a template is saved.

    \b
    Example:
      briefing serve --address 127.0.0.1:9000
    """
    from generator.serve import serve as serve_site

    serve_site(settings_of(project, None), address, open_in_browser=open_, poll=poll)
