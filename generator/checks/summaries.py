"""What the editors say in their own words: it rests on facts, and it stays short."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.passages import fact_named
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.errors import Severity
from generator.model.entity import Entity, Event
from generator.model.fact import Fact
from generator.model.ids import EntityId
from generator.model.series import Series
from generator.model.terms import EventKind, Role
from generator.model.text import Placeholder, parts

MOST_WORDS = 40
MOST_JUDGEMENTS, LEAST_JUDGEMENTS = 5, 3
FEW_FACTS = 10  # so small a dossier may say less
_SAID = (EventKind.ACCUSATION, EventKind.STATEMENT)  # such an event is the saying itself
_DATES_IT = ("event", *(role.value for role in Role))


@rule(
    "event-date",
    "The date of an event comes from a fact; otherwise nobody could say who gives it.",
    reach=Reach.DATES,
    bad="# spring-delivery.yaml: when: 2031-04, and no fact about it has when: 2031-04",
    good="# spring-delivery.yaml: when: 2031-04\nboats-sent: {event: spring-delivery, when: 2031-04, ...}",
)
def event_date(dossier: Dossier) -> Iterator[Found]:
    """An event with a date that no fact about it has."""
    if dossier.records.broken or any(event_refused(fact) for fact in dossier.facts.values()):
        return  # what could not be read may date it
    for event in dossier.entities.values():
        if not isinstance(event, Event) or event.when is None:
            continue
        facts = dossier.mentioned(event.id, *_DATES_IT)
        if event.kind in _SAID and any(fact.said == event.when for fact in facts):
            continue
        if any(fact.when == event.when or (fact.when is None and fact.origin.has("when")) for fact in facts):
            continue
        dates = dict.fromkeys(str(fact.when) for fact in facts if fact.when)
        hint = (
            f"its facts have {', '.join(dates)}" if dates else "give the date to the fact it comes from, or remove it"
        )
        yield event.origin.at("when"), f"no fact of the event has the date {event.when}", hint


def event_refused(fact: Fact) -> bool:
    """Whether an event or roles are written, and nothing came of it."""
    origin = fact.origin
    return (fact.event is None and origin.has("event")) or (not fact.roles and origin.has("roles"))


@rule(
    "basis-missing",
    "A summary without facts under it is a sentence without an asserter.",
    reach=Reach.OWN,
    bad='summary: {en: "A state on the coast."}',
    good='summary: {en: "A state on the coast."}\nbasis: 2031-05-strait-herald#varland-coast',
)
def basis_missing(dossier: Dossier) -> Iterator[Found]:
    """A summary that names no facts."""
    records: list[Entity | Series] = [*dossier.entities.values(), *dossier.series.values()]
    for record in records:
        if record.summary and not record.basis and not record.origin.has("basis"):
            yield record.origin.key("summary"), "the summary rests on no fact", "add 'basis: [source-id#key]'"


@rule(
    "bottom-line-too-long",
    f"The situation is told in at most {MOST_WORDS} words, in each language.",
    reach=Reach.NAMES | Reach.FIGURES,
    bad="bottom_line: {text: {en: a paragraph of fifty words}, facts: [...]}",
    good="bottom_line: {text: {en: one sentence of thirty words}, facts: [...]}",
)
def bottom_line_too_long(dossier: Dossier) -> Iterator[Found]:
    """More than 40 printed words in a language."""
    if dossier.briefing is None or dossier.briefing.bottom_line is None:
        return
    text = dossier.briefing.bottom_line.text
    for language, words in text.words:
        count = _count(dossier, words, language)
        if count > MOST_WORDS:
            where = dossier.briefing.origin.at("bottom_line", "text", language)
            yield where, f"the bottom line has {count} words", f"cut it to at most {MOST_WORDS}"


def _count(dossier: Dossier, words: str, language: str) -> int:
    """Printed words: names and numbers take the place of their placeholders."""
    printed = "".join(part if isinstance(part, str) else _printed(dossier, part, language) for part in parts(words))
    return sum(any(letter.isalnum() for letter in word) for word in printed.split())


def _printed(dossier: Dossier, part: Placeholder, language: str) -> str:
    if part.words:
        return part.words
    if part.kind == "entity" and (entity := dossier.entities.get(EntityId(part.name))):
        return (entity.in_text or entity.name).best(language, dossier.languages.default)[0]
    fact_id = fact_named(part, None) if part.kind == "fact" else None
    fact = dossier.facts.get(fact_id) if fact_id else None
    if fact and fact.figure and fact.figure.words:
        return fact.figure.words.best(language, dossier.languages.default)[0]
    return "x"


@rule(
    "too-many-judgements",
    "Whoever has one minute reads five sentences, not six.",
    reach=Reach.IDS,
    bad="judgements: # six of them",
    good="judgements: # three to five of them",
)
def too_many_judgements(dossier: Dossier) -> Iterator[Found]:
    """More than five key judgements."""
    if dossier.briefing and len(dossier.briefing.judgements) > MOST_JUDGEMENTS:
        message = f"there are {len(dossier.briefing.judgements)} key judgements"
        where = dossier.briefing.origin.at("judgements", MOST_JUDGEMENTS)
        yield where, message, f"keep the {MOST_JUDGEMENTS} that matter most"


@rule(
    "too-few-judgements",
    "From a dossier of some size, the reader expects three to five key judgements.",
    reach=Reach.IDS,
    bad="judgements: # one of them, from thirty facts",
    good="judgements: # three to five of them",
    severity=Severity.WARNING,
)
def too_few_judgements(dossier: Dossier) -> Iterator[Found]:
    """Fewer than three key judgements over more than ten facts."""
    briefing = dossier.briefing
    if briefing is None or len(dossier.facts) <= FEW_FACTS or len(briefing.judgements) >= LEAST_JUDGEMENTS:
        return
    if briefing.judgements or not briefing.origin.has("judgements"):
        count = len(briefing.judgements) or "no"
        message = f"{count} key judgement{'' if count == 1 else 's'} for {len(dossier.facts)} facts"
        where = briefing.origin.key("judgements")
        yield where, message, f"write {LEAST_JUDGEMENTS} to {MOST_JUDGEMENTS}"


SUMMARIES: tuple[Rule, ...] = (
    event_date,
    basis_missing,
    bottom_line_too_long,
    too_many_judgements,
    too_few_judgements,
)
