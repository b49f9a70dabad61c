from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.notes import LONGEST, note, parsed, simple


def test_a_short_list_of_tags() -> None:
    html = note("A *word*, **two**, `code`.\n\n- one\n- [two](https://example.org/a?b=1&c=2)\n\n> said")
    assert "<em>word</em>" in html
    assert "<strong>two</strong>" in html
    assert "<code>code</code>" in html
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">two</a>' in html
    assert "<blockquote>" in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](JaVaScRiPt:alert(1))",
        "![x](https://example.org/pixel.png)",
        '[x](https://example.org "onmouseover=alert(1)")',
        "<a href='javascript:alert(1)'>x</a>",
        "<https://example.org/><b onclick=alert(1)>",
        "<svg/onload=alert(1)>",
        "]]><script>alert(1)</script>",
        "# {{7*7}}\n\n<!-- <script> -->",
        "x{: onclick=alert(1) }",
    ],
)
def test_nothing_live_gets_through(text: str) -> None:
    html = note(text).lower()
    for live in ("<script", "<img", "<svg", "<b ", "<h1", 'href="javascript', 'href="data', "<!--"):
        assert live not in html
    assert " onclick=" not in html.replace("&", "").split(">")[0]


def test_a_heading_stays_text() -> None:
    assert note("# Not a heading") == "<p># Not a heading</p>"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 4000,
        "<![CDATA[" * 500,
        "\n".join(" " * 4 * depth + "- x" for depth in range(60)),
        "> " * 2000,
        "*" * 4999,
        "*a" * 2400,
        "[a](" * 1200,
        "`" * 4999,
        "<" * 4999,
        "![" * 2400,
        "a" * LONGEST,
        "- " * 2400,
        "&" * 4999,
        "[x][" * 1200,
        "_a_" * 1600,
        "\\" * 4999,
    ],
    ids=lambda text: text[:6].strip() or "nested",
)
def test_no_input_is_slow(text: str) -> None:
    start = time.perf_counter()
    note(text)
    assert time.perf_counter() - start < 1


def test_a_long_note_prints_as_it_is() -> None:
    html = note("<b>" + "x" * LONGEST)
    assert html.startswith("<p>&lt;b&gt;xxx")


MARKS = (
    "{}",
    "**{}**",
    "*{} b*",
    "`{}`",
    "({})",
    '"{}",',
    "«{}».",
    "{}:",
    "{}!?",
    "{} - {}",
    "-{}",
    "__{}__",
    "***{}***",
)
WORDS = (
    "a",
    "Été",
    "x-y",
    "l'an",
    "12.5",
    "1.",
    "Ⅷ",
    "中",
    "<b>",
    "&",
    "[a](b)",
    "e\u0301",
    "\u00a0",
    "\n",
    "  ",
    "\\*",
)


@settings(max_examples=500, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(MARKS), st.sampled_from(WORDS)), min_size=1, max_size=8))
def test_a_simple_note_is_what_the_parser_makes_of_it(pieces: list[tuple[str, str]]) -> None:
    text = " ".join(mark.format(word, word) for mark, word in pieces)
    assert note(text) == parsed(text)


def test_most_notes_are_simple() -> None:
    assert simple("The **Distant Board 9** was *first seen* near (the) valley, as `OUT-1`.")
    assert not simple("1. a list")
    assert not simple("two\n\nparagraphs")
