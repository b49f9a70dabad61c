"""The MkDocs plugin: an adapter without logic of its own."""

# ruff: noqa: ARG002 -- MkDocs hands over every argument by name, wanted or not

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator import report
from generator.config import read_config
from generator.errors import BadValue, BriefingError, Problem, Severity
from generator.forge import forge_of
from generator.full_text.index import require
from generator.generate import FULL_TEXT, Run, Written, forked, generate, site_of, template_dirs
from generator.live.preview import Preview
from generator.live.rebuild import told_of
from generator.load import Loaded, load_quickly
from generator.model.edtf import parse as parse_date
from generator.model.node import Scalar
from generator.model.terms import Worldview
from generator.render.shell import shell_context
from generator.render.site import HandPage, Site
from generator.render.strings import available
from generator.settings import Settings
from generator.template_faults import fault
from generator.workers import cores

log = logging.getLogger("mkdocs.plugins.briefing")  # below `mkdocs`, so that --strict counts our warnings


class _Language(c.Choice[str]):
    """A language in which the frame of the pages can speak."""

    def __init__(self) -> None:
        super().__init__(available())


class _Date(base.BaseConfigOption[str]):
    def run_validation(self, value: object) -> str:
        text = value.isoformat() if isinstance(value, date) else str(value)
        try:
            parse_date(text)
        except BadValue as bad:
            raise base.ValidationError(f"{bad.message}; {bad.hint}") from None
        return text


class BriefingConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs' __init_subclass__ has no annotations
    languages = c.ListOfItems(_Language(), default=["en"])
    content = c.Dir(exists=True, default="content")
    as_of = c.Optional(_Date())
    json = c.Type(bool, default=True)
    worldview = c.Choice(tuple(Worldview), default=Worldview.UN)
    full_text = c.Type(bool, default=False)


def _written(config: MkDocsConfig, option: str) -> str:
    """An option as the editor wrote it: MkDocs has defaults of its own, and makes folders absolute."""
    tree, _ = read_config(Path(config.config_file_path).read_text("utf-8"))
    node = tree.get(option)
    return node.text if isinstance(node, Scalar) else ""


