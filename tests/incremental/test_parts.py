"""Parts of files wait on the disk for whoever puts them together."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.incremental.parts import Parts


def test_a_part_is_taken_once_and_its_folder_goes(tmp_path: Path) -> None:
    with Parts.below(tmp_path) as parts:
        parts.put("data/facts.csv#a", b"one")
        parts.put("data/facts.csv#b", b"")
        parts.put("data/facts.json#a", b"two")
        Parts(parts.folder).put("data/facts.json#b", b"of another process")
        assert [parts.take(f"data/facts.{name}") for name in ("csv#a", "csv#b", "json#a", "json#b")] == [
            b"one",
            b"",
            b"two",
            b"of another process",
        ]
        with pytest.raises(FileNotFoundError):
            parts.take("data/facts.csv#a")
    assert list(tmp_path.iterdir()) == []
