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
@click.option("--full-text/--no-full-text", default=None, help="Full-text search.  [default: as in mkdocs.yml]")
@click.option(
    "--pdf",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Also print the whole as a PDF for each language, into the site; and to FILE.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="At most N processes.  [default: one for each core]")
@click.option("--executor", default="", metavar="ADDRESS", help="Make the pages on a cluster: dask://HOST:PORT.")
@click.option("--no-cache", is_flag=True, help="Parse every file again, and keep nothing for the next time.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def build(  # noqa: PLR0913, PLR0917 -- one for each option
    project: Path,
    site_dir: Path | None,
    strict: bool,
    as_of: str | None,
    full_text: bool | None,
    pdf: str | None,
    jobs: int | None,
    executor: str,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Check the facts and build the site, all or nothing: on any failure the old site stays as it was.

    With --as-of, all facts are checked, and the site holds those that had certainly been said by the end of DATE.

    \b
    Example:
      briefing build --strict --site-dir /tmp/site
      briefing build --pdf
      briefing build --as-of 2025-03 --site-dir /tmp/march
      briefing build --executor dask://127.0.0.1:8786
    """
    from generator.build import build as build_site

    settings = settings_of(project, as_of)
    if site_dir is not None:
        settings = dataclasses.replace(settings, site_dir=site_dir.resolve())
    if full_text is not None:
        settings = dataclasses.replace(settings, full_text=full_text)
    if pdf is not None:
        settings = dataclasses.replace(settings, pdf=True, pdf_copy=Path(pdf).resolve() if pdf else None)
    built = build_site(settings, strict=strict, jobs=jobs, cache=not no_cache, executor=executor)
    show(built.site.problems, settings.project)
    if not quiet:
        click.echo(built.summary(), err=True)
