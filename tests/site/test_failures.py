"""Whatever is wrong, a build says what and where in words, has its exit code, and leaves the old site as it was."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.commands import BAD, CONTENT_WRONG, USAGE, briefing, edit, ended_well, failed_in_order, mkdocs, tree

pytestmark = pytest.mark.slow
MACHINE, BUG = 3, 70
SOURCE = "content/sources/2031-05-strait-herald.yaml"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A starter project whose site is built and whose templates can be replaced one by one."""
    folder = tmp_path_factory.mktemp("pristine") / "starter"
    ended_well(briefing("init", folder))
    (folder / "templates").mkdir()
    edit(folder / "mkdocs.yml", "  # custom_dir: templates ", "  custom_dir: templates # ")
    ended_well(briefing("build", "-C", folder))
    return folder


@pytest.fixture
def built(pristine: Path, tmp_path: Path) -> Path:
    """The same, to be broken."""
    return shutil.copytree(pristine, tmp_path / "starter")


def refused(project: Path, code: int, *options: str) -> str:
    """What `briefing build` says when it fails; the site must be the same afterwards, and nothing may lie about."""
    before = tree(project / "site")
    assert before
    said = failed_in_order(briefing("build", "-C", project, *options), code)
    assert tree(project / "site") == before
    assert not [path.name for path in project.iterdir() if "staging" in path.name]
    return said


def refused_by_mkdocs(project: Path) -> str:
    return failed_in_order(mkdocs("build", "--site-dir", project.parent / "theirs", cwd=project), 1)


def template(project: Path, name: str, text: str) -> None:
    (project / "templates" / name).write_text(text, "utf-8")


def test_a_mistake_in_the_content(built: Path) -> None:
    edit(built / SOURCE, "receiver: ostmark", "receiver: ostmrak")
    said = refused(built, CONTENT_WRONG)
    assert re.search(rf"^{SOURCE}:\d+:\d+: error\[unknown-reference\]: .*'ostmrak'", said, re.MULTILINE)
    assert "hint: " in said
    assert "1 error, 0 warnings; nothing was written" in said
    assert "ostmrak" in refused_by_mkdocs(built)


