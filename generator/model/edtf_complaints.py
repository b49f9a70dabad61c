"""What is wrong with a text that has not the shape of a date, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from generator.errors import BadValue

_EXAMPLES = "write '2025', '2025-03' or '2025-03-27'"
_D, _Q = r"[0-9]{4}(?:-[0-9]{2}){0,2}", r"[~?%]"
SHAPE = rf"(?:\.\./)?{_D}{_Q}?(?:/\.\.|/{_D}{_Q}?)?"  # what a suggestion may look like
_MONTHS = re.compile(
    r"(?<![^\W\d_])(?:(jan(?:uary|vier)?)|(feb(?:ruary)?|f[eé]vr?(?:ier)?)|(mar(?:ch|s)?)|(apr(?:il)?|avr(?:il)?)|(ma[iy])"
    r"|(june?|juin)|(july?|juil(?:let)?)|(aug(?:ust)?|ao[uû]t)|(sept?(?:ember|embre)?)|(oct(?:ober|obre)?)"
    r"|(nov(?:ember|embre)?)|(d[eé]c(?:ember|embre)?))(?![^\W\d_])"
)  # of English and French; the number of the group is the month
Reads = Callable[[str], bool]
_Suggest = Callable[[re.Match[str]], Iterable[str]]


def numbers(text: str) -> list[str]:
    """The dates that a row of numbers may stand for: year first, or year last with day and month in either order."""
    if re.fullmatch(r"[0-9]{6}(?:[0-9]{2})?", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    parts = [number.zfill(2) for number in re.findall("[0-9]+", text)]
    qualifier = text[-1:] if text[-1:] in ("~", "?", "%") else ""
    if parts and len(parts[0]) == 4:
        return ["-".join(parts) + qualifier]
    year, rest = parts[-1:], parts[:-1]
    return ["-".join(year + order) + qualifier for order in (rest[::-1], rest)]


def _named_month(match: re.Match[str]) -> list[str]:
    """The date in numbers, unless the text says more than one day, month and year: nothing may get lost."""
    text = match.string.lower()
    month = _MONTHS.search(text)
    rest = re.sub(r"(?<=[0-9])(?:st|nd|rd|th|er)\b|\b(?:of|le)\b|[\s,.-]", " ", _MONTHS.sub(" ", text, count=1)).split()
    years, days = [n for n in rest if len(n) == 4], [n for n in rest if len(n) <= 2]
    if not month or not month.lastindex or len(years) != 1 or len(days) > 1 or len(rest) != len(years + days):
        return []
    return ["-".join([years[0], f"{month.lastindex:02}", *(day.zfill(2) for day in days)])]


def _qualified(match: re.Match[str]) -> list[str]:
    """The date with the qualifiers that stand elsewhere, or too often, put into one after it."""
    text, marks = re.sub(_Q, "", match.string), set(re.findall(_Q, match.string))
    return [text + ("%" if len(marks) > 1 else marks.pop())]


# First match wins; `wrong` is the part to point at.
_COMPLAINTS: tuple[tuple[str, str, _Suggest], ...] = (
    (r"\s*", "the date is empty", lambda _: []),
    (rf"(?P<d>{_D})(?P<wrong>[Tt][0-9].*|\s+[0-9]{{1,2}}\s?[:hH].*)", "a date has no time of day", lambda m: [m["d"]]),
    (
        rf"(?P<a>{_D}{_Q}?)(?P<wrong>\s*(?:\.\.+|[-\u2013\u2014\u2026]|to|à)\s*)(?P<b>{_D}{_Q}?)",
        "the two ends of an interval are joined by a slash",
        lambda m: [f"{m['a']}/{m['b']}"],
    ),
    (rf"(?P<d>{_D}{_Q}?)(?P<wrong>\.\.+|\u2026)", "an open end stands after a slash", lambda m: [f"{m['d']}/.."]),
    (rf"(?P<wrong>\.\.+|\u2026)(?P<d>{_D}{_Q}?)", "an open start stands before a slash", lambda m: [f"../{m['d']}"]),
    (rf"(?P<wrong>(?:ca?|circa|about|vers|env)\b\.?)\s*(?P<d>{_D})", "about is written ~", lambda m: [f"{m['d']}~"]),
    (rf"{_D}(?P<wrong>{_Q}{{2,}})", "a date takes one qualifier: ~ approximate, ? uncertain, % both", _qualified),
    (rf"[0-9-]*(?P<wrong>{_Q})[0-9-]+{_Q}?", "a qualifier stands after the whole date", _qualified),
    (
        r"(?P<d>[0-9]{4}(?:-[0-9]{2})?)(?P<wrong>(?:-(?:[XxUu?]{2})){1,2})",
        "unspecified digits are not read",
        lambda m: [m["d"]],
    ),
    (
        r"(?P<d>(?=.{4}$)[0-9]{2,3})(?P<wrong>[XxUu]{1,2})",
        "unspecified digits are not read",
        lambda m: [f"{m['d']:0<4}/{m['d']:9<4}"],
    ),
    (rf"(?i:.*?(?P<wrong>{_MONTHS.pattern}).*)", "a month is written as a number", _named_month),
    (r"[0-9]{4}-(?P<wrong>[0-9])(?:-[0-9]{1,2})?[~?%]?", "the month has two digits", lambda m: numbers(m.string)),
    (r"[0-9]{4}-[0-9]{2}-(?P<wrong>[0-9])[~?%]?", "the day has two digits", lambda m: numbers(m.string)),
    (
        r"[-0-9./~?%]*(?P<wrong>\s+)[-0-9./~?%\s]*",
        "there is a space in the date",
        lambda m: [re.sub(r"\s", "", m.string), *numbers(m.string.strip())],
    ),
    (
        r"(?:[0-9]{6}|[0-9]{8}|(?=.*[0-9]{4})[0-9]{1,4}(?:[-._\u2010-\u2015\u2212][0-9]{1,4}){1,2})[~?%]?",
        "a date is written year-month-day, joined by hyphens",
        lambda m: numbers(m.string),
    ),
    (r"(?P<wrong>[0-9]{1,3})(?![0-9]).*", "a year has four digits", lambda _: []),
    (r"(?P<wrong>[-+][0-9]+|[Yy]-?[0-9]+|[0-9]{5,}).*", "only the years 0001 to 9999 are read", lambda _: []),
    (r".*?(?P<wrong>[][{}]).*", "a set stands alone, not inside a set or an interval", lambda _: []),
)


def complaint(text: str, at: int, reads: Reads) -> BadValue:
    """Why `text`, which stands at offset `at` of the value, is no date. `reads` says whether a suggestion is one."""
    for pattern, message, suggest in _COMPLAINTS if len(text) <= 60 else ():
        if match := re.fullmatch(pattern, text, re.DOTALL):
            start, end = match.span("wrong") if "wrong" in match.groupdict() else match.span()
            return bad(message, write(suggest(match), reads), at + start, end - start)
    shown = text if len(text) <= 60 else text[:59] + "\u2026"
    return bad(f"{shown!r} is not a date", _EXAMPLES, at, len(text))


def bad(message: str, hint: str, start: int, length: int) -> BadValue:
    return BadValue("bad-date", message, hint, start=start, end=start + length)


def write(suggestions: Iterable[str], reads: Reads) -> str:
    """A hint that names the suggestions that are dates, or examples where none is."""
    good = [f"'{text}'" for text in dict.fromkeys(suggestions) if reads(text)]
    return "write " + " or ".join(good) + (", whichever is meant" if len(good) > 1 else "") if good else _EXAMPLES
