"""The quick search's index: plain scripts that a page loads when somebody types, also from the file system.

A shard holds the rows that have a word with its key as beginning. A small dossier is one shard. Where a shard grows
too large, the next letter splits it, and past a word's last letter the beginnings of the row's other words do; what is
left at its own key then is the head, the first few rows, for those who have typed no more than that.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.dossier.dossier import Dossier
from generator.dossier.status import Status, status
from generator.render.edition import Edition, edition_of
from generator.render.pages import fact_path
from generator.render.site import Site
from generator.render.words import plain_text

MAX_SHARD = 80_000  # bytes before compression, which leaves a third at most
MAX_HEAD = 6_000
MAX_FACTS = 200  # a word in more facts than that finds none of them by itself
MIN_WORD = 3  # letters of a fact's word
MAX_WORD = 32  # letters that count for a key
MAX_DEPTH = 3  # words in a key
HEAD = "*"  # in the list of keys: not everything is there
GONE = (Status.SUPERSEDED, Status.WITHDRAWN)

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ"})


def fold(text: str) -> str:
    """Without accents and case; assets/search.js does the same."""
    if text.isascii():
        return text.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
    return plain.lower().translate(_LETTERS)


def words_of(text: str) -> list[str]:
    return _WORD.findall(fold(text))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a shard, as it is written, with the words that lead to it."""

    data: bytes
    words: tuple[str, ...]


def search_files(dossier: Dossier, site: Site) -> Iterator[tuple[str, bytes]]:
    """Each language's shards, and the list of their keys."""
    for language in site.languages.all:
        folder = f"search/{language}/"
        shards = shards_of(rows_of(edition_of(dossier, site, language)))
        yield f"{folder}keys.js", _script(None, [_json(key) for key in shards])
        for key, rows in shards.items():
            name = key.removesuffix(HEAD)
            yield folder + file_of(name), _script(name, [row.data for row in rows])


def file_of(key: str) -> str:
    """The file of a shard: ASCII on every file system, and none that Windows reserves."""
    if not key:
        return "all.js"
    letters = (c if c.isascii() else f"_{ord(c):x}_" for c in key.replace(" ", "-"))
    return f"w-{''.join(letters)}.js"


def _script(key: str | None, rows: Sequence[bytes]) -> bytes:
    return b"briefingSearch(" + _json(key) + b",[\n" + b",\n".join(rows) + b"\n])\n"


_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def _json(value: object) -> bytes:
    text = _encoded(value)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def rows_of(edition: Edition) -> list[Row]:
    """Things before facts; the shorter name before the longer, since it is the likelier one."""
    things = sorted(_things(edition), key=lambda row: (len(row[0]), row))
    facts = sorted(_facts(edition), key=lambda row: row[2])
    rows = [Row(_json(row), tuple(sorted(set(_key_words(row[0], *row[3]))))) for row in things]
    texts = [{word for word in _key_words(row[0]) if len(word) >= MIN_WORD} for row in facts]
    count = Counter(word for words in texts for word in words)
    for row, words in zip(facts, texts, strict=True):
        rows.append(Row(_json(row), tuple(sorted(word for word in words if count[word] <= MAX_FACTS))))
    return rows


def _key_words(*texts: str) -> Iterator[str]:
    for text in texts:
        for word in words_of(text):
            yield word[:MAX_WORD]


def _things(edition: Edition) -> Iterator[tuple[str, str, str, list[str]]]:
    """Name, kind, page, and every other name, those of the other languages among them."""
    dossier = edition.dossier
    for kind, ids in edition.by_kind.items():
        word = edition.t.word("page_kind", kind.value)
        for ident in ids:
            entity = dossier.entities.get(ident)
            name = edition.name(ident)
            others = [edition.name(ident, language) for language in edition.site.languages.all]
            if entity is not None:
                others = [alias.best(edition.language, edition.default)[0] for alias in entity.aliases] + others
                others += [words for alias in entity.aliases for _, words in alias.words]
            yield name, word, edition.path(ident), [one for one in dict.fromkeys(others) if one != name]


def _facts(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Text, type, and permalink; what no longer stands says so."""
    dossier = edition.dossier
    for fact in dossier.facts.values():
        label = edition.t.word("type", fact.type)
        now = status(dossier, fact)
        if now in GONE:
            label += f", {edition.t.word('status', now)}"
        yield plain_text(edition, fact.text, fact), label, fact_path(fact.id)


def shards_of(rows: list[Row], limit: int = MAX_SHARD, head: int = MAX_HEAD) -> dict[str, list[Row]]:
    """The rows of each key, in order of the keys; a key that ends with * has only its first rows."""
    out: dict[str, list[Row]] = {}
    _Split(limit, head, out).grow("", "", frozenset(), rows)
    return dict(sorted(out.items()))


@dataclass(frozen=True, slots=True)
class _Split:
    limit: int
    head: int
    out: dict[str, list[Row]]

    def grow(self, base: str, start: str, used: frozenset[str], rows: list[Row]) -> None:
        """Place rows that have every word in `used`, and another one that begins with `start`."""
        key = base + start
        if _fits(rows, self.limit):
            self.out[key] = rows
            return
        if len(used) == MAX_DEPTH:
            self.out[key + HEAD] = _first(rows, self.limit)
            return
        if key:
            self.out[key + HEAD] = _first(rows, self.head)
        length = len(start)
        longer: dict[str, list[Row]] = {}
        for row in rows:
            words = (word for word in row.words if word.startswith(start) and word not in used)
            for letter in dict.fromkeys(word[length : length + 1] for word in words):
                longer.setdefault(letter, []).append(row)
        exact = longer.pop("", [])
        for letter, some in longer.items():
            self.grow(base, start + letter, used, some)
        if exact:
            self.grow(f"{key} ", "", used | {start}, exact)


def _fits(rows: list[Row], limit: int) -> bool:
    return sum(len(row.data) + 2 for row in rows) <= limit


def _first(rows: list[Row], limit: int) -> list[Row]:
    """As many rows as fit, the first one whatever its size."""
    size = 0
    for at, row in enumerate(rows):
        size += len(row.data) + 2
        if size > limit:
            return rows[: max(at, 1)]
    return rows
