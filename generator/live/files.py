"""The generated files of a preview: each is made when it is asked for, and put where MkDocs' server looks for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from generator.live.overlay import App, of_failure, page_of
from generator.publish import Output
from generator.render.kept import Kept
from generator.store.quick import uncollected

log = logging.getLogger("mkdocs.plugins.briefing")

ON_DEMAND: ContextVar[bool] = ContextVar("on_demand", default=False)  # MkDocs makes the plugin: no other way to tell it


class LiveFiles:
    """Those of one folder. `lock` is held while anything is built or made: who asks meanwhile waits."""

    def __init__(self, root: Path, why: Callable[[Exception], str]) -> None:
        self.root, self.why = root, why
        self.lock = threading.RLock()
        self.number = 0  # of the build that the files are of
        self.kept: Kept | None = None
        self._output = Output(root, {})

    def forget(self, there: dict[str, str] | None = None) -> None:
        """The folder was emptied; now it holds what is `there`, with the digest of each."""
        self._output = Output(self.root, there or {})

    def ready(self, url: str) -> None:
        """Have the file of an address stand in the folder as it is now; where there is none, what is shown instead.

        That is the index, where it may be a folder's, and the page for lost addresses.
        """
        with self.lock, uncollected():  # somebody waits
            for one in (url, f"{url}/index.html".lstrip("/"), "404.html"):
                if (data := self._made(one)) is not None:
                    self._output.put_all([(one, data)])
                    return
                self._output.remove(one)

    def _made(self, url: str) -> bytes | None:
        try:
            return self.kept.read(url) if self.kept else None
        except Exception as error:  # a mistake in a template, or one of ours: the page says so
            said = self.why(error)
            log.error(said)
            return page_of(of_failure(said)) if url.endswith(".html") else None


def answering(app: App, files: LiveFiles, mount: str) -> App:
    """MkDocs' application, which reads from the folder, with each file made ready before."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith(mount) or path.startswith("/livereload/"):
            return app(environ, start_response)
        url = path.removeprefix(mount)
        url = f"{url}index.html" if not url or url.endswith("/") else url
        while True:
            number = files.number
            files.ready(url)
            said, body = _asked(app, environ)
            if number == files.number:  # else a build came between: what was read may be of the one before
                start_response(*said)
                return body
            if close := getattr(body, "close", None):
                close()

    return answer


def _asked(app: App, environ: dict[str, Any]) -> tuple[tuple[Any, ...], Iterable[bytes]]:
    """Status and headers, and the body."""
    said: list[tuple[Any, ...]] = []
    body = app(environ, lambda *what: said.append(what))
    return said[-1], body
