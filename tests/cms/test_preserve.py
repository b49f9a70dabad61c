"""What the form writes into a file: the real preserve.mjs in Node, read again by our own reader."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.merge.parts import Plain, plain, tree
from generator.model.node import Node, Scalar, Sequence
from tests.commands import BIN, ROOT

pytestmark = pytest.mark.slow

RUN = """
import { read, write } from "./preserve.mjs";
import { readFileSync } from "node:fs";
const out = JSON.parse(readFileSync(0, "utf8")).map(({ text, edits }) => {
  try {
    const data = read(text);
    for (const [path, value] of edits) {
      const parent = path.slice(0, -1).reduce((here, step) => (here[step] ??= {}), data);
      parent[path.at(-1)] = value;
    }
    return write(data).after;
  } catch (error) {
    return { error: String(error) };
  }
});
console.log(JSON.stringify(out));
"""
Edits = list[tuple[list[str | int], Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("form")
    (folder / "preserve.mjs").write_text((ROOT / "generator/cms/form/preserve.mjs").read_text("utf-8"), "utf-8")
    (folder / "run.mjs").write_text(RUN)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def saved(folder: Path, *jobs: tuple[str, Edits]) -> list[Any]:
    given = json.dumps([{"text": text, "edits": edits} for text, edits in jobs])
    command = [str(BIN / "node"), "run.mjs"]
    done = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, encoding="utf-8", check=True, timeout=120
    )
    return list(json.loads(done.stdout))


def leaves(node: Node, path: tuple[str | int, ...] = ()) -> list[tuple[list[str | int], Scalar]]:
    if isinstance(node, Scalar):
        return [(list(path), node)]
    if isinstance(node, Sequence):
        return [one for i, item in enumerate(node.items) for one in leaves(item, (*path, i))]
    return [one for key, below in node.entries for one in leaves(below, (*path, key.text))]


def value_at(values: Any, path: list[str | int], new: Plain) -> Plain:
    """The same values with another one at a path."""
    if not path:
        return new
    step, *rest = path
    if isinstance(step, int):
        return tuple(value_at(item, rest, new) if i == step else item for i, item in enumerate(values))
    return {key: value_at(below, rest, new) if key == step else below for key, below in values.items()}


FILES = sorted(ROOT.glob("content/**/*.yaml")) + sorted(ROOT.glob("generator/starter/files/content/**/*.yaml"))
NEW = [
    "3000",
    "0010",
    "no",
    "2031-05~",
    "two: words # here, 'and' \"there\"",
    "é - \\ {by}",
    "[2031-05,2031-06]",
    "two\nlines",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_value_of_our_files_alone(folder: Path, path: Path) -> None:
    """Whatever is changed, to whatever: our reader reads that value, and the text differs in its lines only."""
    text = path.read_text("utf-8")
    before = tree(text)
    found = leaves(before)
    found = found[:: 1 + len(found) // 150]
    jobs: list[tuple[str, Edits]] = [(text, [(where, NEW[i % len(NEW)])]) for i, (where, _) in enumerate(found)]
    for (where, scalar), (_, edits), after in zip(found, jobs, saved(folder, *jobs), strict=True):
        new = edits[0][1]
        assert isinstance(after, str), after
        assert plain(tree(after)) == value_at(plain(before), where, new)
        old, now = text.split("\n"), after.split("\n")
        assert now[: scalar.line - 1] == old[: scalar.line - 1]
        assert now[len(now) - len(old) + scalar.end_line :] == old[scalar.end_line :]


def test_nothing_is_changed_when_nothing_was(folder: Path) -> None:
    texts = [path.read_text("utf-8") for path in FILES]
    assert saved(folder, *((text, []) for text in texts)) == texts


TEXT = """\
# Above.
title: 'It''s' # why
note: |
  Words
  and words
days: {tue: [2031-05-06,2031-05-13], some: "[2031-05]"}
unknown-key: {deep: [1, 0x1F, ~, 1e3, 010]}   # stays
facts:

  boats: # here
    at: p1
    figure: {value: 3.50, unit: vessel}
    via: [a, b]
    on:
      - c # why c
      - d
"""
BOATS = ["facts", "boats"]
CHANGES: dict[str, tuple[Edits, str, str]] = {
    "plain": ([([*BOATS, "figure", "value"], "3000")], "value: 3.50", "value: 3000"),
    "a number, from a widget": ([([*BOATS, "figure", "value"], 3000)], "value: 3.50", "value: 3000"),
    "single quotes": ([(["title"], "It's not")], "'It''s'", "'It''s not'"),
    "double quotes": ([(["days", "some"], '["2031"]')], '"[2031-05]"', '"[\\"2031\\"]"'),
    "left empty": ([([*BOATS, "when"], ""), ([*BOATS, "x"], {"en": ""}), ([*BOATS, "y"], [])], "", ""),
    "filled": ([([*BOATS, "when"], "2031-05")], "      - d\n", "      - d\n    when: 2031-05\n"),
    "words filled": ([([*BOATS, "note"], {"en": "A: b", "fr": ""})], "- d\n", '- d\n    note:\n      en: "A: b"\n'),
    "emptied": ([([*BOATS, "figure", "unit"], "")], ", unit: vessel", ""),
    "an item added": ([([*BOATS, "via"], ["a", "b", "c"])], "[a, b]", "[a, b, c]"),
    "an item gone": ([([*BOATS, "on"], ["d"])], "      - c # why c\n", ""),
    "a list emptied": ([([*BOATS, "via"], [])], "    via: [a, b]\n", ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(folder: Path, name: str) -> None:
    edits, old, new = CHANGES[name]
    assert old in TEXT
    (after,) = saved(folder, (TEXT, edits))
    expected = TEXT.replace(old, new, 1)
    assert plain(tree(after)) == plain(tree(expected))
    assert after in (expected, written_anew(expected))


def written_anew(text: str) -> str:
    """Where fields or items come or go, the file is laid out anew. Comments, quotes and long lines stay; a comment
    behind a key that has fields moves to the next line.
    """
    for old, new in (("   #", " #"), ("2031-05-06,2031", "2031-05-06, 2031"), ("boats: # here", "boats:\n    # here")):
        text = text.replace(old, new)
    return text


def test_what_cannot_be_written_is_refused(folder: Path) -> None:
    refused = saved(folder, ("", []), ("a: [\n", []), ("- a\n", []), ("a: 1\na: 2\n", []))
    assert all("error" in one for one in refused)


def test_windows_lines(folder: Path) -> None:
    text = 'title: "Words"\r\nkind: x\r\n'
    assert saved(folder, (text, [(["kind"], "y")])) == [text.replace("x", "y")]
