"""Languages: what is not translated, and placeholders that are missing or that cannot be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.passages import Passage, fact_named, passages, templates
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.errors import Severity
from generator.model.fact import Fact
from generator.model.node import Mapping
from generator.model.text import Placeholder, placeholders

_FIGURES = ("value", "min", "max", "of")
_PRINTS = re.compile(r"\{(?:value|min|max|of|when|said)[|}]|#")  # quick to see: a number or a date is printed


@rule(
    "missing-translation",
    "Where words are missing, the page shows those of another language, with a mark.",
    reach=Reach.OWN,
    bad="name: {en: Ostmark}",
    good="name: {en: Ostmark, fr: Ostmark}",
    severity=Severity.WARNING,
)
def missing_translation(dossier: Dossier) -> Iterator[Found]:
    """Words that one of the site's languages lacks. Aliases are names as sources use them, and need none."""
    languages = dossier.languages.all
    for passage in passages(dossier):
        if len(passage.text.words) >= len(languages) or "aliases" in passage.steps:
            continue
        node = passage.node()
        written = passage.text.languages()
        if isinstance(node, Mapping):
            written += tuple(key.text for key, _ in node.entries)  # written, and refused by the reader
        missing = [language for language in languages if language not in written]
        if missing:
            words = " and ".join(f"'{language}'" for language in missing)
            write = "write {" + ", ".join(f"{language}: ..." for language in languages) + "}"
            if isinstance(node, Mapping):
                write = "add " + " and ".join(f"'{language}: ...'" for language in missing)
            yield node.position(passage.origin.path), f"there are no words in {words}", write


def _figures(passage: Passage, words: str) -> dict[str, Placeholder]:
    """The placeholders that print a number, by what they print."""
    out: dict[str, Placeholder] = {}
    for one in placeholders(words):
        if one.kind == "own" and one.name in _FIGURES:
            out.setdefault(one.name, one)
        elif one.kind == "fact":
            out.setdefault(fact_named(one, passage.fact) or one.name, one)
    return out


@rule(
    "placeholder-missing",
    "The same numbers stand in every language of one text.",
    reach=Reach.OWN,
    bad='{en: "{By} counts {value} boats.", fr: "{By} compte des bateaux."}',
    good='{en: "{By} counts {value} boats.", fr: "{By} compte {value} bateaux."}',
)
def placeholder_missing(dossier: Dossier) -> Iterator[Found]:
    """A figure's placeholder that one of the languages lacks."""
    for passage in templates(dossier):
        if len(passage.text.words) < 2 or not any(_PRINTS.search(words) for _, words in passage.text.words):
            continue
        printed = {language: _figures(passage, words) for language, words in passage.text.words}
        for language, here in printed.items():
            for other, found in printed.items():
                missing = [one for name, one in found.items() if name not in here]
                if not missing:
                    continue
                original = passage.text.get(other) or ""
                shown = " and ".join(original[one.start : one.end] for one in missing)
                first = missing[0]
                yield (
                    passage.at(language),
                    f"the words in '{other}' hold {shown}, those in '{language}' do not",
                    f"put {shown} into the words in '{language}', or take it out of '{other}'",
                    ((passage.at(other, first.start, first.end), "it stands here"),),
                )
                break  # one complaint for one text


def _unusable(dossier: Dossier, placeholder: Placeholder, fact: Fact | None) -> tuple[str, str] | None:
    """Why a placeholder cannot be printed, and what to do; None where it can."""
    shown = "{" + ("#" if placeholder.kind == "fact" and "#" not in placeholder.name else "") + placeholder.name + "}"
    if placeholder.kind == "fact":
        target = dossier.facts.get(named) if (named := fact_named(placeholder, fact)) else None
        if named is None:
            return f"{shown} names no source, and this is no fact", f"write {{source-id#{placeholder.name}}}"
        if target and target.figure is None and not target.origin.has("figure"):
            return f"{shown} prints a figure, and '{target.id}' has none", "name a fact with a figure, or use words"
        return None
    if fact is None:
        hint = "name the fact, {source-id#key}" if placeholder.name in _FIGURES else "use words, or {entity-id}"
        return f"{shown} speaks of the fact that it stands in, and this is no fact", hint
    figure = fact.figure
    has = {
        "value": figure is not None,
        "min": figure is not None and figure.min is not None,
        "max": figure is not None and figure.max is not None,
        "of": figure is not None and figure.of is not None,
        "when": fact.when is not None,
    }
    if has.get(placeholder.name, True):
        return None
    field = {"when": "when", "value": "figure"}.get(placeholder.name, f"figure.{placeholder.name}")
    if fact.origin.has(*field.split(".")) or (figure is None and fact.origin.has("figure")):
        return None  # it is written, and the reader could not make it out
    return f"{shown} stands here, and the fact has no {field}", f"add {field}, or remove {shown}"


@rule(
    "placeholder-unusable",
    "A placeholder prints what stands in the data; without it the sentence has a hole.",
    reach=Reach.FIGURES,
    bad='text: "{By} counts {value} boats."      # and the fact has no figure',
    good='figure: {value: 12, kind: count}\ntext: "{By} counts {value} boats."',
)
def placeholder_unusable(dossier: Dossier) -> Iterator[Found]:
    """A placeholder for something that the fact does not have, or outside a fact."""
    for passage in templates(dossier):
        for language, words in passage.text.words:
            if passage.fact and not _PRINTS.search(words):
                continue
            for one in placeholders(words):
                if one.kind == "entity":
                    continue
                why = _unusable(dossier, one, passage.fact)
                if why is None and one.words and one.name not in ("by", "By"):
                    why = f"'{one.name}' prints a number or a date, and takes no words of yours", "remove them"
                if why:
                    yield passage.at(language, one.start, one.end), *why


LANGUAGE: tuple[Rule, ...] = (missing_translation, placeholder_missing, placeholder_unusable)
