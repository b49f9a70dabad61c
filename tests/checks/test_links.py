"""What the rules about references, figures and formulas let pass, and what they keep quiet about."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.links import as_written
from generator.load import load
from generator.settings import Settings

SOURCE = "2031-05-strait-herald"
HEAD = """\
title: Boats went to Ostmark
kind: news-article
publisher: unknown
lang: en
published: 2031-05-06
facts:
"""
FACT = """\
  {key}:
    type: {type}
    by: varland
    at: p{number}
{fields}    text: "{{By}} speaks of boats{comma}."
"""


class Project:
    """A small dossier in one language; what is not given is sound."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.facts = folder, 0
        self.write("briefing", f"title: Boats\nbottom_line: {{text: Boats went., facts: {SOURCE}#meeting}}\n")
        self.write(
            "vocabulary", "units:\n  vessel: {one: vessel, other: vessels}\n  percent: {one: percent, other: percent}\n"
        )
        for actor in ("varland", "ostmark"):
            self.write(f"actors/{actor}", f"name: {actor.capitalize()}\nkind: state\n")
        self.write(f"sources/{SOURCE}", HEAD)
        self.fact("meeting", "roles: {party: [varland, ostmark]}")

    def write(self, name: str, text: str) -> None:
        path = self.folder / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def fact(self, key: str, *fields: str) -> None:
        self.facts += 1
        kind = "figure" if any(field.startswith("figure:") for field in fields) else "claim"
        lines = "".join(f"    {field}\n" for field in fields)
        path = self.folder / "content" / "sources" / f"{SOURCE}.yaml"
        text = FACT.format(key=key, type=kind, number=self.facts, fields=lines, comma=", again" * self.facts)
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    def codes(self) -> list[str]:
        settings = Settings(self.folder, self.folder / "content", self.folder / "site", ("en",))
        return [problem.code for problem in load(settings).problems]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_sound_dossier_has_no_problem(project: Project) -> None:
    assert project.codes() == []


def test_what_could_not_be_read_is_not_unknown(project: Project) -> None:
    project.write("actors/nordholm", "name: Nordholm\nkind: kingdom\n")
    project.fact("visit", "roles: {party: nordholm}", "figure: {value: 2, unit: vessel, kind: count, of: fleet}")
    path = project.folder / "content/sources" / f"{SOURCE}.yaml"
    project.write(f"sources/{SOURCE}", path.read_text("utf-8") + "  fleet: {type: flotilla}\n")
    assert set(project.codes()) == {"bad-enum", "missing-field"}


def test_a_broken_source_leaves_no_orphans(project: Project) -> None:
    project.write(f"sources/{SOURCE}", "title: [\n")
    assert project.codes() == ["yaml-syntax"]


def test_a_broken_vocabulary_leaves_no_unknown_units(project: Project) -> None:
    project.fact("boats", "figure: {value: 2, unit: vessel, kind: count}")
    project.write("vocabulary", "units: [vessel]\n")
    assert project.codes() == ["wrong-shape"]


@pytest.mark.parametrize("figure", ["{value: 3.000, kind: count}", "{value: two, max: 4, kind: count}", "12"])
def test_a_refused_figure_is_told_once(project: Project, figure: str) -> None:
    project.fact("boats", f"figure: {figure}", "series: fleet")
    project.write("series/fleet", "title: Fleet\nkind: count\nunit: vessel\ncovers: [varland]\n")
    codes = project.codes()
    assert len([code for code in codes if code in ("figure-ambiguous", "bad-number", "wrong-shape")]) == 1
    assert "figure-missing" not in codes
    assert "no-figure" not in codes


def test_a_refused_role_makes_no_orphan(project: Project) -> None:
    project.write("actors/nordholm", "name: Nordholm\nkind: state\n")
    project.fact("visit", "roles: {partie: nordholm}")
    assert project.codes() == ["bad-enum"]


@pytest.mark.parametrize("field", ["event: Land_ing", "roles: {subjekt: landing}", "event: landing\n    when: 2031-13"])
def test_a_refused_field_is_not_missed_by_its_event(project: Project, field: str) -> None:
    project.write("events/landing", "name: Landing\nkind: incident\nwhen: 2031-04\n")
    project.fact("landing-seen", "event: landing")
    project.fact("landing-day", *field.split("\n    "))
    assert len(project.codes()) == 1


