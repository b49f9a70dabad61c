"""The schemas are current, are JSON Schema 2020-12, accept all that we ship and refuse what an editor mistypes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from generator.checks.links import field_links
from generator.cli import run
from generator.commands.options import settings_of
from generator.errors import Exit
from generator.load import load
from generator.model.fact import Fact
from generator.model.figure import ID, Figure
from generator.model.shapes import ListOf, MapOf, Nested, Value, fields_of
from generator.schema import files, values
from generator.schema.known import KINDS, NEW, kinds_of
from tests.commands import ROOT

SHIPPED = sorted((ROOT / "content").rglob("*.yaml"))
STARTER = sorted((ROOT / "generator/starter/files/content").rglob("*.yaml"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init") / "mine"
    assert run(["init", str(folder)]) == Exit.CLEAN
    return folder


def as_an_editor_reads(path: Path | str) -> Any:
    """YAML 1.2 core, as yaml-language-server has it: no timestamps."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return yaml.load(path)


def validator(project: Path, name: str) -> Draft202012Validator:
    schema = json.loads((project / "schemas" / files.file_name(name)).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def name_of(path: Path, content: Path) -> str:
    name = files.name_for(path.relative_to(content).parts)
    assert name
    return name


def test_ours_are_current() -> None:
    old = files.stale(load(settings_of(ROOT, None)).dossier, ROOT)
    if old:
        pytest.fail(f"not current: {', '.join(old)}; run: briefing schema --write")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_files_are_accepted(path: Path) -> None:
    check = validator(ROOT, name_of(path, ROOT / "content"))
    assert [error.message for error in check.iter_errors(as_an_editor_reads(path))] == []


def test_what_init_writes_is_accepted(project: Path) -> None:
    written = sorted((project / "content").rglob("*.yaml"))
    assert len(written) == len(STARTER)
    for path in written:
        check = validator(project, name_of(path, project / "content"))
        assert [error.message for error in check.iter_errors(as_an_editor_reads(path))] == [], path
    assert run(["schema", "--check", "-C", str(project)]) == Exit.CLEAN
    assert run(["check", "--strict", "-C", str(project)]) == Exit.CLEAN


@pytest.mark.parametrize(
    ("content", "paths"),
    [(ROOT / "content", SHIPPED), (ROOT / "generator/starter/files/content", STARTER)],
    ids=["shipped", "starter"],
)
def test_each_file_names_its_schema(content: Path, paths: list[Path]) -> None:
    for path in paths:
        assert path.read_text("utf-8").split("\n")[0] == files.modeline(content.parent, path, name_of(path, content))
        leads_to = (path.parent / path.read_text("utf-8").split("\n")[0].partition("$schema=")[2]).resolve()
        assert leads_to == content.parent / "schemas" / files.file_name(name_of(path, content))


@pytest.mark.parametrize("settings", [".vscode/settings.json", "generator/starter/files/dot-vscode/settings.json"])
def test_the_editors_settings_map_each_folder(settings: str) -> None:
    mapped = json.loads((ROOT / settings).read_text("utf-8"))["yaml.schemas"]
    wanted = {f"./schemas/{files.file_name(name)}" for name in files.RECORDS}
    assert set(mapped) == wanted
    for schema, (pattern,) in mapped.items():
        name = schema.removeprefix("./schemas/").removesuffix(".schema.json")
        for path in SHIPPED:
            below = path.relative_to(ROOT)
            assert below.match(pattern) == (name_of(path, ROOT / "content") == name), (path, pattern)


MISTAKES = [
    ("actor", "name: X\nkind: planet\n"),
    ("actor", "name: X\n"),
    ("actor", "kind: state\n"),
    ("actor", "name: {en: X, de: X}\nkind: state\n"),
    ("actor", "name: X\nkind: state\ncolour: red\n"),
    ("actor", "name: X\nkind: state\ncountry: France\n"),
    ("actor", "name: X\nkind: state\npart_of: North Korea\n"),
    ("actor", "name: [X]\nkind: state\n"),
    ("event", "name: X\nkind: war\nwhen: 3 May 2031\n"),
    ("event", "name: X\nkind: war\nwhen: 2031-13\n"),
    ("event", "name: X\nkind: war\nbasis: [a, Not A Fact]\n"),
    ("series", "title: X\nkind: supplied\nunit: furlong\n"),
    ("briefing", "title: X\nbottom_line: words\n"),
    ("vocabulary", "units: {vessel: {one: a}}\n"),
]


@pytest.mark.parametrize(("name", "text"), MISTAKES)
def test_mistakes_are_refused(name: str, text: str) -> None:
    assert not validator(ROOT, name).is_valid(as_an_editor_reads(text))


GOOD = [
    ("actor", "name: 1997\nkind: state\nnote: no\n"),
    ("actor", "name: X\nkind: state\npart_of: not-yet-written\n"),
    ("event", "name: X\nkind: war\nwhen: 2031\n"),
    ("event", "name: X\nkind: war\nwhen: [2031-05-06,2031-05-13]\nplace: [a, b]\n"),
    ("event", "name: X\nkind: war\nwhen: {2031-05,2031-06}\nplace: a\n"),
    ("event", "name: X\nkind: war\nwhen: ../2031-05~\n"),
]


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_what_the_reader_takes_is_accepted(name: str, text: str) -> None:
    assert [error.message for error in validator(ROOT, name).iter_errors(as_an_editor_reads(text))] == []


def fields() -> list[tuple[type[Any], Any]]:
    """Each declared field, with its record."""
    todo, seen = list(files.RECORDS.values()), dict[type[Any], None]()
    while todo:
        record = todo.pop()
        seen[record] = None
        for field in fields_of(record):  # type: ignore[arg-type]  # mypy takes a class for its instances
            shape = field.shape
            while isinstance(shape, (ListOf, MapOf)):
                shape = shape.item
            if isinstance(shape, Nested) and shape.record not in seen:
                todo.append(shape.record)
    return [(record, field) for record in seen for field in fields_of(record)]  # type: ignore[arg-type]  # as above


def test_each_field_of_ids_has_its_kinds() -> None:
    for record, field in fields():
        shape = field.shape
        key = shape.key if isinstance(shape, MapOf) and field.name not in NEW else None
        while isinstance(shape, (ListOf, MapOf)):
            shape = shape.item
        if ID in (shape, key) and field.name not in ("unit", "roles"):
            assert kinds_of(record, field.name), (record, field.name)


def test_the_kinds_are_those_of_the_checks(project: Path) -> None:
    """The table beside the schema says of each field what `checks/links.py` says."""
    names = {field: {kinds for (_, name), kinds in KINDS.items() if name == field} for _, field in KINDS}
    seen = set()
    for folder in (ROOT, project):
        for link in field_links(load(settings_of(folder, None)).dossier):
            if link.field in names and link.steps[0] != "roles":
                assert link.kinds in names[link.field], link.field
                seen.add(link.field)
    assert seen >= {"publisher", "event", "series", "stance", "covers", "place", "about", "chart"}


@pytest.mark.parametrize("record", [Fact, Figure])
def test_examples_are_values_that_their_field_takes(record: type[Any]) -> None:
    for field in fields_of(record):  # type: ignore[arg-type]  # as above
        if field.example and isinstance(field.shape, Value):
            field.shape.parse(field.example)


def test_every_pattern_is_of_a_value_that_there_is() -> None:
    names = set()
    for _, field in fields():
        todo = [field.shape]
        while todo:
            shape = todo.pop()
            if isinstance(shape, Value):
                names.add(shape.name)
            todo += [shape.item] if isinstance(shape, ListOf) else []
            todo += [shape.key, shape.item] if isinstance(shape, MapOf) else []
    assert set(values.VALUES) <= names


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "-C", str(ROOT), "actor"]) == Exit.CLEAN
    assert capsys.readouterr().out == (ROOT / "schemas/actor.schema.json").read_text("utf-8")
    for wrong in ([], ["planet"], ["actor", "--write"]):
        assert run(["schema", "-C", str(ROOT), *wrong]) == Exit.USAGE


def test_stale_schemas_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "schemas/actor.schema.json").write_text("{}", "utf-8")
    capsys.readouterr()
    assert run(["schema", "--check", "-C", str(project)]) == Exit.CONTENT
    out, err = capsys.readouterr()
    assert out == "schemas/actor.schema.json\n"
    assert "briefing schema --write" in err
    assert run(["schema", "--write", "-C", str(project)]) == Exit.CLEAN
    assert run(["schema", "--check", "-C", str(project)]) == Exit.CLEAN
