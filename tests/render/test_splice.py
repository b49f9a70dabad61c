"""Files in parts: what is put together of an old file and of new parts is what is written from nothing."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.dossier.dossier import Dossier
from generator.model.ids import EntityId
from generator.render.parted import PARTED, Parted
from generator.render.site import Site
from generator.splice import Frame, Laid, splice, write

keys = st.sampled_from([EntityId(one) for one in "abcdefgh"])
parts = st.dictionaries(keys, st.binary(max_size=5), max_size=8)


def whole(frame: Frame, some: dict[EntityId, bytes]) -> bytes:
    return frame.head + frame.between.join(part for part in some.values() if part) + frame.tail


def same(path: Path, laid: Laid, frame: Frame, some: dict[EntityId, bytes]) -> None:
    assert path.read_bytes() == whole(frame, some)
    assert laid.digest == hashlib.sha256(whole(frame, some)).hexdigest()
    assert laid.layout.head == len(frame.head)
    assert list(laid.layout.parts.items()) == [(key, len(part)) for key, part in some.items() if part]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    old=parts,
    edits=st.lists(parts, min_size=1, max_size=4),
    frames=st.tuples(
        st.binary(max_size=3), st.sampled_from([b"", b",\n"]), st.binary(max_size=2), st.binary(max_size=3)
    ),
    rng=st.randoms(use_true_random=False),
)
def test_any_parts_may_change_come_and_go(
    tmp_path: Path,
    old: dict[EntityId, bytes],
    edits: list[dict[EntityId, bytes]],
    frames: tuple[bytes, bytes, bytes, bytes],
    rng: random.Random,
) -> None:
    frame = Frame(*frames[:3])
    laid = write(tmp_path / "0", frame, old.items())
    same(tmp_path / "0", laid, frame, old)
    for number, changed in enumerate(edits):
        order = list({**old, **changed})
        if rng.random() < 0.5:
            rng.shuffle(order)
        old = {key: changed.get(key, old.get(key, b"")) for key in order}
        frame = frame._replace(head=frames[3])
        old_file, new_file = tmp_path / str(number), tmp_path / str(number + 1)
        laid = splice(old_file, new_file, laid.layout, frame, changed, order)
        same(new_file, laid, frame, old)


def test_without_an_order_the_parts_keep_theirs(tmp_path: Path) -> None:
    frame = Frame(b"[", b", ", b"]")
    a, b, c = EntityId("a"), EntityId("b"), EntityId("c")
    laid = write(tmp_path / "old", frame, [(b, b"2"), (a, b"1")])
    new = splice(tmp_path / "old", tmp_path / "new", laid.layout, frame, {a: b"one", c: b""})
    assert (tmp_path / "new").read_bytes() == b"[2, one]"
    assert list(new.layout.parts) == [b, a]
    with pytest.raises(ValueError, match="no order"):
        splice(tmp_path / "old", tmp_path / "new", laid.layout, frame, {c: b"3"})


def test_another_file_than_the_one_that_was_written_is_refused(tmp_path: Path) -> None:
    frame = Frame(b"[", b", ", b"]")
    laid = write(tmp_path / "old", frame, [(EntityId("a"), b"1"), (EntityId("b"), b"2")])
    (tmp_path / "old").write_bytes(b"[1, 2")
    with pytest.raises(OSError, match="is not the file"):
        splice(tmp_path / "old", tmp_path / "new", laid.layout, frame, {})


def test_a_large_part_is_copied_whole(tmp_path: Path) -> None:
    frame = Frame(b"[", b", ", b"]")
    some = {EntityId(name): bytes(range(ord(name) % 7, 251)) * 12_001 for name in "abc"}
    laid = write(tmp_path / "old", frame, some.items())
    changed = {EntityId("b"): b"2"}
    same(
        tmp_path / "new",
        splice(tmp_path / "old", tmp_path / "new", laid.layout, frame, changed),
        frame,
        {**some, **changed},
    )


@pytest.mark.parametrize("parted", PARTED, ids=lambda one: one.url)
def test_the_downloads_are_files_of_parts(varland: Dossier, site: Site, parted: Parted, tmp_path: Path) -> None:
    frame = Frame(parted.head(varland, site), parted.between, parted.tail)
    laid = write(tmp_path / "old", frame, parted.parts(varland, site))
    assert (tmp_path / "old").read_bytes() == parted.whole(varland, site)
    assert set(laid.layout.parts) == {ident for ident, source in varland.sources.items() if source.facts}
    source = next(iter(laid.layout.parts))
    again = splice(tmp_path / "old", tmp_path / "new", laid.layout, frame, {source: parted.part(source, varland, site)})
    assert again == laid
