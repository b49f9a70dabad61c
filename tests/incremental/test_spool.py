"""Rows on their way from one process to another."""

from __future__ import annotations

import io
import multiprocessing
from pathlib import Path

import pytest

from generator.incremental.spool import Spool, spools

ROWS = [(f"row {number}", bytes([number % 256]) * 40) for number in range(2500)]


def read(spool: Spool) -> list[tuple[str, bytes]]:
    return [row for some in spool.read() for row in some]


def test_what_one_process_writes_another_reads(tmp_path: Path) -> None:
    with spools(tmp_path, 2) as (_, spool):
        writer = multiprocessing.get_context("fork").Process(target=spool.write, args=(ROWS,))
        writer.start()
        writer.join()
        assert read(spool) == ROWS
        assert not list(tmp_path.iterdir())  # nothing stays behind, however this ends


def test_rows_written_again_take_the_place_of_those_before(tmp_path: Path) -> None:
    with spools(tmp_path, 1) as (spool,):
        spool.write(ROWS)
        spool.write(ROWS[:1])
        assert read(spool) == ROWS[:1]


def test_rows_that_could_not_be_written_are_missed(tmp_path: Path) -> None:
    with spools(tmp_path / "nowhere", 1) as (spool,):
        spool.write(ROWS)
        with pytest.raises(OSError, match="no file"):
            read(spool)
    with spools(tmp_path, 1) as (spool,), pytest.raises(OSError, match="missing"):
        read(spool)


def test_a_full_disk_is_told_to_whoever_reads(tmp_path: Path) -> None:
    class Full(io.FileIO):
        def write(self, data: object) -> int:
            return super().write(bytes(data)[:100])  # type: ignore[call-overload]

    with Full(tmp_path / "rows", "wb+") as file:
        spool = Spool(file)
        spool.write(ROWS)
        with pytest.raises(OSError, match="missing"):
            read(spool)
