"""The quick search's index: plain scripts that a page loads when somebody types, also from the file system."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from sys import intern
from typing import NamedTuple

from generator.dossier.dossier import Dossier
from generator.dossier.status import Status, status
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind
from generator.model.text import OWN
from generator.render.edition import Edition, edition_of
from generator.render.pages import fact_path, kind_of
from generator.render.shards import HEAD, MAX_HEAD, MAX_SHARD, Row, shards_of
from generator.render.site import Site
from generator.render.words import plain_text

__all__ = ["HEAD", "MAX_SHARD", "Row", "shards_of"]

MAX_FACTS = 200  # a word in more facts than that finds none of them by itself
MIN_WORD = 3  # letters of a fact's word
MAX_WORD = 32  # letters that count for a key
GONE = (Status.SUPERSEDED, Status.WITHDRAWN)

_WORD = re.compile(r"[^\W_]+")
_ANY_KEY = re.compile(rf"([^\W_]{{1,{MAX_WORD}}})[^\W_]*")
_LONG_KEY = re.compile(rf"([^\W_]{{{MIN_WORD},{MAX_WORD}}})[^\W_]*")
_NAMED = re.compile(r"\{([^{}|]*)")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ"})


class Limits(NamedTuple):
    """Bytes of a shard and of a head; the facts from which on a word finds none, and those that are remembered."""

    shard: int = MAX_SHARD
    head: int = MAX_HEAD
    facts: int = MAX_FACTS
    known: int = 2 * MAX_FACTS


LIMITS = Limits()


def fold(text: str) -> str:
    """Without accents and case; assets/search.js does the same."""
    if text.isascii():
        return text.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
    return plain.lower().translate(_LETTERS)


def words_of(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def search_files(dossier: Dossier, site: Site) -> Iterator[tuple[str, bytes]]:
    """Each language's shards, and the list of their keys."""
    for language in site.languages.all:
        yield from files_of(language, shards_of(rows_of(edition_of(dossier, site, language))))


def files_of(language: str, shards: dict[str, list[Row]]) -> Iterator[tuple[str, bytes]]:
    yield keys_file(language, shards)
    for key, rows in shards.items():
        yield shard_file(language, key, [row.data for row in rows])


def keys_file(language: str, keys: Iterable[str]) -> tuple[str, bytes]:
    """The list of the keys, which are sorted."""
    return f"search/{language}/keys.js", _script(None, [to_json(key) for key in keys])


def shard_file(language: str, key: str, rows: Sequence[bytes]) -> tuple[str, bytes]:
    return url_of(language, key), _script(key.removesuffix(HEAD), rows)


def url_of(language: str, key: str) -> str:
    return f"search/{language}/{file_of(key.removesuffix(HEAD))}"


def file_of(key: str) -> str:
    """The file of a shard: ASCII on every file system, and none that Windows reserves."""
    if not key:
        return "all.js"
    letters = (c if c.isascii() else f"_{ord(c):x}_" for c in key.replace(" ", "-"))
    return f"w-{''.join(letters)}.js"


def _script(key: str | None, rows: Sequence[bytes]) -> bytes:
    return b"briefingSearch(" + to_json(key) + b",[\n" + b",\n".join(rows) + b"\n])\n"


_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def to_json(value: object) -> bytes:
    """On one line, and harmless in a script."""
    text = _encoded(value)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


class Found(NamedTuple):
    """A row with all its words."""

    id: str
    data: bytes
    words: tuple[str, ...]  # each once; a set takes five times the memory


def rows_of(edition: Edition) -> list[Row]:
    """Things before facts; the shorter name before the longer, since it is the likelier one."""
    found = found_in(edition)
    count = counts(found)
    found.reverse()
    return rows_from((found.pop() for _ in range(len(found))), count, MAX_FACTS)  # never all of both in memory


