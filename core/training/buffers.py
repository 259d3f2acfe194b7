"""Large buffers that are used again as soon as nobody holds them.

Fresh memory has to be mapped and cleared by the system, page by page. With very many rows that
takes longer than to compute what is to stand there, and each step needs as much anew as the
evaluation holds that is no longer on show.
"""

import math
import sys
from collections import Counter
from collections.abc import Sequence
from threading import Lock

import numpy as np

from core.nn.arrays import Array

LARGE = 2**20  # bytes; what is smaller costs nothing


def _holders(arrays: Sequence[Array]) -> list[int]:
    """How many references there are to each array; a view is one to what it is a view of."""
    return [sys.getrefcount(array) for array in arrays]


_NOBODY = _holders([np.empty(0)])[0]


class Buffers:
    """Gives out arrays and knows those that came back: nothing but itself refers to them.

    It keeps no more than was ever given out at once.
    """

    def __init__(self) -> None:
        self._arrays: list[Array] = []  # the one that was given out last stands last
        self._most = 0
        self._lock = Lock()

    def empty(self, shape: tuple[int, ...]) -> Array:
        """An array of this shape with any numbers in it, for the caller alone."""
        size = math.prod(shape)
        if 8 * size < LARGE:
            return np.empty(shape)
        with self._lock:
            array = self._take(size)
            self._arrays.append(array)
        return array.reshape(shape)

    def let_go(self) -> None:
        """Keep of what came back as much as is held, of the same sizes: other work begins."""
        with self._lock:
            free = set(self._free)
            held = Counter(each.size for at, each in enumerate(self._arrays) if at not in free)
            for at in sorted(free):
                size = self._arrays[at].size
                if held[size]:
                    held[size] -= 1
                    free.discard(at)
            self._arrays = [each for at, each in enumerate(self._arrays) if at not in free]
            self._most = sum(array.nbytes for array in self._arrays)

    @property
    def _free(self) -> list[int]:
        return [at for at, count in enumerate(_holders(self._arrays)) if count == _NOBODY]

    def _take(self, size: int) -> Array:
        """One that came back, or a new one in the place of those that came back long ago."""
        free = self._free
        for at in free:
            if self._arrays[at].size == size:
                array = self._arrays.pop(at)
                array.flags.writeable = True
                return array
        kept = sum(array.nbytes for array in self._arrays) + 8 * size
        held = kept - sum(self._arrays[at].nbytes for at in free)
        self._most = max(self._most, held)
        gone = set()
        for at in free:
            if kept <= self._most:
                break
            kept -= self._arrays[at].nbytes
            gone.add(at)
        self._arrays = [each for at, each in enumerate(self._arrays) if at not in gone]
        return np.empty(size)


BUFFERS = Buffers()
