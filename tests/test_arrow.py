"""The shape of the package: imports point down the arrow of DESIGN, files stay small, no module is a drawer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator

PACKAGE = Path(generator.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# From left to right. A module imports from the groups to the left of its own, and from its own only inside a folder.
ARROW = (
    ("errors", "theme", "forge"),
    ("workers",),
    ("aside",),
    ("report", "model", "starter"),
    ("config",),
    ("settings",),
    ("read",),
    ("store",),
    ("dossier",),
    ("checks",),
    ("load",),
    ("verify",),
    ("explain",),
    ("schema",),
    ("edit", "cms", "doctor"),
    ("merge",),
    ("pictures",),
    ("render",),
    ("export",),
    ("pdf",),
    ("publish", "splice", "full_text"),
    ("template_faults",),
    ("job",),
    ("parcel",),
    ("generate", "completeness"),
    ("incremental",),
    ("cluster",),
    ("live",),
    ("plugin",),
    ("shell",),
    ("serve", "build"),
    ("commands",),
    ("commands",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(ARROW) for name in names}
LONGEST = 300
DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common", "tools", "manager", "processor", "base"}


def top(module: str) -> str:
    """`generator.read.tree` stands in `read`."""
    return module.split(".")[1] if "." in module else ""


def imported(path: Path) -> Iterator[str]:
    """The modules of ours that a file imports, late imports too; not what is imported for type checking only."""
    tree = ast.parse(path.read_text("utf-8"))
    typing = {
        id(inside)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inside in ast.walk(node)
    }
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"generator.{one.name}" for one in node.names] if node.module == "generator" else [node.module]
        elif isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        if id(node) not in typing:
            yield from (name for name in names if name.startswith("generator.") and not name.startswith("generator.__"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down_the_arrow(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    own = parts[0]
    if own == "__init__":
        assert list(imported(path)) == []
        return
    assert own in RANK, f"{own} has no place in the arrow yet: give it one above"
    for name in imported(path):
        if top(name) != own:
            assert RANK[top(name)] < RANK[own], f"{own} imports {name}, which stands to its right"


def test_the_arrow_names_what_exists() -> None:
    there = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in MODULES} - {"__init__"}
    assert there - set(RANK) == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_one_file_one_idea(path: Path) -> None:
    assert path.stem not in DRAWERS
    lines = path.read_text("utf-8").count("\n")
    assert lines <= LONGEST, f"{lines} lines: a second module is hiding, name it"


def test_only_publishing_and_the_edges_touch_the_world() -> None:
    """Reading reads; linking, checking and rendering are pure: no clock, no network, no process, nothing written."""
    forbidden = {"socket", "subprocess", "urllib.request", "http", "time", "random", "shutil", "tempfile", "threading"}
    for folder in ("model", "read", "dossier", "checks", "pictures", "render", "export"):
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            names = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
            names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            assert names & forbidden == set(), path
