"""An HTML document to a PDF, by the Chromium of this machine, without a network and without scripts."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from generator.errors import BriefingError, Exit

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Nothing is fetched, and nothing is sent: the document carries all that it needs.
FLAGS = (
    "--headless",
    "--no-pdf-header-footer",
    "--disable-gpu",
    "--disable-quic",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
LONGEST = 3600  # seconds; 1,000 sheets take about one minute, and 3 GB
HINT = "pip install 'briefing[pdf]', and install Chromium or Chrome"


def program() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def require() -> None:
    """Raise BriefingError where this machine cannot make a PDF."""
    if find_spec("pikepdf") is None:
        raise BriefingError("--pdf needs pikepdf, which is not installed", hint=HINT, code=Exit.MACHINE)
    if program() is None:
        names = ", ".join(NAMES)
        raise BriefingError(f"--pdf needs a browser; none of these is on PATH: {names}", hint=HINT, code=Exit.MACHINE)


def printed(html: str) -> bytes:
    """The PDF of a document that stands alone. Raises BriefingError where the browser makes none."""
    browser = program()
    if browser is None:
        raise BriefingError("the browser is gone", hint=HINT, code=Exit.MACHINE)
    with tempfile.TemporaryDirectory(prefix="briefing-pdf-", ignore_cleanup_errors=True) as folder:
        page, out = Path(folder, "book.html"), Path(folder, "book.pdf")
        page.write_text(html, "utf-8")
        # Chromium's sandbox refuses to work for root; the document is ours and runs no script.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [browser, *FLAGS, *sandbox, f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}"]
        try:
            run = subprocess.run(  # noqa: S603 -- found on PATH, and given our own file
                [*command, page.as_uri()], capture_output=True, timeout=LONGEST, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BriefingError(f"{browser} did not print: {error}", hint=HINT, code=Exit.MACHINE) from None
        if run.returncode or not out.is_file():
            said = run.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            message = f"{browser} made no PDF (exit code {run.returncode}): {said}"
            raise BriefingError(message, hint=f"try: {browser} --version", code=Exit.MACHINE)
        return out.read_bytes()
