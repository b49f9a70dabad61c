"""The few tags that code writes rather than a template. Each value is escaped here, and nowhere else.

Formatted strings, since Markup.format takes a third of a page's time; and no call of Markup() or escape() that is not
needed, since they take another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

special = re.compile("[&<>\"']").search


def quoted(words: str) -> str:
    """The words escaped, if they are not already; not Markup, for those who put them together."""
    if words.__class__ is Markup or not special(words):
        return words
    return str(escape(words))


def safe(html: str) -> Markup:
    """As Markup what is made of escaped parts, without asking whether it has been Markup already."""
    return str.__new__(Markup, html)


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """As `Markup(between).join(parts)`; `between` is ours and needs no escaping."""
    return safe(between.join([quoted(part) for part in parts]))


def link(href: str, words: str, css: str = "", title: str = "") -> Markup:
    """A link; `words` may be Markup."""
    if not title and not css:
        return safe(f'<a href="{quoted(href)}">{quoted(words)}</a>')
    before = f' class="{quoted(css)}"' if css else ""
    after = f' title="{quoted(title)}"' if title else ""
    return safe(f'<a{before} href="{quoted(href)}"{after}>{quoted(words)}</a>')


def span(css: str, words: str) -> Markup:
    return safe(f'<span class="{quoted(css)}">{quoted(words)}</span>')


def time(iso: str, words: str) -> Markup:
    return safe(f'<time datetime="{quoted(iso)}">{quoted(words)}</time>')


def in_tag(tag: str, language: str, words: str) -> Markup:
    """Words in a language other than the page's, in a `span` or a `div`."""
    return safe(f'<{tag} lang="{quoted(language)}">{quoted(words)}</{tag}>')
