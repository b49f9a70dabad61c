"""The whole build, from settings to a published site."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from generator import publish
from generator.completeness import verify
from generator.errors import BriefingError
from generator.generate import Run, Written, forked, site_of, template_dirs
from generator.load import Loaded, load_quickly
from generator.render.pages import book_path
from generator.report import counted
from generator.settings import Settings
from generator.workers import cores


@dataclass(frozen=True, slots=True)
class Built:
    loaded: Loaded
    written: Written
    output: Path
    seconds: float

    def summary(self) -> str:
        pages, known = counted(self.written.pages, "page"), self.loaded.dossier.known
        then = f"; as known on {known.day}: {counted(known.left_out, 'fact')} left out" if known else ""
        return f"{self.loaded.counts()}{then}\nbuilt {pages} in {self.output} ({self.seconds:.1f} s)"


def build(
    settings: Settings, *, strict: bool = False, jobs: int | None = None, cache: bool = True, executor: str = ""
) -> Built:
    """Read, check, render, verify, publish. Raises ContentError before anything is written; swaps at the very end.

    In up to `jobs` processes, by default as many as there are cores. `cache`: keep parsed records for the next time.
    `executor`: the address of a cluster that makes the pages.
    """
    from generator.shell import run_mkdocs  # MkDocs takes a while to import: only a build that will happen pays for it

    start = time.perf_counter()
    if settings.pdf:
        _may_print(settings.pdf_copy)
    run = _run(settings, jobs or cores(), executor)
    loaded = load_quickly(settings, jobs, keep=cache)
    loaded.refuse(strict=strict)
    loaded = loaded.shown()
    with publish.replacing(settings.site_dir) as staging:
        written = run_mkdocs(settings, loaded, staging, strict=strict, run=run)
        verify(loaded.dossier, staging)
    if settings.pdf_copy is not None:
        _copy_books(settings, settings.pdf_copy)
    return Built(loaded, written, settings.site_dir, time.perf_counter() - start)


def _run(settings: Settings, jobs: int, executor: str) -> Run:
    if not executor:
        return forked(jobs)
    from generator.cluster import on_cluster  # as above

    return on_cluster(executor, template_dirs(settings))


def _may_print(copy: Path | None) -> None:
    """Refuse what would fail after a minute of work."""
    from generator.pdf import chromium  # as above

    if copy is not None and (copy.is_dir() or not copy.parent.is_dir()):
        raise BriefingError(f"--pdf: {copy} cannot be written", hint="name a file in a folder that exists")
    chromium.require()


def _copy_books(settings: Settings, copy: Path) -> None:
    """The default language's book to `copy`, the others beside it: `brief.pdf`, `brief.fr.pdf`."""
    site = site_of(settings, ())
    for language in settings.languages:
        target = copy if language == settings.languages[0] else copy.with_suffix(f".{language}{copy.suffix}")
        publish.write(target.parent, target.name, (settings.site_dir / book_path(site, language)).read_bytes())
