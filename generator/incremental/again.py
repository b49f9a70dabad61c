"""A build that goes on from where the last one ended, in whichever process that was.

It gives up, saying nothing, wherever it cannot be sure; then all is built, and whatever is wrong is told by that.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator import publish
from generator.errors import BriefingError
from generator.incremental.few import few
from generator.incremental.many import many
from generator.incremental.record import FORMAT, put_stamp
from generator.incremental.rewrite import rewrite
from generator.incremental.state import State, opened, path_of
from generator.incremental.work import GiveUp, Work, said
from generator.load import load_quickly
from generator.model.terms import Kind
from generator.read.content import SINGLE
from generator.read.receipts import ENDING
from generator.settings import Settings
from generator.store import built
from generator.store.place import folder
from generator.store.quick import uncollected

log = logging.getLogger(__name__)


class Result(NamedTuple):
    """What the build says of its site, how many files it made again, and what the file system says of all of them."""

    site: built.Site
    made: int
    output: str


def again(
    settings: Settings, stamp: built.Stamp, jobs: int, output: Callable[[], str], *, strict: bool
) -> Result | None:
    """Bring the site up to date; None where all must be built. `output`: what the file system says of it now.

    Raises ContentError for content that may not be published, and BriefingError as publish.replacing does.
    """
    path = path_of(folder(), settings.site_dir)
    if settings.as_of is not None or not path.is_file():
        return None
    try:
        with opened(path) as state, uncollected():
            with publish.replacing(settings.site_dir) as staging:
                if said(state, "output") != output().encode():
                    raise GiveUp("the site is not as it was left")
                work = _work(state, settings, stamp, jobs, strict=strict)
                made = rewrite(work, settings, staging)
                site = built.Site(work.leave(work), int(said(state, "pages")), work.problems)
            now = built.output_of(settings.site_dir, two=publish.large(settings.site_dir))
            put_stamp(state, stamp, now)
            state.commit()
        return Result(site, made, now)
    except BriefingError:
        raise
    except GiveUp as reason:
        log.info("all is built: %s", reason)
    except Exception:  # a damaged state, a mistake in a template: whoever builds all finds the same, or not
        log.info("all is built", exc_info=True)
    return None


def _work(state: State, settings: Settings, stamp: built.Stamp, jobs: int, *, strict: bool) -> Work:
    if said(state, "made by") != FORMAT or said(state, "rest") != stamp.rest.encode():
        raise GiveUp("the program, a template or an option is another one")
    lines = state.inputs()
    late = stamp.late(lines)
    if stamp.lines.keys() == lines.keys():
        try:
            return few(state, settings, late)
        except GiveUp as reason:
            log.info("all is read: %s", reason)
            state.undo()
    names = set(_names(late, settings.content))
    loaded = load_quickly(settings, jobs)
    loaded.refuse(strict=strict)
    return many(state, loaded, names)


def _names(late: Iterable[bytes], content: Path) -> Iterator[str]:
    """The ids of these files. Raises GiveUp for files that are not of facts."""
    for one in late:
        path = Path(os.fsdecode(one))
        if path.parent.parent == content and path.parent.name in tuple(Kind) and path.suffix == ".yaml":
            yield path.stem
        elif path.parent.parent == content and path.parent.name == Kind.SOURCE and path.name.endswith(ENDING):
            yield path.name.removesuffix(ENDING)
        elif path.parent != content or path.name not in SINGLE:
            raise GiveUp(f"{path.name} is no file of facts")
