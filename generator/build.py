"""The whole build, from settings to a published site."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from generator import publish
from generator.completeness import verify
from generator.generate import Written
from generator.load import Loaded, load
from generator.report import counted
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Built:
    loaded: Loaded
    written: Written
    output: Path
    seconds: float

    def summary(self) -> str:
        pages = counted(self.written.pages, "page")
        return f"{self.loaded.counts()}\nbuilt {pages} in {self.output} ({self.seconds:.1f} s)"


def build(settings: Settings, *, strict: bool = False) -> Built:
    """Read, check, render, verify, publish. Raises ContentError before anything is written; swaps at the very end."""
    from generator.shell import run_mkdocs  # MkDocs takes a while to import: only a build that will happen pays for it

    start = time.perf_counter()
    loaded = load(settings)
    loaded.refuse(strict=strict)
    with publish.replacing(settings.site_dir) as staging:
        written = run_mkdocs(settings, loaded, staging, strict=strict)
        verify(loaded.dossier, staging)
    return Built(loaded, written, settings.site_dir, time.perf_counter() - start)
