"""The generator's settings, read from mkdocs.yml without MkDocs, with a position for each mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import config
from generator.errors import BadValue, BriefingError, ContentError, Exit, Position, Problem, suggest
from generator.forge import Forge, forge_of
from generator.model.edtf import Edtf
from generator.model.edtf import parse as parse_date
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.scalars import parse_language
from generator.model.terms import Worldview

CONFIG = config.CONFIG
OPTIONS = ("languages", "content", "as_of", "json", "worldview", "full_text")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build depends on besides the content and the templates. Paths are absolute."""

    project: Path
    content: Path
    site_dir: Path
    languages: tuple[str, ...]  # the default one first
    as_of: Edtf | None = None  # the day as of which the site is built: later facts are checked, and not shown
    json: bool = True
    worldview: Worldview = Worldview.UN
    full_text: bool = False  # whether a build has Pagefind index the pages
    site_name: str = ""
    site_url: str = ""
    forge: Forge | None = None  # none: no links to the YAML files
    own_templates: Path | None = None
    pdf: bool = False  # whether a build also makes the books; no option of mkdocs.yml
    pdf_copy: Path | None = None  # a file outside of the site, for the default language's; the others stand beside it


class ConfigError(ContentError):
    """mkdocs.yml is wrong; the problems carry their positions."""

    def __init__(self, problems: list[Problem], project: Path) -> None:
        super().__init__(problems, str(project))
        self.code = Exit.USAGE


def read_settings(project: Path, known_languages: tuple[str, ...]) -> Settings:
    """Settings of a project folder. Raises BriefingError without mkdocs.yml, ConfigError when it is wrong."""
    path = project / CONFIG
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        hint = "run it in a project's folder, name one with -C DIR, or make one with: briefing init DIR"
        raise BriefingError(f"there is no {CONFIG} in {project}", hint=hint) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(f"cannot read {path}: {error}", hint="it must be a UTF-8 text file") from None
    root, problems = config.read_config(text)
    if problems:
        raise ConfigError(problems, project)
    return _Reader(project, known_languages).read(root)


class _Reader:
    def __init__(self, project: Path, known_languages: tuple[str, ...]) -> None:
        self.project, self.known = project.resolve(), known_languages
        self.problems: list[Problem] = []

    def read(self, root: Mapping) -> Settings:
        options = self._options(root)
        values: dict[str, Any] = {
            "languages": self._languages(options.get("languages")),
            "as_of": self._as_of(options.get("as_of")),
            "json": self._yes(options.get("json"), default=True),
            "worldview": self._worldview(options.get("worldview")),
            "full_text": self._yes(options.get("full_text"), default=False),
            "content": self._folder(options.get("content"), "content"),
        }
        if not self.problems and not values["content"].is_dir():
            where = (options.get("content") or options).position(CONFIG)
            hint = "make it, or name it in content"
            self._refuse(where, "missing-folder", "the folder of facts does not exist", hint)
        theme = root.get("theme")
        own = theme.get("custom_dir") if isinstance(theme, Mapping) else None
        values |= {
            "site_dir": self._folder(root.get("site_dir"), "site"),
            "own_templates": self._folder(own, "") if own and not _is_null(own) else None,
        }
        if self.problems:
            raise ConfigError(self.problems, self.project)
        docs = _text(root.get("docs_dir")) or "docs"
        return Settings(
            project=self.project,
            site_name=_text(root.get("site_name")),
            site_url=_text(root.get("site_url")),
            forge=forge_of(_text(root.get("repo_url")), _text(root.get("edit_uri")), docs),
            **values,
        )

    def _refuse(self, position: Position, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(position, code, message, hint))

    def _options(self, root: Mapping) -> Mapping:
        plugins = root.get("plugins")
        found = next(((name, node) for name, node in _plugins(plugins) if name.text == "briefing"), None)
        if found is None:
            where = plugins.position(CONFIG) if plugins else Position(CONFIG)
            hint = "add it: plugins: [briefing]"
            self._refuse(where, "plugin-missing", "the briefing plugin is not switched on", hint)
            return Mapping((), 1, 1)
        options = found[1]
        if not isinstance(options, Mapping):
            if not _is_null(options):
                hint = "write briefing: {languages: [en]}"
                self._refuse(options.position(CONFIG), "bad-option", "the plugin's options are fields", hint)
            return Mapping((), found[0].line, found[0].column)
        for name, _ in options.entries:
            if name.text not in OPTIONS:
                hint = suggest(name.text, OPTIONS).removeprefix("; ") or "known here: " + ", ".join(OPTIONS)
                self._refuse(name.position(CONFIG), "unknown-option", f"there is no option '{name.text}'", hint)
        return options

    def _languages(self, node: Node | None) -> tuple[str, ...]:
        if node is None:
            return self.known[:1]
        if not isinstance(node, Sequence) or not node.items:
            hint = "write [en, fr], the default first"
            self._refuse(node.position(CONFIG), "bad-option", "languages is a list", hint)
            return self.known[:1]
        out: list[str] = []
        for item in node.items:
            text = _text(item)
            try:
                parse_language(text)
            except BadValue as bad:
                self._refuse(item.position(CONFIG), "bad-option", bad.message, bad.hint)
                continue
            if text not in self.known:
                hint = "known: " + ", ".join(self.known)
                message = f"the pages' own words do not exist in '{text}'"
                self._refuse(item.position(CONFIG), "bad-option", message, hint)
            elif text in out:
                self._refuse(item.position(CONFIG), "bad-option", f"'{text}' stands twice", "keep one")
            else:
                out.append(text)
        return tuple(out)

    def _as_of(self, node: Node | None) -> Edtf | None:
        if node is None or _is_null(node):
            return None
        try:
            return parse_date(_text(node))
        except BadValue as bad:
            self._refuse(node.position(CONFIG), "bad-option", bad.message, bad.hint)
            return None

    def _yes(self, node: Node | None, *, default: bool) -> bool:
        if node is None or _is_null(node):
            return default
        text = _text(node)
        if text not in ("true", "false"):
            message = f"'{text}' is neither true nor false" if text else "this is neither true nor false"
            self._refuse(node.position(CONFIG), "bad-option", message, "write true or false")
        return text == "true"

    def _worldview(self, node: Node | None) -> Worldview:
        if node is None or _is_null(node):
            return Worldview.UN
        text = _text(node)
        if text not in tuple(Worldview):
            hint = "write " + " or ".join(Worldview)
            self._refuse(node.position(CONFIG), "bad-option", f"'{text}' is no worldview of maps", hint)
            return Worldview.UN
        return Worldview(text)

    def _folder(self, node: Node | None, default: str) -> Path:
        if node and not isinstance(node, Scalar):
            self._refuse(node.position(CONFIG), "bad-option", "one folder belongs here", "write its path on one line")
        try:
            return (self.project / (_text(node) or default)).resolve()
        except (ValueError, OSError, RuntimeError):
            where = node.position(CONFIG) if node else Position(CONFIG)
            self._refuse(where, "bad-option", "this cannot be a path", "write the path of a folder")
            return self.project


def _plugins(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """Each plugin's name and options, in either way that MkDocs reads them."""
    if isinstance(node, Mapping):
        yield from node.entries
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar):
            yield item, Mapping((), item.line, item.column)
        elif isinstance(item, Mapping):
            yield from item.entries


def _is_null(node: Node) -> bool:
    """What YAML reads as no value."""
    return isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null", "Null", "NULL")


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) and not _is_null(node) else ""
