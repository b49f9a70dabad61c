"""docs/editing.md is followed word for word: its files are written, its commands run, and their outputs are compared.

A comment above a fenced block says what the block does; all happens in order, in one new folder.

    <!-- write: PATH -->         the block is the whole file
    <!-- append: PATH -->        the block is added at the file's end
    <!-- edit: PATH a.b -->      the block stands in the place of the field b inside a, at its depth
    <!-- shows: PATH -->         the block is the file as it is now
    <!-- page: PATH -->          each line stands in the words of that page of the site, in this order

A block of `console` needs no comment: each `$ briefing ...` is run, and what follows is all that it prints. `$ cd DIR`
is known, too; nothing else is. A line `...` stands for lines left out, and ` ...` at a line's end for the rest of it.
Times are not compared, nor is the folder's own path. Blocks without a comment in other languages are only read.
"""

from __future__ import annotations

import html
import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest

from tests.commands import BIN, ROOT

GUIDE = ROOT / "docs" / "editing.md"
BLOCK = re.compile(
    r"^(?P<indent> *)(?:<!-- (?P<act>\w+): (?P<path>\S+)(?: (?P<field>\S+))? -->\n *)?"
    r"```(?P<language>\w*)\n(?P<body>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
ACTS = ("write", "append", "edit", "shows", "page")
LEFT_OUT = "..."
TIME = re.compile(r"\(\d+\.\d s\)")
KEPT = re.compile(
    r"; made \d+ files? again, kept the others"
)  # only where the last build's files are old enough to trust
TAG = re.compile(r"<(script|style).*?</\1>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    line: int  # of the guide
    act: str
    path: str
    field: str
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the guide says, and what is so."""

    line: int
    what: str
    shown: str
    real: str

    @property
    def true(self) -> bool:
        return alike(self.shown.splitlines(), self.real.splitlines())

    def __str__(self) -> str:
        return f"docs/editing.md:{self.line}: {self.what}\n--- the guide\n{self.shown}--- what is so\n{self.real}"


def blocks(guide: str) -> list[Block]:
    out = []
    for found in BLOCK.finditer(guide):
        lines = found["body"].splitlines(keepends=True)
        assert found["act"] in (None, *ACTS), f"there is no {found['act']}"
        body = "".join(line.removeprefix(found["indent"]) for line in lines)
        line = guide.count("\n", 0, found.start("body"))
        act = found["act"] or ("run" if found["language"] == "console" else "")
        out.append(Block(line, act, found["path"] or "", found["field"] or "", found["language"], body))
    return out


def alike(shown: list[str], real: list[str]) -> bool:
    """Whether the lines are the same, where a line `...` stands for any number of lines."""
    if not shown:
        return not real
    if shown[0].strip() == LEFT_OUT:
        return any(alike(shown[1:], real[start:]) for start in range(len(real) + 1))
    return bool(real) and _same(shown[0].rstrip(), real[0].rstrip()) and alike(shown[1:], real[1:])


def _same(shown: str, real: str) -> bool:
    start = shown.removesuffix(f" {LEFT_OUT}")
    return shown == real or (start != shown and real.startswith(start))


def follow(guide: str, folder: Path) -> list[Told]:
    """Do all that the guide says, below a folder; return what it says of the outcome beside what the outcome is."""
    here = folder
    told = []
    for block in blocks(guide):
        if block.act == "run":
            for line, command, shown in _commands(block):
                name, *rest = shlex.split(command)
                if name == "cd":
                    here = here / rest[0]
                    continue
                assert name == "briefing", f"docs/editing.md:{line}: only briefing and cd are run here: {command}"
                told.append(Told(line, command, _masked(shown, folder), _masked(_output(rest, here), folder)))
        elif block.act == "page":
            told.append(Told(block.line, block.path, block.body, _found(block.body, _words(here / block.path))))
        elif block.act == "shows":
            told.append(Told(block.line, block.path, block.body, (here / block.path).read_text("utf-8")))
        elif block.act:
            _change(block, here / block.path)
    return told


def _commands(block: Block) -> list[tuple[int, str, str]]:
    """Each command of a block, with its line in the guide and the output that stands below it."""
    out = []
    lines = block.body.splitlines(keepends=True)
    assert lines[0].startswith("$ "), f"docs/editing.md:{block.line}: a console block starts with a command"
    for number, line in enumerate(lines):
        if line.startswith("$ "):
            shown = takewhile(lambda one: not one.startswith("$ "), lines[number + 1 :])
            out.append((block.line + number + 1, line.removeprefix("$ ").strip(), "".join(shown)))
    return out


def _output(arguments: list[str], folder: Path) -> str:
    """What stands in the terminal after the command: both streams, as they come."""
    done = subprocess.run(
        [str(BIN / "briefing"), *arguments],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stdout, done.stdout
    return done.stdout


def _masked(output: str, folder: Path) -> str:
    output = KEPT.sub("", output)
    return TIME.sub("(0.0 s)", output).replace(f"{folder.resolve()}/", "/home/you/").replace(f"{folder}/", "/home/you/")


def _change(block: Block, path: Path) -> None:
    if block.act == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.body, "utf-8")
        return
    text = path.read_text("utf-8")
    if block.act == "append":
        path.write_text(text + block.body, "utf-8")
        return
    lines = text.splitlines(keepends=True)
    start, end = _place(lines, block.field.split("."))
    indent = _depth(lines[start]) * " "
    lines[start:end] = [indent + line if line.strip() else line for line in block.body.splitlines(keepends=True)]
    path.write_text("".join(lines), "utf-8")


def _place(lines: list[str], field: list[str]) -> tuple[int, int]:
    """The lines of a field, what it holds included, inside the fields that are named before it."""
    start, end = -1, len(lines)
    for name in field:
        found = [at for at in range(start + 1, end) if lines[at].lstrip().startswith(f"{name}:")]
        assert len(found) == 1, f"{name} of {'.'.join(field)} stands {len(found)} times"
        start = found[0]
        end = _end(lines, start, end)
    return start, end


def _end(lines: list[str], start: int, end: int) -> int:
    """Behind the last line that stands deeper than the first; empty lines after it are not its own."""
    last = start
    for at in range(start + 1, end):
        if lines[at].strip():
            if _depth(lines[at]) <= _depth(lines[start]):
                break
            last = at
    return last + 1


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _words(page: Path) -> str:
    """A page as it is read, in one line."""
    return " ".join(html.unescape(TAG.sub(" ", page.read_text("utf-8"))).split())


def _found(wanted: str, words: str) -> str:
    """As many of the lines as stand in the words, one after the other."""
    at, out = 0, ""
    for line in wanted.splitlines():
        at = words.find(line, at)
        if at < 0:
            return out + "(and no more of these)\n"
        out += f"{line}\n"
    return out


@pytest.mark.slow
def test_guide_says_what_is_so(tmp_path: Path) -> None:
    told = follow(GUIDE.read_text("utf-8"), tmp_path)
    wrong = [one for one in told if not one.true]
    if wrong:
        pytest.fail("\n".join(map(str, wrong)))


def test_every_comment_of_the_guide_belongs_to_a_block() -> None:
    guide = GUIDE.read_text("utf-8")
    assert guide.count("<!-- ") == sum(bool(block.path) for block in blocks(guide))
    assert guide.count("```console") == sum(block.act == "run" for block in blocks(guide))


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ("a\nb", "a\nb", True),
        ("a\nb", "a\nc", False),
        ("a", "a\nb", False),
        ("a\nb", "a", False),
        ("a\n...", "a\nb\nc", True),
        ("a\n...\nc", "a\nb\nc", True),
        ("...\nb", "a\nc", False),
        ("draft: true ...", "draft: true # why", True),
        ("draft: no ...", "draft: true # why", False),
    ],
)
def test_outputs_are_compared_line_by_line(shown: str, real: str, same: bool) -> None:
    assert alike(shown.splitlines(), real.splitlines()) is same


def test_a_stale_guide_is_noticed(tmp_path: Path) -> None:
    """Files are written, changed and shown, a command is run; what the guide says wrongly is found, with its line."""
    guide = """
<!-- write: a.yaml -->
```yaml
one:
  x: 1
two:
  x: 1
```
<!-- edit: a.yaml two.x -->
```yaml
x: 2
```
<!-- append: a.yaml -->
```yaml
three: 3
```
<!-- shows: a.yaml -->
```yaml
one:
  x: 1
two:
  x: 2
three: 3
```
<!-- shows: a.yaml -->
```yaml
one: 1
```
```console
$ briefing explain bad-date
something else
$ briefing explain figure-ambiguous
figure-ambiguous
...
```
"""
    assert [(one.line, one.true) for one in follow(guide, tmp_path)] == [
        (18, True),
        (26, False),
        (30, False),
        (32, True),
    ]
