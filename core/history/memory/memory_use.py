"""How much memory the arrays of values take, each array counted once."""

from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from msgspec.structs import astuple


class MemoryUse:
    """Adds up the arrays that some values are made of.

    Values are told apart by their identity: whoever adds one keeps it until it is removed.

    Attributes:
        nbytes: the memory of all these arrays, in bytes.
    """

    def __init__(self) -> None:
        self.nbytes = 0
        self._holders: dict[int, int] = {}

    def add(self, value: object) -> None:
        """Count what a value holds, unless it is counted already."""
        held = _held(value)
        if held is None:
            return
        holders = self._holders.get(id(value), 0)
        self._holders[id(value)] = holders + 1
        if not holders:
            self.nbytes += _nbytes(value)
            for part in held:
                self.add(part)

    def remove(self, value: object) -> None:
        """Count no longer what nothing else that was added holds."""
        held = _held(value)
        if held is None:
            return
        self._holders[id(value)] -= 1
        if not self._holders[id(value)]:
            del self._holders[id(value)]
            self.nbytes -= _nbytes(value)
            for part in held:
                self.remove(part)


def _held(value: object) -> Iterable[object] | None:
    """The parts of a value; None for one that holds no arrays."""
    if isinstance(value, Struct):
        return astuple(value)
    if isinstance(value, tuple):
        return value
    return () if isinstance(value, np.ndarray) else None


def _nbytes(value: object) -> int:
    return int(value.nbytes) if isinstance(value, np.ndarray) else 0
