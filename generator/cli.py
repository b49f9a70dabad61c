"""The command line. Data goes to stdout, talk to stderr; every failure is a sentence and an exit code."""

from __future__ import annotations

import atexit
import errno
import io
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from generator import __version__, report
from generator.commands import Commands
from generator.commands.options import show
from generator.errors import BriefingError, ContentError, Exit


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def cli() -> None:
    """Turn facts kept in YAML into a sourced, browsable static site.

    \b
    Example:
      briefing init my-briefing
      briefing serve -C my-briefing
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with the code of DESIGN's table; a traceback is never printed."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr: no terminal's encoding may end a run
    code = run(arguments)
    try:
        sys.stdout.flush()
    except OSError as error:
        code = _machine(error)
    _end(code)


def _end(code: int) -> NoReturn:
    """Python would first take apart all that was read, object by object: up to a twentieth of a large build."""
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    os._exit(code)


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
        show(error.problems, Path(error.root))
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
    import tempfile
    import traceback

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
