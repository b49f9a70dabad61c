"""Whatever a file holds: reading, linking and checking end, and each problem has its place, code, message and hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import report
from generator.checks import check
from generator.dossier.coverage import coverage
from generator.dossier.dossier import Languages
from generator.dossier.link import link
from generator.dossier.series import current
from generator.dossier.status import contested
from generator.errors import Problem
from generator.model.series import Series
from generator.read.content import read_content
from tests.dossiers import BRIEFING, LANGUAGES, SOURCE, write

ALL = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
NAMES = ("sources/herald.yaml", "briefing.yaml", "vocabulary.yaml", "actors/varland.yaml", "series/boats.yaml")
SERIES = """\
title: {en: Boats, fr: Bateaux}
kind: supplied
unit: vessel
about: [varland]
derived:
  twice:
    title: {en: Twice, fr: Deux fois}
    formula: "a * 2"
    facts: {a: herald#boats}
    unit: vessel
    caveat: {en: Ours., fr: De nous.}
"""
YAMLISH = st.text(alphabet="abc: -?[]{}|>'\"&*!%#@`,\n\t\r\\0123\u00e9\u200b\ufeff\U0001f600<=~", max_size=80)
TOKENS = st.sampled_from(
    [
        "\n",
        "\n  ",
        "- ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "|\n",
        ">-\n",
        "#",
        "&a ",
        "*a",
        "!!str ",
        "%",
        "---\n",
        "{value}",
        "{#boats}",
        "{varland|x}",
        "}",
        "~",
        "null",
        "2031-05",
        "[2031,2032]",
        "..",
        "3.000",
        "-1",
        "1e9",
        "é",
        "\u202f",
        "\u200b",
        "\x00",
        "\r\n",
        "\t",
        "herald#boats",
        "p1.s1",
        "silent",
        "figure",
        "  facts:\n",
        "99999999",
    ]
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


def everything(project: Path, name: str, data: bytes) -> list[Problem]:
    """Read, link, check and compute a dossier in which one file holds `data`."""
    content = write(project, {"series/boats.yaml": SERIES, name: data})
    records, problems = read_content(content, project, LANGUAGES)
    dossier = link(records, Languages(LANGUAGES))
    problems = sorted([*problems, *check(dossier)])
    for one in dossier.sources.values():
        coverage(one)
    for series in dossier.series.values():
        assert isinstance(series, Series)
        current(dossier, series.id)
    contested(dossier)
    for form in report.FORMATS.values():
        form(problems, project).encode()
    return problems


def well_placed(project: Path, problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.code
        assert problem.message.strip()
        assert problem.hint.strip()
        assert "\n" not in problem.message + problem.hint
        for place in (problem.position, *(position for position, _ in problem.related)):
            path = project / place.path
            text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
            lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= place.line <= len(lines), problem
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem
            assert place.end_column == 0 or place.column <= place.end_column <= len(lines[place.line - 1]) + 1, problem


@ALL
@given(name=st.sampled_from(NAMES), data=st.binary(max_size=200))
@example(name=NAMES[0], data=b"\xef\xbb\xbf\xff")
@example(name=NAMES[0], data="a: \ufffe".encode())
@example(name=NAMES[0], data=b"a: \xf4\x90\x80\x80")
def test_any_bytes(project: Path, name: str, data: bytes) -> None:
    well_placed(project, everything(project, name, data))


@ALL
@given(name=st.sampled_from(NAMES), text=YAMLISH)
@example(name=NAMES[0], text="? ")
@example(name=NAMES[0], text="[]: {}")
@example(name=NAMES[0], text='"a\\\n')
@example(name=NAMES[0], text="---")
def test_any_yaml(project: Path, name: str, text: str) -> None:
    well_placed(project, everything(project, name, text.encode()))


@settings(ALL, max_examples=300)
@given(data=st.data())
def test_mutated_good_files(project: Path, data: st.DataObject) -> None:
    name, text = data.draw(
        st.sampled_from(list(zip((NAMES[0], NAMES[1], NAMES[4]), (SOURCE, BRIEFING, SERIES), strict=True)))
    )
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.sampled_from([0, 0, 1, 2, 5, 20, 200]))
        new = data.draw(TOKENS | YAMLISH | st.just(""))
        text = text[:start] + new + text[start + length :]
    well_placed(project, everything(project, name, text.encode("utf-8", "replace")))


@ALL
@given(
    field=st.sampled_from(["value", "at", "by", "said", "when", "text", "on", "stance", "roles"]),
    value=st.text(max_size=30),
)
def test_any_text_in_any_field(project: Path, field: str, value: str) -> None:
    """As it stands, and quoted."""
    quoted = "'" + value.replace("'", "''") + "'"
    for written in (value, quoted, f"[{quoted}]", f"{{{quoted}: {quoted}}}"):
        text = SOURCE.replace("    roles: {supplier: varland, receiver: ostmark}\n", f"    {field}: {written}\n")
        well_placed(project, everything(project, NAMES[0], text.encode("utf-8", "replace")))


@pytest.mark.parametrize("cut", range(0, len(SOURCE), 7))
def test_a_file_cut_short(project: Path, cut: int) -> None:
    well_placed(project, everything(project, NAMES[0], SOURCE.encode()[:cut]))
