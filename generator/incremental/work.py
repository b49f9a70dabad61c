"""A build that goes on from the state of the last one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.dossier.followed import Followed
from generator.dossier.inputs import Inputs, Numbers, inputs_from
from generator.dossier.trace import Trace
from generator.errors import Problem
from generator.incremental.make import File
from generator.incremental.packed import unpack
from generator.incremental.state import State, touching
from generator.incremental.stored import Things
from generator.model.ids import EntityId
from generator.render.site import Site


class GiveUp(Exception):
    """Not a case for this way of building."""


@dataclass(frozen=True, slots=True)
class Work:
    """`changed`: the numbers of all inputs that are not what they were, and `ids`: of records that are new, gone or not
    what they were. `dossier` notes what is read of it.

    `wanted`: every file that is made by itself, by its address; None where they are those of the last build. `sources`
    are all sources in their order, None likewise. `leave` has the state say what is now, once the files are made, and
    returns what the build says of its content.
    """

    state: State
    things: Things
    dossier: Followed
    trace: Trace
    changed: set[int]
    ids: set[str]
    site: Site
    leave: Callable[[Work], str]
    problems: tuple[Problem, ...] = ()
    wanted: Mapping[str, File] | None = None
    sources: tuple[EntityId, ...] | None = None

    @property
    def touched(self) -> Callable[[bytes], bool]:
        return touching(self.changed)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Values of the state that no edit touches."""

    state: State
    touched: Callable[[bytes], bool]

    def get(self, name: str, key: Any) -> tuple[Any, Inputs] | None:
        found = self.state.value(name, repr(key))
        if found is None or self.touched(found[1]):
            return None
        return unpack(found[0]), inputs_from(found[1])


def tracing(state: State, numbers: Numbers, changed: set[int]) -> Trace:
    return Trace(numbers, Shelf(state, touching(changed)))


def said(state: State, name: str) -> bytes:
    """What the state says of the last build. Raises GiveUp."""
    found = state.about(name)
    if found is None:
        raise GiveUp(f"the state says nothing of {name}")
    return found