class BriefingPlugin(BasePlugin[BriefingConfig]):  # type: ignore[no-untyped-call]  # as above
    """Lives through the rebuilds of `serve`, since it has an `on_startup`."""

    def __init__(self) -> None:
        self._begin(serving=False)

    def _begin(self, *, serving: bool) -> None:
        """MkDocs keeps one plugin for every configuration that a process loads; nothing of the last run may stay."""
        self.given: Loaded | None = None
        self.run: Run = forked(cores())
        self.loaded: Loaded | None = None
        self.good: Loaded | None = None  # the newest dossier without errors, for `serve`
        self.problems: tuple[Problem, ...] = ()
        self.site: Site | None = None
        self.written: Written | None = None
        self.failure: BriefingError | None = None  # why the last build stopped, where it was one of ours
        self.live = Preview() if serving else None

    def use(self, loaded: Loaded, run: Run) -> None:
        """Take a dossier that is already read and checked, instead of reading it again; `run` does the work."""
        self.given, self.run = loaded, run

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._begin(serving=command == "serve")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.failure = None
        config.use_directory_urls = False  # flat files, whatever mkdocs.yml says: links work from the file system
        config.theme.static_templates.discard("sitemap.xml")  # ours also lists the generated pages
        loaded = self.given or self._load(config)
        if loaded.errors and self.live is None:
            raise PluginError(self._told(loaded))
        self._take(loaded)
        if loaded.settings.full_text and self.live is None:
            try:
                require()  # before MkDocs empties the output
            except BriefingError as error:
                raise self._stopped(error) from None
        return config

    def _load(self, config: MkDocsConfig) -> Loaded:
        settings = self._settings(config)
        if self.live is None:
            return load_quickly(settings)
        theirs = (Path(config.docs_dir), Path(config.config_file_path), *map(Path, config.watch))
        alone = all(isinstance(plugin, BriefingPlugin) for plugin in config.plugins.values())
        return self.live.begin(settings, theirs, alone=alone)

    def _take(self, loaded: Loaded) -> None:
        """Go on with what was loaded: the pages show it, or, while it has errors, the last one that had none."""
        self.loaded, self.problems = loaded, loaded.errors
        if self.live:
            self.live.tell(loaded.errors, loaded.settings.project)
        if loaded.errors:
            log.error(self._told(loaded))
            if self.live and self.live.unsure and self.live.sure:  # what was shown before it was checked goes again
                self.live.unsure, self.good = False, self._as_shown(self.live.sure)
        else:
            self.good = self._as_shown(loaded)
        if self.given is None:
            self._warn(loaded)

    def _as_shown(self, loaded: Loaded) -> Loaded:
        try:
            return loaded.shown()
        except BriefingError as error:
            raise self._stopped(error) from None

    def _settings(self, config: MkDocsConfig) -> Settings:
        own = config.theme.custom_dir
        return Settings(
            project=Path(config.config_file_path).resolve().parent,
            content=Path(self.config.content).resolve(),
            site_dir=Path(config.site_dir).resolve(),
            languages=tuple(dict.fromkeys(self.config.languages)),
            as_of=parse_date(self.config.as_of) if self.config.as_of else None,
            json=self.config.json,
            worldview=Worldview(self.config.worldview),
            full_text=self.config.full_text,
            site_name=config.site_name,
            site_url=config.site_url or "",
            forge=forge_of(config.repo_url or "", _written(config, "edit_uri"), _written(config, "docs_dir") or "docs"),
            own_templates=Path(own).resolve() if own else None,
        )

    def _told(self, loaded: Loaded) -> str:
        text = report.full(loaded.errors, loaded.settings.project)
        return f"{report.verdict(loaded.errors)} in the content\n\n{text}"

    def _warn(self, loaded: Loaded) -> None:
        for problem in loaded.problems:
            if problem.severity is Severity.WARNING:
                log.warning("%s; %s", problem, problem.hint)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        theirs = files.get_file_from_path("sitemap.xml")  # no template of MkDocs' any more, so it would be copied raw
        if theirs is not None and theirs.src_dir != config.docs_dir:
            files.remove(theirs)
        script = files.get_file_from_path(FULL_TEXT)
        if script is not None and (self.live is not None or not self._shown.settings.full_text):
            files.remove(script)
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        # Our templates are written for this, whichever environment renders them; set before the first is compiled.
        env.autoescape, env.undefined = True, jinja2.StrictUndefined
        env.trim_blocks = env.lstrip_blocks = env.keep_trailing_newline = True
        self.site = site_of(self._shown.settings, self._hand_pages(files), preview=self.live is not None)
        return env

    @property
    def _shown(self) -> Loaded:
        """What the pages show: the newest good dossier, or an empty frame before there is one."""
        found = self.good or self.loaded
        if found is None:
            raise RuntimeError("on_config comes first")
        return found

    @property
    def _frame(self) -> Site:
        if self.site is None:
            raise RuntimeError("on_env comes first")
        return self.site

    def _hand_pages(self, files: Files) -> tuple[HandPage, ...]:
        found = [file.page for file in files.documentation_pages() if file.page is not None]
        pages = (HandPage(page.url, self._language(page), str(page.title)) for page in found)
        return tuple(sorted(pages, key=lambda page: page.url))

    def _language(self, page: Page) -> str:
        first, languages = page.url.split("/")[0], self._shown.settings.languages
        return first if first in languages else languages[0]

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        ours = shell_context(page.url, str(page.title), self._language(page), self._shown.dossier, self._frame)
        if self.live:
            self.live.framed(page.url, ours)
        return cast(TemplateContext, {**context, **ours})

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        shown = self._shown
        if self.good is None and self.live:
            self.live.empty(Path(config.site_dir))
            return
        try:
            if self.live:
                self.live.show(shown, self._frame)
                if self.live.on_demand:
                    return
            self.written = generate(shown.dossier, shown.settings, self._frame, Path(config.site_dir), run=self.run)
        except BriefingError as error:
            raise self._stopped(error) from None

    def on_build_error(self, *, error: Exception) -> None:
        """MkDocs lets a mistake in a template of a hand-written page through as it is; make it a sentence."""
        if self.loaded is not None and (found := fault(error, template_dirs(self.loaded.settings))):
            raise self._stopped(found) from None

    def _stopped(self, error: BriefingError) -> PluginError:
        self.failure = error
        return PluginError(f"{error.message}; {error.hint}")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        return self.live.attach(server, self._shown.settings, self._again, self._why) if self.live else server

    def _again(self, changed: frozenset[Path]) -> bool:
        """Load and take over without MkDocs, if facts alone changed. False where its pages would change, too."""
        if self.live is None or self.good is None or (loaded := self.live.again(changed)) is None:
            return False
        self.failure = None
        before = self.good
        self._take(loaded)
        if loaded.errors and self.good is not before:
            self.live.show(self._shown, self._frame)
        if not loaded.errors and not self.live.show(self._shown, self._frame):
            self.live.hand_over(loaded)
            return False
        return True

    def _why(self, error: BaseException) -> str:
        """Why a build stopped: ours as it was raised, for MkDocs knows only its first line."""
        settings = self.loaded.settings if self.loaded else None
        return told_of(self.failure or error, template_dirs(settings) if settings else ())
