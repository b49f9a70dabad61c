"""A new id, everywhere: in the files that name it, in the name of its own file, in the receipts; and a redirect."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.checks.links import kinds
from generator.checks.references import RESERVED, near
from generator.dossier.dossier import Dossier
from generator.edit.change import Change, changed, tree_of
from generator.edit.redirecting import with_redirect
from generator.edit.replace import replace_files
from generator.edit.spans import comment_lines
from generator.errors import BadValue, BriefingError
from generator.load import Loaded, load
from generator.model.ids import parse_fact_reference, parse_id
from generator.model.receipts import Receipts, receipt
from generator.model.source import Source
from generator.model.terms import Kind
from generator.read.content import find
from generator.read.file import Found
from generator.read.receipts import ENDING
from generator.schema import files as schemas

REDIRECTS = "redirects.yaml"


@dataclass(frozen=True, slots=True)
class Renamed:
    """Names of the files that changed; where comments, and hand-written pages, still name the old id."""

    change: Change
    changed: tuple[str, ...]
    in_comments: tuple[str, ...]
    in_pages: tuple[str, ...]


def rename(loaded: Loaded, old: str, new: str, *, unit: bool = False) -> Renamed:
    """Change an id in every file, or in none. Raises BriefingError for an id that is unknown, taken, or none."""
    dossier, settings = loaded.dossier, loaded.settings
    change = _change(dossier, old, new, unit=unit)
    found, _ = find(settings.content, settings.project)
    texts = dict(_texts(found, change))
    moved = _moved(settings.content, dossier, change)
    target = settings.content / REDIRECTS
    if change.sort != "unit":
        line = schemas.modeline(settings.project, target, "redirects") if _has_schemas(settings.project) else ""
        old_text = target.read_text("utf-8") if target.exists() else ""
        texts[target] = with_redirect(old_text, change, _shown(target, settings.project), line).encode()
    new_files = {moved.get(path, path): data for path, data in texts.items()}
    gone = list(moved)
    for path, to in moved.items():
        new_files.setdefault(to, path.read_bytes())
    new_files |= _receipts(loaded, change, new_files, gone)
    replace_files(new_files, gone)
    shown = sorted(_shown(path, settings.project) for path in (*new_files, *gone))
    return Renamed(
        change,
        tuple(dict.fromkeys(shown)),
        tuple(_in_comments(find(settings.content, settings.project)[0], change)),
        tuple(_in_pages(settings.content, settings.project, change)),
    )


def _shown(path: Path, project: Path) -> str:
    return (path.relative_to(project) if path.is_relative_to(project) else path).as_posix()


def _has_schemas(project: Path) -> bool:
    return (project / schemas.FOLDER / schemas.file_name("redirects")).is_file()


def _change(dossier: Dossier, old: str, new: str, *, unit: bool) -> Change:
    ids = kinds(dossier)
    try:
        if unit:
            change = Change("unit", old, parse_id(new))
            there, taken = list(dossier.units), set(dossier.units)
        elif "#" in old:
            owner = old.partition("#")[0]
            change = Change("fact", old, parse_fact_reference(new, owner))
            there, taken = list(dossier.facts), set(dossier.facts)
        else:
            change = Change("thing", old, parse_id(new))
            there, taken = list(ids), {*ids, *RESERVED}
    except BadValue as bad:
        raise BriefingError(bad.message, hint=bad.hint) from None
    if old not in there:
        hint = near(old, there) or "things have ids such as varland, facts such as source-id#key; --unit for units"
        raise BriefingError(f"there is no '{old}'", hint=hint)
    if change.sort == "fact" and change.new.partition("#")[0] != old.partition("#")[0]:
        raise BriefingError("a fact stays with its source", hint=f"write its new key only: {new.partition('#')[2]}")
    if change.new in taken:
        raise BriefingError(f"'{change.new}' is taken", hint="choose an id that nothing has")
    return change


def _texts(found: list[Found], change: Change) -> Iterator[tuple[Path, bytes]]:
    """The files whose text changes, with their new bytes."""
    for file in found:
        text = file.path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        if file.path.name == REDIRECTS or not _may_name(text, change):
            continue
        source = file.id if file.record is Source else ""
        new = changed(text.removeprefix("\ufeff"), file.record, change, source, file.shown)
        if new != text:
            yield file.path, new.encode()


def _may_name(text: str, change: Change) -> bool:
    return change.old.partition("#")[2] in text if change.sort == "fact" else change.old in text


def _moved(content: Path, dossier: Dossier, change: Change) -> dict[Path, Path]:
    """The files that are named after the thing."""
    if change.sort != "thing":
        return {}
    out = {}
    for kind in kinds(dossier)[change.old]:
        for ending in (".yaml", ENDING) if kind is Kind.SOURCE else (".yaml",):
            path = content / kind.value / f"{change.old}{ending}"
            if path.exists():
                out[path] = path.with_name(f"{change.new}{ending}")
    return out


def _receipts(loaded: Loaded, change: Change, new_files: dict[Path, bytes], gone: list[Path]) -> dict[Path, bytes]:
    """The receipts after the change. The whole new dossier is read on the way: no new error may be in it."""
    settings = loaded.settings
    with tempfile.TemporaryDirectory(prefix=".briefing-rename-", dir=settings.project) as folder:
        content = Path(folder) / "content"
        shutil.copytree(settings.content, content, copy_function=_linked)
        for path in gone:
            (content / path.relative_to(settings.content)).unlink()
        for path, data in new_files.items():
            inside = content / path.relative_to(settings.content)
            inside.unlink(missing_ok=True)  # it may be a link to the file that stays
            inside.write_bytes(data)
        after = load(dataclasses.replace(settings, content=content))
    more = Counter(one.code for one in after.errors if one.code != "receipt-stale") - Counter(
        one.code for one in loaded.errors
    )
    if more:
        message = f"'{change.new}' would make new errors: {', '.join(sorted(more))}; nothing was changed"
        raise BriefingError(message, hint="run briefing check, correct what it tells, and try again")
    out = {}
    for some in loaded.dossier.records.receipts:
        path = settings.content / Kind.SOURCE.value / f"{change.of(some.source)}{ENDING}"
        text = "".join(f"{line}\n" for line in sorted(_lines(some, loaded.dossier, after.dossier, change)))
        before = settings.content / Kind.SOURCE.value / f"{some.source}{ENDING}"
        if before != path or text.encode() != before.read_bytes():
            out[path] = text.encode()
    return out


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _lines(some: Receipts, before: Dossier, after: Dossier, change: Change) -> Iterator[str]:
    """A receipt that held holds on: what was seen is the same, under another name."""
    for entry in some.entries:
        old_id = f"{some.source}#{entry.key}"
        new_id = change.of(old_id)
        digest = entry.digest
        fact, now = (one.facts.get(ident) for one, ident in ((before, old_id), (after, new_id)))  # type: ignore[call-overload]
        if fact and now and receipt(fact, before.sources[fact.source]) == digest:
            digest = receipt(now, after.sources[now.source])
        yield f"{new_id.partition('#')[2]} {digest}"


def _in_comments(found: list[Found], change: Change) -> Iterator[str]:
    """Where a comment has the old name as a word. An id without a hyphen is a word of the language as well."""
    name = change.old.rpartition("#")[2]
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    for file in found if "-" in name else ():
        text = file.path.read_text("utf-8", "replace")
        if name in text and file.path.name != REDIRECTS:
            for line, words in comment_lines(text, tree_of(text, file.shown)):
                if word.search(words):
                    yield f"{file.shown}:{line}"


def _in_pages(content: Path, project: Path, change: Change) -> Iterator[str]:
    """Hand-written pages that lead to the old address."""
    address = f"/{change.old}.html" if change.sort == "thing" else f"#{change.old.partition('#')[2]}"
    for path in sorted((content / "pages").rglob("*.md")) if change.sort != "unit" else ():
        if address in path.read_text("utf-8", "replace"):
            yield _shown(path, project)
