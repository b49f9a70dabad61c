"""Receipt files: `<source-id>.seen` beside the source, a line `key digest` for each fact, sorted by key."""

from __future__ import annotations

from pathlib import Path

from generator.errors import BadValue, Position
from generator.model.ids import EntityId, parse_id
from generator.model.receipts import Receipt, Receipts
from generator.model.scalars import parse_digest
from generator.read.door import Door
from generator.read.tree import MOST_BYTES

ENDING = ".seen"
AGAIN = "write it again: briefing verify --private DIR"


def read_receipts(path: Path, source: EntityId, door: Door) -> Receipts | None:
    """The receipts of a source; None without the file. A line that is none is a problem, and the others are kept."""
    try:
        with path.open("rb") as stream:
            text = stream.read(MOST_BYTES).decode("ascii")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        door.add(Position(door.path), "bad-receipt", "this is not a file of receipts", AGAIN)
        return None
    except OSError as error:
        door.add(Position(door.path), "unreadable-file", f"cannot read it: {error.strerror}", "check its permissions")
        return None
    entries: list[Receipt] = []
    for number, line in enumerate(text.splitlines(), 1):
        position = Position(door.path, number, 1, len(line) + 1)
        try:
            key, digest = line.split(" ")
            entries.append(Receipt(parse_id(key), parse_digest(digest), position))
        except (ValueError, BadValue):
            door.add(position, "bad-receipt", "this is not a key and its digest", AGAIN)
            continue
        if len(entries) > 1 and entries[-2].key >= key:
            door.add(position, "bad-receipt", "the lines are not sorted, or one stands twice", AGAIN)
    return Receipts(source, tuple(entries))
