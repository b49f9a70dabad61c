"""References to copy: what is cited, as BibTeX (for biblatex) and as CSL-JSON. Pure; knows no dossier.

No field is made up: without an address there is no `url`, and a date is as exact as it is known. There is no author:
a page is nobody's own words, and a fact's asserter stands in its sentence.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from generator.model.edtf import Date, Edtf
from generator.render.ages import cover

# biblatex knows languages by the names that Babel (of LaTeX) gives them; without one the field is left out.
_LANGID = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian", "pt": "portuguese"}
# \{ and \} would count as braces where BibTeX looks for the end of a field, so the two have words here.
_TEX = {
    **{mark: f"\\{mark}" for mark in "#$%&_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TEX_MARK = re.compile(r"[#$%&_\\{}~^]")
_URL_MARK = re.compile(r'[{}\\"<>^`| ]')
_SETS = ("one-of", "all-of")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class Cited(NamedTuple):
    """One thing to cite, in plain words. Empty means: not known, so not written.

    `day_words` is the date in words and `day_note` the same as a sentence, for where a format cannot hold the date.
    `language` is of the title.
    """

    key: str
    title: str
    site: str
    url: str
    day: Edtf | None
    day_words: str
    day_note: str
    language: str
    note: str = ""


@lru_cache(maxsize=16)
def slug(name: str) -> str:
    """A name as part of a key: `Bateaux d’Évreux` is `bateaux-d-evreux`. May be empty."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def tex(text: str) -> str:
    """Words in a field: one line, nothing left that TeX or BibTeX would read as a command. UTF-8 stays as it is."""
    return _TEX_MARK.sub(lambda mark: _TEX[mark[0]], _one_line(text))


def _address(url: str) -> str:
    """An address without marks that would end a field or the address."""
    return _URL_MARK.sub(lambda mark: f"%{ord(mark[0]):02X}", _one_line(url))


def _one_line(text: str) -> str:
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # as nearly everything is
    return " ".join(_CONTROL.sub(" ", text).split())


def bibtex(cited: Cited) -> str:
    """One `@online` entry, ending in a newline."""
    note = (cited.note, cited.day_note if cited.day and cited.day.kind in _SETS else "")
    fields = {
        "title": f"{{{tex(cited.title)}}}",  # braces once more: a style must not take a name's capital away
        "organization": tex(cited.site),
        "date": biblatex_date(cited.day) if cited.day else "",
        "url": _address(cited.url),
        "langid": _LANGID.get(cited.language.partition("-")[0], ""),
        "note": tex(" ".join(note)),
    }
    rows = [f"  {name} = {{{value}}}," for name, value in fields.items() if value not in ("", "{}")]
    return "\n".join((f"@online{{{cited.key},", *rows, "}\n"))


def biblatex_date(day: Edtf) -> str:
    """The date where biblatex reads it: a date or an interval, which it has from EDTF. Sets it does not know: of a set
    within one month or year that month or year, of any other set nothing."""
    if day.kind not in _SETS:
        return str(day)
    return str(cover(day) or "")


def csl_date(day: Edtf, day_words: str) -> dict[str, Any]:
    """A CSL date: parts for a date and for an interval with two ends, words for everything else."""
    dates = [date for date in day.dates if date]
    if day.kind in _SETS or len(dates) < len(day.dates):
        return {"literal": day_words}
    found: dict[str, Any] = {"date-parts": [_parts(date) for date in dates]}
    if any(date.approximate or date.uncertain for date in dates):
        found["circa"] = True
    return found


def _parts(date: Date) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]


def csl(cited: Cited) -> dict[str, Any]:
    """One item of CSL-JSON."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "webpage",
        "title": _one_line(cited.title),
        "container-title": _one_line(cited.site),
        "issued": csl_date(cited.day, cited.day_words) if cited.day else None,
        "URL": _address(cited.url),
        "language": cited.language,
        "note": _one_line(cited.note),
    }
    return {name: value for name, value in item.items() if value}


def bibtex_file(some: Iterable[Cited]) -> str:
    return "\n".join(bibtex(one) for one in some)


_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def csl_file(some: Iterable[Cited]) -> str:
    """A CSL-JSON file is an array of items; here one a line, so that two versions can be compared."""
    rows = ",\n".join(_encoded(csl(one)) for one in some)
    return f"[\n{rows}\n]\n"