@pytest.mark.parametrize("figure", ["value: 1O", "value: 10, unit: Ves_sel", "value: 10, covers: [Ost_mark]"])
def test_a_refused_part_of_a_figure_is_not_missed_by_its_series(project: Project, figure: str) -> None:
    unit = "" if "unit" in figure else ", unit: vessel"
    covers = "" if "covers" in figure else ", covers: [varland]"
    project.fact("boats", f"figure: {{{figure}{unit}{covers}, kind: count}}", "series: fleet")
    derived = f'{{title: Twice, formula: "a * 2", facts: {{a: {SOURCE}#boats}}, caveat: Ours.}}'
    project.write(
        "series/fleet",
        f"title: Fleet\nkind: count\nunit: vessel\ncovers: [varland]\nderived:\n  twice: {derived}\n",
    )
    assert len(project.codes()) == 1


def test_a_share_may_have_its_own_unit(project: Project) -> None:
    project.fact("boats", "figure: {value: 12, unit: vessel, kind: count}")
    project.fact("share", "figure: {value: 36, unit: percent, kind: share, of: boats}")
    assert project.codes() == []


def test_bounds_that_touch_are_no_contradiction(project: Project) -> None:
    project.fact("boats", "figure: {min: 10, max: 12, unit: vessel, kind: count}")
    project.fact("lost", "figure: {min: 12, unit: vessel, kind: lost, of: boats}")
    project.fact("sunk", "figure: {max: 90, unit: vessel, kind: lost, of: boats}")
    assert project.codes() == []


def test_an_approximate_total_need_not_add_up(project: Project) -> None:
    split = "covers: [varland, ostmark], split: {varland: 8, ostmark: 5}"
    project.fact("boats", f"figure: {{value: 12, approx: true, unit: vessel, kind: count, {split}}}")
    codes = project.codes()
    assert "total-mismatch" not in codes
    assert "split-covers" not in codes


def test_an_event_takes_its_date_from_a_fact_that_names_it_in_a_role(project: Project) -> None:
    project.write("events/landing", "name: Landing\nkind: incident\nwhen: 2031-04\n")
    project.fact("landing-day", "when: 2031-04", "roles: {subject: landing}")
    assert project.codes() == []


def test_parts_places_and_publishers_are_no_orphans(project: Project) -> None:
    project.write("actors/alliance", "name: Alliance\nkind: group\n")
    project.write("actors/ostmark", "name: Ostmark\nkind: state\npart_of: alliance\n")
    project.write("places/harbour", "name: Harbour\nkind: area\n")
    project.write("events/landing", "name: Landing\nkind: incident\nplace: harbour\n")
    project.fact("landing-seen", "event: landing")
    assert project.codes() == []


def test_a_ratio_of_one_unit_is_a_percentage(project: Project) -> None:
    project.fact("boats", "figure: {value: 12, unit: vessel, kind: count}", "series: fleet")
    project.fact("lost", "figure: {value: 3, unit: vessel, kind: lost}")
    facts = f"{{a: {SOURCE}#boats, b: {SOURCE}#lost}}"
    derived = f'{{title: Share lost, formula: "(a - b) / a", facts: {facts}, percent: true, caveat: Ours.}}'
    project.write("series/fleet", f"title: Fleet\nkind: count\nunit: vessel\nderived:\n  share-lost: {derived}\n")
    assert project.codes() == []


@pytest.mark.parametrize(
    "formula", ["((((", "1_000 * a", "True * a", "a ** 2", "a if a else a", "1or a", "a(a)", "a/0"]
)
def test_odd_formulas_are_refused_quietly(project: Project, formula: str) -> None:
    project.fact("boats", "figure: {value: 12, unit: vessel, kind: count}", "series: fleet")
    derived = f'{{title: Odd, formula: "{formula}", facts: {{a: {SOURCE}#boats}}, caveat: Ours.}}'
    project.write("series/fleet", f"title: Fleet\nkind: count\nunit: vessel\nderived:\n  odd: {derived}\n")
    assert project.codes() == ["bad-formula"]


def test_chains_may_be_long(project: Project) -> None:
    for number in range(1, 1500):
        project.write(f"actors/unit-{number}", f"name: Unit\nkind: command\npart_of: unit-{number - 1}\n")
    project.write("actors/unit-0", "name: Unit\nkind: command\npart_of: unit-1499\n")
    assert project.codes() == ["reference-cycle"]


def test_a_key_stands_alone_inside_its_source_only() -> None:
    assert as_written("a#one", "a#two") == "one"
    assert as_written("a#one", "b#two") == "a#one"
    assert as_written("varland", "ostmark") == "varland"
