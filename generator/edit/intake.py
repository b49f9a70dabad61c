"""What a new source's file may hold of its private text: counts, a digest, separators, and where which numbers stand.

No word of the text is kept, written or said.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BriefingError
from generator.model.source import NumberStyle, Source
from generator.verify.article import Article, read_article
from generator.verify.numerals import Number, numbers
from generator.verify.tongue import tongue

MOST_BYTES = 4_000_000
_SPACES = "\u00a0\u202f\u2009"
_GROUP = re.compile(rf"(?<![\d.,'’{_SPACES}])\d{{1,3}}([.,'’{_SPACES} ])\d{{3}}(?:\1\d{{3}})*(?!\d)")
_DECIMAL = re.compile(r"(?<![\d.,])\d+([.,])(?:\d{1,2}|\d{4,})(?![\d.,]?\d)")


@dataclass(frozen=True, slots=True)
class Intake:
    """Fields for the source's header, and a line for each sentence that has numbers or none."""

    text: str
    numbers: str | None
    todo: tuple[str, ...]


def intake(path: Path, source: Source) -> Intake:
    """Read a private text for a source that has its language. Raises BriefingError for a file that is no text."""
    data = _read(path)
    words = data.decode("utf-8").removeprefix("\ufeff")
    style = detected(words, source.lang)
    article = read_article(words, dataclasses.replace(source, numbers=style))
    if not article.paragraphs:
        raise BriefingError("the text is empty", hint="save the article as plain text, a blank line between paragraphs")
    counts = ", ".join(str(count) for count in article.counts)
    digest = hashlib.sha256(data).hexdigest()
    return Intake(
        text=f"{{paragraphs: {len(article.paragraphs)}, sentences: [{counts}], sha256: {digest}}}",
        numbers=_style(style),
        todo=tuple(_todo(article)),
    )


def _read(path: Path) -> bytes:
    hint = "save the article as plain text in UTF-8"
    try:
        data = path.read_bytes()
        data.decode("utf-8")
    except OSError as error:
        raise BriefingError(f"cannot read {path}: {error.strerror}", hint="check its name") from None
    except UnicodeDecodeError:
        raise BriefingError(f"{path} is not UTF-8 text", hint=hint) from None
    if len(data) > MOST_BYTES or b"\0" in data:
        raise BriefingError(f"{path} is no article", hint=hint)
    return data


def detected(text: str, language: str) -> NumberStyle | None:
    """The separators that the text shows; None where it shows none."""
    dates = [(one.start, one.end) for one in numbers(text, None, tongue(language)) if one.dates]
    for start, end in dates:
        text = text[:start] + " " * (end - start) + text[end:]
    groups = Counter(" " if match[1] in _SPACES else match[1] for match in _GROUP.finditer(text))
    signs = Counter(match[1] for match in _DECIMAL.finditer(text))
    decimal = signs.most_common(1)[0][0] if signs else None
    thousands = next((sign for sign, _ in groups.most_common() if sign != decimal), None)
    if thousands is None and decimal is None:
        return None
    if decimal is None and thousands in (".", ","):
        decimal = "," if thousands == "." else "."
    return NumberStyle(thousands=thousands, decimal=decimal)


def _style(style: NumberStyle | None) -> str | None:
    if style is None:
        return None
    shown = {"thousands": style.thousands, "decimal": style.decimal}
    signs = {name: "space" if sign == " " else f'"{sign}"' for name, sign in shown.items() if sign}
    return "{" + ", ".join(f"{name}: {sign}" for name, sign in signs.items()) + "}"


def _todo(article: Article) -> list[str]:
    """`p5.s1: 3000, 11000, 4000`; a number in words, which may be none, has a question mark."""
    found: dict[tuple[int, int], list[str]] = {}
    for placed in article.numbers():
        if not placed.number.certain and placed.number.values == {1}:
            continue  # in most languages it is the article as well
        shown = found.setdefault((placed.at.paragraph, placed.at.sentence), [])
        if (one := _shown(placed.number)) not in shown:
            shown.append(one)
    out = []
    for p, count in enumerate(article.counts, 1):
        for s in range(1, count + 1):
            numbers_ = ", ".join(found.get((p, s), []))
            out.append(f"p{p}.s{s}" + (f": {numbers_}" if numbers_ else ""))
    return out


def _shown(number: Number) -> str:
    if number.month and not number.dates:
        value = int(min(number.values))
        return f"{value}-{number.month:02}" if value > 31 else f"day {value} of month {number.month:02}"
    return number.plain + ("" if number.certain else "?")
