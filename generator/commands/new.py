"""`briefing new`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import PROJECT, settings_of, show

KINDS = ("actor", "weapon", "event", "place", "series", "source")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("ident", metavar="ID")
@PROJECT
@click.option("--kind", "is_a", default="", metavar="WORD", help="What it is: state, drone, news-article, ...")
@click.option(
    "--from",
    "text",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Source: its own text, which stays where it is. Counts, digest and a to-do list come from it; no words.",
)
@click.option("--lang", "language", default="", metavar="TAG", help="Source: language of its text, such as fr.")
@click.option("--published", default="", metavar="DATE", help="Source: when; default: the date its ID starts with.")
def new(kind: str, ident: str, project: Path, is_a: str, text: Path | None, **of_source: str) -> None:
    """Write a commented file for a new actor, weapon system, event, place, series or source. Never overwrites one.

    \b
    Example:
      briefing new actor ostmark-navy --kind armed-forces
      briefing new source 2031-05-strait-herald --from ~/articles/boats.txt --lang en
    """
    from generator.edit import new as made
    from generator.load import load

    language, published = of_source["language"], of_source["published"]
    if kind != "source" and (text or language or published):
        raise click.UsageError("--from, --lang and --published are for sources")
    if text and not language:
        raise click.UsageError("--from needs --lang: sentences and numbers are read by their language")
    settings = settings_of(project, None)
    loaded = load(settings)
    wish = made.Wish(made.KINDS[kind], ident, is_a, text, language, published)
    path = made.new_file(loaded, wish)
    click.echo(_shown(path, settings.project))
    after = load(settings).problems
    known = set(loaded.problems)
    name = _shown(path, settings.project)
    own = tuple(one for one in after if one not in known and one.position.path == name)
    codes = dict.fromkeys(one.code for one in own)
    firsts = tuple(next(one for one in own if one.code == code) for code in codes)
    if firsts:
        click.echo("until it is filled in, briefing check says:", err=True)
        show(firsts, settings.project)
    if text:
        click.echo("the text stays yours: keep it in private/ (never committed); briefing verify finds it", err=True)


def _shown(path: Path, project: Path) -> str:
    return (path.relative_to(project) if path.is_relative_to(project) else path).as_posix()