def found_in(edition: Edition) -> list[Found]:
    """Every row, in order."""
    things = [(_thing(edition, kind, ident), ident) for kind, ids in edition.by_kind.items() for ident in ids]
    facts = sorted(edition.dossier.facts.values(), key=lambda fact: fact_path(fact.id))
    things.sort(key=lambda one: (len(one[0][0]), one[0]))
    out = [Found(ident, to_json(row), tuple(thing_words(row[0], *row[3]))) for row, ident in things]
    for fact in facts:
        row = _fact(edition, fact)
        out.append(Found(fact.id, to_json(row), tuple(fact_words(row[0]))))
    return out


def counts(found: Iterable[Found]) -> Counter[str]:
    """In how many facts each word is."""
    return Counter(chain.from_iterable(one.words for one in found if "#" in one.id))


def rows_from(found: Iterable[Found], count: Counter[str], most: int) -> list[Row]:
    """With the words that find them: none that is in more than so many facts finds a fact."""
    often = {word for word, facts in count.items() if facts > most}

    def words(one: Found) -> tuple[str, ...]:
        return tuple([word for word in one.words if word not in often]) if "#" in one.id else one.words

    return [Row(one.data, words(one), one.id) for one in found]


def found_again(edition: Edition, ident: str) -> Found | None:
    """The row of a thing or a fact as it is now; None where there is none."""
    dossier = edition.dossier
    if "#" in ident:
        if FactId(ident) not in dossier.facts:
            return None
        line = _fact(edition, dossier.facts[FactId(ident)])
        return Found(ident, to_json(line), tuple(fact_words(line[0])))
    kind = kind_of(dossier, EntityId(ident))
    if kind is None:
        return None
    row = _thing(edition, kind, EntityId(ident))
    return Found(ident, to_json(row), tuple(thing_words(row[0], *row[3])))


def thing_words(*names: str) -> frozenset[str]:
    """The words of a thing's names, as far as they count for a key."""
    return frozenset(map(intern, _ANY_KEY.findall(fold("\n".join(names)))))


def fact_words(text: str) -> frozenset[str]:
    """Of a sentence only the longer ones."""
    return frozenset(map(intern, _LONG_KEY.findall(fold(text))))  # most words stand in many facts


def _thing(edition: Edition, kind: Kind, ident: EntityId) -> tuple[str, str, str, list[str]]:
    """Name, kind, page, and every other name, those of the other languages among them."""
    entity = edition.dossier.entities.get(ident)
    name = edition.name(ident)
    others = [edition.name(ident, language) for language in edition.site.languages.all]
    if entity is not None:
        others = [alias.best(edition.language, edition.default)[0] for alias in entity.aliases] + others
        others += [words for alias in entity.aliases for _, words in alias.words]
    word = edition.t.word("page_kind", kind.value)
    return name, word, edition.path(ident), [one for one in dict.fromkeys(others) if one != name]


def _fact(edition: Edition, fact: Fact) -> tuple[str, str, str]:
    """Text, type, and permalink; what no longer stands says so."""
    label = edition.t.word("type", fact.type)
    now = status(edition.dossier, fact)
    if now in GONE:
        label += f", {edition.t.word('status', now)}"
    return plain_text(edition, fact.text, fact), label, fact_path(fact.id)


def read_by(dossier: Dossier, ident: FactId) -> set[str]:
    """The other records that a fact's row is made from: what its sentence names, and what took its place."""
    fact = dossier.facts[ident]
    newer = dossier.replaced_by.get(ident)
    out: set[str] = {newer} if newer else set()
    for name in {name for _, words in fact.text.words for name in _NAMED.findall(words)}:
        if "#" in name:
            out.add(fact.source + name if name.startswith("#") else name)
        elif name not in OWN:
            out.add(intern(name))
        elif name == "of" and fact.figure and fact.figure.of:
            out.add(fact.figure.of)
        elif name in ("by", "By") and not fact.by.unnamed:
            out.add(fact.by.actor or fact.source)
    return out - {ident}
