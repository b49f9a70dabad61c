"""The command line: exit codes, help, data on stdout and talk on stderr; a few times as a real process."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest

from generator import __version__
from generator import build as build_module
from generator.cli import cli, run
from generator.commands import NAMES
from generator.errors import BriefingError, Exit
from generator.settings import Settings
from tests.dossiers import CONFIG, claim, source, write

COMMANDS = list(NAMES)
BAD = {"actors/varland.yaml": "name: Varland\nkind: planet\n"}


@pytest.fixture(autouse=True)
def _keep_signals(monkeypatch: pytest.MonkeyPatch) -> Any:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def process(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **({"text": True} | more))


def test_check_of_good_content(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    assert run(["check", "-C", str(tmp_path)]) == Exit.CLEAN
    out, err = capfd.readouterr()
    assert out == (
        "1 source, 2 facts, 3 entities, 0 series; sentences: 2 cited, 1 skipped, 0 defective, 0 not covered; "
        "not verified here: 2 facts; 0 errors, 0 warnings\n"
    )
    assert err == ""


def test_check_of_bad_content(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, BAD)
    assert run(["check", "-C", str(tmp_path)]) == Exit.CONTENT
    out, _ = capfd.readouterr()
    assert out.startswith("content/actors/varland.yaml:2:7: error[bad-enum]: 'planet' is not one of the known words\n")
    assert out.endswith("1 error, 0 warnings\n")


def test_data_goes_to_stdout_and_talk_to_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, BAD)
    assert run(["check", "-C", str(tmp_path), "--format", "json"]) == Exit.CONTENT
    out, err = capfd.readouterr()
    assert [row["code"] for row in json.loads(out)] == ["bad-enum"]
    assert err.endswith("1 error, 0 warnings\n")


def test_warnings_count_only_if_strict(tmp_path: Path) -> None:
    fact = claim("a", more="review: 2031-01\nroles: {subject: [ostmark, strait-herald]}\n")
    fact = fact.replace("en: Words., fr: Mots.", "en: '{By} said so.', fr: '{By} le dit.'")
    briefing = (
        "title: {en: B, fr: B}\nbottom_line: {text: {en: Words., fr: Mots.}, facts: [herald#a]}\nas_of: 2031-05\n"
    )
    write(tmp_path, {"sources/herald.yaml": source(fact), "briefing.yaml": briefing})
    assert run(["check", "-C", str(tmp_path)]) == Exit.CLEAN
    assert run(["check", "-C", str(tmp_path), "--strict"]) == Exit.CONTENT


@pytest.mark.parametrize("path", ["content/actors", "content/actors/varland.yaml", "content", "."])
def test_check_of_paths(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A path may start here or in the project's folder, as problems name it."""
    write(tmp_path / "project", {**BAD, "vocabulary.yaml": "units: 1\n"})
    monkeypatch.chdir(tmp_path / "project")
    assert run(["check", path]) == Exit.CONTENT
    monkeypatch.chdir(tmp_path)
    if path != ".":
        assert run(["check", "-C", "project", path]) == Exit.CONTENT
    assert run(["check", "-C", "project", f"project/{path}"]) == Exit.CONTENT
    assert ("vocabulary.yaml" in capfd.readouterr().out) == (path in ("content", "."))


def test_check_of_another_path_tells_only_its_problems(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path, BAD)
    assert run(["check", "-C", str(tmp_path), str(content / "sources")]) == Exit.CLEAN
    assert "0 errors" in capfd.readouterr().out


