"""`briefing check FILE` is quick enough to run on each save."""

from __future__ import annotations

import subprocess
import sys

from tests.commands import ROOT

LIMIT = 0.3  # seconds of the processor, after the imports; 0.06 were measured
SCRIPT = """
import time
import generator.cli, generator.commands.check, generator.load, generator.render.strings, generator.verify.receipts
start = time.process_time()
code = generator.cli.run(["check", "content/sources/2025-03-dprk-troops-russia.yaml"])
print(code, time.process_time() - start)
"""


def test_a_file_of_the_shipped_dossier() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    code, seconds = done.stdout.split("\n")[-2].split()
    assert code == "0", done.stdout
    assert float(seconds) < LIMIT
