"""A tiny writer of SVG. Every text and every attribute is escaped here, and nowhere else."""

from __future__ import annotations

from functools import cache, lru_cache

from markupsafe import Markup, escape

Value = str | int | float | None
WIDTH = 600  # units of every picture; a phone shows them at about 0.55 px, where a TEXT of 20 units is 11 px high
TEXT = 20  # the largest size that the style sheet gives to text, on phones; layouts are made for it
LINE = 25
HIT = 44  # units of a link's smallest side: 24 px on a phone


@cache
def _attribute(name: str) -> str:
    """How an attribute begins: `stroke_width` is stroke-width, `class_` is class; `viewBox` stays."""
    return f' {name.rstrip("_").replace("_", "-")}="'


@lru_cache(maxsize=1 << 15)
def num(value: float) -> str:
    """One decimal, and none where it is zero: the same bytes on every machine."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


@lru_cache(maxsize=1 << 12)
def _quoted(words: str) -> str:
    """The one place where words become part of the picture."""
    return str(escape(str(words)))


def _attributes(attributes: dict[str, Value]) -> str:
    made = ""
    for name, value in attributes.items():
        if value is not None:
            made += f'{_attribute(name)}{_quoted(value) if isinstance(value, str) else num(value)}"'
    return made


def _inside(children: tuple[Markup | str, ...]) -> str:
    return "".join([child if child.__class__ is Markup else _quoted(child) for child in children])


def el(tag: str, *children: Markup | str, **attributes: Value) -> Markup:
    """An element. Children that are no Markup are text. An attribute that is None is left out."""
    made = f"<{tag}{_attributes(attributes)}"
    if children:
        made += f">{_inside(children)}</{tag}>"
    else:
        made += "/>"
    # Markup: tag and attribute names are ours, and every value has gone through _quoted() or num(). Its own __new__
    # takes a third of a picture's time.
    return str.__new__(Markup, made)


def picture(name: str, kind: str, height: float, title: str, desc: str, *body: Markup) -> Markup:
    """The whole picture. `name` is unique on its page. A group, not an image: the links inside are to be reached."""
    return el(
        "svg",
        el("title", title, id=f"{name}-t", class_="id"),
        el("desc", desc, id=f"{name}-d", class_="count"),
        *body,
        class_=f"pic pic-{kind}",
        role="group",
        aria_labelledby=f"{name}-t {name}-d",
        viewBox=f"0 0 {WIDTH} {num(height)}",
        width=WIDTH,
        height=height,
    )


def link(href: str, name: str, *children: Markup, class_: str | None = None, counts: bool = False) -> Markup:
    """A mark that leads somewhere; `name` is what a screen reader says and what a pointer shows.

    `counts`: the numbers in the name count what is on the site, and are no figures of a fact.
    """
    made = f'<a href="{_quoted(href)}"' + (f' class="{_quoted(class_)}">' if class_ else ">")
    made += f'<title class="count">{_quoted(name)}</title>' if counts else f"<title>{_quoted(name)}</title>"
    return str.__new__(Markup, f"{made}{_inside(children)}</a>")


def hit(x: float, y: float, width: float = HIT, height: float = HIT) -> Markup:
    """An unseen area around a centre, large enough for a finger."""
    at = f'x="{num(x - width / 2)}" y="{num(y - height / 2)}" width="{num(width)}" height="{num(height)}"'
    return str.__new__(Markup, f'<rect class="hit" {at} fill="transparent"/>')


def more_link(href: str, words: str, y: float) -> Markup:
    """The way to what a picture has no room for; `y` is the middle of its words."""
    return link(href, words, hit(WIDTH / 2, y, WIDTH), text(0, y, words, class_="count"), counts=True)


def text(
    x: float,
    y: float,
    *lines: str,
    class_: str | None = None,
    anchor: str | None = None,
    lead: tuple[str, int] = ("", 0),
) -> Markup:
    """Lines of text around the height `y`; `lead` is a class of their own for the first so many.

    Their size is the style sheet's, by the width of the screen, and never more than TEXT. The lines are set by em, so
    that smaller ones stay in the middle of the room that was kept for large ones.
    """
    if len(lines) == 1 and not lead[1]:
        made = f'<text x="{num(x)}" y="{num(y)}" dy="0.35em"' + (f' class="{_quoted(class_)}"' if class_ else "")
        made += f' text-anchor="{anchor}">' if anchor else ">"
        return str.__new__(Markup, f"{made}{_quoted(lines[0])}</text>")
    up = f"{0.35 - (len(lines) - 1) * 0.625:.2f}em"
    spans = [
        el("tspan", line, x=x, dy="1.25em" if index else up, class_=lead[0] if index < lead[1] else None)
        for index, line in enumerate(lines)
    ]
    return el("text", *spans, x=x, y=y, class_=class_, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str, **more: Value) -> Markup:
    made = f'<line class="{_quoted(class_)}" x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}"'
    return str.__new__(Markup, f'{made} stroke="currentColor"{_attributes(more)}/>')


def hatch(name: str, colour: str, fallback: str) -> Markup:
    """A pattern of slanted lines, for what lies between two bounds."""
    stripe = el("path", d="M-2 2 2-2M0 8 8 0M6 10 10 6", class_=f"hatch {colour}", stroke=fallback, stroke_width=2)
    pattern = el("pattern", stripe, id=name, width=8, height=8, patternUnits="userSpaceOnUse")
    return el("defs", pattern)
