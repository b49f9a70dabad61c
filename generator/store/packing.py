"""What a file gave, as bytes and back: pickle, for our own records only, and without pickle's slow way with them.

A frozen record with slots is rebuilt by pickle through `__setstate__` in Python, which costs more than all the rest.
Here it is written as a call of its class with its values in the order of its fields. Read back, a class stands for the
function that puts them into its slots; nothing of it is run, so what was refused once is not looked at again.

Each file is packed alone, and yet the same dates, asserters and ids stand in many: `Shared` makes them one again.
"""

from __future__ import annotations

import dataclasses
import io
import pickle
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from generator.model.edtf import Date, Edtf
from generator.model.fact import Asserter
from generator.model.locator import Locator
from generator.model.open_tree import OpenTree
from generator.model.origin import Origin, Tree
from generator.model.shapes import Choice, FactReference, ListOf, MapOf, Shape, Value, fields_of
from generator.model.text import Text
from generator.read.file import FileRead

_PLAIN = {("decimal", "Decimal"): Decimal, ("builtins", "frozenset"): frozenset}
_WHOLE = (Asserter, Date, Edtf, Locator, Text)  # kinds of which equal ones become one
_SHORT = 40  # characters: longer words stand in one place only
_IDS = ("id", "locator")  # values that others repeat
_OURS = (
    "generator.model.",
    "generator.errors",
    "generator.forge",
    "generator.read.",
    "generator.dossier.",
    "generator.render.",
)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple([field.name for field in dataclasses.fields(kind)]) if dataclasses.is_dataclass(kind) else ()


def _repeats(shape: Shape) -> bool:
    """Whether nothing but ids, places in a text and words of a vocabulary stands below: no number, no prose."""
    match shape:
        case FactReference() | Choice():
            return True
        case Value(name=name):
            return name in _IDS
        case ListOf(item=item):
            return _repeats(item)
        case MapOf(key=key, item=item):
            return _repeats(key) and _repeats(item)
    return False


@cache
def _repeated(kind: Any) -> tuple[int, ...]:
    """The fields of a record, by number, whose values other records are likely to have, too."""
    if kind is Origin:
        names = {"fields"}
    elif kind is Asserter:
        names = {"actor"}
    else:
        shapes = {field.name: field.shape for field in fields_of(kind)}
        names = {name for name, shape in shapes.items() if _repeats(shape) and not isinstance(shape, Choice)}
        names |= {"id"} if hasattr(kind, "page") else set()  # what facts name; a fact's own id stands in one file
    return tuple([number for number, name in enumerate(_fields(kind)) if name in names])


@cache
def _kind(module: str, name: str) -> Any:
    if (module, name) in _PLAIN:
        return _PLAIN[module, name]
    if module.startswith(_OURS):
        kind = vars(import_module(module)).get(name)
        # Not what the module has imported.
        if isinstance(kind, type) and kind.__module__ == module and (_fields(kind) or issubclass(kind, Enum)):
            return kind
    raise pickle.UnpicklingError(f"{module}.{name} is not a record")


Maker = Callable[..., Any]


@cache
def _maker(kind: Any) -> Maker:
    """A function of the values of all fields. Raises ValueError for more or fewer of them."""
    slots = [getattr(kind, name).__set__ for name in _fields(kind)]

    def make(*values: Any) -> Any:
        new = object.__new__(kind)
        for put, value in zip(slots, values, strict=True):
            put(new, value)
        return new

    return make


@cache
def _found(module: str, name: str) -> Any:
    """What a name in the bytes stands for: the class of a record of ours, or of the words of a field."""
    kind = _kind(module, name)
    return _maker(kind) if _fields(kind) else kind


class Shared:
    """Equal values, each kept once, for as long as this lives: through the reading of one content folder."""

    def __init__(self) -> None:
        self._records: dict[type[Any], dict[tuple[Any, ...], Any]] = {kind: {} for kind in _WHOLE}
        self._strings: dict[str, str] = {}
        self._numbers: dict[str, Decimal] = {}
        self._makers: dict[tuple[str, str], Any] = {}

    def found(self, module: str, name: str) -> Any:
        """As `_found`, with the values of fields made one with equal ones that were read before."""
        maker = self._makers.get((module, name))
        if maker is None:
            kind = _kind(module, name)
            maker = self._number if kind is Decimal else self._made(kind) if _fields(kind) else kind
            self._makers[module, name] = maker
        return maker

    def _number(self, text: str) -> Decimal:
        found = self._numbers.get(text)  # by its text: 1.0 is equal to 1, and not the same
        if found is None:
            found = self._numbers[text] = Decimal(text)
        return found

    def _made(self, kind: Any) -> Maker:
        plain, share = _maker(kind), self._value
        # A table for each field: a word of a vocabulary is equal to a string, and not the same.
        repeated: list[tuple[int, dict[Any, Any]]] = [(number, {}) for number in _repeated(kind)]

        def sharing(*values: Any) -> Any:
            some = list(values)
            for number, table in repeated:
                if some[number]:
                    some[number] = share(some[number], table)
            return plain(*some)

        make = sharing if repeated else plain
        known = self._records.get(kind)
        if known is None:
            return make

        def once(*values: Any) -> Any:
            found = known.get(values)
            if found is None:
                found = make(*values)
                if kind is not Text or len(found.words[0][1]) <= _SHORT:
                    known[values] = found
            return found

        return once

    def _value(self, value: Any, table: dict[Any, Any]) -> Any:
        """The first of all equal strings; of tuples, the first of those in the table. Anything else as it is."""
        if type(value) is str:
            return self._strings.setdefault(value, value)
        if type(value) is not tuple:
            return value
        found = table.get(value)
        if found is None:
            found = tuple([self._value(one, table) for one in value])
            table[found] = found
        return found


class Pack(pickle.Pickler):
    def reducer_override(self, record: Any) -> Any:
        if isinstance(record, Enum):  # Python 3.11.0 to 3.11.3 would write a call of getattr
            return record.__class__, (record.value,)
        if record.__class__ is OpenTree:
            record = Tree(record.packed)
        names = _fields(record.__class__)  # none for what has a way of its own: words of a field, numbers
        return (record.__class__, tuple([getattr(record, name) for name in names])) if names else NotImplemented


class Unpack(pickle.Unpickler):
    """Unpickles our records and nothing else."""

    def __init__(self, file: io.BytesIO, shared: Shared | None = None) -> None:
        super().__init__(file)
        self._found: Callable[[str, str], Any] = shared.found if shared else _found

    def find_class(self, module: str, name: str) -> Any:
        return self._found(module, name)


def pack(done: FileRead) -> bytes:
    out = io.BytesIO()
    Pack(out, pickle.HIGHEST_PROTOCOL).dump(done)
    return out.getvalue()


def unpack(packed: bytes, shared: Shared | None = None) -> FileRead:
    """Raises any of what unpickling raises where the bytes are none of ours."""
    done = Unpack(io.BytesIO(packed), shared).load()
    if not isinstance(done, FileRead):
        raise pickle.UnpicklingError("not a file's record")
    return done
