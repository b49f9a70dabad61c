"""Whatever is wrong with the content, a preview starts and shows why on its pages."""

from __future__ import annotations

import html
import logging
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.commands import BAD, copied

ERROR = re.compile(r"^content\S*: error\[.*$", re.MULTILINE)
BROKEN = {path.parent.name: ERROR.findall(path.read_text("utf-8")) for path in sorted(BAD.glob("*/expected.txt"))}


@pytest.mark.parametrize("name", [name for name, errors in BROKEN.items() if errors])
def test_a_preview_shows_what_is_wrong(name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "mkdocs")
    project = copied(BAD / name, tmp_path / "project")
    pages = project / "content" / "pages"
    pages.mkdir(exist_ok=True)
    (pages / "by-hand.md").write_text("# By hand\n", "utf-8")
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1/")
    for page in ("index.html", "404.html", "by-hand.html"):
        shown = html.unescape((tmp_path / "site" / page).read_text("utf-8"))
        assert all(error in shown for error in BROKEN[name]), page


def test_what_an_editor_wrote_stays_text(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "mkdocs")
    project = copied(BAD / "bad-enum", tmp_path / "project")
    (project / "content" / "pages").mkdir()
    hostile = "<script>alert(1)</script>"
    (project / "content" / "actors" / "ostmark.yaml").write_text(f"name: Ostmark\nkind: {hostile}\n", "utf-8")
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1/")
    shown = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert hostile not in shown
    assert html.escape(hostile) in shown
