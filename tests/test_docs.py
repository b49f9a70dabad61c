"""The pages that are written by tools/write_docs.py are current."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_errors_page_is_current() -> None:
    tool = runpy.run_path(str(ROOT / "tools/write_docs.py"))
    if (ROOT / "docs/errors.md").read_text("utf-8") != tool["errors_page"]():
        pytest.fail("docs/errors.md is not current; run: .venv/bin/python tools/write_docs.py")
