"""The text of redirects.yaml with one redirect more."""

from __future__ import annotations

from generator.model.redirects import Redirects

HEAD = "# Old ids, and what they are now: old addresses lead on from here. briefing rename writes it.\n"


def with_redirect(redirects: Redirects | None, old: str, new: str, modeline: str = "") -> str:
    """Every redirect to `old` now leads to `new`, and so does `old`. An id that is in use again leads nowhere else."""
    pairs = dict(redirects.redirects) if redirects else {}
    pairs[old] = new
    moved = {was: _moved(now, old, new) for was, now in pairs.items() if was != new}
    lines = "".join(f"  {was}: {now}\n" for was, now in sorted(moved.items()) if was != now)
    return f"{modeline}\n{HEAD}redirects:\n{lines}".lstrip("\n") if lines else ""


def _moved(now: str, old: str, new: str) -> str:
    if now == old:
        return new
    return new + now[len(old) :] if now.startswith(f"{old}#") else now
