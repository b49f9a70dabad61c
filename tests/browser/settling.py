"""What a page shows a moment after it was asked to: scripts answer in their own time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Error

T = TypeVar("T")
PATIENCE = 10  # seconds


def settles(shown: Callable[[], T], wanted: T) -> None:
    """Waits until what is shown is what is wanted; fails with the two when it never is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if shown() == wanted:
                return
        except Error:  # the page is being left for another one
            pass
        time.sleep(0.05)
    assert shown() == wanted
