"""The pages that are written by tools/write_docs.py are current."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(("page", "writer"), [("errors.md", "errors_page"), ("content-model.md", "model_page")])
def test_written_page_is_current(page: str, writer: str) -> None:
    tool = runpy.run_path(str(ROOT / "tools/write_docs.py"))
    if (ROOT / "docs" / page).read_text("utf-8") != tool[writer]():
        pytest.fail(f"docs/{page} is not current; run: make docs")
