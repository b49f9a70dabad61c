"""`briefing merge-driver`, which git runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.errors import BriefingError, Exit


@click.command()
@click.argument("base", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("ours", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("theirs", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("path", default="")
@click.option("--marker-size", type=click.IntRange(1), default=7, metavar="N", help="Signs in a conflict marker.")
def merge_driver(base: Path, ours: Path, theirs: Path, path: str, marker_size: int) -> None:
    """Merge THEIRS into OURS by facts and fields instead of lines, as git's merge driver.

    Git is told once in each clone; .gitattributes says for which files:

    \b
    Example:
      git config merge.briefing.driver "briefing merge-driver --marker-size %L %O %A %B %P"
      echo "content/**/*.yaml merge=briefing" >> .gitattributes
    """
    from generator.merge.merge import Merged, merge

    def by_lines(*texts: str) -> tuple[str, bool]:
        data, conflict = _git(tuple(text.encode() for text in texts), marker_size)
        return data.decode(), conflict

    before, mine, yours = (file.read_bytes() for file in (base, ours, theirs))
    try:
        merged = merge(before.decode(), mine.decode(), yours.decode(), by_lines, marker_size)
        data = merged.text.encode()
    except Exception:  # not UTF-8, or a bug of ours: without this, git would take OURS alone for the result
        data, conflict = _git((before, mine, yours), marker_size)
        merged = Merged("", ("",) if conflict else (), by_lines=True)
    ours.write_bytes(data)
    for place in merged.conflicts:
        click.echo(f"{path or ours}: both sides changed {place or 'the same lines'}", err=True)
    if merged.conflicts:
        sys.exit(Exit.CONTENT)


def _git(texts: tuple[bytes, ...], marker: int) -> tuple[bytes, bool]:
    """Git's own merge by lines, with its markers and in its style."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="briefing-merge-") as folder:
        names = ("base", "ours", "theirs")
        for name, data in zip(names, texts, strict=True):
            (Path(folder) / name).write_bytes(data)
        labels = [word for name in ("ours", "base", "theirs") for word in ("-L", name)]
        command = ["git", "merge-file", "-p", f"--marker-size={marker}", *labels]
        paths = [str(Path(folder) / name) for name in ("ours", "base", "theirs")]
        done = subprocess.run([*command, *paths], capture_output=True, check=False)  # noqa: S603 - git from PATH, our own words
    if done.returncode > 127:
        raise BriefingError(done.stderr.decode(errors="replace").strip(), hint="merge this file by hand")
    return done.stdout, done.returncode > 0
