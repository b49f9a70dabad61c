"""What lives through the builds of one `serve`: what was read, what was made, and what the server puts above pages."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from generator.checks import check
from generator.dossier.dossier import Dossier, Languages
from generator.dossier.relink import relink
from generator.errors import Problem
from generator.generate import refuse_clashes, template_dirs
from generator.live.files import ON_DEMAND, LiveFiles, answering
from generator.live.later import LONG, Later
from generator.live.overlay import empty_pages, of_failure, of_problems, overlaid
from generator.live.reading import Remembered
from generator.live.rebuild import Again, only_facts, rebuilding, told_of
from generator.live.watch import watch
from generator.load import Loaded
from generator.publish import MANIFEST
from generator.render.kept import KeptPages
from generator.render.shell import shell_context
from generator.render.site import Site
from generator.settings import Settings

log = logging.getLogger("mkdocs.plugins.briefing")


class Preview:
    """`alone`: no other plugin has a say. `theirs`: what MkDocs and the templates are made of. `above`: an element."""

    def __init__(self) -> None:
        self.above = b""
        self.broken = False  # the last build stopped half-way
        self.attached = False
        self.changed: frozenset[Path] = frozenset()
        self.sure: Loaded | None = None  # the newest dossier that was checked and has no errors
        self.unsure = False  # what is shown is not checked yet
        self.later: Later | None = None
        self._checking = 0.0  # seconds that it took
        self._alone, self._theirs = False, tuple[Path, ...]()
        self._files: LiveFiles | None = None
        self._frames: dict[str, str] = {}  # what stands around the content of each hand-written page
        self._kept = KeptPages()
        self._linked: Dossier | None = None  # the dossier of the last build
        self._next: Loaded | None = None  # loaded already for the build that begins
        self._remembered: Remembered | None = None
        self._settings: Settings | None = None

    def begin(self, settings: Settings, theirs: Iterable[Path], *, alone: bool) -> Loaded:
        """MkDocs builds, into a folder that it empties. What did not change is not read again."""
        self.broken, self._frames = False, {}
        self._settings, self._alone = settings, alone
        self._theirs = tuple(path.resolve() for path in (*theirs, *template_dirs(settings)))
        if self._files is None:
            self._files = LiveFiles(settings.site_dir, self._why_not)
        self._files.forget()
        loaded, self._next = self._next, None
        return loaded or self._load(settings)

    def _why_not(self, error: Exception) -> str:
        """Why a page cannot be made."""
        if self.unsure:
            return "What was saved is being checked; this page cannot be made of it."
        return told_of(error, template_dirs(self._settings) if self._settings else ())

    def _load(self, settings: Settings, *, later: bool = False) -> Loaded:
        """`later`: where checking takes long, it is done once the page is out."""
        if self.later:
            self.later.drop()
        kept = self._remembered
        if kept is None or (kept.content, kept.languages) != (settings.content, settings.languages):
            kept = self._remembered = Remembered(settings.content, settings.project, settings.languages)
        records, problems = kept.read(self.changed)
        dossier = self._linked = relink(self._linked, records, Languages(settings.languages), settings.as_of)
        loaded = Loaded(settings, dossier, tuple(sorted(problems)))
        if later and self.later and self._checking > LONG and not loaded.errors:
            self.unsure = True
            self.later.begin(loaded)
            return loaded
        start = time.perf_counter()
        loaded = replace(loaded, problems=tuple(sorted([*problems, *check(dossier)])))
        self._checking = time.perf_counter() - start
        if not loaded.errors:
            self.sure, self.unsure = loaded, False
        return loaded

    def tell(self, problems: tuple[Problem, ...], project: Path) -> None:
        """Put the problems above every page; none: nothing."""
        self.above = of_problems(problems, project) if problems else b""

    def framed(self, url: str, context: dict[str, Any]) -> None:
        """A hand-written page is made with this around it."""
        self._frames[url] = _said(context)

    @property
    def on_demand(self) -> bool:
        """Whether files are made when they are asked for; else a server without live reload may read the folder."""
        return self.attached or ON_DEMAND.get()

    def show(self, shown: Loaded, site: Site) -> bool:
        """Take the dossier over: files are made of it from now on. False: hand-written pages must be made again."""
        kept, changed = self._kept.take(shown.dossier, site, template_dirs(shown.settings))
        if changed is not None:
            log.info("%s of %s pages and their data are concerned", len(changed), len(kept.pages))
        refuse_clashes(kept.pages, site)
        if self._files:
            self._files.kept = kept
        return all(
            _said(shell_context(page.url, page.title, page.language, kept.dossier, site)) == self._frames.get(page.url)
            for page in site.hand_pages
        )

    def empty(self, site_dir: Path) -> None:
        """There is nothing to show but the problems."""
        empty_pages(site_dir, self.above)

    def attach(self, server: LiveReloadServer, settings: Settings, again: Again, why: Any) -> LiveReloadServer:
        """Have MkDocs' server notice, build, wait and answer our way."""
        files = self._files
        if files is None:
            return server
        if not self.on_demand and (files.root / MANIFEST).is_file():  # all was written, by processes that are gone
            files.forget(json.loads((files.root / MANIFEST).read_text("utf-8"))["files"])
        self.attached = True
        changes = watch(server, (settings.content, *template_dirs(settings)))

        def stopped(error: BaseException) -> None:
            said = why(error)
            log.error(said)
            self.broken, self.above = True, of_failure(said)
            self.empty(files.root)

        def wake() -> None:
            with server._rebuild_cond:
                server._want_rebuild = True
                server._rebuild_cond.notify_all()

        self.later = Later(wake, self._fine)
        changes.heard = self.later.wait
        if self.sure and self._checking > LONG:
            self.later.learn(self.sure)
        if self._remembered:
            threading.Thread(target=self._remembered.keep_texts, daemon=True).start()
        if self._remembered and (late := self._remembered.late()):  # saved while the first build was under way
            changes.add(late)
            wake()
        server.builder = rebuilding(server.builder, again, changes, stopped, files)
        server.build_delay = 0.0  # whoever watches has waited already
        app = answering(server.serve_request, files, server.mount_path)
        server.set_app(overlaid(app, lambda: self.above))
        return server

    def again(self, changed: frozenset[Path]) -> Loaded | None:
        """Load where facts alone changed. None where MkDocs must build, too."""
        self.changed = changed
        settings = self._settings
        if settings is None or self.broken or not self._alone:
            return None
        if self.later and not changed and (found := self.later.found):
            self.later.drop()
            return found
        if not only_facts(changed, settings.content, self._theirs):
            return None
        return self._load(settings, later=not self.above and settings.as_of is None)

    def _fine(self, loaded: Loaded) -> None:
        """What is shown was checked, and has no errors."""
        self.sure, self.unsure = loaded, False
        log.info("Checked")

    def hand_over(self, loaded: Loaded) -> None:
        """MkDocs builds next, with what is loaded already."""
        self._next = loaded


def _said(context: dict[str, Any]) -> str:
    """Contexts are words and plain records, whose `repr` says all; `t` are the words of the page's language."""
    return repr({name: value for name, value in context.items() if name != "t"})
