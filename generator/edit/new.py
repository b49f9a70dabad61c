"""`briefing new`: a commented file that is valid at once. Nothing is overwritten, no id is used twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks.links import kinds
from generator.checks.references import RESERVED
from generator.edit.blank import blank, words
from generator.edit.intake import Intake, intake
from generator.errors import BadValue, BriefingError
from generator.load import Loaded
from generator.model.edtf import parse as parse_date
from generator.model.ids import parse_id
from generator.model.node import Mapping
from generator.model.origin import Origin
from generator.model.scalars import parse_language
from generator.model.source import UNKNOWN, Source
from generator.model.terms import ActorKind, EventKind, FigureKind, Kind, PlaceKind, SourceKind, WeaponKind
from generator.model.text import Text
from generator.read.content import RECORD_OF
from generator.schema import files as schemas

KINDS = {name: kind for kind, name in schemas.NAME_OF.items()}
FIRST_KIND = {
    Kind.SOURCE: SourceKind.OTHER,
    Kind.ACTOR: ActorKind.GROUP,
    Kind.WEAPON: WeaponKind.OTHER,
    Kind.EVENT: EventKind.OTHER,
    Kind.PLACE: PlaceKind.OTHER,
    Kind.SERIES: FigureKind.OTHER,
}
_DATED = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})-")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the editor says of the new file. `text`, `language` and `published` are of sources."""

    kind: Kind
    id: str
    is_a: str = ""  # its `kind` field
    text: Path | None = None
    language: str = ""
    published: str = ""


def new_file(loaded: Loaded, wish: Wish) -> Path:
    """Write the file and return it. Raises BriefingError for an id that is taken or none, and for wrong values."""
    _may_be(loaded, wish)
    path = loaded.settings.content / wish.kind.value / f"{wish.id}.yaml"
    text = _text(loaded, wish, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise BriefingError(f"{path} is already there", hint="choose another id; nothing was written") from None
    return path


def _may_be(loaded: Loaded, wish: Wish) -> None:
    try:
        parse_id(wish.id)
        if wish.language:
            parse_language(wish.language)
        if wish.published:
            parse_date(wish.published)
    except BadValue as bad:
        raise BriefingError(bad.message, hint=bad.hint) from None
    dossier = loaded.dossier
    redirects = dossier.records.redirects
    once = dict(redirects.redirects) if redirects else {}
    if wish.id in {*kinds(dossier), *dossier.records.broken, *RESERVED}:
        raise BriefingError(f"the id '{wish.id}' is taken", hint="ids are shared by all kinds; choose another one")
    if wish.id in once:
        hint = f"it leads to '{once[wish.id]}' now; choose another one"
        raise BriefingError(f"the id '{wish.id}' was used before", hint=hint)
    known = [word.value for word in type(FIRST_KIND[wish.kind])]
    if wish.is_a and wish.is_a not in known:
        raise BriefingError(f"there is no kind '{wish.is_a}'", hint="use one of " + ", ".join(known))


def _text(loaded: Loaded, wish: Wish, path: Path) -> str:
    settings = loaded.settings
    languages = settings.languages
    title = words(wish.id.replace("-", " ").capitalize(), languages)
    given = {"kind": wish.is_a or FIRST_KIND[wish.kind].value}
    given |= {"title": title} if wish.kind in (Kind.SOURCE, Kind.SERIES) else {"name": title}
    if wish.kind is not Kind.SOURCE:
        given |= {"draft": "true"}  # no fact names it yet
    if wish.kind is Kind.SOURCE:
        given |= {
            "publisher": str(UNKNOWN),
            "lang": wish.language or languages[0],
            "published": wish.published or _dated(wish.id),
        }
    head = ""
    if path.is_relative_to(settings.project):
        head = schemas.modeline(settings.project, path, schemas.NAME_OF[wish.kind]) + "\n"
    record: type[Any] = RECORD_OF[wish.kind]
    if wish.kind is not Kind.SOURCE:
        return head + blank(record, languages, given)
    taken = intake(wish.text, _source(wish, given)) if wish.text else None
    if taken:
        given |= {"text": taken.text} | ({"numbers": taken.numbers} if taken.numbers else {})
    return head + blank(record, languages, given, facts=True) + (_todo(taken) if taken else "")


def _dated(ident: str) -> str:
    """The date with which a source's id starts."""
    found = _DATED.match(ident)
    try:
        return str(parse_date(found[1])) if found else _no_date()
    except BadValue:
        return _no_date()


def _no_date() -> str:
    hint = "add --published 2031-05, as exactly as it is known, or start the id with the date"
    raise BriefingError("when was the source published?", hint=hint)


def _source(wish: Wish, given: dict[str, str]) -> Source:
    """As much of the source as its text's reader asks for."""
    return Source(
        id=parse_id(wish.id),
        origin=Origin.of("", Mapping((), 1, 1)),
        title=Text(((given["lang"], wish.id),)),
        kind=SourceKind(given["kind"]),
        publisher=UNKNOWN,
        lang=given["lang"],
        published=parse_date(given["published"]),
    )


def _todo(taken: Intake) -> str:
    lines = "".join(f"#   {line}\n" for line in taken.todo)
    return (
        "\n# To do: every sentence of the text, with its numbers and dates (a question mark: a word that may be one).\n"
        "# Cite each in a fact, or give the reason under skip or defects. Delete this list when done.\n"
        f"{lines}"
    )
