"""Random edits of a content folder, as an editor makes them: in the text of its files.

Values come from other places of the same kind in the same folder, so that most edits leave a dossier without errors.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.dossier.dossier import Dossier
from generator.model.node import Mapping, Node, Scalar, Sequence

Spot = tuple[str, Scalar]  # a field, and the value in it
WORDS = ("early", "late", "Évreux", "<b>", "&", "again", "12", "l’est")


class Folder:
    """The files of a content folder, by their path in it, and the trees of those that are records."""

    def __init__(self, files: dict[str, str], dossier: Dossier) -> None:
        self.files, self.dossier = files, dossier
        some = dossier.records
        records = (some.briefing, some.vocabulary, some.redirects, *some.sources, *some.entities, *some.series)
        self.trees = {
            record.origin.path.removeprefix("content/"): record.origin.tree.root for record in records if record
        }

    def spots(self, name: str) -> Iterator[Spot]:
        yield from _scalars(self.trees[name], name.rpartition("/")[0])

    def raw(self, name: str, value: Scalar) -> str:
        """The value as it is written; nothing where it takes several lines."""
        if value.line != value.end_line:
            return ""
        return self.files[name].splitlines()[value.line - 1][value.column - 1 : value.end_column - 1]

    def put(self, name: str, value: Scalar, raw: str) -> None:
        lines = self.files[name].splitlines()
        line = lines[value.line - 1]
        lines[value.line - 1] = line[: value.column - 1] + raw + line[value.end_column - 1 :]
        self.files[name] = "\n".join(lines) + "\n"


def _scalars(node: Node, field: str) -> Iterator[Spot]:
    if isinstance(node, Scalar):
        yield field, node
    elif isinstance(node, Sequence):
        for one in node.items:
            yield from _scalars(one, field)
    else:
        for key, one in node.entries:
            named = "*" if field.endswith(("facts", "units", "derived", "redirects")) else key.text
            yield from _scalars(one, f"{field}.{named}")


Edit = Callable[[Folder, random.Random], None]


def _some_file(folder: Folder, rng: random.Random) -> str:
    """Facts are most of what is edited, and what most depends on."""
    facts = [name for name in sorted(folder.trees) if name.startswith("sources/")]
    return rng.choice(facts if facts and rng.random() < 0.6 else sorted(folder.trees))


def _any(folder: Folder, rng: random.Random) -> tuple[str, str, Scalar]:
    name = _some_file(folder, rng)
    field, value = rng.choice(list(folder.spots(name)))
    return name, field, value


def another_value(folder: Folder, rng: random.Random) -> None:
    """A value is what the same field holds elsewhere."""
    name, field, value = _any(folder, rng)
    found = [folder.raw(other, one) for other in sorted(folder.trees) for at, one in folder.spots(other) if at == field]
    folder.put(name, value, rng.choice(found) or folder.raw(name, value))


def another_link(folder: Folder, rng: random.Random) -> None:
    """What names a thing names another one of its kind."""
    ids = {Path(name).stem: name.partition("/")[0] for name in folder.trees if "/" in name}
    name = _some_file(folder, rng)
    for fact in folder.dossier.facts.values():
        ids[fact.id] = "#"
        if fact.source == Path(name).stem:
            ids.setdefault(fact.key, f"#{fact.source}")
    links = [value for _, value in folder.spots(name) if value.text in ids]
    if links:
        value = rng.choice(links)
        folder.put(name, value, rng.choice(sorted(one for one in ids if ids[one] == ids[value.text])))


def another_word(folder: Folder, rng: random.Random) -> None:
    """A word more in a sentence, a name or a note."""
    name = _some_file(folder, rng)
    texts = [value for _, value in folder.spots(name) if " " in value.text and folder.raw(name, value)]
    if texts:
        value = rng.choice(texts)
        folder.put(name, value, folder.raw(name, value).replace(" ", f" {rng.choice(WORDS)} ", 1))


def another_number(folder: Folder, rng: random.Random) -> None:
    name = _some_file(folder, rng)
    numbers = [value for _, value in folder.spots(name) if re.search(r"\d", folder.raw(name, value))]
    if numbers:
        value = rng.choice(numbers)
        digit = rng.choice([found.start() for found in re.finditer(r"\d", folder.raw(name, value))])
        raw = folder.raw(name, value)
        folder.put(name, value, raw[:digit] + str(rng.randrange(1, 10)) + raw[digit + 1 :])


def _blocks(folder: Folder, name: str) -> Iterator[tuple[str, int, int]]:
    """Entries that begin on lines of their own: their field, first line, and the line after them."""

    def below(node: Mapping, field: str, end: int) -> Iterator[tuple[str, int, int]]:
        starts = [key.line for key, _ in node.entries] + [end]
        for (key, one), stop in zip(node.entries, starts[1:], strict=True):
            here = f"{field}.{'*' if field.endswith('.facts') else key.text}"
            yield here, key.line, stop
            if isinstance(one, Mapping) and not one.flow:
                yield from below(one, here, stop)

    yield from below(folder.trees[name], name.rpartition("/")[0], len(folder.files[name].splitlines()) + 1)


def without_entry(folder: Folder, rng: random.Random) -> None:
    """A field less, or a fact less."""
    name = _some_file(folder, rng)
    _, start, stop = rng.choice(list(_blocks(folder, name)))
    lines = folder.files[name].splitlines(keepends=True)
    folder.files[name] = "".join(lines[: start - 1] + lines[stop - 1 :])


def with_entry(folder: Folder, rng: random.Random) -> None:
    """A field more, as it stands elsewhere; of a fact, the fact once more, under another key."""
    name = _some_file(folder, rng)
    other = rng.choice([one for one in sorted(folder.trees) if one.rpartition("/")[0] == name.rpartition("/")[0]])
    field, start, stop = rng.choice(list(_blocks(folder, other)))
    lines = folder.files[other].splitlines(keepends=True)[start - 1 : stop - 1]
    if field.endswith(".*"):
        key = lines[0].strip().rstrip(":")
        lines[0] = lines[0].replace(key, f"{key}-{rng.randrange(100)}", 1)
    like = field.rpartition(".")[0]
    places = [begin for at, begin, _ in _blocks(folder, name) if at.rpartition(".")[0] == like]
    if places:
        at = rng.choice(places) - 1
        mine = folder.files[name].splitlines(keepends=True)
        folder.files[name] = "".join(mine[:at] + lines + mine[at:])


def moved_entry(folder: Folder, rng: random.Random) -> None:
    """A field or a fact stands in another place among its like."""
    name = _some_file(folder, rng)
    field, start, stop = rng.choice(list(_blocks(folder, name)))
    lines = folder.files[name].splitlines(keepends=True)
    taken, left = lines[start - 1 : stop - 1], lines[: start - 1] + lines[stop - 1 :]
    like = [begin for at, begin, _ in _blocks(folder, name) if at.rpartition(".")[0] == field.rpartition(".")[0]]
    before = [begin for begin in like if begin < start]
    if before:
        at = rng.choice(before) - 1
        folder.files[name] = "".join(left[:at] + taken + left[at:])


def commented(folder: Folder, rng: random.Random) -> None:
    """Lines that say nothing, so that all that follows stands elsewhere."""
    name = _some_file(folder, rng)
    lines = folder.files[name].splitlines(keepends=True)
    tops = [0, *(number for number, line in enumerate(lines) if re.match(r"\w", line))]
    lines.insert(rng.choice(tops), "# a remark\n")
    folder.files[name] = "".join(lines)


def without_file(folder: Folder, rng: random.Random) -> None:
    del folder.files[rng.choice(sorted(folder.files))]


def with_file(folder: Folder, rng: random.Random) -> None:
    """A thing once more under another id."""
    name = rng.choice([one for one in sorted(folder.trees) if "/" in one])
    folder.files[name.replace(".yaml", f"-{rng.randrange(100)}.yaml")] = folder.files[name]


def renamed(folder: Folder, rng: random.Random) -> None:
    """Another id, here and wherever it is named, with the old address, or without."""
    name = rng.choice([one for one in sorted(folder.trees) if "/" in one])
    old = Path(name).stem
    new = f"{rng.choice('amz')}-{old}"
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    folder.files[name.replace(f"/{old}.", f"/{new}.")] = folder.files.pop(name)
    for one, text in folder.files.items():
        if not one.startswith("redirects"):
            folder.files[one] = word.sub(new, text)
    if rng.random() < 0.7:
        text = folder.files.get("redirects.yaml", "redirects:\n")
        folder.files["redirects.yaml"] = f"{text}  {old}: {new}\n"


EDITS: tuple[Edit, ...] = (
    *(another_value,) * 8,
    *(another_link,) * 5,
    *(another_word,) * 3,
    *(another_number,) * 3,
    *(without_entry,) * 3,
    *(with_entry,) * 4,
    *(moved_entry,) * 2,
    commented,
    without_file,
    with_file,
    renamed,
)
