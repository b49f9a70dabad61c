"""Values that one process makes and others read: what cannot be shared is not there, and nothing else happens."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from generator.incremental.pool import Pool

IDS = 3000
NAME = "generator.render.cards.Lines._line:en"
FORK = multiprocessing.get_context("fork")


def value(number: int) -> tuple[Any, ...]:
    return ("sentence \0 é\ud800" * 20, number, None, True, (1, "two")), number.to_bytes(4, "little")


def put(pool: Pool, numbers: Iterable[int]) -> None:
    for number in numbers:
        pool.put(NAME, number, value(number))


def elsewhere(pool: Pool, *works: Callable[[Pool], None], meanwhile: Callable[[], None] = lambda: None) -> None:
    """Each work in a forked process of its own, all at once."""
    processes = [FORK.Process(target=work, args=(pool,)) for work in works]
    for process in processes:
        process.start()
    meanwhile()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * len(works)


def test_what_one_process_puts_all_read(tmp_path: Path) -> None:
    with Pool.below(tmp_path) as pool:
        assert pool.get(NAME, 0) is None
        elsewhere(pool, *(partial(put, numbers=range(at, 2000, 2)) for at in (0, 1)))
        put(pool, range(2000, 2500))
        with closing(Pool(pool.folder)) as another:  # as a spawned process has one
            for reader in (pool, another):
                assert all(reader.get(NAME, number) == value(number) for number in range(2500))
                assert reader.get(NAME, 2500) is None
                assert reader.get("another name", 0) is None
        assert len(list(pool.folder.glob("*.values"))) == 3
    assert not list(tmp_path.iterdir())


def test_it_can_be_read_while_it_is_written(tmp_path: Path) -> None:
    with Pool.below(tmp_path) as pool:
        writer = FORK.Process(target=put, args=(pool, range(IDS)))
        writer.start()
        seen, end = 0, time.monotonic() + 60
        while seen < IDS and time.monotonic() < end:
            found = pool.get(NAME, seen)
            if found is not None:
                assert found == value(seen)
                seen += 1
        writer.join()
        assert seen == IDS


def test_of_a_killed_process_what_it_had_put_is_there(tmp_path: Path) -> None:
    def forever(pool: Pool) -> None:
        while True:
            put(pool, range(IDS))

    with Pool.below(tmp_path) as pool:
        writer = FORK.Process(target=forever, args=(pool,))
        writer.start()
        end = time.monotonic() + 60
        while pool.get(NAME, 100) is None and time.monotonic() < end:
            time.sleep(0.01)
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        assert [pool.get(NAME, number) for number in range(101)] == [value(number) for number in range(101)]
        assert {pool.get(NAME, number) in (None, value(number)) for number in range(IDS)} == {True}


def test_a_full_disk_ends_the_sharing_only(tmp_path: Path) -> None:
    def limited(pool: Pool) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        put(pool, range(IDS))

    with Pool.below(tmp_path) as pool:
        elsewhere(pool, limited)
        found = [pool.get(NAME, number) for number in range(IDS)]
        some = sum(one is not None for one in found)
        assert 100 < some < IDS
        assert found == [value(number) for number in range(some)] + [None] * (IDS - some)


def test_what_cannot_be_written_otherwise_stays_with_its_maker(tmp_path: Path) -> None:
    with Pool.below(tmp_path) as pool:
        pool.put(NAME, 0, Markup("no plain text"))
        pool.put(NAME, 1, "plain text")
        assert pool.get(NAME, 0) is None
        assert pool.get(NAME, 1) == "plain text"


def test_a_place_of_which_half_was_seen_is_not_believed(tmp_path: Path) -> None:
    with Pool.below(tmp_path) as pool:
        pool.put("another name", 1, "first in the file")
        put(pool, (1,))
        (table,) = pool.folder.glob("generator*.table")
        with table.open("r+b") as file:
            file.seek(8)
            place = int.from_bytes(file.read(8), "little")
            file.seek(8)
            file.write((place >> 36 << 36).to_bytes(8, "little"))
        assert pool.get(NAME, 1) is None


def test_closed_it_shares_nothing(tmp_path: Path) -> None:
    with Pool.below(tmp_path) as pool:
        put(pool, (0,))
    put(pool, (1,))
    assert (pool.get(NAME, 0), pool.get(NAME, 1), pool.get("another name", 0)) == (None, None, None)
    assert not list(tmp_path.iterdir())


def test_without_a_folder_nothing_is_shared(tmp_path: Path) -> None:
    pool = Pool(tmp_path / "nowhere")
    put(pool, range(10))
    assert pool.get(NAME, 0) is None


def test_a_value_that_is_too_large_is_not_shared(tmp_path: Path) -> None:
    with Pool.below(tmp_path) as pool:
        pool.put(NAME, 0, "x" * (1 << 20))
        pool.put(NAME, 1, "x" * 1000)
        assert pool.get(NAME, 0) is None
        assert pool.get(NAME, 1) == "x" * 1000


def test_a_file_that_was_cut_off_has_nothing_beyond(tmp_path: Path) -> None:
    with Pool.below(tmp_path) as pool:
        put(pool, (0, 1))
        (file,) = pool.folder.glob("*.values")
        os.truncate(file, file.stat().st_size - 1)
        assert pool.get(NAME, 0) == value(0)
        assert pool.get(NAME, 1) is None


def test_a_forked_process_reads_by_itself(tmp_path: Path) -> None:
    def read(pool: Pool) -> None:
        for number in [*range(IDS)] * 3:
            assert pool.get(NAME, number) == value(number)

    with Pool.below(tmp_path) as pool:
        put(pool, range(IDS))
        read(pool)  # has the file open before there are others
        elsewhere(pool, read, read, read, meanwhile=partial(read, pool))


@pytest.mark.parametrize("number", [0, IDS - 1])
def test_the_last_number_has_a_place(number: int, tmp_path: Path) -> None:
    with Pool.below(tmp_path) as pool:
        put(pool, (number,))
        assert pool.get(NAME, number) == value(number)
