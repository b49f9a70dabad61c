"""`briefing build`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from generator.commands.options import AS_OF, PROJECT, STRICT, settings_of, show


@click.command()
@PROJECT
@click.option("--site-dir", metavar="DIR", type=click.Path(path_type=Path), help="Write the site here.")
@STRICT
@AS_OF
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def build(project: Path, site_dir: Path | None, strict: bool, as_of: str | None, quiet: bool) -> None:
    """Check the facts and build the site, all or nothing: on any failure the old site stays as it was.

    \b
    Example:
      briefing build --strict --site-dir /tmp/site
    """
    from generator.build import build as build_site

    settings = settings_of(project, as_of)
    if site_dir is not None:
        settings = dataclasses.replace(settings, site_dir=site_dir.resolve())
    built = build_site(settings, strict=strict)
    show(built.loaded.problems, settings.project)
    if not quiet:
        click.echo(built.summary(), err=True)
