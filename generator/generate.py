"""Render every page of a dossier and write it, with assets, exports and manifest, below a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment

from generator import publish, splice
from generator.dossier.dossier import Dossier
from generator.errors import BriefingError
from generator.full_text.index import FOLDER, index
from generator.job import EXTRA, Job, Unit
from generator.model.ids import EntityId
from generator.parcel import packed, unpacked
from generator.publish import Output
from generator.render.extras import PARTS
from generator.render.pages import page_list
from generator.render.parted import Parted
from generator.render.render import make_environment
from generator.render.site import HandPage, Site
from generator.settings import Settings
from generator.store.place import folder as cache_folder
from generator.store.templates import compiled
from generator.theme import TEMPLATES
from generator.workers import Parcel, Work, Worth, each, paying

ASSETS = "assets"
PAGES_WORTH_IT = Worth(100, 400)
FULL_TEXT = "assets/fulltext.js"  # only a site with a full-text index has a use for it


@dataclass(frozen=True, slots=True)
class Written:
    """What a build wrote."""

    pages: int
    files: int


def template_dirs(settings: Settings) -> tuple[Path, ...]:
    """Where templates are looked for, first match wins."""
    own = settings.own_templates
    return (own, TEMPLATES) if own and own.is_dir() and own.resolve() != TEMPLATES.resolve() else (TEMPLATES,)


def site_of(settings: Settings, hand_pages: tuple[HandPage, ...], *, preview: bool = False) -> Site:
    from generator.dossier.dossier import Languages

    return Site(
        name=settings.site_name,
        languages=Languages(settings.languages),
        url=settings.site_url,
        hand_pages=hand_pages,
        json_twins=settings.json,
        worldview=settings.worldview,
        forge=settings.forge,
        full_text=settings.full_text and not preview,
        pdf=settings.pdf and not preview,
        preview=preview,
    )


def _assets(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Static files of the theme, a project's own ones over them."""
    for folder in reversed(template_dirs(settings)):
        root = folder / ASSETS
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix(), path.read_bytes()


def _books(dossier: Dossier, site: Site, environment: Environment, target: Path) -> Iterator[tuple[str, bytes]]:
    """The PDFs, made of the pages that stand in `target`, the hand-written ones too."""
    from generator.pdf.make import books  # with the extra, and for the few builds that want it

    def file(url: str) -> bytes | None:
        path = (target / url).resolve()
        return path.read_bytes() if path.is_relative_to(target.resolve()) and path.is_file() else None

    return books(dossier, site, environment, file)


def _full_text(target: Path) -> dict[str, bytes]:
    """The index of all that stands in `target`, the hand-written pages too."""
    if (target / FOLDER).exists():
        hint = "rename it, or build without full text"
        raise BriefingError(f"a hand-written page or file stands in {FOLDER}/, the index's folder", hint=hint)
    return index(target)


Run = Callable[[Job, Output], None]


def alone(job: Job, output: Output) -> None:
    """Does a job in this process."""
    for unit in job.units():
        output.put_all(job.make(unit))


def forked(jobs: int) -> Run:
    """Does a job in up to `jobs` processes, each of which writes what it makes."""

    def run(job: Job, output: Output) -> None:
        work, parcel = partial(_put, job, output.root), partial(_parcel, job, output.root)
        for _, digests in each(work, job.units(), paying(jobs, len(job.pages), PAGES_WORTH_IT), parcel):
            output.add(digests)

    return run


def _put(job: Job, root: Path, unit: Unit) -> dict[str, str]:
    if unit.kind == EXTRA and (file := PARTS.get(unit.start)):  # too large to be held whole
        return {
            file.url: put_parts(file, file.head(job.dossier, job.site), file.parts(job.dossier, job.site), root).digest
        }
    return Output(root).put_all(job.make(unit))


def put_parts(file: Parted, head: bytes, parts: Iterable[tuple[EntityId, bytes]], root: Path) -> splice.Laid:
    """Write a file in parts, each when it is made."""
    return splice.write(root / file.url, splice.Frame(head, file.between, file.tail), parts)


def _parcel(job: Job, root: Path) -> Parcel[Unit, dict[str, str]]:
    return partial(_opened, packed(job), root)


def _opened(parcel: bytes, root: Path) -> Work[Unit, dict[str, str]]:
    return partial(_put, on_this_machine(parcel), root)


def on_this_machine(parcel: bytes) -> Job:
    """The job of another process, with the compiled templates that all of them keep."""
    job = unpacked(parcel)
    job.environment.bytecode_cache = compiled(cache_folder())
    return job


def refuse_clashes(pages: Iterable[str], site: Site) -> None:
    """Raises BriefingError where a generated page would stand in a hand-written one's place."""
    if taken := {hand.url for hand in site.hand_pages}.intersection(pages):
        name = min(taken)
        raise BriefingError(f"a hand-written page and a generated one are both {name}", hint="rename the Markdown file")


def generate(dossier: Dossier, settings: Settings, site: Site, target: Path, run: Run = alone) -> Written:
    """Write the generated part of the site; `run` says where work is done. `target` may hold other pages already."""
    environment = make_environment(template_dirs(settings))
    environment.bytecode_cache = compiled(cache_folder())
    job = Job(dossier, site, environment, page_list(dossier, site))
    refuse_clashes((page.url for page in job.pages), site)
    output = Output(target)
    output.put_all(file for file in _assets(settings) if site.full_text or file[0] != FULL_TEXT)
    run(job, output)
    if site.pdf:
        output.put_all(_books(dossier, site, environment, target))
    if site.full_text:
        output.put_all(_full_text(target).items())
    publish.write(target, publish.MANIFEST, publish.manifest(len(dossier.facts), output.digests))
    return Written(len(job.pages) + len(site.hand_pages), len(output.digests))
