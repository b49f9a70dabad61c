"""The codes of the problems that only the source's own text shows: what each means, with an example and its cure."""

from __future__ import annotations

from generator.errors import Position, Problem, Severity, one_line
from generator.read.codes import Code

TEXTS = (
    Code(
        "text-missing",
        "Without its text nothing of a source can be verified. It is known by its digest, whatever its file is called.",
        bad="text: {paragraphs: 9, sha256: 9f86d0...}     # and no file with this digest in the folder",
        good="text: {paragraphs: 9, sha256: 9f86d0...}     # private/strait-herald.txt has it",
    ),
    Code(
        "text-differs",
        "The file that is named after the source is not the one that its facts were taken from.",
        bad="text: {sha256: 9f86d0...}     # private/2031-05-strait-herald.txt has another digest",
        good="text: {sha256: 2c2641...}     # as sha256sum prints for the file, after the facts were read again",
    ),
    Code(
        "digest-unknown",
        "There is a private text with the source's name, and the source does not say that it is the right one.",
        bad="text: {paragraphs: 9}",
        good="text: {paragraphs: 9, sha256: 9f86d0...}",
    ),
    Code(
        "text-unreadable",
        "A private text is plain text in UTF-8.",
        bad="# a text saved as Latin-1, or a PDF",
        good="# the same words saved as UTF-8, and sha256 of that file",
    ),
    Code(
        "sentences-differ",
        "A locator is an address when all count alike: paragraphs between blank lines, sentences by their stops.",
        bad="text: {paragraphs: 2, sentences: [2, 1]}     # and the second has two",
        good="text: {paragraphs: 2, sentences: [2, 2]}",
    ),
)
FIGURES = (
    Code(
        "figure-not-in-sentence",
        "A figure stands in the sentence that the fact cites, under the separators that the source declares.",
        bad="at: p3.s1\nfigure: {value: 30, unit: vessel, kind: supplied}     # the sentence says 3.000",
        good="at: p3.s1\nfigure: {value: 3000, unit: vessel, kind: supplied}",
    ),
    Code(
        "figure-ambiguous-in-sentence",
        "Where a sentence has several numbers, an anchor says which is meant; else two could change places unseen.",
        bad="at: p3.s1\nfigure: {value: 12, unit: vessel, kind: supplied}     # 12 vessels were sent, 8 arrived",
        good='at: p3.s1\nanchor: "were sent"\nfigure: {value: 12, unit: vessel, kind: supplied}',
    ),
    Code(
        "anchor-not-found",
        "An anchor is a few words of the cited paragraph, exactly as they stand there.",
        bad='anchor: "boats given"',
        good='anchor: "boats delivered"',
    ),
    Code(
        "approximation-differs",
        "About 200 is not 200, and 200 is not about 200: the figure says it as the source does.",
        bad="figure: {value: 200, unit: vessel, kind: supplied}     # the sentence says about 200",
        good="figure: {value: 200, unit: vessel, kind: supplied, approx: true}",
    ),
    Code(
        "unit-not-in-sentence",
        "The unit's words, in the source's language, or one of its symbols stand near the number.",
        bad="figure: {value: 170, unit: vessel, kind: calibre}     # the sentence says 170 mm",
        good="figure: {value: 170, unit: millimetre, kind: calibre}     # whose symbols are [mm]",
    ),
    Code(
        "number-unused",
        "A number of the text is used by a fact, is part of a name or a date, or is left out with a reason.",
        bad="at: p3.s1     # the sentence has a second number, and no fact uses it",
        good='unused:\n  p3.s1 40: {en: "the number of the office"}',
    ),
    Code(
        "unused-unknown",
        "What is left out with a reason stands in the text.",
        bad="unused:\n  p3.s1 41: {en: the number of the office}",
        good="unused:\n  p3.s1 40: {en: the number of the office}",
    ),
)
WORDS = (
    Code(
        "date-unsupported",
        "A year, a month or a day that the source does not name would be a guess. It is named in the cited sentence, "
        "given by the day of publication or by one of the source's days; or it is marked with ~ or ?.",
        bad="at: p3.s1\nwhen: 2031-04     # the sentence says March",
        good="at: p3.s1\nwhen: 2031-03",
    ),
    Code(
        "day-impossible",
        "A weekday is resolved to days that have its name and lie near the day of publication, and the text names it.",
        bad='days: {tue: "[2031-05-06,2031-05-14]"}',
        good='days: {tue: "[2031-05-06,2031-05-13]"}',
    ),
    Code(
        "quote-not-found",
        "Words in quotation marks were said. In the source's language they stand in the cited paragraph; a "
        "translation, and a quote that is direct or mixed, need a quotation there.",
        bad='text: "{By} spoke of “a fleet that never sleeps”."     # the paragraph has no such words',
        good='text: "{By} spoke of “a fleet that rests”."',
    ),
    Code(
        "copied-words",
        "The words of a source are its author's: eight in a row are a copy. Names, numbers, placeholders do not count.",
        bad='text: "{By} said … and then the sentence of the source, word for word"',
        good='text: "{By} said … the same in your own words"',
    ),
)
RECEIPTS = (
    Code(
        "receipt-missing",
        "With --check nothing is written, and of a verified fact without a receipt CI could not see a change.",
        bad="# content/sources/2031-05-strait-herald.seen lacks a fact",
        good="# briefing verify --private DIR has written it",
    ),
)
CODES: tuple[Code, ...] = (*TEXTS, *FIGURES, *WORDS, *RECEIPTS)
WARNINGS = frozenset({"unit-not-in-sentence"})


def severity(code: str) -> Severity:
    return Severity.WARNING if code in WARNINGS else Severity.ERROR


def problem(position: Position, code: str, message: str, hint: str, *related: tuple[Position, str]) -> Problem:
    """A complaint with the severity of its code. Its words hold numbers and locators, no sentence of the source."""
    return Problem(position, code, one_line(message), one_line(hint), severity(code), related)
