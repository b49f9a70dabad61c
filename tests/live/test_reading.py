"""Records that a preview remembers are those of a fresh reading, whatever was saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.live.reading import Remembered
from generator.read.content import read_content
from generator.read.file import FileRead, Found, read_one

LANGUAGES = ("en", "fr")
SOURCE, ACTOR = "sources/2031-05-strait-herald.yaml", "actors/ostmark.yaml"
FRONT = "briefing.yaml"


def saved(name: str) -> Callable[[Path], set[Path]]:
    def change(content: Path) -> set[Path]:
        (content / name).write_text((content / name).read_text("utf-8").replace("Ostmark", "Westmark"), "utf-8")
        return {content / name}

    return change


def broken(content: Path) -> set[Path]:
    (content / SOURCE).write_text("title: [", "utf-8")
    return {content / SOURCE}


def deleted(content: Path) -> set[Path]:
    (content / ACTOR).unlink()
    return {content / ACTOR}


def renamed(content: Path) -> set[Path]:
    other = (content / ACTOR).rename(content / "actors" / "westmark.yaml")
    return {content / ACTOR, other}


def added_without_a_word(content: Path) -> set[Path]:
    (content / "actors" / "new.yaml").write_text("name: New\nkind: state\n", "utf-8")
    return set()


def receipts(content: Path) -> set[Path]:
    path = (content / SOURCE).with_suffix(".seen")
    path.write_text("nonsense\n", "utf-8")
    return {path}


def both(content: Path) -> set[Path]:
    return saved(SOURCE)(content) | saved(ACTOR)(content)


@pytest.mark.parametrize(
    "change",
    [saved(SOURCE), saved(ACTOR), saved(FRONT), both, broken, deleted, renamed, added_without_a_word, receipts],
)
def test_as_if_read_for_the_first_time(change: Callable[[Path], set[Path]], starter: Path) -> None:
    content = (starter / "content").resolve()
    remembered = Remembered(content, content.parent, LANGUAGES)
    before = remembered.read()
    assert before == read_content(content, content.parent, LANGUAGES)
    after = remembered.read(frozenset(change(content)))
    assert after == read_content(content, content.parent, LANGUAGES)
    assert after != before


def test_from_broken_to_mended_and_on(starter: Path) -> None:
    content = (starter / "content").resolve()
    remembered = Remembered(content, content.parent, LANGUAGES)
    text = (content / SOURCE).read_text("utf-8")
    remembered.read()

    def mended(content: Path) -> set[Path]:
        (content / SOURCE).write_text(text, "utf-8")
        return {content / SOURCE}

    for change in (broken, saved(ACTOR), mended, saved(SOURCE)):
        assert remembered.read(frozenset(change(content))) == read_content(content, content.parent, LANGUAGES)


def test_other_files_are_not_read_again(starter: Path) -> None:
    content = (starter / "content").resolve()
    remembered = Remembered(content, content.parent, LANGUAGES)
    before, _ = remembered.read()
    after, _ = remembered.read(frozenset(saved(ACTOR)(content)))
    assert after.sources is before.sources
    assert after.series is before.series
    assert [one is other for one, other in zip(after.entities, before.entities, strict=True)].count(False) == 1


def test_what_was_saved_since_is_known(starter: Path) -> None:
    content = (starter / "content").resolve()
    remembered = Remembered(content, content.parent, LANGUAGES)
    remembered.read()
    assert remembered.late() == []
    (path,) = saved(ACTOR)(content)
    assert remembered.late() == [path]


def test_a_large_source_is_read_in_part(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (starter / "content").resolve()
    path = content / SOURCE
    text = path.read_text("utf-8")
    fact = text[text.index("  boats-delivered:") : text.index("  delivery-unanswered:")]
    text += "".join(f"\n{fact.replace('boats-delivered', f'more-{number}')}" for number in range(40))
    path.write_text(text, "utf-8")
    os.utime(path, (1_900_000_000, 1_900_000_000))
    wholly = list[str]()

    def noted(file: Found, *rest: Any) -> FileRead:
        wholly.append(file.shown)
        return read_one(file, *rest)

    monkeypatch.setattr("generator.live.reading.read_one", noted)
    remembered = Remembered(content, content.parent, LANGUAGES)
    monkeypatch.setattr(remembered, "_begun", 1_900_000_010_000_000_000)
    remembered.read()

    def save(old: str, new: str) -> None:
        nonlocal text
        assert old in text
        text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
        assert remembered.read(frozenset({path})) == read_content(content, content.parent, LANGUAGES)

    remembered.keep_texts()
    save("more-5:", "more-5b:")  # the first one, too
    save("value: 12", "value: 13")
    save(fact.replace("boats-delivered", "more-3"), "")
    assert not wholly
    save("kind: news-article", "kind: other")
    save("more-7:", "more-7: [")
    assert wholly == [f"content/{SOURCE}"] * 2
    save("more-7: [", "more-7:")
    save("more-9:", "more-9b:")
    assert len(wholly) == 3


def test_a_text_that_may_be_of_another_save_is_not_kept(starter: Path) -> None:
    """A file that changed just before it was read may have changed again just after."""
    content = (starter / "content").resolve()
    path = content / SOURCE
    path.write_text(path.read_text("utf-8") + "#" * 20_000, "utf-8")
    remembered = Remembered(content, content.parent, LANGUAGES)
    remembered.read()
    remembered.keep_texts()
    assert not remembered._texts


def test_a_text_saved_with_its_old_time_is_not_kept(starter: Path) -> None:
    content = (starter / "content").resolve()
    path = content / SOURCE
    text = path.read_text("utf-8") + "#" * 20_000
    path.write_text(text, "utf-8")
    remembered = Remembered(content, content.parent, LANGUAGES)
    remembered._begun += 10_000_000_000  # it has been there for long
    remembered.read()
    time = path.stat().st_mtime_ns
    path.write_text(text.replace("boats", "ships"), "utf-8")
    os.utime(path, ns=(time, time))
    remembered.keep_texts()
    assert not remembered._texts
    assert remembered.late() == [path]


def test_after_a_reading_that_failed_all_is_looked_at(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (starter / "content").resolve()
    remembered = Remembered(content, content.parent, LANGUAGES)
    remembered.read()
    gone = deleted(content)

    def failing(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr("generator.live.reading.find", failing)
        with pytest.raises(PermissionError):
            remembered.read(frozenset(gone))
    found = remembered.read(frozenset(saved(SOURCE)(content)))
    assert found == read_content(content, content.parent, LANGUAGES)