def test_five_mistakes_are_five_problems(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(BAD / "five-mistakes", project)
    (project / "content" / "pages").mkdir()
    said = failed_in_order(briefing("build", "-C", project), CONTENT_WRONG)
    assert len(re.findall(r"^content/\S+:\d+:\d+: error\[", said, re.MULTILINE)) == 5
    assert not (project / "site").exists()
    said = failed_in_order(mkdocs("build", cwd=project), 1)
    assert len(re.findall(r"^content/\S+:\d+:\d+: error\[", said, re.MULTILINE)) == 5
    assert not (project / "site" / "index.html").exists()


BROKEN = {
    "syntax": ("actor.html", "{% block %}", r"actor\.html:2: "),
    "unclosed": ("actor.html", "{% if x %}", r"actor\.html:2: .*\bendif\b"),
    "undefined": ("actor.html", "{{ no_such_word }}", r"actor\.html:2: 'no_such_word' is undefined"),
    "no such field": ("actor.html", "{{ t.shell.no_such_word }}", r"actor\.html:2: .*no_such_word"),
    "no such template": ("actor.html", "{% include 'no-such.html' %}", r"actor\.html:2: .*no-such\.html"),
    "no such filter": ("actor.html", "{{ title | shout }}", r"actor\.html:2: .*shout"),
    "Python's own": ("actor.html", "{{ 1 / 0 }}", r"actor\.html:2: ZeroDivisionError"),
    "page by hand": ("main.html", "{{ no_such_word }}", r"main\.html:2: 'no_such_word' is undefined"),
    "page by hand, syntax": ("main.html", "{% block %}", r"main\.html:2: "),
    "frame": ("base.html", "{{ no_such_word }}", r"base\.html:2: 'no_such_word' is undefined"),
    "lost address": ("404.html", "{{ no_such_word }}", r"404\.html:2: 'no_such_word' is undefined"),
}


@pytest.mark.parametrize(("name", "line", "place"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_a_template(name: str, line: str, place: str, built: Path) -> None:
    template(built, name, f"<!doctype html>\n{line}\n")
    assert re.search(place, refused(built, USAGE))
    if name == "main.html":  # a generated page: the test below
        assert re.search(place, refused_by_mkdocs(built))


def test_a_mistake_in_the_template_of_a_generated_page_told_by_mkdocs(built: Path) -> None:
    template(built, "actor.html", "<!doctype html>\n{{ no_such_word }}\n")
    assert re.search(r"actor\.html:2: 'no_such_word' is undefined", refused_by_mkdocs(built))


def test_a_page_by_hand_in_the_place_of_a_generated_one(built: Path) -> None:
    (built / "content" / "pages" / "timeline.md").write_text("# My own timeline\n", "utf-8")
    assert "timeline.html" in refused(built, USAGE)
    assert "timeline.html" in refused_by_mkdocs(built)


MISCONFIGURED = {
    "unknown option": ("languages: [en, fr]", "langauges: [en, fr]", "langauges"),
    "unknown language": ("languages: [en, fr]", "languages: [en, tlh]", "tlh"),
    "bad date": ("languages: [en, fr]", "as_of: spring", "spring"),
    "missing folder": ("languages: [en, fr]", "content: nowhere", "nowhere"),
    "unknown theme": ("name: briefing", "name: material-and-more", "material-and-more"),
    "unknown plugin": ("- briefing:", "- no-such-plugin\n  - briefing:", "no-such-plugin"),
    "no YAML": ("plugins:", "plugins: [", "mkdocs.yml"),
}


@pytest.mark.parametrize(("old", "new", "named"), MISCONFIGURED.values(), ids=MISCONFIGURED)
def test_a_mistake_in_the_configuration(old: str, new: str, named: str, built: Path) -> None:
    text = (built / "mkdocs.yml").read_text("utf-8")
    assert old in text
    (built / "mkdocs.yml").write_text(text.replace(old, new, 1), "utf-8")
    assert named in refused(built, USAGE)
    assert named in refused_by_mkdocs(built)


def test_no_configuration(built: Path) -> None:
    (built / "mkdocs.yml").unlink()
    assert "there is no mkdocs.yml" in refused(built, USAGE)
    assert "hint: " in refused(built, USAGE)


def test_no_project(tmp_path: Path) -> None:
    assert "there is no folder" in failed_in_order(briefing("build", "-C", tmp_path / "nowhere"), USAGE)


def test_warnings_fail_a_strict_build_only(built: Path) -> None:
    edit(built / SOURCE, "review: 2032-01", "review: 2031-01")
    assert "warning[" in refused(built, CONTENT_WRONG, "--strict")
    assert "warning[" in ended_well(briefing("build", "-C", built)).stderr
    assert failed_in_order(mkdocs("build", "--strict", cwd=built), 1)
    ended_well(mkdocs("build", cwd=built))


def test_a_dead_link_in_a_page_by_hand_fails_a_strict_build_only(built: Path) -> None:
    (built / "content" / "pages" / "dead.md").write_text("# Dead\n\n[gone](gone.md)\n", "utf-8")
    assert "gone.md" in refused(built, CONTENT_WRONG, "--strict")
    ended_well(briefing("build", "-C", built))


def test_a_template_that_loses_facts(built: Path) -> None:
    template(built, "source.html", '{% extends "base.html" %}{% block content %}<h1>{{ title }}</h1>{% endblock %}')
    said = refused(built, BUG)
    assert "2 facts were read and 0 stand in the source pages in 'en'" in said
    assert "2031-05-strait-herald#boats-delivered, 2031-05-strait-herald#delivery-unanswered" in said


def test_a_folder_that_is_not_ours(starter: Path) -> None:
    (starter / "site").mkdir()
    (starter / "site" / "thesis.txt").write_text("mine", "utf-8")
    assert "no build of ours" in refused(starter, USAGE)


def test_a_folder_that_cannot_be_written(built: Path) -> None:
    said = refused(built, MACHINE, "--site-dir", "/proc/nowhere/site")
    assert "the machine failed us" in said
    assert "/proc/nowhere" in said
