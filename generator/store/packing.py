"""What a file gave, as bytes and back: pickle, for our own records only, and without pickle's slow way with them.

A frozen record with slots is rebuilt by pickle through `__setstate__` in Python, which costs more than all the rest.
Here it is written as a call of its class with its values in the order of its fields. Read back, a class stands for the
function that puts them into its slots; nothing of it is run, so what was refused once is not looked at again.
"""

from __future__ import annotations

import dataclasses
import decimal
import io
import pickle
from collections.abc import Callable
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from generator.read.file import FileRead

_PLAIN = {("decimal", "Decimal"): decimal.Decimal, ("builtins", "frozenset"): frozenset}


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple([field.name for field in dataclasses.fields(kind)]) if dataclasses.is_dataclass(kind) else ()


def _maker(kind: type[Any], names: tuple[str, ...]) -> Callable[..., Any]:
    """A function of the values of all fields. Raises ValueError for more or fewer of them."""
    slots = [getattr(kind, name).__set__ for name in names]

    def make(*values: Any) -> Any:
        new = object.__new__(kind)
        for put, value in zip(slots, values, strict=True):
            put(new, value)
        return new

    return make


class _Pack(pickle.Pickler):
    def reducer_override(self, record: Any) -> Any:
        if isinstance(record, Enum):  # Python 3.11.0 to 3.11.3 would write a call of getattr
            return record.__class__, (record.value,)
        names = _fields(record.__class__)  # none for what has a way of its own: words of a field, numbers
        return (record.__class__, tuple([getattr(record, name) for name in names])) if names else NotImplemented


@cache
def _found(module: str, name: str) -> Any:
    """What a name in the bytes stands for: the class of a record of ours, or of the words of a field."""
    if (module, name) in _PLAIN:
        return _PLAIN[module, name]
    if module.startswith("generator.model.") or module in ("generator.errors", "generator.read.file"):
        kind = vars(import_module(module)).get(name)
        if isinstance(kind, type) and kind.__module__ == module:  # not what the module has imported
            if names := _fields(kind):
                return _maker(kind, names)
            if issubclass(kind, Enum):
                return kind
    raise pickle.UnpicklingError(f"{module}.{name} is not a record")


class _Unpack(pickle.Unpickler):
    """Unpickles our records and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        return _found(module, name)


def pack(done: FileRead) -> bytes:
    out = io.BytesIO()
    _Pack(out, pickle.HIGHEST_PROTOCOL).dump(done)
    return out.getvalue()


def unpack(packed: bytes) -> FileRead:
    """Raises any of what unpickling raises where the bytes are none of ours."""
    done = _Unpack(io.BytesIO(packed)).load()
    if not isinstance(done, FileRead):
        raise pickle.UnpicklingError("not a file's record")
    return done
