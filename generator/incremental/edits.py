"""What was edited since the state was left, read again; nothing where more than facts may have changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.dossier.dossier import Dossier
from generator.dossier.followed import differences, fields_that_differ
from generator.dossier.ledger import Cell
from generator.dossier.same_links import same_links
from generator.incremental.stored import StoredSource, Things
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.receipts import Receipts
from generator.model.source import Source
from generator.model.terms import Kind
from generator.read.content import RECORD_OF
from generator.read.file import Found, read_one
from generator.settings import Settings

_TABLE = {Kind.SOURCE: "sources", Kind.SERIES: "series"}  # all others are entities


@dataclass(frozen=True, slots=True)
class Edits:
    """The records of the edited files, as they were and as they are, by id."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    receipts: tuple[Receipts, ...]  # of the edited sources, as they were

    def facts(self) -> Iterator[tuple[Fact, Fact]]:
        for ident, record in self.after.items():
            if isinstance(record, Source):
                yield from zip(self.before[ident].facts, record.facts, strict=True)

    def ids(self) -> set[str]:
        """Of all records that are not what they were."""
        facts = {old.id for old, new in self.facts() if fields_that_differ(old, new)}
        return facts | {ident for ident, new in self.after.items() if fields_that_differ(self.before[ident], new)}

    def cells(self) -> set[Cell]:
        """The inputs that are not what they were."""
        found: set[Cell] = set()
        for table, old, new in self._tables():
            found.update(differences(table, old, new))
        return found

    def _tables(self) -> Iterator[tuple[str, dict[Any, Any], dict[Any, Any]]]:
        pairs = list(self.facts())
        yield "facts", {one.id: one for one, _ in pairs}, {one.id: one for _, one in pairs}
        for ident, record in self.after.items():
            yield _TABLE.get(_kind(record), "entities"), {ident: self.before[ident]}, {ident: record}


def _kind(record: Any) -> Kind:
    found: Kind = Kind.SOURCE if isinstance(record, Source) else record.page
    return found


def edited(changed: Iterable[bytes], settings: Settings, things: Things) -> Edits | None:
    """Read the files of these paths. None where one is no file of facts, has a problem, or is linked otherwise now."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    receipts: list[Receipts] = []
    for path in changed:
        file = _found(Path(os.fsdecode(path)), settings)
        if file is None or not things.kind(file.id):
            return None
        done = read_one(file, settings.languages)
        if done.problems or done.broken or done.record is None:
            return None
        if done.receipts:
            receipts.append(done.receipts)
        old = things.old(file.id)
        before[file.id] = old.whole() if isinstance(old, StoredSource) else old
        after[file.id] = done.record
    return (
        Edits(before, after, tuple(receipts)) if same_links((before[ident], after[ident]) for ident in after) else None
    )


def _found(path: Path, settings: Settings) -> Found | None:
    """As content.find finds it."""
    if path.parent.parent != settings.content or path.suffix != ".yaml" or path.parent.name not in tuple(Kind):
        return None
    if path.is_symlink() or not path.is_file() or not path.name.isprintable():
        return None
    shown = path.relative_to(settings.project) if path.is_relative_to(settings.project) else path
    return Found(path, shown.as_posix(), RECORD_OF[Kind(path.parent.name)], path.stem)


def same_day(edits: Edits, as_of: Edtf | None, dossier: Dossier) -> bool:
    """Whether the day that the dossier speaks for certainly is as it was."""
    if dossier.briefing and dossier.briefing.as_of:
        return True
    changed = [(old.said, new.said) for old, new in edits.facts() if old.said != new.said]
    if as_of is None or as_of.latest is None:
        return not changed
    top = as_of.latest, as_of.sort_key
    return all(old != as_of and (not new.latest or (new.latest, new.sort_key) < top) for old, new in changed)
