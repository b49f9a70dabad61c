"""Each command imports what it needs and no more: help comes at once, and checking brings none of what makes pages."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.commands import ROOT

PAGES = frozenset({"mkdocs", "babel", "jinja2", "markdown", "nh3", "hypothesis"})
READING = PAGES | {"yaml", "decimal", "sqlite3", "multiprocessing", "concurrent"}
SCRIPT = """
import contextlib, io, sys
from generator import cli
with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
    code = cli.run(sys.argv[1:])
print(code, bool(out.getvalue()), *sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        ([], READING),
        (["--help"], READING),
        (["--version"], READING),
        (["check", "--help"], READING),
        (["build", "--help"], READING),
        (["check"], PAGES),
        (["check", "--format", "json"], PAGES),
        (["explain", "figure-ambiguous"], PAGES),
    ],
)
def test_a_command_imports_what_it_needs(arguments: list[str], unneeded: frozenset[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    code, said, *modules = done.stdout.split()
    assert int(code) in (0, 2)
    assert said == "True"
    assert "click" in modules
    assert unneeded & set(modules) == set()


def test_building_imports_it() -> None:
    """The names above are those of modules: what makes pages does bring them."""
    names = "*sorted({name.partition('.')[0] for name in sys.modules})"
    script = f"import sys, generator.render.render, generator.render.limited; print({names})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert set(done.stdout.split()) >= {"jinja2", "babel", "markdown"}
