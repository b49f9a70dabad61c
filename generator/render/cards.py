"""How a fact looks: one line on the pages that it concerns, a whole card on its source's page."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, NamedTuple, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from generator.dossier.corroboration import rests_on_one_origin
from generator.dossier.dossier import StanceTaken
from generator.dossier.ledger import Form, Rank, kept
from generator.dossier.status import Status, stances, status
from generator.dossier.watched import peek
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.locator import Locator
from generator.model.terms import Hedge, StanceKind
from generator.render import html, numbers
from generator.render.ages import age_words
from generator.render.cited import FactCitation, fact_citation
from generator.render.compiled import macro
from generator.render.origins import Tools, tools_of
from generator.render.row import Row
from generator.render.strings import Strings
from generator.render.writer import ANYWHERE, Writer

K = TypeVar("K", bound=Hashable)

_TELLING = {
    Status.CONFIRMED: (StanceKind.CONFIRMS,),
    Status.DISPUTED: (StanceKind.DISPUTES, StanceKind.PARTLY),
    Status.DENIED: (StanceKind.DENIES,),
    Status.UNANSWERED: (StanceKind.SILENT, StanceKind.DECLINES),
}


class Line(NamedTuple):
    """A fact in short. `status` is the word that CSS knows, `status_words` what the reader sees."""

    text: Markup
    by: Markup
    said: Markup
    when: Markup | None
    value: Markup | None
    covers: Markup | None
    ref: Markup
    via: Markup | None  # who passed it on, nearest to the asserter first
    id: FactId
    key: str
    href: str
    status: str
    status_words: str
    at: str
    source: str
    source_name: str
    said_label: str  # said; or reported, where the source does not say when it was said
    type: str
    hedge: str
    unit: str
    measure: str
    split: bool
    badge: str  # that it rests on one origin; see dossier/corroboration.py for what may say so
    day: Edtf | None  # of when, and of said below
    said_day: Edtf


_MARKED = Line._fields.index("id")  # fields before it are Markup or None
_DATED = Line._fields.index("day")  # those from it on are the fact's own


def locator_words(at: tuple[Locator, ...]) -> str:
    return ", ".join(str(one) for one in at)


def status_words(writer: Writer, fact: Fact, state: Status) -> str:
    """The status with its party: `denied by Ostmark`. A status never floats without whose it is."""
    t = writer.t
    if state not in _TELLING:
        return t.word("status", state)
    parties = [
        writer.edition.name(one.party, in_text=True)
        for one in stances(writer.dossier, fact.id)
        if one.kind in _TELLING[state] and one.party != fact.by.actor
    ]
    shown = numbers.joined(parties[:3], writer.language) + (" …" if len(parties) > 3 else "")
    return t.word("status_by", state).format(parties=shown)


def source_name(writer: Writer, ident: EntityId) -> str:
    """A source in two words: its publisher, or its kind where that is not known, and its date."""
    source = writer.dossier.sources[ident]
    if source.publisher in writer.dossier.entities:
        return writer.edition.name(source.publisher)
    return writer.t.word("source_kind", source.kind)


def reference(writer: Writer, ident: FactId, mark: str = "") -> Markup:
    """A small link to a fact, named by its locator; as a line has it, but made without the rest of the line."""
    at: tuple[Locator, ...] = peek(writer.dossier.facts, ident, "at")
    name = source_name(writer, EntityId(ident.partition("#")[0]))
    return html.link(writer.fact_href(ident), locator_words(at) + mark, "ref", name)


class Lines:
    """Makes lines, each once for a writer: a fact stands on five pages on average."""

    def __init__(self, writer: Writer, env: Environment) -> None:
        self.writer, self.env = writer, env
        ledger, keeps = writer.dossier.ledger, writer.edition.keeps
        form = Form(_plain, self._whole) if writer.root == ANYWHERE else None
        self.line = kept(ledger, self._line, Rank.LINE, cut=True, size=keeps, form=form)
        self.html = kept(ledger, self._painted("line"), Rank.PAINTED, size=keeps)
        self.row = kept(ledger, self._painted("row"), Rank.PAINTED, size=keeps)
        self._rows: dict[Callable[..., Row], Callable[[Any], Row]] = {}

    def of(self, ids: tuple[FactId, ...] | list[FactId]) -> list[Line]:
        """Lines of the facts that exist."""
        facts = self.writer.dossier.facts
        return [self.line(ident) for ident in ids if ident in facts]

    @property
    def language(self) -> str:
        return self.writer.language

    def made(self, make: Callable[[Lines, K], Row], key: K) -> Row:
        """A row of the one page that shows it. `str(key)` tells it from the page's other rows."""
        found = self._rows.get(make)
        if found is None:
            found = self._rows[make] = kept(self.writer.dossier.ledger, partial(make, self), Rank.ROW, size=0)
        return found(key)

    def macro(self, template: str, name: str) -> Callable[..., Markup]:
        return macro(self.env, template, name)

    def _painted(self, name: str) -> Callable[[FactId], Markup]:
        """A line as one of the template's macros prints it."""
        paint, t = macro(self.env, "parts/fact.html", name), self.writer.t
        return lambda ident: paint(self.line(ident), t)

    def _line(self, ident: FactId) -> Line:
        writer = self.writer
        dossier, t = writer.dossier, writer.t
        fact = dossier.facts[ident]
        source, figure, state = fact.source, fact.figure, status(dossier, fact)
        href, at, name = writer.fact_href(ident), locator_words(fact.at), source_name(writer, source)
        return Line(
            text=writer.text(fact.text, fact),
            by=writer.asserter(fact, capital=True),
            said=writer.date(fact.said),
            when=writer.date(fact.when) if fact.when else None,
            value=writer.value(fact),
            covers=writer.links(figure.covers) if figure and len(figure.covers) > 1 else None,
            ref=html.link(href, at, "ref", name),
            via=writer.links(reversed(fact.via)) if fact.via else None,
            id=ident,
            key=fact.key,
            href=href,
            status=state.value,
            status_words=status_words(writer, fact, state),
            at=at,
            source=writer.href(source),
            source_name=name,
            said_label=t.word("fact", "said") if fact.origin.has("said") else t.word("fact", "reported"),
            type=t.word("type", fact.type),
            hedge="" if fact.hedge is Hedge.NONE else t.word("hedge", fact.hedge),
            unit=writer.unit(figure) if figure else "",
            measure=writer.measure(figure) if figure else "",
            split=bool(figure and figure.split),
            badge=t.word("fact", "one_origin") if self._alone(fact) else "",
            day=fact.when,
            said_day=fact.said,
        )

    def _whole(self, ident: FactId, plain: tuple[Any, ...]) -> Line:
        fact = self.writer.dossier.facts[ident]
        marked = [None if one is None else html.safe(one) for one in plain[:_MARKED]]
        return Line._make((*marked, *plain[_MARKED:], fact.when, fact.said))

    def _alone(self, fact: Fact) -> bool:
        return rests_on_one_origin(self.writer.dossier, fact, self.writer.edition.origins(fact.series))


