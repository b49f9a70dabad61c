"""The words of the pages' frame, per language, from strings/<language>.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

FALLBACK = "en"
_FOLDER = Path(__file__).with_name("strings")


class Strings(Mapping[str, Any]):
    """A table of words. Templates write `t.home.unknown`; a missing key fails, in templates as in code.

    The words are attributes too, where no method is called the same: Jinja asks for those first, ten times on a line.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = {key: Strings(value) if isinstance(value, dict) else value for key, value in table.items()}
        self.__dict__.update({key: value for key, value in self._table.items() if not hasattr(Strings, key)})

    def __getitem__(self, key: str) -> Any:
        return self._table[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def table(self, key: str) -> Strings:
        return cast(Strings, self._table[key])

    def word(self, table: str, key: str) -> str:
        """One word of one table: `t.word("status", "denied")`."""
        return str(self._table[table]._table[key])


def available() -> tuple[str, ...]:
    """The languages that the frame speaks."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def strings(language: str) -> Strings:
    """The frame's words in a language; in English for one that has no file here."""
    import tomllib  # most commands print no page

    base = language.partition("-")[0]
    name = next((one for one in (language, base) if one in available()), FALLBACK)
    text = (_FOLDER / f"{name}.toml").read_text("utf-8")
    return Strings(tomllib.loads(text))
