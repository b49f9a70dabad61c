"""What the form shows of a dossier, and what is written into its folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import run
from generator.cms.config import config, config_text
from generator.errors import Exit
from generator.read.content import find
from tests.commands import ROOT
from tests.dossiers import GOOD, SOURCE, linked, write

WRITTEN = {".env", "config.yml", "form.mjs", "guard.mjs", "index.html", "package.json", "preserve.mjs"}


def fields(form: Any, *path: str) -> dict[str, Any]:
    """The widgets of a file's form, by name, or those below one of them."""
    found = {one["name"]: one for one in form["fields"]}
    return fields(found[path[0]], *path[1:]) if path else found


def form(project: Path, kind: str, name: str, files: dict[str, str] | None = None) -> Any:
    whole = config(linked(project, files))
    (collection,) = (one for one in whole["collections"] if one["name"] == kind)
    (found,) = (one for one in collection["files"] if one["name"] == name)
    return found


def test_each_file_has_its_form(tmp_path: Path) -> None:
    whole = config(linked(tmp_path))
    files = {file["file"] for one in whole["collections"] for file in one["files"]}
    found, _ = find(tmp_path / "content", tmp_path)
    assert files == {one.shown for one in found}
    assert {one["format"] for one in whole["collections"]} == {"briefing"}


def test_the_written_configuration_is_the_same(tmp_path: Path) -> None:
    dossier = linked(tmp_path)
    assert yaml.safe_load(config_text(dossier)) == config(dossier)


def test_facts_are_found_by_key_and_place(tmp_path: Path) -> None:
    facts = fields(form(tmp_path, "sources", "herald"), "facts")
    assert [(name, one["label"]) for name, one in facts.items()] == [
        ("boats", "boats (p1.s1)"),
        ("answer", "answer (p2)"),
    ]
    assert all(one["widget"] == "object" and one["collapsed"] for one in facts.values())


def test_values_keep_their_shape(tmp_path: Path) -> None:
    source = form(tmp_path, "sources", "herald")
    boats, answer = fields(source, "facts", "boats"), fields(source, "facts", "answer")
    assert boats["by"]["options"] == ["source", "ostmark", "strait-herald", "varland"]
    assert boats["type"]["options"][0] == "figure"
    assert boats["at"]["widget"] == "string"
    assert answer["at"]["widget"] == "list"
    assert "required" not in boats["at"]
    assert fields(source, "facts", "boats", "roles")["supplier"]["required"] is False
    figure = fields(source, "facts", "boats", "figure")
    assert figure["value"]["widget"] == "string"  # a number widget would write another number
    assert figure["value"]["pattern"][0] == r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"
    assert figure["unit"]["options"] == ["vessel"]
    assert fields(source, "facts", "answer", "stance")["ostmark"]["widget"] == "select"
    assert list(fields(source, "title")) == ["en", "fr"]
    assert fields(source, "facts", "boats", "text")["en"]["widget"] == "text"


def test_what_is_absent_is_offered_where_one_value_can_fill_it(tmp_path: Path) -> None:
    source = form(tmp_path, "sources", "herald")
    boats = fields(source, "facts", "boats")
    offered = {"when", "hedge", "rating", "anchor", "quote", "event", "series", "via", "on", "review", "note"}
    assert offered <= set(boats)
    assert not any(boats[name].get("required", True) for name in offered)
    assert {"stance", "replaces"}.isdisjoint(boats)
    assert {"archived", "numbers", "defects"}.isdisjoint(fields(source))


def test_what_no_widget_keeps_is_left_out(tmp_path: Path) -> None:
    text = SOURCE.replace("days: {tue: 2031-05-06,", "days: {tue: [2031-05-06,2031-05-13],")
    text = text.replace("said: tue", "said: tue\n    when: [2031-04,2031-05]")
    source = form(tmp_path, "sources", "herald", {"sources/herald.yaml": text})
    assert list(fields(source, "days")) == ["some"]
    assert "when" not in fields(source, "facts", "boats")


def test_lists(tmp_path: Path) -> None:
    actor = GOOD["actors/varland.yaml"]
    files = {
        "actors/varland.yaml": f"{actor}aliases: [V., 'Varland, the']\n",
        "actors/ostmark.yaml": GOOD["actors/ostmark.yaml"] + "aliases: [{en: O., fr: O.}, {en: Ost, fr: Ost}]\n",
        "actors/strait-herald.yaml": GOOD["actors/strait-herald.yaml"] + "aliases: [{en: H., fr: H.}, Herald]\n",
    }
    assert fields(form(tmp_path, "actors", "varland", files))["aliases"]["field"]["widget"] == "string"
    assert [one["name"] for one in fields(form(tmp_path, "actors", "ostmark", files))["aliases"]["fields"]] == [
        "en",
        "fr",
    ]
    assert "aliases" not in fields(form(tmp_path, "actors", "strait-herald", files))


def test_an_unnamed_asserter(tmp_path: Path) -> None:
    text = SOURCE.replace("by: ostmark", "by: {unnamed: {en: officials, fr: des responsables}}")
    source = form(tmp_path, "sources", "herald", {"sources/herald.yaml": text})
    assert list(fields(source, "facts", "answer", "by", "unnamed")) == ["en", "fr"]


def test_the_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    folder = tmp_path / "tools" / "form"
    (folder / "node_modules").mkdir(parents=True)
    for _ in range(2):
        assert run(["schema", "-C", str(tmp_path), "--cms", str(folder)]) == Exit.CLEAN
        out, _ = capfd.readouterr()
        assert {Path(line).name for line in out.splitlines()} == WRITTEN
    assert {path.name for path in folder.iterdir()} == WRITTEN | {"node_modules"}
    environment = (folder / ".env").read_text()
    assert "BIND_HOST=127.0.0.1\n" in environment
    assert "GIT_REPO_DIRECTORY=../..\n" in environment


@pytest.mark.parametrize("folder", [".", "content", "content/form", ".."])
def test_the_form_stands_in_a_folder_of_its_own(tmp_path: Path, folder: str, capfd: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "project"
    write(project)
    assert run(["schema", "-C", str(project), "--cms", str(project / folder)]) == Exit.USAGE
    assert "hint: name a folder of its own" in capfd.readouterr().err
    assert not (project / "content" / "form").exists()


def test_what_is_installed_is_what_was_tested() -> None:
    shipped = json.loads((ROOT / "generator/cms/form/package.json").read_text())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    ours = json.loads((ROOT / "package.json").read_text())
    assert shipped["overrides"]["decap-cms"] == ours["overrides"]["decap-cms"]
    for name, version in shipped["dependencies"].items():
        assert version == locked[f"node_modules/{name}"]["version"], f"generator/cms/form/package.json: {name}"
    assert not any("resolved" in one for one in locked.values())
