"""The record of quantities: what they came to at moments of a history, remembered once found.

Weights are read from the parameters that a run keeps; all else is evaluated there, at the moments
that `kept_moments` tells. Every value is that of its moment, to the last bit.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from core.explanation.quantities import Quantities
from core.history.history import History
from core.history.kept_moments import MOST, KeptMoments, KnownOfLines, bucket_size, unknown
from core.history.moments import Moment, Segment
from core.nn.arrays import Array, read_only
from core.nn.quantity import Quantity, QuantityKind
from core.training.evaluation import evaluate
from core.training.trace import Trace

_GAP = np.array([np.nan])
_NONE = np.empty(0)
_MANY = 16  # segments


class Series(NamedTuple):
    """Values of one quantity over counts of updates, shape (n,) each, with NaN as gaps."""

    steps: Array
    values: Array


def _joined(pieces: Iterable[Series]) -> Series:
    """Pieces one after another, with gaps between them."""
    shown = [piece for piece in pieces if len(piece.steps)]
    if len(shown) < 2:
        return shown[0] if shown else Series(_NONE, _NONE)
    steps = [part for piece in shown for part in (piece.steps, _GAP)][:-1]
    values = [part for piece in shown for part in (piece.values, _GAP)][:-1]
    return Series(np.concatenate(steps), np.concatenate(values))


class _Values:
    """One quantity on one line: a value for each of some offsets."""

    def __init__(self) -> None:
        self._found: dict[int, float] = {}
        self._sorted: tuple[Array, Array] | None = None

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, offset: int) -> bool:
        return offset in self._found

    def put(self, offset: int, value: float, last: int, most: int) -> None:
        self._found[offset] = value
        self._sorted = None
        if len(self._found) > 2 * most:
            self._thin(bucket_size(last, most))

    def _thin(self, size: int) -> None:
        """Keep the first of each bucket."""
        kept: dict[int, int] = {}
        for offset in sorted(self._found):
            kept.setdefault(offset // size, offset)
        self._found = {offset: self._found[offset] for offset in kept.values()}

    def buckets(self, size: int) -> set[int]:
        """The buckets in which something is known."""
        return {offset // size for offset in self._found}

    def between(self, first: int, last: int) -> tuple[Array, Array]:
        """Offsets from one to another, rising, and the values there."""
        if self._sorted is None:
            offsets = np.array(sorted(self._found), dtype=np.float64)
            values = np.array([self._found[int(each)] for each in offsets])
            self._sorted = read_only(offsets), read_only(values)
        offsets, values = self._sorted
        begin, end = np.searchsorted(offsets, (first, last + 1))
        return offsets[begin:end], values[begin:end]


class _Line:
    """What is known of one line of the history."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.shapes: tuple[tuple[int, int], ...] | None = None
        self.values: dict[Quantity, _Values] = {}
        self.done: set[tuple[int, int, tuple[Quantity, ...]]] = set()  # that were looked through

    def of(self, quantity: Quantity) -> _Values:
        return self.values.setdefault(quantity, _Values())

    def keeps(self, offset: int) -> bool:
        """Whether the parameters at a moment are kept."""
        return self.trace.nearest(offset)[0] == offset


class QuantityRecord:
    """Finds values moment by moment and puts them together along paths.

    Args:
        history: whose moments they are.
        most: the number of buckets of a line.
    """

    def __init__(self, history: History, most: int = MOST) -> None:
        self.history, self._most = history, most
        self._lines = KnownOfLines(history, _Line)
        self._kept = KeptMoments(history)
        self._settled: dict[Quantity, tuple[tuple[object, ...], Series]] = {}

    def take(self, moment: Moment, quantities: Iterable[Quantity], numbers: Quantities) -> None:
        """Remember what is known at a moment."""
        for quantity in quantities:
            self._put(moment, quantity, numbers.value(quantity))

    def look(self, moment: Moment, quantities: Sequence[Quantity]) -> None:
        """Find the values at a moment that is kept; nothing of rows that were not there then."""
        experiment = self._kept.experiment(moment)
        if experiment is None:
            return
        quantities = [each for each in quantities if each.row < experiment.dataset.rows]
        weights = [each for each in quantities if each.kind is QuantityKind.WEIGHT]
        for each in weights:
            value = float(experiment.network.parameters[each.parameter])
            self._put(moment, each, value)
        others = [each for each in quantities if each.kind is not QuantityKind.WEIGHT]
        if others:
            self.take(moment, others, Quantities(experiment, evaluate(experiment)))

    def _put(self, moment: Moment, quantity: Quantity, value: float) -> None:
        line = self._lines.of(moment.line)
        line.of(quantity).put(moment.offset, value, line.trace.last, self._most)

    def missing(
        self, segments: Iterable[Segment], quantities: Sequence[Quantity]
    ) -> Iterator[Moment]:
        """The moments to look at, coarsely first, until every bucket of these segments is known."""
        for index, begin, last in segments:
            line, stretch = self._lines.of(index), (begin, last, tuple(quantities))
            if stretch in line.done:
                continue
            size, first = bucket_size(line.trace.last, self._most), max(begin - 1, 0)
            known = set.intersection(*(line.of(each).buckets(size) for each in quantities))
            for offset in unknown(line.trace, first, last, size, known):
                yield Moment(index, offset)
            if line.keeps(last) and not all(last in line.of(each) for each in quantities):
                yield Moment(index, last)
            line.done.add(stretch)

    def future(self) -> list[Segment]:
        """The moments that Redo would lead through, as long as the network stays of one shape."""
        shapes = self._shapes(self.history.present.line)
        found = []
        for segment in self.history.future():
            starts = segment.first == 0 and self.history.lines[segment.line].is_fresh
            if starts and self._shapes(segment.line) != shapes:
                break
            found.append(segment)
        return found

    def series(self, segments: Sequence[Segment], quantity: Quantity) -> Series:
        """The values that are known along segments, each drawn from the moment before it on.

        What was put together of all but the last of many segments is used again.
        """
        settled = segments[:-1]
        if len(settled) < _MANY:
            return _joined([self._piece(segment, quantity) for segment in segments])
        stands = *settled, sum(len(self._lines.of(each.line).of(quantity)) for each in settled)
        known = self._settled.get(quantity)
        if known is None or known[0] != stands:
            pieces = [self._piece(segment, quantity) for segment in settled]
            known = self._settled[quantity] = stands, _joined(pieces)
        return _joined([known[1], self._piece(segments[-1], quantity)])

    def _piece(self, segment: Segment, quantity: Quantity) -> Series:
        index, first, last = segment
        offsets, found = self._lines.of(index).of(quantity).between(max(first - 1, 0), last)
        return Series(offsets + self.history.lines[index].updates, found)

    def _shapes(self, index: int) -> tuple[tuple[int, int], ...]:
        line = self._lines.of(index)
        if line.shapes is None:
            begun = self.history.nearest(Moment(index, 0))[0].experiment
            line.shapes = begun.network.shapes
        return line.shapes
