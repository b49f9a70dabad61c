"""Who says what of which fact: the contested ones, and those of an event."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from generator.dossier.status import origin, stances
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.pictures import matrix
from generator.pictures.matrix import Cell, Party, Row
from generator.render.cards import Lines
from generator.render.drawings.caption import asserter, figure, sentence, spoken

READ = 60  # facts looked at; the picture shows fewer, the list has all


def sides(name: str, title: str, ids: Iterable[FactId], lines: Lines, more: str) -> Markup:
    """Facts on which somebody other than the asserter takes a stance; nothing where nobody does."""
    writer, dossier = lines.writer, lines.writer.dossier
    facts = [dossier.facts[ident] for ident in list(ids)[:READ] if ident in dossier.facts]
    facts = [fact for fact in facts if any(one.party != fact.by.actor for one in stances(dossier, fact.id))]
    parties: dict[str, Party] = {}
    for fact in facts:
        parties.setdefault(origin(fact), Party(*asserter(writer, fact)))
    for fact in facts:
        for one in stances(dossier, fact.id):
            parties.setdefault(one.party, Party(writer.edition.name(one.party), writer.href(one.party)))
    numbers = {party: number for number, party in enumerate(parties)}
    t = writer.t.table("picture")
    rows = [
        Row(writer.fact_href(fact.id), spoken(lines, fact), sentence(writer, fact), _cells(fact, numbers, lines))
        for fact in facts
    ]
    words = matrix.Words(
        title=title,
        desc=str(t["sides_desc"]).format(n=writer.n(len(rows)), parties=writer.n(len(parties))),
        nothing=str(t["nothing"]),
        more=lambda f, p: str(t["more_sides"]).format(facts=writer.n(f), parties=writer.n(p)),
    )
    gaps = any(len(row.cells) < len(parties) for row in rows)
    return figure(matrix.draw(name, rows, list(parties.values()), words, more), str(t["sides"]) if gaps else "")


def _cells(fact: Fact, numbers: dict[str, int], lines: Lines) -> dict[int, Cell]:
    writer, t = lines.writer, lines.writer.t
    colon = t.word("shell", "colon")
    name, _ = asserter(writer, fact)
    said = t.word("stance", "asserts")
    cells = {numbers[origin(fact)]: Cell("asserts", said, writer.fact_href(fact.id), f"{name}{colon}{said}")}
    for one in stances(writer.dossier, fact.id):
        word = t.word("stance", one.kind)
        party = writer.edition.name(one.party)
        if one.party != fact.by.actor:
            cells[numbers[one.party]] = Cell(one.kind.value, word, writer.fact_href(one.told), f"{party}{colon}{word}")
    return cells


def of_event(ident: EntityId, lines: Lines) -> Markup:
    dossier, t = lines.writer.dossier, lines.writer.t
    ids = dossier.event_facts.get(ident, ())
    return sides(f"{ident}.sides", t.word("entity", "versions"), ids, lines, "#versions")
