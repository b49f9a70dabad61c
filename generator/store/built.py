"""Whether a site already is what a build would make of the content: told by what the file system says of all files.

What went in: the content, the templates, mkdocs.yml, the hand-written pages, this program and what it stands on. What
came out: every file of the site. Sizes, times and numbers on the disk are compared, never contents; a file that changed
within the last moments before a build is not trusted, and neither is a configuration that may read files of which we do
not know (other plugins, hooks, extensions that include).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib.util
import json
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

import generator
from generator.aside import halved
from generator.config import CONFIG, read_config
from generator.errors import Position, Problem, Severity
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.settings import Settings
from generator.theme import TEMPLATES

_RACE = 2_000_000_000  # nanoseconds
# fmt: off
_KEYS = {  # of mkdocs.yml: none brings in a file from elsewhere
    "site_name", "site_url", "site_description", "site_author", "copyright", "docs_dir", "site_dir",
    "use_directory_urls", "theme", "plugins", "repo_url", "repo_name", "edit_uri", "edit_uri_template",
    "validation", "strict", "nav", "extra", "exclude_docs", "not_in_nav", "draft_docs", "dev_addr",
    "markdown_extensions",
}
# fmt: on
_THEME_KEYS = {"name", "custom_dir", "locale"}
# fmt: off
_EXTENSIONS = {  # of Markdown's own: none reads a file
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes",
    "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
}
# fmt: on
_NAME = attrgetter("name")
_TAG = re.compile(r"(?:^|[\s:\[{,-])!\w", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Site:
    """What a build said of the site it made: the counts, how many pages, the warnings."""

    counts: str
    pages: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A digest of what goes into a build, and when it was taken (nanoseconds).

    `lines`: what the file system says of each file in the content folder, nothing of one that is not to be trusted;
    `rest`: a digest of all others, with the newest change among them.
    """

    digest: str
    newest: int
    taken: int
    rest: str
    rest_newest: int
    lines: dict[bytes, bytes]

    def late(self, lines: dict[bytes, bytes]) -> list[bytes]:
        """The files in the content folder that are not as `lines` has them: edited, new or gone."""
        gone = [name for name in lines if name not in self.lines]
        return gone + [name for name, line in self.lines.items() if not line or lines.get(name) != line]

    @property
    def rest_trusted(self) -> bool:
        """The same of all files but those in the content folder."""
        return self.rest_newest < self.taken - _RACE

    @property
    def trusted(self) -> bool:
        """Whether no file can have changed again without its times changing."""
        return self.newest < self.taken - _RACE


def stamp_of(settings: Settings, *said: object) -> Stamp | None:
    """Of all that decides on the site, `said` on the command line too; None where not all of it can be known."""
    if settings.pdf or settings.full_text:  # other programs work on these
        return None
    try:
        docs = _docs(settings)
        return _stamp(settings, docs, said) if docs else None
    except OSError:
        return None


def _stamp(settings: Settings, docs: Path, said: object) -> Stamp:
    taken = time.time_ns()
    rest, content = hashlib.sha256(), hashlib.sha256()
    newest, rest_newest = 0, 0
    lines: dict[bytes, bytes] = {}
    roots = [settings.project / CONFIG, docs, TEMPLATES, Path(generator.__file__).parent]
    if settings.own_templates and settings.own_templates != TEMPLATES:
        roots.append(settings.own_templates)
    for root in roots:
        if not root.is_relative_to(settings.content):
            for rows in _walk(root):
                for line, changed, _ in rows:
                    rest.update(line)
                    rest_newest = max(rest_newest, changed)
    for rows in _walk(settings.content):
        content.update(b"".join([line for line, _, _ in rows]))
        newest = max([newest, *[changed for _, changed, _ in rows]])
        for line, changed, is_file in rows:
            if is_file:
                lines[line[: line.index(0)]] = line if changed < taken - _RACE else b""
    other = (settings, said, sys.version, sorted(_packages()), os.environ.get("SOURCE_DATE_EPOCH"))
    rest.update(repr(other).encode("utf-8", "surrogatepass"))
    digest = rest.hexdigest() + content.hexdigest()
    return Stamp(digest, max(newest, rest_newest), taken, rest.hexdigest(), rest_newest, lines)


def same(cache: Path, settings: Settings, now: Stamp, output: Callable[[], str]) -> Site | None:
    """What the last build said, if it had the same input and its site is untouched.

    `output`: what the file system says of the site now; see `output_of`.
    """
    try:
        kept = json.loads(_file(cache, settings).read_text("utf-8"))
        if kept["inputs"] != now.digest or kept["output"] != output():
            return None
        return Site(kept["counts"], kept["pages"], tuple(map(_problem, kept["problems"])))
    except (OSError, ValueError, KeyError, TypeError):  # none, or a damaged one
        return None


