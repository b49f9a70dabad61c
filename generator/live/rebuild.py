"""What MkDocs' server calls when something was saved: the short way where facts alone changed, else MkDocs' build."""

from __future__ import annotations

import gc
import logging
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from generator.errors import BriefingError
from generator.live.files import LiveFiles
from generator.live.watch import Changes
from generator.template_faults import fault

log = logging.getLogger("mkdocs.plugins.briefing")

Again = Callable[[frozenset[Path]], bool]


def only_facts(changed: Iterable[Path], content: Path, others: Iterable[Path]) -> bool:
    """Whether all that changed are files of facts, and none of them is MkDocs' or a template's, too."""
    changed, others = list(changed), [path.resolve() for path in others]
    return bool(changed) and all(
        path.is_relative_to(content) and not any(path.is_relative_to(other) for other in others) for path in changed
    )


def rebuilding(
    whole: Callable[[], None],
    again: Again,
    changes: Changes,
    stopped: Callable[[BaseException], None],
    files: LiveFiles,
) -> Callable[[], None]:
    """A builder for the server. `again` gets what changed, and says whether that was enough; `whole` is MkDocs' build.

    Never raises for a build that stopped, of which `stopped` is told: MkDocs' server would let browsers wait for ever.
    """
    gc.collect()
    gc.freeze()  # what the first build made stays for long: not to be looked through after every save

    def build() -> None:
        start = time.perf_counter()
        with files.lock:
            files.number += 1
            gc.disable()  # nothing is looked through while an editor waits
            try:
                if again(changes.take()):
                    log.info("Made again in %.0f ms", (time.perf_counter() - start) * 1000)
                else:
                    whole()
            except (Exception, SystemExit) as error:  # our bug must not end the preview either
                stopped(error)
            finally:
                gc.enable()

    return build


def told_of(error: BaseException, templates: Sequence[Path]) -> str:
    """Why a build stopped or a page could not be made, in words."""
    if isinstance(error, BriefingError):
        return f"{error.message}\nhint: {error.hint}"
    if isinstance(error, (MkDocsException, SystemExit)):
        return str(error)
    if found := fault(error, templates):
        return f"{found.message}\nhint: {found.hint}"
    with tempfile.NamedTemporaryFile("w", prefix="briefing-bug-", suffix=".txt", delete=False) as file:
        traceback.print_exception(error, file=file)
    return f"this is a bug of ours ({type(error).__name__}); please report it with {file.name}"
