"""A text into paragraphs, and a paragraph into sentences.

A paragraph is what stands between blank lines, a heading included. A sentence ends at a stop that is followed by white
space and by what can start another one; a full stop after an abbreviation, an initial or an ordinal ends none.
"""

from __future__ import annotations

import re

from generator.verify.tongue import Tongue, fold

Span = tuple[int, int]
NEAR = 60  # characters looked at on either side of a stop

_BLANK = re.compile(r"\n\s*\n")
_WHITE = re.compile(r"\s+")
_STOP = re.compile(r"[.!?…]+")
_CLOSING = "\"'”’»›)]“«‹"  # directly after the stop; “ and « close in German
_FAR_CLOSING = re.compile(r"\s[»›](?=[\s.,;:!?)]|\Z)")  # French puts a space before it
_OPENING = re.compile(r"[\s\"'“”‘’„‚«»‹›(\[–—-]*")
_LAST_WORD = re.compile(r"[^\s(\[«»“”„\"]+\Z")
_LETTERS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]\Z")  # U.S, e.g, J.-C without the last stop


def paragraphs(text: str) -> list[str]:
    """The blocks between blank lines, stripped of white space around them."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return [block.strip() for block in _BLANK.split(text) if block.strip()]


def sentences(paragraph: str, known: Tongue) -> list[Span]:
    """Where each sentence of a paragraph stands; the white space between two belongs to neither."""
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(paragraph):
        end = _closed(paragraph, stop.end())
        after = _WHITE.match(paragraph, end)
        if not after:
            continue
        follows = paragraph[after.end() : after.end() + NEAR]
        before = paragraph[max(start, stop.start() - NEAR) : stop.start()]
        if not _may_start(follows) or (stop[0] == "." and _is_short(before, follows, known)):
            continue
        spans.append((start, end))
        start = after.end()
    if start < len(paragraph):
        spans.append((start, len(paragraph)))
    return spans


def _closed(paragraph: str, at: int) -> int:
    """The end of the quotation marks and brackets that close right after a stop."""
    while True:
        if paragraph[at : at + 1] and paragraph[at] in _CLOSING:
            at += 1
        elif far := _FAR_CLOSING.match(paragraph, at):
            at = far.end()
        else:
            return at


def _may_start(follows: str) -> bool:
    opening = _OPENING.match(follows)
    first = follows[opening.end() if opening else 0 :][:1]
    return bool(first) and not first.islower() and first.isalnum()


def _is_short(before: str, follows: str, known: Tongue) -> bool:
    """Whether the full stop between the two belongs to a shortened word, an initial or an ordinal."""
    found = _LAST_WORD.search(before)
    word = found[0].rpartition("’")[2].rpartition("'")[2] if found else ""
    next_word = re.match(r"\w*", follows)
    if word in known.abbreviations or word.lower() in known.abbreviations:
        return True
    if len(word) == 1 and word.isalpha():
        return True
    if _LETTERS.match(word):
        return word not in known.ends and (next_word is None or next_word[0] not in known.starters)
    if known.before_ordinal and word.isdigit() and len(word) <= 2:
        ahead = before[: -len(word)].split()[-1:]
        return (next_word is not None and fold(next_word[0]) in known.months) or bool(
            ahead and ahead[0].lower() in known.before_ordinal
        )
    return False
