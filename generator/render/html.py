"""The few tags that code writes rather than a template. Each value is escaped here, and nowhere else.

Formatted strings, since Markup.format takes a third of a page's time.
"""

from __future__ import annotations

from markupsafe import Markup, escape


def link(href: str, words: str, css: str = "", title: str = "") -> Markup:
    """A link; `words` may be Markup."""
    before = f' class="{escape(css)}"' if css else ""
    after = f' title="{escape(title)}"' if title else ""
    return Markup(f'<a{before} href="{escape(href)}"{after}>{escape(words)}</a>')  # noqa: S704 - all parts escaped


def span(css: str, words: str) -> Markup:
    return Markup(f'<span class="{escape(css)}">{escape(words)}</span>')  # noqa: S704 - all parts escaped


def time(iso: str, words: str) -> Markup:
    return Markup(f'<time datetime="{escape(iso)}">{escape(words)}</time>')  # noqa: S704 - all parts escaped


def in_tag(tag: str, language: str, words: str) -> Markup:
    """Words in a language other than the page's, in a `span` or a `div`."""
    return Markup(f'<{tag} lang="{escape(language)}">{escape(words)}</{tag}>')  # noqa: S704 - all parts escaped
