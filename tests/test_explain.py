"""`briefing explain` says of each code what the documentation says."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from generator.checks import RULES
from generator.cli import run
from generator.errors import Exit
from generator.explain import ENTRIES
from generator.read.codes import CODES
from generator.verify.codes import CODES as VERIFIED

ERRORS = Path(__file__).parent.parent / "docs" / "errors.md"


def test_it_knows_every_code() -> None:
    known = [code.code for code in (*CODES, *VERIFIED)] + [rule.code for rule in RULES]
    assert sorted(entry.code for entry in ENTRIES) == sorted(known)


@pytest.mark.parametrize("code", ["figure-ambiguous", "hedge-lost", "redirect-live", "stale-fact", "text-differs"])
def test_the_same_words_as_the_documentation(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", code]) == Exit.CLEAN
    out, err = capsys.readouterr()
    assert err == ""
    found = re.search(rf"### {code}\n\n([^\n]*)\n\n```yaml\n(.*?)\n```", ERRORS.read_text("utf-8"), re.DOTALL)
    assert found
    assert out == f"{code}\n\n{found[1]}\n\n{textwrap.indent(found[2], '  ')}\n"
    assert "# wrong" in out
    assert "# right" in out


def test_as_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "error[bad-enum]:"]) == Exit.CLEAN
    assert capsys.readouterr().out.startswith("bad-enum\n")


def test_a_code_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "bad-enumm"]) == Exit.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert "did you mean 'bad-enum'?" in err


def test_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == Exit.CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(ENTRIES)
    assert [line.partition(":")[0] for line in lines] == sorted(entry.code for entry in ENTRIES)
