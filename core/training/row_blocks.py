"""Rows of numbers that grow: appended in blocks, so that those there are need not be moved."""

import numpy as np

from core.nn.arrays import Array

BLOCK_BYTES = 2**20


class RowBlocks:
    """Rows of `width` numbers each.

    To copy all of them into a larger array now and then would take longer than a frame of a moving
    picture has. Every block but the last is full; the last one grows up to the same size.

    Attributes:
        size: how many rows there are.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._full = max(BLOCK_BYTES // (8 * max(width, 1)) // 2 * 2, 2)  # even: see `halve`
        self._blocks: list[Array] = []
        self.size = 0

    @property
    def nbytes(self) -> int:
        """The memory they take."""
        return sum(block.nbytes for block in self._blocks)

    def row(self, index: int) -> Array:
        """One row, shape (width,)."""
        block, at = divmod(index, self._full)
        found: Array = self._blocks[block][at]
        return found

    def rows(self, first: int, end: int, every: int = 1) -> Array:
        """Each so manieth row from one on to before another, copied, shape (n, width)."""
        parts = [np.empty((0, self._width))]
        while first < min(end, self.size):
            block, at = divmod(first, self._full)
            part = self._blocks[block][at : min(end, self.size) - block * self._full : every]
            parts.append(part)
            first += len(part) * every
        return np.concatenate(parts)

    def extend(self, rows: Array) -> None:
        """Append rows, shape (n, width)."""
        while len(rows):
            at = self.size % self._full
            taken = rows[: self._full - at]
            self._make_room(at, at + len(taken))
            self._blocks[-1][at : at + len(taken)] = taken
            self.size += len(taken)
            rows = rows[len(taken) :]

    def _make_room(self, used: int, needed: int) -> None:
        """Have room for so many rows in the last block, of which some are used."""
        if used and needed <= len(self._blocks[-1]):
            return
        grown = np.empty((min(max(needed, 2 * used), self._full), self._width))
        if used:
            grown[:used] = self._blocks.pop()[:used]
        self._blocks.append(grown)

    def halve(self) -> None:
        """Keep every second row, from the second one on."""
        half = self._full // 2
        for nth, block in enumerate(self._blocks):
            filled = min(self.size - nth * self._full, self._full)
            start = nth % 2 * half
            self._blocks[nth // 2][start : start + filled // 2] = block[1:filled:2]
        self.size //= 2
        del self._blocks[-(-self.size // self._full) :]
        if self._blocks:
            self._blocks[-1] = self._blocks[-1][: (self.size - 1) % self._full + 1].copy()
