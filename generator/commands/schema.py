"""`briefing schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.options import PROJECT, settings_of
from generator.errors import Exit


@click.command()
@click.argument("kind", required=False)
@PROJECT
@click.option("--write", is_flag=True, help="Write the schemas of all kinds into the project's folder schemas/.")
@click.option("--check", "only_check", is_flag=True, help="Say which files in schemas/ are not current; then exit 1.")
@click.option(
    "--cms",
    "form",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a form for the browser (Decap CMS) into DIR.",
)
def schema(kind: str | None, project: Path, write: bool, only_check: bool, form: Path | None) -> None:
    """Print the JSON Schema of a KIND of file, or write all, so that your text editor completes and explains.

    The schemas hold the ids that the dossier has now: write them again after adding things.

    \b
    Example:
      briefing schema --write
      briefing schema actor
      briefing schema --cms form
    """
    from generator.load import load_quickly
    from generator.schema import files

    if (kind is not None) + write + only_check + (form is not None) != 1:
        raise click.UsageError("name one KIND (" + ", ".join(files.RECORDS) + "), or use --write, --check or --cms")
    if kind is not None and kind not in files.RECORDS:
        raise click.UsageError(f"there is no kind '{kind}'; the kinds are " + ", ".join(files.RECORDS))
    settings = settings_of(project, None)
    dossier = load_quickly(settings).dossier
    if form is not None:
        from generator.cms.files import write_cms

        for path in write_cms(dossier, settings, form):
            click.echo((form / path.name).as_posix())
        click.echo(f"Next: npm install --ignore-scripts in {form}; then as docs/form-editing.md says", err=True)
    elif kind is not None:
        click.echo(files.schemas(dossier)[files.file_name(kind)], nl=False)
    elif write:
        for path in files.write_schemas(dossier, settings.project):
            click.echo(path.relative_to(settings.project).as_posix())
    elif old := files.stale(dossier, settings.project):
        for name in old:
            click.echo(f"{files.FOLDER}/{name}")
        click.echo("not current; run: briefing schema --write", err=True)
        sys.exit(Exit.CONTENT)
