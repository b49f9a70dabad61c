"""A source of which only the edited facts are parsed is the source of a whole reading, whatever was edited."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.model.source import Source
from generator.read.again import read_again
from generator.read.door import Door
from generator.read.file import FileRead, Found, read_one
from tests.commands import ROOT

LANGUAGES = ("en", "fr")
TEXT = """\
title: {en: Boats, fr: Bateaux} # ours
kind: report
publisher: unknown
lang: en
published: 2031-05
text: {paragraphs: 9}
days: {tue: 2031-05-06}
facts: # in their order
  # the first paragraph
  one:
    type: claim
    by: source
    at: p1
    said: tue
    text: {en: "{By} said so.", fr: "{By} l’a dit."}

  two: {type: claim, by: source, at: p2,
    text: {en: "{By} said so.", fr: "{By} l’a dit."}}
  three:
    type: figure
    by: {unnamed: {en: an "officer", fr: un officier}}
    at: [p3, p4]
    figure: {value: 12, unit: vessel, kind: supplied}
    text:
      en: >
        {By} counted
        {value} boats.

      fr: "{By} a compté
        {value} bateaux."
    note: {en: "# none", fr: "a: b"}
  four:
    type: claim
    by: source
    at: p5
    text: {en: "{By} said so.", fr: "{By} l’a dit."}
  five:
    type: claim
    by: source
    at: p6
    text: {en: "{By} said so.", fr: "{By} l’a dit."}
