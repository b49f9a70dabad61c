"""After an edit that left every id and every link as it was: a sentence, a number, a date, a name.

Of the dossier only what the concerned pages show is fetched, and only what the edit can have made wrong is checked.
"""

from __future__ import annotations

import marshal
from functools import partial

from generator.checks.again import check_again
from generator.dossier.coverage import Coverage, coverage
from generator.dossier.dossier import Languages
from generator.dossier.inputs import Numbers
from generator.dossier.trace import traced
from generator.incremental.dossier_rows import packed_file
from generator.incremental.edits import Edits, edited, same_day
from generator.incremental.packed import unpack
from generator.incremental.rows import Rows
from generator.incremental.state import State
from generator.incremental.stored import Things, stored_dossier
from generator.incremental.work import GiveUp, Work, said, tracing
from generator.load import counts_of
from generator.model.source import Source
from generator.settings import Settings


def few(state: State, settings: Settings, late: list[bytes]) -> Work:
    """Read what was edited, and check it. Raises GiveUp."""
    if not said(state, "clean"):
        raise GiveUp("the last build had warnings, or drafts")
    things = Things(state)
    edits = edited(late, settings, things)
    if edits is None:
        raise GiveUp("more than facts has changed, or something is wrong")
    small, as_of, site = (unpack(said(state, name)) for name in ("small", "as_of", "site"))
    plain, facts_of = stored_dossier(things, small, Languages(settings.languages), as_of)
    if not same_day(edits, as_of, plain):
        raise GiveUp("the day of the dossier may be another")
    for record in edits.after.values():
        things.take(record)
    found = check_again(plain, edits.before, Rows(state), receipts=edits.receipts)
    if found is None or found.problems:
        raise GiveUp("there are problems")
    state.put_rows(found.memory.items())
    numbers = Numbers(things.number)
    changed = {numbers(cell) for cell in edits.cells()}
    trace = tracing(state, numbers, changed)
    return Work(
        state, things, traced(plain, trace, facts_of), trace, changed, edits.ids(), site, partial(_leave, edits)
    )


def _leave(edits: Edits, work: Work) -> str:
    state, totals = work.state, list(marshal.loads(said(work.state, "coverage")))  # noqa: S302 -- of our own making
    for ident, record in edits.after.items():
        state.put_trees([(ident, record.origin.tree.packed)])
        state.put_records((packed, name) for name, packed in packed_file(record))
        if isinstance(record, Source):
            pairs = zip(totals, coverage(edits.before[ident]), coverage(record), strict=True)
            totals = [total - old + new for total, old, new in pairs]
    state.say("coverage", marshal.dumps(totals))
    sources, facts, entities, series = marshal.loads(said(state, "counts"))  # noqa: S302 -- as above
    return counts_of(sources, facts, entities, series, Coverage(*totals))
