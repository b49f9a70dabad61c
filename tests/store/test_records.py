"""Records kept between runs: always what reading anew would give, whatever happened to the files or to the cache."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.read.content import find, read_content
from generator.read.file import FileRead, Found, read_one
from generator.store import records as module
from generator.store.packing import pack, unpack
from generator.store.quick import quickly
from generator.store.records import RecordCache
from generator.workers import SPAWN, Worth
from tests.dossiers import LANGUAGES

VARLAND = Path(__file__).parents[1] / "sites" / "good" / "varland"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_CACHE_DIR", str(tmp_path / "cache"))
    shutil.copytree(VARLAND, tmp_path / "project")
    return tmp_path / "project"


def both(project: Path, jobs: int = 1) -> tuple[object, object]:
    """What reading gives without and with the cache."""
    content = project / "content"
    return (
        read_content(content, project, LANGUAGES),
        read_content(content, project, LANGUAGES, quickly(content, jobs)),
    )


def kept(project: Path) -> set[str]:
    """The files that the cache answers for."""
    cache = RecordCache(project / "content", LANGUAGES)
    found, _ = find(project / "content", project)
    return {file.shown for file in found if cache.get(file) is not None}


def cache_file(project: Path) -> Path:
    return RecordCache(project / "content", LANGUAGES).path


def test_what_is_kept_is_what_reading_gives(project: Path) -> None:
    for _ in range(3):
        plain, quick = both(project)
        assert plain == quick
    assert kept(project) == {file.shown for file in find(project / "content", project)[0]}


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_random_edits(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Edits that keep size and times are told apart by the times of the change, which no program can set."""
    base = tmp_path_factory.mktemp("edits")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_CACHE_DIR", str(base / "cache"))
        project = base / "project"
        shutil.copytree(VARLAND, project)
        files = sorted((project / "content").rglob("*.yaml"))
        for _ in range(data.draw(st.integers(1, 6))):
            path = data.draw(st.sampled_from(files))
            what = data.draw(st.sampled_from(("letter", "append", "delete", "copy", "swap", "receipts")))
            if what == "delete" or not path.is_file():
                path.unlink(missing_ok=True)
            elif what == "append":
                path.write_text(
                    path.read_text(errors="replace")
                    + data.draw(st.sampled_from(("# a remark\n", "no: thing\n", "\t\n")))
                )
            elif what == "copy":
                path.with_stem(path.stem + "-b").write_bytes(path.read_bytes())
            elif what == "receipts":
                path.with_suffix(".seen").write_text(data.draw(st.sampled_from(("nonsense\n", "a b\n"))))
            elif what == "swap":
                old = path.stat()
                path.write_bytes(path.read_bytes()[::-1])
                os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
            else:
                text = path.read_text(errors="replace") or "x"
                at = data.draw(st.integers(0, len(text) - 1))
                path.write_text(text[:at] + data.draw(st.sampled_from("ax9{:\n")) + text[at + 1 :])
            plain, quick = both(project)
            assert plain == quick


@pytest.mark.parametrize("spawn", ["", "yes"], ids=["forked", "spawned"])
def test_several_processes_read_the_same(project: Path, spawn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SPAWN, spawn)
    monkeypatch.setattr("generator.store.quick._WORTH_IT", Worth(1, 1))
    monkeypatch.setattr("generator.store.quick._CHUNK", 3)
    (project / "content" / "actors" / "varland.yaml").write_text("name: [\n")
    for _ in range(2):
        plain, quick = both(project, jobs=3)
        assert plain == quick


@pytest.mark.parametrize("damage", ["text", "empty", "cut", "rows", "folder"])
def test_a_damaged_cache_changes_nothing(project: Path, damage: str) -> None:
    both(project)
    path = cache_file(project)
    data = path.read_bytes()
    if damage == "text":
        path.write_text("this is not a database\n" * 50)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "rows":
        with sqlite3.connect(path) as database:
            database.execute("UPDATE kept SET packed = x'80059502'")
    else:
        path.unlink()
        path.mkdir()
    plain, quick = both(project)
    assert plain == quick
    if damage != "folder":
        assert both(project)[0] == plain
        assert kept(project)


