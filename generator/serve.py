"""`briefing serve`: MkDocs' own server, which calls our plugin on every saved fact or template."""

from __future__ import annotations

import logging
import os
import sys

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import MkDocsException

from generator.errors import BriefingError
from generator.live.files import ON_DEMAND
from generator.live.watch import POLL
from generator.settings import CONFIG, Settings


def serve(settings: Settings, address: str, *, open_in_browser: bool, poll: bool) -> None:
    """Serve until interrupted. Problems go to the terminal and onto every page; the server stays up.

    `poll`: look at every file again and again, where the system does not tell of changes.
    """
    ON_DEMAND.set(True)
    if poll:
        os.environ[POLL] = "true"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)-7s -  %(message)s"))
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        mkdocs_serve(
            config_file=str(settings.project / CONFIG),
            livereload=True,
            open_in_browser=open_in_browser,
            dev_addr=address,
        )
    except (MkDocsException, SystemExit) as error:
        raise BriefingError(f"MkDocs stopped: {error}", hint=f"see {CONFIG} and the lines above") from None
    finally:
        log.removeHandler(handler)
