"""What each kind of value may look like, as JSON Schema.

A text editor reads YAML with types: 2031 is a number to it, and a year to us. So every text may be a number, too.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

TEXT = ["string", "number", "boolean"]  # what a plain scalar may be to a text editor, and is always text to us
WORDS = ["string", "number"]

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
FACT = r"^([a-z0-9]+(-[a-z0-9]+)*#)?[a-z0-9]+(-[a-z0-9]+)*$"
LOCATOR = r"^p[1-9][0-9]{0,4}(\.s[1-9][0-9]{0,3})?$"
_NUMBER = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"
_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"
_INTERVAL = rf"({_DATE}/({_DATE}|\.\.)|\.\./{_DATE})"
_SET = rf"(\[{_DATE}(,{_DATE})*\]|\{{{_DATE}(,{_DATE})*\}})"


def _says(words: str) -> Json:
    """What yaml-language-server says instead of printing the pattern."""
    return {"patternErrorMessage": words}


# By the name that the reference gives to the value. A name that is missing here is any text.
VALUES: dict[str, Json] = {
    "id": {"type": WORDS, "pattern": ID, **_says("Not an id: lower-case letters, digits, single hyphens.")},
    "id or fact": {"type": WORDS, "pattern": FACT},
    "number": {
        "type": ["number", "string"],
        "pattern": rf"^{_NUMBER}$",
        **_says("Not a number: digits only, a point for decimals."),
    },
    "degrees north": {"type": ["number", "string"], "minimum": -90, "maximum": 90, "pattern": rf"^{_NUMBER}$"},
    "degrees east": {"type": ["number", "string"], "minimum": -180, "maximum": 180, "pattern": rf"^{_NUMBER}$"},
    "separator of digits": {"enum": [".", ",", "'", "’", "space"]},
    "count": {
        "type": ["integer", "string"],
        "minimum": 0,
        "pattern": "^(0|[1-9][0-9]{0,8})$",
        **_says("Not a count: a whole number in digits."),
    },
    "1 to 6": {"type": ["integer", "string"], "minimum": 1, "maximum": 6, "pattern": "^[1-6]$"},
    "true or false": {"type": ["boolean", "string"], "pattern": "^(true|false)$"},
    "locator": {"type": "string", "pattern": LOCATOR, **_says("Not a locator: p3 is a paragraph, p5.s1 a sentence.")},
    "locator and number": {
        "type": "string",
        "pattern": rf"{LOCATOR[:-1]} +{_NUMBER}$",
        **_says("Write a locator and a number: p5.s1 12."),
    },
    "language tag": {
        "type": "string",
        "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
        **_says("Not a language tag: write fr, pt-BR or zh-Hant."),
    },
    "country code": {
        "type": "string",
        "pattern": "^[A-Z]{2}$",
        **_says("Not a country code: two capitals (ISO 3166-1), such as FR."),
    },
    "web address": {
        "type": "string",
        "pattern": r"^https?://[^\s<>\"'`\\]+$",
        **_says("Not a whole web address: start with https://."),
    },
    "SHA-256 digest": {
        "type": WORDS,
        "pattern": "^[0-9a-f]{64}$",
        **_says("Not a digest: the 64 digits that sha256sum prints."),
    },
    "name": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"},
}

DATE: Json = {
    "anyOf": [
        {
            "type": "string",
            "pattern": rf"^({_DATE}|{_INTERVAL}|{_SET})$",
            **_says("Not a date: write 2031, 2031-05, 2031-05-06, or an interval such as 2031-03/2031-04."),
            "examples": ["2031", "2031-05", "2031-05-06", "2031-03/2031-04", "2031-05~", "[2031-05-06,2031-05-13]"],
        },
        {"type": "integer", "minimum": 1, "maximum": 9999},
        {"type": "array", "minItems": 1, "items": {"type": WORDS, "pattern": f"^{_DATE}$"}},
        {"type": "object", "minProperties": 1, "additionalProperties": {"type": "null"}},
    ]
}
DATE_WORDS = (
    "A date: 2031, 2031-05, 2031-05-06, an interval 2031-03/2031-04, 2031-05/.. or ../2031-05, ~ approximate, "
    '? uncertain, % both, one of "[2031-05-06,2031-05-13]".'
)


def value(name: str) -> Json:
    return dict(VALUES.get(name, {"type": TEXT}))


def text(languages: tuple[str, ...], about: str) -> Json:
    """Words per language, or bare words in the default language."""
    each: Json = {"type": TEXT, "minLength": 1}
    return {
        "description": about,
        "anyOf": [
            {
                "type": "object",
                "properties": {tag: {**each, "description": f"In '{tag}'."} for tag in languages},
                "additionalProperties": False,
                "minProperties": 1,
            },
            each,
        ],
    }


def choice(known: list[str], pattern: str) -> Json:
    """Known words are offered; another one of the right form is no mistake, since it may be about to be written."""
    other: Json = {"type": WORDS, "pattern": pattern}
    return {"anyOf": [{"enum": known}, other]} if known else other
