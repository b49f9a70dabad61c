"""Where caches stand."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """`BRIEFING_CACHE_DIR`, else below the user's own cache folder."""
    own = os.environ.get("BRIEFING_CACHE_DIR")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(own) if own else Path(base) / "briefing"
