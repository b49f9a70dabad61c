"""A build whose pages are made by the machines of a Dask cluster. They need this program and nothing of the project."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import generator
from generator.errors import BriefingError, Exit
from generator.generate import Run
from generator.job import Job, Unit
from generator.parcel import packed, unpacked
from generator.publish import Output

SCHEME = "dask://"
Parcel = tuple[str, bytes]  # which program packed it, and what
PATIENCE = 10  # seconds for the scheduler to answer, and for a worker to come back when all are gone


def on_cluster(executor: str) -> Run:
    """Does a job on the cluster at `dask://HOST:PORT`. Raises BriefingError where there is none, before any work."""
    client = _connect(executor)

    def run(job: Job, output: Output) -> None:
        with client, client.as_current():
            for unit, files in _done(client, (program(), packed(job)), list(job.units())):
                # What failed there is made here: an error is then the same as without a cluster.
                output.put_all(files if files is not None else job.make(unit))

    return run


def _connect(executor: str) -> Any:
    host = executor.removeprefix(SCHEME)
    if not executor.startswith(SCHEME) or not host.rpartition(":")[2].isdigit():
        raise BriefingError(f"--executor: '{executor}' is no address of a cluster", hint="write dask://HOST:PORT")
    try:
        import distributed  # with the extra, and for the few builds that want it
    except ImportError:
        raise BriefingError("--executor needs Dask", hint="pip install 'briefing[dask]'", code=Exit.MACHINE) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a worker that goes away is no news: others take over
    try:
        client: Any = distributed.Client(  # type: ignore[no-untyped-call]  # Dask has no annotations
            f"tcp://{host}", timeout=PATIENCE, set_as_default=False
        )
    except (OSError, ValueError, TimeoutError):
        hint = "start one: dask scheduler, and on each machine: dask worker HOST:PORT --nthreads 1"
        raise BriefingError(f"no cluster answers at {executor}", hint=hint, code=Exit.MACHINE) from None
    if not _workers(client):
        client.close()
        hint = f"start some: dask worker {host} --nthreads 1"
        raise BriefingError(f"the cluster at {executor} has no workers", hint=hint, code=Exit.MACHINE)
    return client


def _workers(client: Any) -> int:
    return len(client.scheduler_info(n_workers=-1)["workers"])


def _some_left(client: Any) -> None:
    if not _workers(client):
        message = "all workers of the cluster are gone; the old site is as it was"
        raise BriefingError(message, hint="start some, and build again", code=Exit.MACHINE)


def _done(client: Any, parcel: Parcel, units: list[Unit]) -> Iterator[tuple[Unit, Iterable[tuple[str, bytes]] | None]]:
    """Every unit with its files as they come, or None where they could not be made."""
    import distributed

    wait: Any = distributed.wait
    [sent] = client.scatter([parcel], broadcast=True)  # a tuple alone would be sent in parts
    left = {client.submit(make, sent, tuple(unit), pure=False): unit for unit in units}
    while left:
        try:
            ready = wait(list(left), timeout=PATIENCE, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            _some_left(client)
            continue
        except CancelledError:  # with a worker went the only copy of what it had been sent
            _some_left(client)
            yield from ((unit, None) for unit in left.values())
            return
        for future in ready:
            unit = left.pop(future)
            answer = _answer(client, future)
            if isinstance(answer, str):
                hint = "install the same version everywhere"
                raise BriefingError(f"a worker of the cluster runs {answer}", hint=hint, code=Exit.MACHINE)
            yield unit, answer
            future.release()


def _answer(client: Any, future: Any) -> Any:
    """What a worker made; None where it could not, or is gone with what it made."""
    if future.status != "finished":
        return None
    try:
        return future.result()
    except CancelledError:
        _some_left(client)
        return None


def make(parcel: Parcel, unit: tuple[str, int, int]) -> list[tuple[str, bytes]] | str:
    """On a worker: the files of one piece; a sentence where the worker has another program."""
    job = _unpacked(parcel)
    return job if isinstance(job, str) else list(job.make(Unit(*unit)))


@lru_cache(maxsize=1)
def _unpacked(parcel: Parcel) -> Job | str:
    wanted, job = parcel
    return unpacked(job) if wanted == program() else f"another version of this program ({generator.__version__})"


@cache
def program() -> str:
    """A digest of all our code: other code makes other bytes."""
    digest = hashlib.sha256()
    root = Path(generator.__file__).parent
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.toml")]):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
