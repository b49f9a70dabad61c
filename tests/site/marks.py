"""Where the marks of the pictures lead; for the crawler, which counts them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.site.crawl import Element, Page, Site, is_fact

# What a picture has beside its marks: legends and axes; lines to read by, the sea and its borders; the clear surfaces
# that make a mark easy to hit; the box of the thing whose page it is; the dash where nothing is recorded.
AROUND = {"key", "axis"}
SCENERY = {"grid", "rule", "sea", "disputed", "hit", "hit-line", "centre", "nothing"}
THINGS = {"pin", "shade", "mark"}  # on a map and in a network these stand for a thing and lead to its page
FOLDERS = ("actors", "weapons", "events", "places", "series", "sources")


def marks(site: Site) -> Iterator[tuple[Page, Element, str]]:
    """Every mark of every picture and what it leads to: a `fact` or a calculation; an `entry` of a list, whose links
    lead to the facts that the mark sums up; the page of the `thing` that it stands for. Else nothing.
    """
    for page in site.pages.values():
        for shape in page.shapes:
            mark = shape[-1]
            around = frozenset().union(*(element.classes for element in shape))
            if mark.tag != "image" and not around & AROUND and not mark.classes & SCENERY:
                yield page, mark, _lead(site, page, shape)


def marks_without_a_fact(site: Site) -> Iterator[str]:
    for page, mark, lead in marks(site):
        if not lead:
            yield f"{page.path}: a mark leads to no fact: {mark.tag} {sorted(mark.classes)}"


def _lead(site: Site, page: Page, shape: tuple[Element, ...]) -> str:
    for element in shape:
        target = site.target(page.path, element.attributes.get("href", "")) if element.tag == "a" else None
        if target is None or target.path not in site.pages:
            continue
        if is_fact(site, target):
            return "fact"
        there = site.pages[target.path]
        if target.fragment and any(_to_a_fact(site, there, url) for url in there.inside.get(target.fragment, ())):
            return "entry"
        folder = target.path.rpartition("/")[0].rpartition("/")[2]
        if not target.fragment and folder in FOLDERS and shape[-1].classes & THINGS:
            return "thing"
    return ""


def _to_a_fact(site: Site, page: Page, url: str) -> bool:
    target = site.target(page.path, url)
    return target is not None and is_fact(site, target)
