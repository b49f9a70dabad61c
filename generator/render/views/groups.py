"""What the views of entities share: lines in groups, each fact once on a page, small references to facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.dossier.dossier import Dossier
from generator.dossier.watched import peek
from generator.model.ids import EntityId, FactId
from generator.model.locator import Locator
from generator.model.terms import Role
from generator.render import html
from generator.render.cards import Lines, reference

MOST = 200  # lines of one group; the rest stands in the page's data, and all of it on the sources' pages
_ROLES = frozenset(role.value for role in Role)
_LETTERS = "abcdefgh"  # tell facts of one sentence apart
_Place = tuple[str, tuple[Locator, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading, of the facts `lines`; `more` counts those left to the page's data."""

    title: str
    lines: list[FactId]
    shown: Markup
    more: int


def group(title: str, ids: Sequence[FactId], lines: Lines) -> Group:
    facts = lines.writer.dossier.facts
    found = [ident for ident in ids[:MOST] if ident in facts]
    return Group(title, found, html.joined([lines.html(ident) for ident in found]), max(0, len(ids) - MOST))


class Shown:
    """Remembers which facts the page has shown, so that each long sentence stands there once."""

    def __init__(self, lines: Lines) -> None:
        self._facts = lines.writer.dossier.facts
        self._seen: set[FactId] = set()

    def take(self, ids: Iterable[FactId]) -> list[FactId]:
        """Those not shown so far, in order; they count as shown from now on."""
        fresh = [ident for ident in dict.fromkeys(ids) if ident not in self._seen and ident in self._facts]
        self._seen.update(fresh)
        return fresh


def refs(lines: Lines, ids: Iterable[FactId], most: int = 6) -> Markup:
    """Small links to facts, named by their locators."""
    writer, facts = lines.writer, lines.writer.dossier.facts
    known = [ident for ident in dict.fromkeys(ids) if ident in facts]
    if len(known) == 1:
        return reference(writer, known[0])
    places: list[_Place] = [(ident.partition("#")[0], peek(facts, ident, "at")) for ident in known]
    count, before, links = Counter(places), Counter[_Place](), list[Markup]()
    for ident, place in zip(known[:most], places, strict=False):
        links.append(reference(writer, ident, _letter(before[place]) if count[place] > 1 else ""))
        before[place] += 1
    if len(known) > most:
        links.append(html.span("count", f"+{len(known) - most}"))
    return html.joined(links, " ")


def _letter(before: int) -> str:
    """What tells a reference from others of the same place, so many of them before it: `p5.s1·b`."""
    return f"·{_LETTERS[before % len(_LETTERS)]}"


def beside(dossier: Dossier, ident: EntityId) -> dict[tuple[str, str, EntityId], list[FactId]]:
    """The facts in which `id` stands beside others: by its own part (a role, event), their role, and them.

    Who is only spoken of (subject) stands in no relation to anybody.
    """
    pairs: dict[tuple[str, str, EntityId], list[FactId]] = {}
    for mention in dossier.mentions.get(ident, ()):
        if (mention.how in _ROLES and mention.how != Role.SUBJECT) or mention.how == "event":
            for role, others in dossier.facts[mention.fact].roles:
                for other in others:
                    if other != ident and role is not Role.SUBJECT:
                        pairs.setdefault((mention.how, role.value, other), []).append(mention.fact)
    return pairs


def source_counts(ident: EntityId, lines: Lines) -> list[tuple[Markup, Markup]]:
    """The sources that speak of an entity, each with the number of its facts that do."""
    facts = lines.writer.dossier.mentioned(ident)
    counts = Counter(fact.source for fact in facts)
    return [(lines.writer.link(source), lines.writer.count(n, "fact")) for source, n in list(counts.items())[:MOST]]
