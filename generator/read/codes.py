"""The codes of the problems found in reading, mkdocs.yml included: what each means, with an example and its cure.

The codes of the rules stand beside the rules, in `checks`. Together they are `docs/errors.md` and `briefing explain`.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """`about` says why it is refused; `bad` and `good` are short YAML examples."""

    code: str
    about: str
    bad: str
    good: str


FILES = (
    Code(
        "missing-file",
        "A dossier has a front page.",
        bad="# content/ without briefing.yaml",
        good="# content/briefing.yaml with title and bottom_line",
    ),
    Code(
        "stray-file",
        "A file in the wrong place, or with another ending than .yaml, would be passed over in silence.",
        bad="# content/actors/varland.yml",
        good="# content/actors/varland.yaml",
    ),
    Code(
        "bad-receipt",
        "A .seen file is written by briefing verify: a fact's key and a digest on each line, sorted.",
        bad="# content/sources/2031-05-strait-herald.seen with the marks of an unfinished merge",
        good="# the file as verify writes it",
    ),
    Code(
        "unreadable-file",
        "The operating system does not let us read the file.",
        bad="# a file without permission to read it",
        good="# a file with permission: chmod a+r FILE",
    ),
    Code(
        "file-too-large",
        "One file holds one source or one entity; two megabytes of facts are a mistake, or an attack.",
        bad="# a source of three megabytes",
        good="# several sources, one file each",
    ),
    Code("empty-file", "A file without fields says nothing.", bad="# nothing yet", good="name: Varland\nkind: state"),
    Code(
        "not-utf8",
        "All files are UTF-8, so that each letter means the same on every machine.",
        bad="# a file saved as Latin-1",
        good="# the same file saved as UTF-8",
    ),
    Code(
        "hidden-character",
        "Characters that cannot be seen, or that reorder their neighbours, make a text read otherwise than it is.",
        bad='text: "a zero-width space, U+200B, in a word"',
        good='text: "only characters that can be seen"',
    ),
)

YAML = (
    Code(
        "yaml-syntax",
        "The file is not YAML: a quote or a bracket is open, the indentation does not fit, or a value needs quotes.",
        bad="name: Varland: a state",
        good='name: "Varland: a state"',
    ),
    Code(
        "duplicate-key",
        "Of a key written twice, YAML would keep the last and drop the first in silence.",
        bad="by: varland\nby: ostmark",
        good="by: varland",
    ),
    Code(
        "yaml-tag", "A field has a type of its own; tags could make objects.", bad="value: !!int 12", good="value: 12"
    ),
    Code(
        "yaml-anchor",
        "Each value stands where it is used, so that a change of one never changes another.",
        bad="supplier: &sender varland\nreceiver: *sender",
        good="supplier: varland\nreceiver: ostmark",
    ),
    Code("yaml-directive", "Our YAML needs no directives.", bad="%YAML 1.1\n---\nname: Varland", good="name: Varland"),
    Code(
        "yaml-documents",
        "One file holds one thing.",
        bad="name: Varland\n---\nname: Ostmark",
        good="# varland.yaml and ostmark.yaml",
    ),
    Code("too-deep", "No field is nested so deep.", bad="note: [[[[[[ ... ]]]]]]", good="note: some words"),
    Code(
        "too-many-nodes",
        "A file with so many values is a mistake, or an attack.",
        bad="# a list of 300,000 items",
        good="# several files",
    ),
)

SHAPES = (
    Code(
        "unknown-field",
        "A misspelt field would be passed over in silence.",
        bad="wen: 2031-04",
        good="when: 2031-04",
    ),
    Code(
        "missing-field",
        "Some fields every record of its kind has.",
        bad="boats-sent: {type: claim, at: p1, text: ...}",
        good="boats-sent: {type: claim, by: varland, at: p1, text: ...}",
    ),
    Code(
        "wrong-shape",
        "A value, a list and fields are three things.",
        bad="figure: 12 vessels",
        good="figure: {value: 12, unit: vessel, kind: supplied}",
    ),
    Code("empty-value", "A field that is there says something.", bad="when:", good="when: 2031-04"),
    Code(
        "bad-enum",
        "The field takes one word of a fixed list, so that the same thing is always called the same.",
        bad="type: figur",
        good="type: figure",
    ),
    Code(
        "bad-asserter",
        "Who asserts a fact is an actor, the source itself, or somebody unnamed, in words.",
        bad="by: {name: experts}",
        good="by: {unnamed: {en: experts, fr: des experts}}",
    ),
)

VALUES = (
    Code(
        "figure-ambiguous",
        "A number with a separator is three in one country and three thousand in another.",
        bad="figure: {value: 3.000, unit: soldier, kind: deployed}",
        good="figure: {value: 3000, unit: soldier, kind: deployed}",
    ),
    Code("bad-number", "A number is written in digits.", bad="value: a dozen", good="value: 12"),
    Code(
        "bad-date",
        "A date is a year, a month or a day, an interval, or a set of them (a subset of EDTF).",
        bad="when: 6 May 2031",
        good="when: 2031-05-06",
    ),
    Code(
        "reversed-interval",
        "An interval runs from its first day to its last.",
        bad="when: 2031-04/2031-03",
        good="when: 2031-03/2031-04",
    ),
    Code(
        "unknown-day",
        "A word in a date field is one of the source's days.",
        bad="days: {tuesday: 2031-05-06}\nsaid: tusday",
        good="days: {tuesday: 2031-05-06}\nsaid: tuesday",
    ),
    Code(
        "anchor-too-long",
        "An anchor is published with the fact; a few words find a place, more would copy the source.",
        bad='anchor: "twelve more patrol boats were delivered in April"',
        good='anchor: "patrol boats were delivered"',
    ),
    Code(
        "bad-locator",
        "A locator names a paragraph, or a sentence of one; both are counted from 1.",
        bad="at: p1.2",
        good="at: p1.s2",
    ),
    Code(
        "bad-id",
        "An id is the same in a file name, an address and a reference: lower-case letters, digits and single hyphens.",
        bad="receiver: Ostmark",
        good="receiver: ostmark",
    ),
    Code(
        "bad-reference",
        "Outside of its source, a fact is named with its source.",
        bad="basis: [boats-sent]",
        good="basis: [2031-05-strait-herald#boats-sent]",
    ),
    Code(
        "bad-placeholder",
        "Braces in words are placeholders, and each is closed.",
        bad='text: "{By} sent {Value} boats."',
        good='text: "{By} sent {value} boats."',
    ),
    Code(
        "bad-name",
        "A name in a formula has no hyphen, which would be a minus.",
        bad="facts: {boats-sent: 2031-05-strait-herald#boats-sent}",
        good="facts: {sent: 2031-05-strait-herald#boats-sent}",
    ),
    Code("bad-language", "A language is named by its tag (BCP 47).", bad="lang: english", good="lang: en"),
    Code(
        "unknown-language",
        "The languages of the site stand in mkdocs.yml; words in another one would never be shown.",
        bad="name: {en: Ostmark, de: Ostmark}     # languages: [en, fr]",
        good="name: {en: Ostmark, fr: Ostmark}",
    ),
    Code("bad-country", "A country is named by its ISO 3166-1 code.", bad="country: France", good="country: FR"),
    Code(
        "bad-url",
        "Only whole http and https addresses reach a page.",
        bad="url: www.example.org/boats",
        good="url: https://www.example.org/boats",
    ),
    Code(
        "bad-digest",
        "The digest identifies the private copy of the text.",
        bad="sha256: 9f86d081",
        good="sha256: # all 64 digits that sha256sum prints",
    ),
)

SETTINGS = (
    Code(
        "plugin-missing",
        "The settings of the briefing stand under the plugin in mkdocs.yml.",
        bad="plugins: []",
        good="plugins: [briefing]",
    ),
    Code(
        "unknown-option",
        "A misspelt option would be passed over in silence.",
        bad="plugins: [briefing: {langauges: [en, fr]}]",
        good="plugins: [briefing: {languages: [en, fr]}]",
    ),
    Code(
        "bad-option",
        "The value of an option is not of its type, or names what there is not.",
        bad="plugins: [briefing: {languages: en}]",
        good="plugins: [briefing: {languages: [en]}]",
    ),
    Code(
        "missing-folder",
        "The folder of facts is where mkdocs.yml says.",
        bad="plugins: [briefing: {content: facts}]     # and there is no folder facts",
        good="plugins: [briefing: {content: content}]",
    ),
)

CODES: tuple[Code, ...] = (*FILES, *YAML, *SHAPES, *VALUES, *SETTINGS)
