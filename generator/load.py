"""From a content folder to a checked dossier: the pure half of every command."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.checks import check
from generator.dossier.coverage import Coverage, coverage
from generator.dossier.dossier import Dossier, Languages
from generator.dossier.known import as_known
from generator.dossier.link import link
from generator.errors import ContentError, Problem, Severity
from generator.read.content import Reading, one_by_one, read_content
from generator.report import counted
from generator.settings import Settings
from generator.store.quick import quickly, uncollected
from generator.workers import cores


@dataclass(frozen=True, slots=True)
class Loaded:
    """A linked dossier with every problem of its files, sorted."""

    settings: Settings
    dossier: Dossier
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    def refuse(self, *, strict: bool = False) -> None:
        """Raise ContentError when the content may not be published."""
        if self.errors or (strict and self.problems):
            raise ContentError(self.problems, str(self.settings.project))

    def shown(self) -> Loaded:
        """With the dossier that a site is made of: where a day is set, as it was known then. Raises BriefingError.

        The problems stay those of the whole content, which is what is checked. Content with errors stays as it is.
        """
        day = self.settings.as_of
        if day is None or self.errors or self.dossier.known:
            return self
        return replace(self, dossier=as_known(self.dossier, day))

    def counts(self) -> str:
        """`1 source, 38 facts, 27 entities, 3 series; sentences: 20 cited, 3 skipped, 1 defective`."""
        dossier = self.dossier
        sums = [coverage(source) for source in dossier.sources.values()]
        total = Coverage(*(sum(column) for column in zip(*sums, strict=True))) if sums else Coverage(0, 0, 0, 0)
        sizes = len(dossier.sources), len(dossier.facts), len(dossier.entities), len(dossier.series)
        return counts_of(*sizes, total)


def counts_of(sources: int, facts: int, entities: int, series: int, sentences: Coverage) -> str:
    return (
        f"{counted(sources, 'source')}, {counted(facts, 'fact')}, {counted(entities, 'entity', 'entities')}, "
        f"{counted(series, 'series', 'series')}; "
        f"sentences: {sentences.cited} cited, {sentences.skipped} skipped, {sentences.defective} defective, "
        f"{sentences.open} not covered"
    )


def load(settings: Settings, read: Reading = one_by_one, jobs: int = 1) -> Loaded:
    """Read, link and check. Raises nothing for bad content: the problems say it."""
    records, problems = read_content(settings.content, settings.project, settings.languages, read)
    dossier = link(records, Languages(settings.languages), settings.as_of)
    return Loaded(settings, dossier, tuple(sorted([*problems, *check(dossier, jobs=jobs)])))


def load_quickly(settings: Settings, jobs: int | None = None, *, keep: bool = True) -> Loaded:
    """As `load`, in up to `jobs` processes (as many as there are cores without it), with the cache if `keep`."""
    jobs = jobs or cores()
    with uncollected():
        return load(settings, quickly(settings.content, jobs, keep=keep), jobs)
