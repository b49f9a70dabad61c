"""Every built page is valid HTML, by html-validate with its recommended rules.

What .htmlvalidate.json, which cannot hold comments, changes of them, and why:

- doctype-style: our templates write it in lower case.
- valid-id, relaxed: a dot keeps the ids of headings apart from the keys of facts, which never have one.
- long-title, off: a title is a whole finding, not a label cut for a search engine.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.commands import BIN, ROOT

VALIDATOR = ROOT / "node_modules" / ".bin" / "html-validate"
pytestmark = pytest.mark.skipif(not VALIDATOR.exists(), reason="make test installs html-validate")


def faults(folder: Path, to: Path) -> list[str]:
    """`page:line:column: rule: message`, for every HTML file below a folder."""
    report = to / "report.json"
    done = subprocess.run(
        [str(VALIDATOR), "--config", str(ROOT / ".htmlvalidate.json"), "--formatter", f"json={report}", "**/*.html"],
        cwd=folder,
        env=os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return [
        f"{Path(page['filePath']).name}:{one['line']}:{one['column']}: {one['ruleId']}: {one['message']}"
        for page in json.loads(report.read_text("utf-8"))
        for one in page["messages"]
    ]


def test_every_page_is_valid(shipped_site: Path, tmp_path: Path) -> None:
    assert faults(shipped_site, tmp_path) == []


def test_the_validator_reads_the_pages(shipped_site: Path, tmp_path: Path) -> None:
    page = (shipped_site / "index.html").read_text("utf-8")
    folder = tmp_path / "broken" / "fr"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(page.replace("</main>", "<p><p id=main></main>"), "utf-8")
    assert any("no-dup-id" in fault for fault in faults(folder.parent, tmp_path))
