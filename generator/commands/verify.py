"""`briefing verify`, and the part of `briefing check --private` that they share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import report
from generator.commands.options import PROJECT, STRICT, settings_of, show
from generator.errors import Exit, Problem, Severity

if TYPE_CHECKING:
    from generator.load import Loaded
    from generator.verify.verify import Verified

FOLDER = "private"


@click.command()
@PROJECT
@click.option(
    "--private",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of the sources' own texts.  [default: private/ in the project's folder]",
)
@click.option("--check", "only_check", is_flag=True, help="Write no receipts; a missing one is an error.")
@STRICT
def verify(project: Path, folder: Path | None, only_check: bool, strict: bool) -> None:
    """Hold the facts against the sources' own texts, and write a receipt for each fact that holds.

    A text is known by the SHA-256 digest that its source gives, whatever the file is called. No sentence of it is
    ever printed or written. The receipts (content/sources/ID.seen) let `briefing check` see, without the texts,
    that a figure, a locator or a date changed.

    \b
    Example:
      briefing verify --private ../texts
      briefing verify --private ../texts --check
    """
    from generator.load import load_quickly
    from generator.verify.receipts import missing_receipts, told, write_receipts
    from generator.verify.spoken import INSTALLED

    settings = settings_of(project, None)
    loaded = load_quickly(settings)
    verified = held_against(loaded, folder or settings.project / FOLDER)
    unwritten = set(missing_receipts(loaded.dossier, verified.read)) if only_check else set()
    known = _known(loaded, verified, renew=not only_check)
    problems = tuple(sorted({*known, *verified.problems, *unwritten}))
    show(problems, settings.project, err=False)
    if not only_check and not any(one.severity is Severity.ERROR for one in known):
        for path in write_receipts(loaded.dossier, verified.clean, settings.project):
            click.echo(f"wrote {path.relative_to(settings.project).as_posix()}", err=True)
    if not INSTALLED:
        click.echo("numbers in words are not read; to have them read: pip install 'briefing[verify]'", err=True)
    click.echo(f"{told(loaded.dossier, verified.clean)}; {report.verdict(problems)}".removeprefix("; "))
    if any(one.severity is Severity.ERROR for one in problems) or (strict and problems):
        sys.exit(Exit.CONTENT)


def held_against(loaded: Loaded, folder: Path) -> Verified:
    """Every source of a dossier against the texts in a folder."""
    from generator.verify.loose import loose_words
    from generator.verify.texts import find_texts
    from generator.verify.verify import verify_all

    sources = loaded.dossier.sources
    digests = {source.text.sha256 for source in sources.values() if source.text and source.text.sha256}
    words = loose_words(loaded.settings.content, loaded.settings.project)
    return verify_all(loaded.dossier, find_texts(folder, digests, sources), words)


def _known(loaded: Loaded, verified: Verified, *, renew: bool) -> list[Problem]:
    """What the rules say; without what they say of receipts that are about to be written again."""
    from generator.read.receipts import ENDING

    paths = {loaded.dossier.sources[one].origin.path for one in verified.clean} if renew else set()
    paths |= {path.removesuffix(".yaml") + ENDING for path in paths}
    again = ("receipt-stale", "bad-receipt")
    return [one for one in loaded.problems if not (one.code in again and one.position.path in paths)]
