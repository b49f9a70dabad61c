"""Whatever is wrong with the content, a preview starts and shows why on its pages."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.live.overlay import overlaid
from generator.plugin import BriefingPlugin
from tests.commands import BAD, copied

ERROR = re.compile(r"^content\S*: error\[.*$", re.MULTILINE)
BROKEN = {path.parent.name: ERROR.findall(path.read_text("utf-8")) for path in sorted(BAD.glob("*/expected.txt"))}


def previewed(project: Path, site: Path, *names: str) -> dict[str, str]:
    """Pages as the preview's server answers with them: a build puts nothing of the problems on the disk."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1/")
    live = next(plugin for plugin in config.plugins.values() if isinstance(plugin, BriefingPlugin)).live
    assert live

    def folder(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/html")])
        return [(site / environ["PATH_INFO"]).read_bytes()]

    answer = overlaid(folder, lambda: live.above)
    return {name: b"".join(answer({"PATH_INFO": name}, lambda *_: None)).decode() for name in names}


@pytest.mark.parametrize("name", [name for name, errors in BROKEN.items() if errors])
def test_a_preview_shows_what_is_wrong(name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "mkdocs")
    project = copied(BAD / name, tmp_path / "project")
    pages = project / "content" / "pages"
    pages.mkdir(exist_ok=True)
    (pages / "by-hand.md").write_text("# By hand\n", "utf-8")
    pages_shown = previewed(project, tmp_path / "site", "index.html", "404.html", "by-hand.html")
    for page, text in pages_shown.items():
        shown = html.unescape(text)
        assert all(error in shown for error in BROKEN[name]), page


def test_what_an_editor_wrote_stays_text(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "mkdocs")
    project = copied(BAD / "bad-enum", tmp_path / "project")
    (project / "content" / "pages").mkdir()
    hostile = "<script>alert(1)</script>"
    (project / "content" / "actors" / "ostmark.yaml").write_text(f"name: Ostmark\nkind: {hostile}\n", "utf-8")
    shown = previewed(project, tmp_path / "site", "index.html")["index.html"]
    assert hostile not in shown
    assert html.escape(hostile) in shown
