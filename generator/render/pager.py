"""Which pages of a long list each of them leads to.

Were every page to lead to every other, the links of a list of 2,500 pages would outweigh its rows.
"""

from __future__ import annotations

from generator.render.pages import Page, numbered

ALL = 25  # pages of a list that are all named on each
NEAR = 5  # pages named to either side of a page of a longer list


def pager(page: Page) -> list[tuple[int, str, bool]]:
    """Number, link and whether it is this one, for each page of a list that `page` leads to; none of a list of one."""
    if page.numbers == 1:
        return []
    name = page.path.rpartition("/")[2]
    first = name if page.number == 1 else name.replace(f".{page.number}.html", ".html")
    return [(n, numbered(first, n), n == page.number) for n in reachable(page.number, page.numbers)]


def reachable(number: int, numbers: int) -> list[int]:
    """The first page, the last, those near, and round numbers: tens of the same hundred, hundreds of the same thousand.

    So no page is further from another, in steps, than the number of them has digits. Ascending.
    """
    if numbers <= ALL:
        return list(range(1, numbers + 1))
    named = {1, numbers, *range(number - NEAR, number + NEAR + 1)}
    step = 10
    while step < numbers:
        start = number - number % (10 * step)
        named.update(range(start, start + 10 * step + 1, step))
        step *= 10
    return sorted(n for n in named if 1 <= n <= numbers)
