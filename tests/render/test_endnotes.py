"""Where the numbers of the notes go on a page."""

from __future__ import annotations

import pytest

from generator.render.endnotes import references


def link(css: str, key: str) -> str:
    return f'<a class="{css}" href="../sources/s.html#{key}">x</a>'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", []),
        ('<a href="../sources/s.html#a">no reference</a>', []),
        (link("ref", "a"), [("s#a", True)]),
        (f"<p>{link('ref', 'a')}", [("s#a", False)]),
        (link("ref", "a") + " " + link("ref", "b"), [("s#a", True), ("s#b", True)]),
        (link("ref", "a") + " and " + link("ref", "b"), [("s#a", True), ("s#b", False)]),
        (link("chip s-denied", "a") + " said " + link("ref", "a"), [("s#a", False)]),
        (link("chip s-denied", "a") + link("ref", "b"), [("s#a", True), ("s#b", True)]),
        (link("chip s-denied", "a"), [("s#a", True)]),
    ],
)
def test_references(html: str, found: list[tuple[str, bool]]) -> None:
    rows = list(references(html))
    assert [(ident, goes_on) for _, ident, goes_on in rows] == found
    assert all(html[at - 1] == '"' and html[at] == ">" for at, _, _ in rows)
