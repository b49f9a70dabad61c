"""Rows of a page come back from its file as they were made, whatever was done to the page meanwhile."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest

from generator.dossier.trace import RowMade
from generator.incremental.laid import LaidRows, pack_rows
from generator.render.html import safe
from generator.render.pages import Page
from generator.render.row import Asked, Row
from generator.render.writer import ANYWHERE

TIMELINE = Page("fr/timeline.html", "timeline.html", "fr", "timeline.html", "timeline")
SOURCE = replace(TIMELINE, url="fr/sources/gulf.html", path="sources/gulf.html")


def made(number: int) -> RowMade:
    html = safe(f'<li><a class="ref" href="{ANYWHERE}sources/gulf.html#a{number}">p{number}</a> né à é</li>\n')
    row = Row(html, {"data-kind": "said"}, (Asked("gulf", "Gulf", "A report"),), (f"way {number}",))
    return RowMade("lists.row:fr", f"row {number}", row, array("I", [number, 1000]))


def page(rows: list[RowMade], root: str, head: str = "<main>é", between: str = "") -> bytes:
    return (head + between.join(row.value.html for row in rows) + "</main>").replace(ANYWHERE, root).encode()


@pytest.mark.parametrize(("of", "root"), [(TIMELINE, ""), (SOURCE, "../")])
@pytest.mark.parametrize("between", ["", "</ol>\n<h2>March</h2>\n<ol>\n"])
def test_rows_come_back_with_the_root_of_their_page(of: Page, root: str, between: str) -> None:
    rows = [made(number) for number in range(3)]
    data = page(rows, root, between=between)
    laid = LaidRows(pack_rows(rows, data, of), data, lambda _: False)
    for one in rows:
        found = laid(one.name, one.label)
        assert found is not None
        assert found[0].html == one.value.html.replace(ANYWHERE, root)
        assert found[0][1:] == one.value[1:]
        assert found[1] == one.inputs
    assert laid("lists.row:fr", "row 7") is None
    assert laid("lists.row:en", "row 0") is None


def test_a_row_of_which_an_input_has_changed_does_not() -> None:
    rows = [made(number) for number in range(3)]
    data = page(rows, "")
    laid = LaidRows(pack_rows(rows, data, TIMELINE), data, lambda inputs: array("I", inputs)[0] == 1)
    assert [laid("lists.row:fr", f"row {number}") is None for number in range(3)] == [False, True, False]


def test_rows_with_notes_are_kept_as_they_were_made() -> None:
    rows = [made(number) for number in range(3)]
    data = page(rows, "../").replace(b'#a1"', b'#a1" data-n="1"')
    laid = LaidRows(pack_rows(rows, data, SOURCE), data, lambda _: False)
    second = laid("lists.row:fr", "row 1")
    assert second is not None
    assert second[0].html == rows[1].value.html
    assert laid("lists.row:fr", "row 0") is not None


def test_rows_that_are_alike_stand_where_they_stand() -> None:
    first, second = made(1), made(1)._replace(label="row 2")
    data = page([first, second], "")
    laid = LaidRows(pack_rows([first, second], data, TIMELINE), data, lambda _: False)
    assert laid(first.name, first.label) == laid(second.name, second.label)
