"""One block of numbers: arrays one after another, written and read in one order."""

import base64
import binascii

import numpy as np

from core.files.document_checks import DocumentError
from core.nn.arrays import Array, read_only

MAX_BYTES = 24 * 2**20  # of the text
MOST_NUMBERS = MAX_BYTES // 4 * 3 // 8
_WHERE = "history.numbers"


class BlockWriter:
    """Takes arrays in."""

    def __init__(self) -> None:
        self._parts: list[Array] = []
        self.size = 0

    def write(self, array: Array) -> None:
        """Append the numbers of an array."""
        self._parts.append(array.ravel())
        self.size += array.size

    @property
    def text(self) -> str:
        """All numbers in base64."""
        whole = np.concatenate([np.empty(0), *self._parts])
        return base64.b64encode(whole.astype("<f8").tobytes()).decode()


class BlockReader:
    """Gives arrays out, in the order in which they were taken in.

    Raises:
        DocumentError: the text is no base64 of float64.
    """

    def __init__(self, text: str) -> None:
        if len(text) > MAX_BYTES:
            raise DocumentError("the history has too many numbers", _WHERE)
        try:
            data = base64.b64decode(text, validate=True)
            self._numbers = np.frombuffer(data, "<f8").astype(np.float64)
        except (binascii.Error, ValueError) as problem:
            raise DocumentError("this is not base64 of numbers", _WHERE) from problem
        self._at = 0

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return int(self._numbers.size)

    def read(self, *shape: int) -> Array:
        """The next numbers, read-only.

        Raises:
            DocumentError: there are not so many.
        """
        count = int(np.prod(shape, dtype=np.float64))
        if min(shape, default=0) < 0 or count > self._numbers.size - self._at:
            raise DocumentError("numbers are missing at its end", _WHERE)
        found = self._numbers[self._at : self._at + count].reshape(shape)
        self._at += count
        return read_only(found)

    def finish(self) -> None:
        """Be at the end.

        Raises:
            DocumentError: there are numbers that nothing was said of.
        """
        if self._at != self._numbers.size:
            raise DocumentError("there are more numbers than the lines tell of", _WHERE)
