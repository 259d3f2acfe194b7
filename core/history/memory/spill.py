"""The spill file: documents moved out of memory, and back, to the last bit.

An array with few numbers other than an earlier one in the same place is kept as these numbers;
any other large one goes to a temporary file, which nobody else sees and which ends with its
`Spill`.
"""

import io
import operator
import os
import tempfile
import weakref
from collections.abc import Sequence
from contextlib import ExitStack
from typing import IO, Any, cast

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import astuple

from core.document.document import Document

SMALLEST = 4096  # bytes; a smaller array stays as it is

_NO_FILE: IO[bytes] = io.BytesIO()  # until there is something to write
_Numbers = npt.NDArray[Any]
_Way = tuple[int, ...]


class Packed(Struct, frozen=True, eq=False):
    """A value taken apart: its type, and its packed fields or items."""

    kind: type
    parts: tuple[object, ...]


class _Filed(Struct, frozen=True, eq=False):
    """Numbers in the file, from a byte on."""

    at: int
    size: int
    kind: np.dtype[Any]


class _Changed(Struct, frozen=True, eq=False):
    """Numbers in the file, with others in some places."""

    base: _Filed
    places: _Numbers
    numbers: _Numbers


class Spill:
    """Packs documents and unpacks them again, equal to the last bit.

    Where no file can be written, numbers stay in memory.
    """

    def __init__(self) -> None:
        self._file = _NO_FILE
        self._bases: dict[_Way, _Filed] = {}
        self._known: dict[int, tuple[weakref.ref[_Numbers], _Filed | _Changed]] = {}

    def pack(self, document: Document) -> Packed | Document:
        """Set a document aside; what is shared within it stays shared.

        One without large arrays is returned as it is.
        """
        return cast("Packed | Document", self._pack(document, (), {}))

    def unpack(self, packed: Packed | Document) -> Document:
        """The document that was packed."""
        return cast("Document", self._unpack(packed, {}))

    def _pack(self, value: object, way: _Way, done: dict[int, object]) -> object:
        if isinstance(value, np.ndarray):
            return self._pack_numbers(value, way)
        parts = _parts(value)
        if parts is None:
            return value
        if id(value) not in done:
            packed = [self._pack(part, (*way, at), done) for at, part in enumerate(parts)]
            same = all(map(operator.is_, parts, packed))
            done[id(value)] = value if same else Packed(type(value), tuple(packed))
        return done[id(value)]

    def _unpack(self, value: object, done: dict[int, object]) -> object:
        if isinstance(value, _Filed):
            return _frozen(self._read(value))
        if isinstance(value, _Changed):
            numbers = self._read(value.base)
            numbers[value.places] = value.numbers
            return _frozen(numbers)
        if not isinstance(value, Packed):
            return value
        if id(value) not in done:
            parts = [self._unpack(part, done) for part in value.parts]
            done[id(value)] = tuple(parts) if value.kind is tuple else value.kind(*parts)
        return done[id(value)]

    # Numbers

    def _pack_numbers(self, numbers: _Numbers, way: _Way) -> _Numbers | _Filed | _Changed:
        if numbers.nbytes < SMALLEST:
            return numbers
        known = self._known.get(id(numbers))
        if known is not None and known[0]() is numbers:
            return known[1]
        packed = self._changed(numbers, way) or self._write(numbers, way)
        if packed is None:
            return numbers
        key = id(numbers)
        self._known[key] = (weakref.ref(numbers, lambda _: self._known.pop(key, None)), packed)
        return packed

    def _changed(self, numbers: _Numbers, way: _Way) -> _Changed | None:
        """What differs from the numbers that were there before; None if that is much."""
        base = self._bases.get(way)
        if base is None or (base.size, base.kind) != (numbers.size, numbers.dtype):
            return None
        bits = f"u{numbers.itemsize}"
        places = np.flatnonzero(numbers.view(bits) != self._read(base).view(bits))
        if places.size**2 > numbers.size:  # then a new base takes less in the long run
            return None
        return _Changed(base, places.astype(np.uint32), numbers[places])

    def _write(self, numbers: _Numbers, way: _Way) -> _Filed | None:
        """Append numbers to the file; None if that cannot be done."""
        try:
            if self._file is _NO_FILE:
                with ExitStack() as stack:
                    self._file = stack.enter_context(tempfile.TemporaryFile())
                    weakref.finalize(self, stack.pop_all().close)
            at = self._file.seek(0, os.SEEK_END)
            self._file.write(numbers.tobytes())
            self._file.flush()
        except OSError:
            return None
        self._bases[way] = _Filed(at, numbers.size, numbers.dtype)
        return self._bases[way]

    def _read(self, filed: _Filed) -> _Numbers:
        self._file.seek(filed.at)
        return np.frombuffer(self._file.read(filed.size * filed.kind.itemsize), filed.kind).copy()


def _parts(value: object) -> Sequence[object] | None:
    """What a value is made from; None for one that holds no numbers."""
    if isinstance(value, Struct):
        return astuple(value)
    return value if type(value) is tuple else None


def _frozen(numbers: _Numbers) -> _Numbers:
    numbers.flags.writeable = False
    return numbers
