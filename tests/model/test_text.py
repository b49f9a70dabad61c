"""Words in several languages, and their placeholders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import BadValue
from generator.model.text import OWN, Placeholder, Text, parts, placeholders
from tests.refusals import refusal

WORDS = Text((("fr", "un"), ("en", "one")))


def test_languages() -> None:
    assert WORDS.languages() == ("fr", "en")
    assert WORDS.get("en") == "one"
    assert WORDS.get("de") is None


@pytest.mark.parametrize(
    ("language", "default", "found"),
    [("en", "fr", ("one", "en")), ("de", "en", ("one", "en")), ("de", "it", ("un", "fr"))],
)
def test_best(language: str, default: str, found: tuple[str, str]) -> None:
    assert WORDS.best(language, default) == found


@pytest.mark.parametrize(
    ("text", "kind", "name", "words"),
    [
        *((f"{{{name}}}", "own", name, "") for name in OWN),
        ("{By|The coastguard}", "own", "By", "The coastguard"),
        ("{#boats}", "fact", "boats", ""),
        ("{2031-05-herald#boats}", "fact", "2031-05-herald#boats", ""),
        ("{pb-20}", "entity", "pb-20", ""),
        ("{pb-20|20 boats}", "entity", "pb-20", "20 boats"),
        ("{pb-20|a|b}", "entity", "pb-20", "a|b"),
    ],
)
def test_placeholder(text: str, kind: str, name: str, words: str) -> None:
    assert [(one.kind, one.name, one.words) for one in placeholders(text)] == [(kind, name, words)]


def test_offsets() -> None:
    assert parts("é {value} x{pb|y}") == (
        "é ",
        Placeholder("own", "value", "", 2, 9),
        " x",
        Placeholder("entity", "pb", "y", 11, 17),
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("a { b", 2, 3),
        ("a } b", 2, 3),
        ("{{value}}", 0, 1),
        ("{value}}", 7, 8),
        ("x {} y", 2, 4),
        ("x {Value}", 2, 9),
        ("x { value }", 2, 11),
        ("{#}", 0, 3),
        ("{a#}", 0, 4),
        ("{a#b#c}", 0, 7),
        ("{A#b}", 0, 5),
        ("{|words}", 0, 8),
        ("{0.__class__}", 0, 13),
        ("{%if%}", 0, 6),
    ],
)
def test_refused(text: str, start: int, end: int) -> None:
    with pytest.raises(BadValue) as bad:
        parts(text)
    assert (bad.value.code, bad.value.start, bad.value.end) == ("bad-placeholder", start, end)
    assert bad.value.hint


@given(st.text(alphabet="{}|#ab-é valueBy") | st.text())
def test_nothing_is_lost(text: str) -> None:
    if bad := refusal(parts, text):
        assert bad.end is not None
        assert 0 <= bad.start < bad.end <= len(text)
        return
    found = parts(text)
    assert "".join(one if isinstance(one, str) else text[one.start : one.end] for one in found) == text
