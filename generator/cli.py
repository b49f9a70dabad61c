"""The command line. Data goes to stdout, talk to stderr; every failure is a sentence and an exit code."""

from __future__ import annotations

import dataclasses
import errno
import io
import os
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from types import FrameType
from typing import Any

import click

from generator import __version__, report
from generator.errors import BadValue, BriefingError, ContentError, Exit, Problem, Severity
from generator.settings import Settings, read_settings

PROJECT = click.option(
    "-C",
    "project",
    default=".",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The project's folder.  [default: here]",
)
STRICT = click.option("--strict", is_flag=True, help="Warnings count as errors.")
AS_OF = click.option("--as-of", metavar="DATE", help="The day the dossier speaks for, such as 2025-03.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def cli() -> None:
    """Turn facts kept in YAML into a sourced, browsable static site.

    \b
    Example:
      briefing init my-briefing
      briefing serve -C my-briefing
    """


def _settings(project: Path, as_of: str | None) -> Settings:
    from generator.render.strings import available

    if not project.is_dir():
        raise BriefingError(f"there is no folder {project}", hint="make one with: briefing init DIR")
    settings = read_settings(project, available())
    if as_of is None:
        return settings
    from generator.model.edtf import parse

    try:
        return dataclasses.replace(settings, as_of=parse(as_of))
    except BadValue as bad:
        raise BriefingError(f"--as-of: {bad.message}", hint=bad.hint) from None


def _show(problems: tuple[Problem, ...], project: Path, *, err: bool = True) -> None:
    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    if problems:
        click.echo(report.full(problems, project, colour=colour), err=err)


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@PROJECT
@STRICT
@AS_OF
@click.option(
    "--format", "form", type=click.Choice(list(report.FORMATS)), default="full", help="How problems are printed."
)
def check(paths: tuple[Path, ...], project: Path, strict: bool, as_of: str | None, form: str) -> None:
    """Check the facts and print every problem with its place and a hint.

    With PATHS, only the problems of those files and folders are printed; all files are read all the same.
    A path may start here or in the project's folder.

    \b
    Example:
      briefing check --strict
      briefing check content/sources/2031-05-strait-herald.yaml --format github
    """
    from generator.load import load

    settings = _settings(project, as_of)
    loaded = load(settings)
    problems = _within(loaded.problems, paths, settings)
    if form == "full":
        _show(problems, settings.project, err=False)
    else:
        click.echo(report.FORMATS[form](problems, settings.project), nl=False)
    click.echo(f"{loaded.counts()}; {report.verdict(problems)}", err=form != "full")
    if any(problem.severity is Severity.ERROR for problem in problems) or (strict and problems):
        sys.exit(Exit.CONTENT)


def _within(problems: tuple[Problem, ...], paths: tuple[Path, ...], settings: Settings) -> tuple[Problem, ...]:
    if not paths:
        return problems
    wanted = [_wanted(path, settings) for path in paths]
    places = {p.position.path: (settings.project / p.position.path).resolve() for p in problems}
    return tuple(p for p in problems if any(places[p.position.path].is_relative_to(path) for path in wanted))


def _wanted(path: Path, settings: Settings) -> Path:
    """A file or folder below the content, or one that holds it: any other is not read, and nothing can be said of it."""
    found = next((one for one in (path, settings.project / path) if one.exists()), None)
    if found is None:
        raise BriefingError(f"there is no file or folder {path}", hint="check its spelling")
    found = found.resolve()
    if not found.is_relative_to(settings.content) and not settings.content.is_relative_to(found):
        hint = f"name files or folders below {settings.content}"
        raise BriefingError(f"no facts are read from {path}", hint=hint)
    return found


@cli.command()
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

    settings = _settings(project, as_of)
    if site_dir is not None:
        settings = dataclasses.replace(settings, site_dir=site_dir.resolve())
    built = build_site(settings, strict=strict)
    _show(built.loaded.problems, settings.project)
    if not quiet:
        click.echo(built.summary(), err=True)


@cli.command()
@PROJECT
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Listen here.")
@click.option("--open", "open_", is_flag=True, help="Open the site in a browser.")
def serve(project: Path, address: str, open_: bool) -> None:
    """Serve the site on this machine and reload it whenever a fact or a template is saved.

    \b
    Example:
      briefing serve --address 127.0.0.1:9000
    """
    from generator.serve import serve as serve_site

    serve_site(_settings(project, None), address, open_)


@cli.command()
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


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with the code of DESIGN's table; a traceback is never printed."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr: no terminal's encoding may end a run
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    _end_in_order()
    try:
        with cli.make_context("briefing", sys.argv[1:] if arguments is None else arguments) as context:
            cli.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else Exit.CLEAN
    except ContentError as error:
        _show(error.problems, Path(error.root))
        click.echo(f"{report.verdict(error.problems)}; nothing was written", err=True)
        return error.code
    except BriefingError as error:
        click.echo(f"briefing: {error.message}", err=True)
        if error.hint:
            click.echo(f"  hint: {error.hint}", err=True)
        return error.code
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("briefing: interrupted; nothing was changed", err=True)
        return Exit.INTERRUPTED
    except (OSError, MemoryError) as error:
        return _machine(error)
    except Exception:
        return _bug()
    return Exit.CLEAN


def _machine(error: OSError | MemoryError) -> int:
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        # The reader of our output went away. Python would complain again when it flushes stdout at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.MACHINE
    what = error.strerror if isinstance(error, OSError) and error.strerror else "out of memory"
    where = f": {error.filename}" if isinstance(error, OSError) and error.filename else ""
    click.echo(f"briefing: the machine failed us: {what}{where}; the old site is as it was", err=True)
    return Exit.MACHINE


def _bug() -> int:
    """Our mistake: the details go into a file, for a report, and the reader gets one sentence."""
    with tempfile.NamedTemporaryFile("w", prefix="briefing-bug-", suffix=".txt", delete=False) as file:
        traceback.print_exc(file=file)
    click.echo(f"briefing: this is a bug of ours; please report it with {file.name}", err=True)
    return Exit.BUG


def _end_in_order() -> None:
    """A terminated build takes the same way out as an interrupted one, so that its staging folder goes."""

    def stop(_number: int, _frame: FrameType | None) -> Any:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


if __name__ == "__main__":
    main()
