"""MkDocs as the site's shell: it renders the hand-written pages and calls our plugin, which writes all others."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.errors import BriefingError, Exit
from generator.generate import Run, Written
from generator.load import Loaded
from generator.plugin import BriefingPlugin
from generator.settings import CONFIG, Settings


class _Collected(logging.Handler):
    """MkDocs says what is wrong through its log; keep it for the one who called us."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}")


@contextmanager
def _listening() -> Iterator[_Collected]:
    log, handler = logging.getLogger("mkdocs"), _Collected()
    log.addHandler(handler)
    propagate, log.propagate = log.propagate, False
    try:
        yield handler
    finally:
        log.removeHandler(handler)
        log.propagate = propagate


def plugin_of(config: MkDocsConfig) -> BriefingPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, BriefingPlugin):
            return plugin
    raise BriefingError("the briefing plugin is not switched on", hint=f"add it to {CONFIG}: plugins: [briefing]")


def run_mkdocs(settings: Settings, loaded: Loaded, target: Path, *, strict: bool, run: Run) -> Written:
    """Build the whole site into `target` from an already loaded dossier."""
    options: dict[str, Any] = {"site_dir": str(target), "strict": strict}
    plugin: BriefingPlugin | None = None
    with _listening() as heard:
        try:
            config = load_config(str(settings.project / CONFIG), **options)
            plugin = plugin_of(config)
            config.plugins.on_startup(command="build", dirty=False)
            plugin.use(loaded, run)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as error:
            if plugin is not None and plugin.failure is not None:
                raise plugin.failure from None
            said = "\n".join(f"  {line}" for line in heard.lines)
            code = Exit.CONTENT if "strict mode" in str(error) else Exit.USAGE
            raise BriefingError(f"MkDocs stopped: {error}\n{said}".rstrip(), hint=f"see {CONFIG}", code=code) from None
    if plugin.written is None:
        raise BriefingError("MkDocs ended without calling our plugin", hint=f"see {CONFIG}")
    return plugin.written