@pytest.mark.parametrize("path", ["nowhere.yaml", "mkdocs.yml", "/etc/hostname", ".."])
def test_check_of_what_is_not_read(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """To say `0 errors` of a file that was not looked at would be a lie."""
    write(tmp_path, BAD)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    path = str(tmp_path / "elsewhere") if path == ".." else path
    assert run(["check", "-C", str(tmp_path), path]) == Exit.USAGE
    out, err = capfd.readouterr()
    assert out == ""
    assert "hint:" in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["check", "--nothing"],
        ["check", "--format", "xml"],
        ["check", "-C"],
        ["check", "--as-of", "soon"],
        ["build", "--as-of", "2031-13"],
        ["build", "--jobs", "x"],
        ["init"],
    ],
)
def test_usage(
    tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == Exit.USAGE
    out, err = capfd.readouterr()
    assert out == ""
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_no_project(tmp_path: Path, command: str, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    for folder in ("nowhere", "file", ""):
        assert run([command, "-C", str(tmp_path / folder)]) == Exit.USAGE
    err = capfd.readouterr().err
    assert "there is no folder" in err
    assert "there is no mkdocs.yml" in err


def test_a_wrong_option_is_told_at_its_place(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, config=CONFIG.replace("[en, fr]", "[en, xx]"))
    for command in ("build", "check"):
        assert run([command, "-C", str(tmp_path)]) == Exit.USAGE
        out, err = capfd.readouterr()
        assert out == ""
        assert err.startswith("mkdocs.yml:6:32: error[bad-option]")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == Exit.CLEAN
    out, err = capfd.readouterr()
    assert err == ""
    assert "Example:" in out
    assert f"briefing {command}" in out.partition("Example:")[2]


def test_each_option_says_what_it_does() -> None:
    for name in NAMES:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert command.help
        for one in command.params:
            assert not isinstance(one, click.Option) or one.help, (command.name, one.name)


def test_help_and_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == Exit.CLEAN
    assert "Example:" in capfd.readouterr().out
    assert run(["--version"]) == Exit.CLEAN
    assert __version__ in capfd.readouterr().out


@pytest.mark.parametrize(
    ("failure", "code", "words"),
    [
        (KeyboardInterrupt(), Exit.INTERRUPTED, "interrupted"),
        (OSError(errno.ENOSPC, "No space left on device", "/x"), Exit.MACHINE, "No space left on device: /x"),
        (MemoryError(), Exit.MACHINE, "out of memory"),
        (BriefingError("the disk", hint="look", code=Exit.MACHINE), Exit.MACHINE, "  hint: look"),
        (ZeroDivisionError("oops"), Exit.BUG, "this is a bug of ours"),
    ],
)
def test_failures(
    tmp_path: Path,
    failure: BaseException,
    code: Exit,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fails(settings: Settings, **options: object) -> None:
        raise failure

    write(tmp_path)
    monkeypatch.setattr(build_module, "build", fails)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(["build", "-C", str(tmp_path)]) == code
    out, err = capfd.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    reports = list(tmp_path.glob("briefing-bug-*.txt"))
    assert len(reports) == (code is Exit.BUG)
    assert all("ZeroDivisionError: oops" in one.read_text() for one in reports)


def test_bad_content_is_not_built(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, BAD)
    assert run(["build", "-C", str(tmp_path)]) == Exit.CONTENT
    assert capfd.readouterr().err.endswith("1 error, 0 warnings; nothing was written\n")
    assert not (tmp_path / "site").exists()


def test_a_real_process(tmp_path: Path) -> None:
    write(tmp_path, BAD)
    done = process("check", "-C", tmp_path, "--format", "concise")
    assert done.returncode == Exit.CONTENT
    assert done.stdout.startswith("content/actors/varland.yaml:2:7: error[bad-enum]")
    assert "\x1b" not in done.stdout + done.stderr
    assert process("check", "-C", tmp_path / "nowhere").returncode == Exit.USAGE


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_of_the_terminal(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, {"actors/varland.yaml": "name: Varland\nkind: plan\u00e8te\u65e5\n"})
    done = process("check", "-C", tmp_path, env={**os.environ, "PYTHONIOENCODING": encoding}, encoding="latin-1")
    assert done.returncode == Exit.CONTENT, done.stderr
    assert "bad-enum" in done.stdout


@pytest.mark.parametrize("name", [b"\xff.yaml", b"a\nb.yaml"])
def test_any_name_of_a_file(tmp_path: Path, name: bytes) -> None:
    content = write(tmp_path)
    Path(os.fsdecode(os.fsencode(content / "actors") + b"/" + name)).write_text("name: x\nkind: state\n")
    for form in ("full", "json", "github"):
        done = process("check", "-C", tmp_path, "--format", form)
        assert done.returncode == Exit.CONTENT, done.stderr


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_only_on_a_terminal_and_not_against_the_readers_wish(
    tmp_path: Path, no_color: str, coloured: bool
) -> None:
    write(tmp_path, BAD)
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "generator.cli", "check", "-C", str(tmp_path)]
    environment = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm"}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as running:
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side has closed
                break
            if not part:
                break
            said += part
        assert running.wait(30) == Exit.CONTENT
    os.close(ours)
    assert (b"\x1b[1;31m" in said) is coloured


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    """`briefing check | head -1`: no traceback, no complaint of Python's."""
    write(tmp_path, {"sources/herald.yaml": source("".join(f"Bad {i}: x\n" for i in range(3000)))})
    command = [sys.executable, "-m", "generator.cli", "check", "-C", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == Exit.MACHINE


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(tmp_path: Path, number: signal.Signals) -> None:
    """In the middle of a build, as a real signal to a real process: the staging folder goes, the old site stays."""
    write(tmp_path)
    script = (
        "import sys, time\nfrom generator import build, cli, publish\n"
        "def slow(settings, **options):\n"
        "    with publish.replacing(settings.site_dir) as staging:\n"
        "        publish.write(staging, 'index.html', b'half')\n"
        "        print('writing', flush=True)\n"
        "        time.sleep(60)\n"
        "build.build = slow\ncli.main(sys.argv[1:])\n"
    )
    command = [sys.executable, "-c", script, "build", "-C", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "writing\n"
        time.sleep(0.05)
        running.send_signal(number)
        _, err = running.communicate(timeout=30)
    assert running.returncode == Exit.INTERRUPTED
    assert err == "briefing: interrupted; nothing was changed\n"
    assert {path.name for path in tmp_path.iterdir()} == {"content", "mkdocs.yml", ".site.lock"}
