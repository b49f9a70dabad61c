"""The newest date on which something was said: how fresh a dossier, a list or a page is. Never the date of a build."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.edtf import Edtf
from generator.model.fact import Fact


def newest(facts: Iterable[Fact]) -> Edtf | None:
    return newest_day([fact.said for fact in facts])


def newest_day(days: Iterable[Edtf]) -> Edtf | None:
    """By the last day that a date may mean; a date with an open end names none. None where there is none."""
    some = dict.fromkeys({id(day): day for day in days}.values())  # a date's hash takes long
    return max((day for day in some if day.latest), key=lambda day: (day.latest, day.sort_key), default=None)