def _plain(line: Line) -> tuple[Any, ...]:
    """A line without `day` and `said_day`, and without the mark that its HTML is safe."""
    marked = [None if one is None else str(one) for one in line[:_MARKED]]
    return (*marked, *line[_MARKED:_DATED])


class Stance(NamedTuple):
    """One party's stance, and the fact that tells of it."""

    party: Markup
    kind: str
    word: str
    href: str
    scope: Markup | None
    said: Markup


class Card(NamedTuple):
    """A fact in full. Empty strings, None and empty tuples mean: nothing recorded, so nothing shown."""

    line: Line
    places: tuple[str, ...]
    age: str  # empty where the dates do not tell it
    via: tuple[Markup, ...]
    quote: str
    rating: str
    roles: tuple[tuple[str, Markup], ...]
    on: tuple[Line, ...]
    scope: Markup | None
    parties: tuple[tuple[Markup, str, str], ...]
    stances: tuple[Stance, ...]
    of: Line | None
    shares: tuple[Line, ...]
    split: tuple[tuple[Markup, Markup], ...]
    replaced: Line | None
    replaced_reason: str
    replaces: Line | None
    replaces_reason: str
    review: Markup | None
    event: Markup | None
    series: Markup | None
    note: Markup | None
    cite: FactCitation
    tools: Tools
    alone: bool
    old: tuple[str, ...]  # keys of the past, whose links lead here


