"""Language tags, countries, addresses, digests, counts and names."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import BadValue
from generator.model import scalars
from generator.model.source import MOST_SENTENCES, PrivateText
from tests.refusals import refusal

PARSERS: dict[str, Callable[[str], object]] = {
    name: getattr(scalars, f"parse_{name}")
    for name in (
        *("string", "language", "country", "url", "digest", "count", "rating", "yes", "name"),
        *("latitude", "longitude"),
    )
}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("string", " x ", " x "),
        ("language", "fr", "fr"),
        ("language", "zh-Hant-TW", "zh-Hant-TW"),
        ("language", "es-419", "es-419"),
        ("country", "FR", "FR"),
        ("country", "NO", "NO"),
        ("url", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("url", "http://[::1]/", "http://[::1]/"),
        ("digest", "0a" * 32, "0a" * 32),
        ("count", "0", 0),
        ("count", "12", 12),
        ("rating", "6", 6),
        ("yes", "true", True),
        ("yes", "false", False),
        ("name", "first_wave", "first_wave"),
        ("latitude", "-48.85", Decimal("-48.85")),
        ("longitude", "180", Decimal(180)),
    ],
)
def test_read(name: str, text: str, value: object) -> None:
    assert PARSERS[name](text) == value


@pytest.mark.parametrize(
    ("name", "code", "texts"),
    [
        ("string", "empty-value", ["", " ", "\u202f"]),
        ("latitude", "bad-number", ["91", "-90.1", "N48", "48,5", ""]),
        ("longitude", "bad-number", ["181", "-180.5", "2°21"]),
        ("language", "bad-language", ["", "FR", "french", "fr_FR", "fr-fr", "fr\n", "en-Latn-", "x" * 10_000]),
        ("country", "bad-country", ["", "fr", "FRA", "F", "ＦＲ", "FR\n"]),
        (
            "url",
            "bad-url",
            [
                "",
                "example.org",
                "//example.org",
                "javascript:alert(1)",
                "ftp://example.org",
                "https://",
                "https:///x",
                "https://a b",
                "https://a\n",
                "https://a<b",
                'https://a"b',
                "https://[::1",
                "https://[x]/",
                "https://a\\b",
            ],
        ),
        ("digest", "bad-digest", ["", "0A" * 32, "0a" * 31, "0a" * 32 + "\n"]),
        ("count", "bad-number", ["", "-1", "1.0", "01", "1e3", "1" * 10, "१"]),
        ("rating", "bad-enum", ["", "0", "7", "1.0", "A"]),
        ("yes", "bad-enum", ["", "yes", "no", "True", "on", "1"]),
        ("name", "bad-name", ["", "A", "1a", "_a", "é", "if", "lambda", "a" * 41, "a-b", "ａ"]),
    ],
)
def test_refused(name: str, code: str, texts: list[str]) -> None:
    for text in texts:
        with pytest.raises(BadValue) as bad:
            PARSERS[name](text)
        assert bad.value.code == code, text
        assert bad.value.hint


@given(st.sampled_from(sorted(PARSERS)), st.text())
def test_reads_or_complains(name: str, text: str) -> None:
    bad = refusal(PARSERS[name], text)
    assert bad is None or (bad.message and bad.hint)


@pytest.mark.parametrize(("paragraphs", "sentences"), [(MOST_SENTENCES + 1, ()), (2, (1, MOST_SENTENCES))])
def test_a_text_has_an_end(paragraphs: int, sentences: tuple[int, ...]) -> None:
    """Coverage walks over all sentences: a slip in a count must not take the machine's memory."""
    with pytest.raises(BadValue, match="more than 100,000 sentences"):
        PrivateText(paragraphs=paragraphs, sentences=sentences)