def remember(cache: Path, settings: Settings, before: Stamp, site: Site, output: str = "") -> None:
    """After a build: what went in, as it was before it was read, and what came out; see `output_of`."""
    path = _file(cache, settings)
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        if not before.trusted:
            return
        kept = {"inputs": before.digest, "output": output or output_of(settings.site_dir), **asdict(site)}
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(kept), "utf-8")
        fresh.replace(path)


def _file(cache: Path, settings: Settings) -> Path:
    return cache / f"{hashlib.sha256(os.fsencode(settings.site_dir)).hexdigest()[:16]}.built"


def _problem(kept: dict[str, Any]) -> Problem:
    related = tuple((Position(**position), words) for position, words in kept.pop("related"))
    position, severity = Position(**kept.pop("position")), Severity(kept.pop("severity"))
    return Problem(position=position, severity=severity, related=related, **kept)


def _docs(settings: Settings) -> Path | None:
    """The folder of the hand-written pages; None where mkdocs.yml may bring in files that we do not know."""
    text = (settings.project / CONFIG).read_text("utf-8")
    root, problems = read_config(text)
    keys = {key.text for key, _ in root.entries}
    if problems or _TAG.search(text) or not keys <= _KEYS:
        return None
    if (
        set(_names(root.get("plugins"))) != {"briefing"}
        or not set(_names(root.get("markdown_extensions"))) <= _EXTENSIONS
    ):
        return None
    theme = root.get("theme")
    known = isinstance(theme, Mapping) and {key.text for key, _ in theme.entries} <= _THEME_KEYS
    docs = root.get("docs_dir")
    return settings.project / (docs.text if isinstance(docs, Scalar) else "docs") if known else None


def _names(node: Node | None) -> Iterator[str]:
    """The names in a list of names, of which some may have options."""
    if isinstance(node, Mapping):
        yield from (key.text for key, _ in node.entries)
    for item in node.items if isinstance(node, Sequence) else ():
        yield from (item.text,) if isinstance(item, Scalar) else _names(item)


def output_of(folder: Path, *, two: bool = False) -> str:
    """A digest of what the file system says of every file of a site; asked by `two` processes."""
    with os.scandir(folder) as entries:
        below = sorted(entry.path for entry in entries)
    digest = hashlib.sha256(_line(os.fsencode(folder), folder.stat())[0])
    for half in halved(_digests, below, two=two):
        digest.update(half)
    return digest.hexdigest()


def _digests(roots: Iterable[str]) -> bytes:
    digest = hashlib.sha256()
    for root in roots:
        for rows in _walk(Path(root)):
            digest.update(b"".join([line for line, _, _ in rows]))
    return digest.digest()


def _walk(root: Path) -> Iterator[list[tuple[bytes, int, bool]]]:
    """Row by row: a line for each file and folder at and below `root`; when it last changed; whether it is a file.

    Folder by folder, each in order. This is most of what a build takes that finds nothing to do.
    """
    top = os.fsencode(root)
    found = root.stat()
    folders = [top] if stat.S_ISDIR(found.st_mode) else []
    yield [(*_line(top, found), not folders)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            some = sorted(entries, key=_NAME)
        rows = []
        for entry in some:
            if entry.name == b"__pycache__":
                continue
            folder = entry.is_dir()
            rows.append((*_line(entry.path, entry.stat()), not folder))
            if folder:
                if entry.is_symlink():  # it may lead anywhere, and around
                    raise OSError(errno.ELOOP, "a link to a folder", entry.path)
                folders.append(entry.path)
        yield rows


def _line(path: bytes, found: os.stat_result) -> tuple[bytes, int]:
    """Of a folder without times: they tell of files that came or went, which have lines or no longer have one, and of
    others that are none of ours, such as the modules that Python compiles into a folder beside them.
    """
    if stat.S_ISDIR(found.st_mode):
        return b"%s\0%d\n" % (path, found.st_ino), 0
    modified, changed = found.st_mtime_ns, found.st_ctime_ns
    return b"%s\0%d %d %d %d\n" % (path, found.st_size, found.st_ino, modified, changed), max(changed, modified)


def _packages() -> Iterable[str]:
    """What is installed beside us, by name and version."""
    found = importlib.util.find_spec("jinja2")
    place = Path(found.origin).parent.parent if found and found.origin else Path()
    return (name for name in os.listdir(place) if name.endswith(".dist-info"))  # noqa: PTH208 -- names are enough
