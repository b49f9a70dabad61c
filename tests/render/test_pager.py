"""A page of a long list leads to few others, and from each of them every other is a few steps away."""

from __future__ import annotations

import pytest

from generator.render.pager import ALL, pager, reachable
from generator.render.pages import Page


def steps_from(number: int, numbers: int) -> dict[int, int]:
    """How many links each page is away."""
    away = {number: 0}
    edge = [number]
    while edge:
        found = {n: away[at] + 1 for at in edge for n in reachable(at, numbers) if n not in away}
        away |= found
        edge = list(found)
    return away


def test_a_list_of_some_pages_names_each_on_each() -> None:
    for number in range(1, ALL + 1):
        assert reachable(number, ALL) == list(range(1, ALL + 1))


def test_a_longer_one_names_those_near_and_round_numbers() -> None:
    assert reachable(458, 765) == [
        *(1, 100, 200, 300, 400, 410, 420, 430, 440, 450),
        *(453, 454, 455, 456, 457, 458, 459, 460, 461, 462, 463),
        *(470, 480, 490, 500, 600, 700, 765),
    ]
    assert reachable(1, 30) == [1, 2, 3, 4, 5, 6, 10, 20, 30]
    assert reachable(30, 30) == [1, 10, 20, 25, 26, 27, 28, 29, 30]


@pytest.mark.parametrize("numbers", [ALL + 1, 99, 100, 101, 765, 999, 1000, 1001, 2500])
def test_every_page_is_a_few_steps_from_every_other(numbers: int) -> None:
    for number in {1, 2, 9, 10, 11, 26, numbers // 3, numbers // 2, numbers - 1, numbers}:
        named = reachable(number, numbers)
        assert named == sorted(set(named))
        assert {1, number, numbers} <= set(named)
        assert len(named) <= 10 + 12 * len(str(numbers))
        away = steps_from(number, numbers)
        assert set(away) == set(range(1, numbers + 1))
        assert max(away.values()) <= len(str(numbers))


def test_links_are_those_of_the_files() -> None:
    def page(number: int, numbers: int) -> Page:
        path = "actors/index.html" if number == 1 else f"actors/index.{number}.html"
        return Page(path, path, "en", "list.html", "actors", None, number, numbers)

    assert pager(page(1, 1)) == []
    assert pager(page(2, 3)) == [(1, "index.html", False), (2, "index.2.html", True), (3, "index.3.html", False)]
    assert (40, "index.40.html", True) in pager(page(40, 80))
    assert (50, "index.50.html", False) in pager(page(40, 80))
    assert (52, "index.52.html", False) not in pager(page(40, 80))
