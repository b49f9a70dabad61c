"""Compiled templates kept between runs: always what compiling anew would give."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from generator.store.templates import compiled


def rendered(templates: Path, cache: Path) -> str:
    """By an environment of its own, as in another process."""
    environment = Environment(loader=FileSystemLoader(templates), bytecode_cache=compiled(cache), autoescape=True)
    return environment.get_template("page.html").render(word="x")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("one {{ word }}")
    return tmp_path / "templates"


def test_a_template_is_kept_and_a_changed_one_is_compiled(templates: Path, tmp_path: Path) -> None:
    assert rendered(templates, tmp_path / "cache") == "one x"
    kept = [path.name for path in (tmp_path / "cache").rglob("*.cache")]
    assert len(kept) == 1
    assert rendered(templates, tmp_path / "cache") == "one x"
    (templates / "page.html").write_text("two {{ word }}")
    assert rendered(templates, tmp_path / "cache") == "two x"


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"j2" * 100])
def test_damage_changes_nothing(damage: bytes, templates: Path, tmp_path: Path) -> None:
    assert rendered(templates, tmp_path / "cache") == "one x"
    for path in (tmp_path / "cache").rglob("*.cache"):
        whole = path.read_bytes()
        path.write_bytes(damage)
        assert rendered(templates, tmp_path / "cache") == "one x"
        path.write_bytes(whole[: len(whole) // 2])
        assert rendered(templates, tmp_path / "cache") == "one x"


def test_a_place_that_is_none(templates: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should stand")
    assert compiled(tmp_path / "cache") is None
    assert rendered(templates, tmp_path / "cache") == "one x"