def stance_of(writer: Writer, one: StanceTaken) -> Stance:
    return Stance(
        party=writer.opening(one.party),
        kind=one.kind.value,
        word=writer.t.word("stance", one.kind),
        href=writer.fact_href(one.told),
        scope=writer.bare(one.scope) if one.scope else None,
        said=writer.date(writer.dossier.facts[one.told].said),
    )


def card(lines: Lines, fact: Fact, *, alone: bool = False) -> Card:
    """The whole of a fact. `alone`: say on the card that it rests on this source alone."""
    writer, dossier, t = lines.writer, lines.writer.dossier, lines.writer.t
    figure = fact.figure
    newer = dossier.replaced_by.get(fact.id)
    newer_fact = dossier.facts[newer] if newer else None
    older = fact.replaces if fact.replaces and fact.replaces.fact in dossier.facts else None
    base = figure.of if figure and figure.of in dossier.facts else None
    return Card(
        line=lines.line(fact.id),
        places=tuple(place_words(t, one) for one in fact.at),
        age=age_words(fact.said, dossier.as_of, writer.language, t),
        via=tuple(writer.link(ident) for ident in fact.via),
        quote="" if fact.by.is_source else t.word("quote", fact.quote),
        rating="" if fact.rating == 6 else t.word("rating", str(fact.rating)),
        roles=tuple((t.word("role", role), writer.links(ids)) for role, ids in fact.roles),
        on=tuple(lines.of(fact.on)),
        scope=writer.bare(fact.scope) if fact.scope else None,
        parties=tuple((writer.opening(ident), kind.value, t.word("stance", kind)) for ident, kind in fact.stance),
        stances=tuple(stance_of(writer, one) for one in stances(dossier, fact.id)),
        of=lines.line(base) if base else None,
        shares=tuple(lines.of(dossier.shares_of.get(fact.id, ()))),
        split=_split(writer, fact),
        replaced=lines.line(newer) if newer else None,
        replaced_reason=t.word("reason", newer_fact.replaces.reason) if newer_fact and newer_fact.replaces else "",
        replaces=lines.line(older.fact) if older else None,
        replaces_reason=t.word("reason", older.reason) if older else "",
        review=writer.date(fact.review) if fact.review else None,
        event=writer.link(fact.event) if fact.event in dossier.entities and fact.event else None,
        series=writer.link(fact.series) if fact.series in dossier.series and fact.series else None,
        note=writer.note(fact.note),
        cite=fact_citation(writer.edition, fact),
        tools=tools_of(dossier, fact, writer.edition.site.forge),
        alone=alone,
        old=dossier.old_keys.get(fact.id, ()),
    )


def place_words(t: Strings, at: Locator) -> str:
    if at.sentence:
        return t.word("fact", "sentence").format(p=at.paragraph, s=at.sentence)
    return t.word("fact", "paragraph").format(p=at.paragraph)


def _split(writer: Writer, fact: Fact) -> tuple[tuple[Markup, Markup], ...]:
    if fact.figure is None:
        return ()
    href = writer.fact_href(fact.id)
    return tuple(
        (
            writer.link(ident),
            html.link(href, numbers.number(part, writer.language), "n"),
        )
        for ident, part in fact.figure.split
    )
