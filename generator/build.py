"""The whole build, from settings to a published site."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.aside import Aside
from generator.errors import BriefingError
from generator.report import counted
from generator.settings import Settings
from generator.store import built
from generator.store.place import folder
from generator.workers import cores

if TYPE_CHECKING:
    from generator.generate import Run
    from generator.incremental.again import Result


@dataclass(frozen=True, slots=True)
class Built:
    """What a build says of its site.

    `kept`: nothing had changed since the last build, so nothing was done. `again`: so many files were made again, and
    all others kept; None where all were made.
    """

    site: built.Site
    output: Path
    seconds: float
    kept: bool = False
    again: int | None = None

    def summary(self) -> str:
        pages = counted(self.site.pages, "page")
        if self.kept:
            done = f"nothing has changed: {pages} in {self.output} as they were"
        elif self.again is not None:
            done = f"built {pages} in {self.output}; made {counted(self.again, 'file')} again, kept the others"
        else:
            done = f"built {pages} in {self.output}"
        return f"{self.site.counts}\n{done} ({self.seconds:.1f} s)"


def build(
    settings: Settings, *, strict: bool = False, jobs: int | None = None, cache: bool = True, executor: str = ""
) -> Built:
    """Read, check, render, verify, publish. Raises ContentError before anything is written; swaps at the very end.

    In up to `jobs` processes, by default as many as there are cores. `cache`: keep parsed records for the next time.
    `executor`: the address of a cluster that makes the pages.
    """
    start = time.perf_counter()
    if not cache or executor:
        site = _built(settings, jobs or cores(), executor, None, strict=strict, cache=cache)
        return Built(site, settings.site_dir, time.perf_counter() - start)
    with Aside(lambda: built.output_of(settings.site_dir).encode()) as output:  # while this process looks at the input
        stamp = built.stamp_of(settings, strict)
        left = _Once(output)
        if stamp and (kept := built.same(folder(), settings, stamp, left)):
            return Built(kept, settings.site_dir, time.perf_counter() - start, kept=True)
        made = _again(settings, stamp, jobs or cores(), left, strict=strict) if stamp else None
    site = made.site if made else _built(settings, jobs or cores(), "", stamp, strict=strict, cache=True)
    if stamp:
        built.remember(folder(), settings, stamp, site, made.output if made else "")
    return Built(site, settings.site_dir, time.perf_counter() - start, again=made.made if made else None)


class _Once:
    """What the file system says of the site as it was left, asked for once."""

    def __init__(self, output: Aside) -> None:
        self._output, self._found = output, ""

    def __call__(self) -> str:
        """Raises OSError where there is no site."""
        self._found = self._found or self._output.result().decode()
        return self._found


def _again(
    settings: Settings, stamp: built.Stamp, jobs: int, output: Callable[[], str], *, strict: bool
) -> Result | None:
    from generator.incremental.again import again

    return again(settings, stamp, jobs, output, strict=strict)


def _built(
    settings: Settings, jobs: int, executor: str, stamp: built.Stamp | None, *, strict: bool, cache: bool
) -> built.Site:
    # All this takes a while to import: only a build that will happen pays for it.
    from generator import publish
    from generator.completeness import verify
    from generator.incremental.record import recording
    from generator.load import load_quickly
    from generator.shell import run_mkdocs

    if settings.pdf:
        _may_print(settings.pdf_copy)
    run = _run(jobs, executor)
    loaded = load_quickly(settings, jobs, keep=cache)
    loaded.refuse(strict=strict)
    loaded = loaded.shown()
    with contextlib.ExitStack() as stack:
        recorder = stack.enter_context(recording(loaded, stamp, jobs)) if stamp else None
        with publish.replacing(settings.site_dir) as staging:
            given, work = (recorder.loaded, recorder.run) if recorder else (loaded, run)
            written = run_mkdocs(settings, given, staging, strict=strict, run=work)
            verify(loaded.dossier, staging)
        if recorder:
            recorder.finish()
    if settings.pdf_copy is not None:
        _copy_books(settings, settings.pdf_copy)
    known = loaded.dossier.known
    then = f"; as known on {known.day}: {counted(known.left_out, 'fact')} left out" if known else ""
    return built.Site(loaded.counts() + then, written.pages, loaded.problems)


def _run(jobs: int, executor: str) -> Run:
    from generator.generate import forked

    if not executor:
        return forked(jobs)
    from generator.cluster import on_cluster

    return on_cluster(executor)


def _may_print(copy: Path | None) -> None:
    """Refuse what would fail after a minute of work."""
    from generator.pdf import chromium

    if copy is not None and (copy.is_dir() or not copy.parent.is_dir()):
        raise BriefingError(f"--pdf: {copy} cannot be written", hint="name a file in a folder that exists")
    chromium.require()


def _copy_books(settings: Settings, copy: Path) -> None:
    """The default language's book to `copy`, the others beside it: `brief.pdf`, `brief.fr.pdf`."""
    from generator import publish
    from generator.generate import site_of
    from generator.render.pages import book_path

    site = site_of(settings, ())
    for language in settings.languages:
        target = copy if language == settings.languages[0] else copy.with_suffix(f".{language}{copy.suffix}")
        publish.write(target.parent, target.name, (settings.site_dir / book_path(site, language)).read_bytes())
