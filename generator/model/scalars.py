"""Small field types: language tags, country codes, addresses, digests, counts."""

from __future__ import annotations

import keyword
import re
from decimal import Decimal
from urllib.parse import urlsplit

from generator.errors import BadValue
from generator.model.number import parse_number

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_COUNT = re.compile(r"(?:0|[1-9][0-9]{0,8})\Z")
MOST_ANCHOR_WORDS = 6


def parse_string(text: str) -> str:
    if not text.strip():
        raise BadValue("empty-value", "the value is empty", "write something, or remove the field")
    return text


def parse_language(text: str) -> str:
    """A BCP 47 tag in its canonical case: `fr`, `zh-Hant`, `pt-BR`."""
    if not _LANGUAGE.match(text):
        raise BadValue("bad-language", f"'{text}' is not a language tag", "write it as fr, pt-BR or zh-Hant")
    return text


def parse_country(text: str) -> str:
    """An ISO 3166-1 alpha-2 code."""
    if not _COUNTRY.match(text):
        raise BadValue("bad-country", f"'{text}' is not a country code", "write two capitals (ISO 3166-1), such as FR")
    return text


def parse_latitude(text: str) -> Decimal:
    """Degrees from the equator, north positive."""
    return _degrees(text, 90)


def parse_longitude(text: str) -> Decimal:
    """Degrees from Greenwich, east positive."""
    return _degrees(text, 180)


def _degrees(text: str, most: int) -> Decimal:
    number = parse_number(text)
    if abs(number) > most:
        hint = f"write degrees with a point for decimals, from -{most} to {most}"
        raise BadValue("bad-number", f"{text} is no position on the globe", hint)
    return number


def parse_url(text: str) -> str:
    """An absolute http or https address; no other scheme reaches a page."""
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"'`\\]", text)
    except ValueError:
        good = False
    if not good:
        raise BadValue("bad-url", f"'{text}' is not a web address", "write it in full, with https://")
    return text


def parse_digest(text: str) -> str:
    if not _DIGEST.match(text):
        hint = "write the 64 lower-case digits that sha256sum prints"
        raise BadValue("bad-digest", "this is not a SHA-256 digest", hint)
    return text


def parse_count(text: str) -> int:
    if not _COUNT.match(text):
        raise BadValue("bad-number", f"'{text}' is not a count", "write a whole number in digits")
    return int(text)


def parse_rating(text: str) -> int:
    """Credibility of the information, ours: 1 (confirmed) to 6 (cannot be judged)."""
    if text not in ("1", "2", "3", "4", "5", "6"):
        raise BadValue("bad-enum", f"'{text}' is not a rating", "write 1 to 6; 6 means cannot be judged")
    return int(text)


def parse_yes(text: str) -> bool:
    if text not in ("true", "false"):
        raise BadValue("bad-enum", f"'{text}' is neither true nor false", "write true or false")
    return text == "true"


def parse_anchor(text: str) -> str:
    """A few of the source's own words: enough to find a place, too few to be a copy of it."""
    words = len(parse_string(text).split())
    if words > MOST_ANCHOR_WORDS:
        hint = f"keep at most {MOST_ANCHOR_WORDS} words, those beside the figure"
        raise BadValue("anchor-too-long", f"the anchor has {words} words", hint)
    return text


def parse_name(text: str) -> str:
    """A name inside a formula: a letter, then letters, digits and underscores."""
    if not _NAME.match(text) or keyword.iskeyword(text):
        hint = "use lower-case letters, digits and underscores, such as first_wave"
        raise BadValue("bad-name", f"'{text}' cannot be a name in a formula", hint)
    return text


def parse_separator(text: str) -> str:
    """How a text groups its digits. `space` stands for any of the Unicode spaces and is returned as one space."""
    if text == "space":
        return " "
    if text not in (".", ",", "'", "’"):
        raise BadValue("bad-enum", f"'{text}' separates no digits", 'write ".", ",", "\'" or space')
    return text