def test_another_program_or_other_languages_start_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both(project)
    assert kept(project)
    monkeypatch.setattr(module, "program", lambda: "another")
    assert not kept(project)
    content = project / "content"
    assert RecordCache(content, ("fr",)).path != cache_file(project)


def called(module: str, name: str, argument: str) -> bytes:
    """A pickle that calls what a name stands for."""
    words = [b"\x8c" + bytes([len(word)]) + word.encode() for word in (module, name, argument)]
    return b"\x80\x04" + words[0] + words[1] + b"\x93" + words[2] + b"\x85R."


@pytest.mark.parametrize(
    ("module", "name"),
    [("os", "system"), ("generator.model.shapes", "dataclasses.sys.modules.get"), ("generator.model.origin", "sys")],
)
def test_nothing_but_records_is_unpickled(project: Path, tmp_path: Path, module: str, name: str) -> None:
    """Neither what is no record, nor what a module of records has imported."""
    with pytest.raises(pickle.UnpicklingError, match="is not a record"):
        unpack(called(module, name, f"touch {tmp_path}/owned"))
    both(project)
    with sqlite3.connect(cache_file(project)) as database:
        database.execute("UPDATE kept SET packed = ?", (called(module, name, f"touch {tmp_path}/owned"),))
    plain, quick = both(project)
    assert plain == quick
    assert not (tmp_path / "owned").exists()


def test_what_is_packed_comes_back(project: Path) -> None:
    (project / "content" / "actors" / "varland.yaml").write_text("name: [\n")  # with a problem
    for file in find(project / "content", project)[0]:
        done = read_one(file, LANGUAGES)
        assert unpack(pack(done)) == done
        with pytest.raises(Exception):  # noqa: B017, PT011 -- whichever; the cache then reads the file
            unpack(pack(done)[:-9])


def test_a_folder_that_cannot_be_written(project: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should stand")
    plain, quick = both(project)
    assert plain == quick


def test_two_builds_at_once(project: Path) -> None:
    """Real processes over one cache: both read right, and the cache is sound afterwards."""
    program = (
        "import sys; from pathlib import Path; from generator.read.content import read_content; "
        "from generator.store.quick import quickly; c = Path(sys.argv[1]); "
        "[print(len(read_content(c, c.parent, ('en', 'fr'), quickly(c, 1))[0].sources)) for _ in range(5)]"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", program, str(project / "content")], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [run.communicate()[0].split() for run in runs]
    assert said == [[said[0][0]] * 5] * 4
    plain, quick = both(project)
    assert plain == quick


def test_a_file_changed_within_the_same_moment(project: Path) -> None:
    """Size and times alone would not tell; a file this young is read again."""
    path = project / "content" / "actors" / "varland.yaml"
    text = path.read_text()
    for name in ("Varlanx", "Varlany", "Varlanz"):
        path.write_text(text.replace("Varland", name, 1))
        plain, quick = both(project)
        assert plain == quick


@pytest.mark.parametrize("name", ["sources/2031-05-strait-herald.yaml", "sources/2031-05-strait-herald.seen"])
def test_a_file_saved_while_it_is_read_and_then_put_back(
    name: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read must not be kept under the digest of what stood there before, or after."""
    path = project / "content" / name
    if not path.is_file():
        path.write_text(f"boats-delivered {'0' * 64}\n")
    before = path.read_bytes()

    def saved_before(file: Found, *rest: Any) -> FileRead:
        if path in (file.path, file.beside):
            path.write_bytes(before.replace(b"boats", b"ships"))
        return read_one(file, *rest)

    with monkeypatch.context() as patch:
        patch.setattr("generator.store.quick.read_one", saved_before)
        both(project)
    path.write_bytes(before)
    plain, quick = both(project)
    assert plain == quick
