"""The losses of one line of the history, reduced to what a screen can show."""

import math
from typing import NamedTuple

import numpy as np

from core.nn.arrays import Array
from core.training.trace import Trace
from gui.panels.loss.lines.loss_extent import NO_LOSSES, Extremes, extremes_of

_BLOCK = 64


class Columns(NamedTuple):
    """Lowest and highest finite losses, group by group; `first` is each group's first moment.

    A group without a finite loss has NaN in both.
    """

    first: Array
    lowest: Array
    highest: Array
    moments: int


class LineLosses:
    """Reads a trace as it grows, and keeps the lowest and highest of every block of losses.

    So a million losses are looked at once, not at every frame.
    """

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._bucket = 0
        self._blocks = np.empty((0, 3))  # lowest, highest, lowest above 0
        self._extremes = NO_LOSSES
        self._seen = -1

    def columns(self, first: int, last: int, most: int) -> Columns:
        """The losses from moment `first` to `last` in at most about twice `most` groups.

        Groups keep their place while the line grows, so that nothing flickers.
        """
        self._read()
        bucket = self._bucket
        size = 1
        while (last - first) // bucket + 1 > most * size:
            size *= 2
        if size < _BLOCK:
            series = self.trace.losses(first, last)
            return _group(series.lowest, series.highest, int(series.first[0]), bucket, size)
        span = _BLOCK * bucket
        begin, end = first // span, (last + 1) // span
        lowest, highest, _ = self._blocks[begin:end].T
        if end * span <= last:
            rest = self.trace.losses(end * span, last)
            low, high, _ = _ranges(rest.lowest, rest.highest, len(rest.lowest)).T
            lowest, highest = np.append(lowest, low), np.append(highest, high)
        return _group(lowest, highest, begin * span, span, size // _BLOCK)

    def curve(self, first: int, last: int, most: int) -> tuple[Array, Array]:
        """Moments and losses to draw a line through, in at most about twice `most` columns.

        The line joins those around moments whose loss was not computed. A column of several moments
        is entered where the line comes from.
        """
        columns = self.columns(first, last, most)
        if columns.moments == 1:
            if not self.trace.is_sampled:
                return columns.first, columns.lowest
            known = np.isfinite(columns.lowest)
            return columns.first[known], columns.lowest[known]
        middle = np.clip(columns.first + columns.moments / 2, first, last)
        pairs = np.stack((columns.lowest, columns.highest), axis=1)
        falls = np.diff(columns.highest, append=-np.inf) < 0
        pairs[falls] = pairs[falls, ::-1]
        return np.repeat(middle, 2), pairs.ravel()

    def extremes(self) -> Extremes:
        """The range of all losses of the line; only those that are new are looked at."""
        if self._seen > self.trace.last:
            self._seen, self._extremes = -1, NO_LOSSES
        if self._seen < self.trace.last:
            new = self.trace.losses(self._seen + 1)
            self._extremes = self._extremes.joined(_extremes(new.lowest, new.highest))
            self._seen = self.trace.last
        return self._extremes

    def _read(self) -> None:
        """Take in the blocks that have been filled since the last look."""
        bucket = self.trace.losses(0, 0).bucket
        if bucket != self._bucket:
            self._bucket, self._blocks = bucket, np.empty((0, 3))
        span = _BLOCK * bucket
        done, whole = len(self._blocks), (self.trace.last + 1) // span
        if whole > done:
            series = self.trace.losses(done * span, whole * span - 1)
            found = _ranges(series.lowest, series.highest, _BLOCK)
            self._blocks = np.vstack((self._blocks, found))


def _finite(losses: Array) -> Array:
    return np.where(np.isfinite(losses), losses, np.nan)


def _extremes(lowest: Array, highest: Array) -> Extremes:
    """The range of losses of which the lowest and the highest are known, group by group."""
    if len(lowest) > 1:
        low, high, positive = _ranges(lowest, highest, len(lowest))[0].tolist()
        return Extremes(low, positive, high)
    low, high = float(lowest[0]), float(highest[0])
    if not math.isfinite(low + high):
        return extremes_of(np.append(lowest, highest))
    return Extremes(low, low if low > 0 else high if high > 0 else math.nan, high)


def _ranges(lowest: Array, highest: Array, size: int) -> Array:
    """Lowest, highest and lowest above 0 of every `size` losses, shape (n, 3)."""
    if not len(lowest):
        return np.empty((0, 3))
    low, high = _finite(lowest).reshape(-1, size), _finite(highest).reshape(-1, size)
    positive = np.where(low > 0, low, np.where(high > 0, high, np.nan))
    return np.stack(
        (
            np.fmin.reduce(low, axis=1),
            np.fmax.reduce(high, axis=1),
            np.fmin.reduce(positive, axis=1),
        ),
        axis=1,
    )


def _group(lowest: Array, highest: Array, start: int, span: int, size: int) -> Columns:
    """Gather rows that cover `span` moments each into groups of `size`, at multiples of it."""
    row = start // span
    low, high = _finite(lowest), _finite(highest)
    if size > 1:
        edges = np.arange(row // size * size, row + len(low), size) - row
        edges[0] = 0
        low, high = np.fmin.reduceat(low, edges), np.fmax.reduceat(high, edges)
        first = (edges + row).astype(np.float64) * span
    else:
        first = np.arange(row, row + len(low), dtype=np.float64) * span
    return Columns(first, low, high, span * size)