"""
FIVE = TEXT[TEXT.index("  five:") :]
FOUR = TEXT[TEXT.index("  four:") : TEXT.index("  five:")]
ONE = TEXT[TEXT.index("  one:") : TEXT.index("\n  two:")]
FOUND = Found(Path("content/sources/herald.yaml"), "content/sources/herald.yaml", Source, "herald")

Edit = Callable[[str], str]


def put(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


IN_PART: dict[str, Edit] = {
    "a value": put("value: 12", "value: 13"),
    "a field more": put("at: p5\n", "at: p5\n    hedge: estimate\n"),
    "a field less": put("    said: tue\n", ""),
    "a fact at the end": lambda text: text + FIVE.replace("five", "six"),
    "a fact in between": put(FOUR, FOUR.replace("four", "other") + FOUR),
    "a fact in front": put(ONE, ONE.replace("one", "zero") + ONE),
    "the first fact gone": put(ONE + "\n", ""),
    "the last fact gone": put(FIVE, ""),
    "two facts in another order": put(FOUR + FIVE, FIVE + FOUR),
    "a key": put("  four:", "  fourth:"),
    "a comment": put("  four:", "  # note\n  four:"),
    "an empty line": put("  four:", "\n\n  four:"),
    "the last line not ended": lambda text: text.rstrip("\n"),
    "a folded text": put("        {value} boats.\n", "        {value} small\n        boats.\n"),
    "a kept end of line": put("en: >\n", "en: >+\n"),
    "a quoted key": put("  four:", '  "four":'),
    "nothing": lambda text: text,
    "the first and the last fact": lambda text: put("p1", "p9")(text).replace("p6", "p8"),
}
WHOLLY: dict[str, Edit] = {
    "the header": put("2031-05\n", "2031-06\n"),
    "a comment above": put("# ours", "# our own"),
    "behind the facts": lambda text: text + "note: {en: a, fr: b}\n",
    "a quote that is never closed": put('{en: "{By} said so."', '{en: "{By} said so.'),
    "a bracket that is never closed": put("{value: 12,", "{{value: 12,"),
    "a quote that swallows what follows": put("at: p5", 'at: "p5'),
    "a key twice": put("  four:", "  two:"),
    "a field that is none": put("at: p5", "att: p5"),
    "an indent less": put("  four:", " four:"),
    "an indent more": put("  four:", "   four:"),
    "a document more": put("  four:", "---\n  four:"),
    "an end of the document": lambda text: text + "...\nmore\n",
    "an anchor": put("  four:", "  four: &a"),
    "a list": put("  four:\n", "  - four\n"),
    "no fact left": lambda text: text[: text.index("  # the first")],
    "no line left": lambda text: text[: text.index("\n  # the first")],
    "no line left for a fact": lambda text: text[: text.index("\n  one:")],
    "a comment at the margin": put("  four:", "# note\n  four:"),
    "other ends of lines": put("at: p5\n", "at: p5\r\n"),
    "what cannot be seen": put("at: p5\n", "at: p5\u200b\n"),
}


def both(last: FileRead, old: str, new: str) -> FileRead | None:
    """What is read in part, which is equal to what is read wholly."""
    got = read_again(FOUND, LANGUAGES, last, old.encode(), new.encode())
    if got is not None:
        whole = read_one(FOUND, LANGUAGES, new.encode())
        assert got == whole
        assert got.record.origin.tree.packed == got.record.facts[0].origin.tree.packed
        assert [fact.origin.lines() for fact in got.record.facts] == [
            fact.origin.lines() for fact in whole.record.facts
        ]
    return got


@pytest.mark.parametrize("edit", IN_PART.values(), ids=IN_PART)
def test_in_part(edit: Edit) -> None:
    last = read_one(FOUND, LANGUAGES, TEXT.encode())
    assert not last.problems
    there = both(last, TEXT, edit(TEXT))
    assert there is not None
    assert both(there, edit(TEXT), TEXT) is not None


@pytest.mark.parametrize("edit", WHOLLY.values(), ids=WHOLLY)
def test_left_to_a_whole_reading(edit: Edit) -> None:
    last = read_one(FOUND, LANGUAGES, TEXT.encode())
    assert both(last, TEXT, edit(TEXT)) is None


def test_after_a_mistake_all_is_read() -> None:
    wrong = put("at: p5", "att: p5")(TEXT)
    last = read_one(FOUND, LANGUAGES, wrong.encode())
    assert last.problems
    assert both(last, wrong, TEXT) is None


def test_what_did_not_change_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEXT + "".join(FIVE.replace("five", f"more-{number}") for number in range(500))
    last, parsed = read_one(FOUND, LANGUAGES, text.encode()), list[bytes]()
    whole = read_again.__globals__["read_packed"]

    def noted(data: bytes, door: Door) -> Any:
        parsed.append(data)
        return whole(data, door)

    monkeypatch.setattr("generator.read.again.read_packed", noted)
    assert both(last, text, text.replace("more-250:", "another:")) is not None
    (data,) = parsed
    assert len([line for line in data.splitlines() if line]) < 30


SIGNS = [*"\"'{}[]:#-|>&*!%@`,? \t\\", "\n", "\n  ", "\n---\n", "  - a\n", "# note\n", "\n\n", ": ", "  x: y\n", "é"]
LINES = (
    "",
    "  ",
    "    note: >",
    "      folded",
    "  six:",
    "    hedge: estimate",
    "   x: y",
    "#c",
    "    # c",
    "    z: |+",
)


def randomly(text: str, chance: random.Random) -> str:
    lines, at = text.split("\n"), chance.randrange(len(text))
    start = chance.randrange(len(lines))
    end = start + chance.choice((1, 1, 2, 6))
    match chance.randrange(7):
        case 0:
            return f"{text[:at]}{chance.choice(SIGNS)}{text[at:]}"
        case 1:
            return text[:at] + text[at + chance.choice((1, 2, 5, 80)) :]
        case 2:
            del lines[start:end]
        case 3:
            lines[start:start] = lines[start:end]
        case 4:
            lines.insert(start, chance.choice(LINES))
        case 5:
            lines[start] = " " * chance.randrange(8) + lines[start].lstrip()
        case _:
            lines[start] = lines[start].replace("a", "b", 1)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(14))
def test_random_edits(seed: int) -> None:
    """Each of the last text that nothing was wrong with, as an editor's are."""
    text = TEXT if seed < 10 else next((ROOT / "content" / "sources").glob("*.yaml")).read_text("utf-8")
    chance = random.Random(seed)  # noqa: S311
    last, in_part = read_one(FOUND, LANGUAGES, text.encode()), 0
    for _ in range(30):
        new = randomly(text, chance)
        got = both(last, text, new)
        in_part += got is not None
        one = got or read_one(FOUND, LANGUAGES, new.encode())
        if not one.problems:
            text, last = new, one
    assert in_part
