"""Private texts are found by digest, and nothing outside of their folder is read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.errors import BriefingError
from generator.verify import texts
from generator.verify.texts import find_texts

TEXT = b"Varland hands over boats.\n"
DIGEST = hashlib.sha256(TEXT).hexdigest()


def test_found_whatever_its_name_and_depth(tmp_path: Path) -> None:
    deep = tmp_path / "2031" / "may"
    deep.mkdir(parents=True)
    (deep / "no name.bin").write_bytes(TEXT)
    (tmp_path / "herald.txt").write_bytes(b"another")
    found = find_texts(tmp_path, {DIGEST}, {"herald"})
    assert found.texts == {DIGEST: TEXT}
    assert found.named == {"herald": hashlib.sha256(b"another").hexdigest()}


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "a.txt").write_bytes(TEXT)
    (inside / "link.txt").symlink_to(outside / "a.txt")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    assert find_texts(inside, {DIGEST}, ()).texts == {}


def test_the_walk_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path.joinpath(*"abcdefghij")
    deep.mkdir(parents=True)
    (deep / "a.txt").write_bytes(TEXT)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.txt").write_bytes(TEXT)
    assert find_texts(tmp_path, {DIGEST}, ()).texts == {}
    monkeypatch.setattr(texts, "MOST_BYTES", len(TEXT) - 1)
    (tmp_path / "large.txt").write_bytes(TEXT)
    assert find_texts(tmp_path, {DIGEST}, ()).texts == {}
    monkeypatch.setattr(texts, "MOST_FILES", 1)
    monkeypatch.setattr(texts, "MOST_BYTES", len(TEXT))
    (tmp_path / "second.txt").write_bytes(TEXT)
    with pytest.raises(BriefingError, match="more than 1 files"):
        find_texts(tmp_path, {DIGEST}, ())


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="there is no folder"):
        find_texts(tmp_path / "private", (), ())
