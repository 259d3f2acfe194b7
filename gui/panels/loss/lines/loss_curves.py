"""What the loss plot draws: the path behind, the path ahead, and the runs that were kept."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import NamedTuple

import numpy as np

from core.history.best_moment import best_moment
from core.history.history import History
from core.history.moments import Moment, Segment
from core.nn.arrays import Array
from core.training.rules.optimizer import Optimizer
from core.training.trace import Trace
from gui.panels.loss.lines.kept_runs import KeptRuns
from gui.panels.loss.lines.loss_extent import NO_LOSSES, REACH, Extent, Extremes
from gui.panels.loss.lines.thinned_losses import LineLosses

_LEAST_STEPS = 20
_MOST_GHOSTS = 40


class Curve(NamedTuple):
    """Points to draw; NaN breaks the line. Losses that are not finite never get here."""

    steps: Array
    losses: Array

    def then(self, other: "Curve") -> "Curve":
        """This curve, a gap, and another."""
        if not len(self.steps) or not len(other.steps):
            return self if len(self.steps) else other
        steps = np.concatenate((self.steps, _GAP, other.steps))
        return Curve(steps, np.concatenate((self.losses, _GAP, other.losses)))


_GAP = np.array([np.nan])
NOTHING = Curve(np.empty(0), np.empty(0))


class FoundMoment(NamedTuple):
    """A moment and where it stands. `loss` is None where only a range of losses is known."""

    moment: Moment
    step: int
    loss: float | None


class LossCurves:
    """Reads the losses of a history, and remembers what it has reduced already.

    `update` looks at the history once; what it found then is what the other methods go by.

    Attributes:
        past: the moments of the present path up to the present.
        future: the moments that Redo would lead through.
        ghosts: the moments that are not on the path, the latest last, and not too many.
    """

    def __init__(self, history: History, most_ghosts: int = _MOST_GHOSTS) -> None:
        self.history = history
        self._kept = KeptRuns(history, most_ghosts)
        self._lines: dict[int, LineLosses] = {}
        self._validation: dict[int, LineLosses] = {}
        self._optimizers: dict[int, tuple[Trace, Optimizer]] = {}
        self._ranges = np.empty((0, 5))  # of each line: first and last step, and its extremes
        self._ends = np.empty(0, dtype=np.int64)
        self.update()

    @property
    def path(self) -> list[Segment]:
        """The moments of the present path, behind and ahead."""
        return self.past + self.future

    @property
    def path_range(self) -> tuple[int, int]:
        """The lowest and the highest count of updates on the present path."""
        first, last = self.path[0], self.path[-1]
        lines = self.history.lines
        return lines[first.line].updates + first.first, lines[last.line].updates + last.last

    def update(self) -> None:
        """Look at the history again."""
        self.past = self.history.past()
        self.future = self.history.future()
        self.ghosts = self._kept.find(self.path)
        self._measure()

    def _measure(self) -> None:
        """Bring the ranges of those lines up to date that have grown, or are not the same ones."""
        lines = self.history.lines
        ends = np.array([line.trace.last for line in lines])
        # The last line can be taken back and another come in its place.
        known = max(min(len(ends), len(self._ends)) - 1, 0)
        grown = np.ones(len(ends), dtype=np.bool_)
        grown[:known] = ends[:known] != self._ends[:known]
        ranges = np.empty((len(ends), 5))
        ranges[:known] = self._ranges[:known]
        for index in np.flatnonzero(grown).tolist():
            first = lines[index].updates
            ranges[index] = (first, first + ends[index], *self.line(index).extremes())
        self._ranges, self._ends = ranges, ends

    def curve(
        self,
        segments: Iterable[Segment],
        low: float,
        high: float,
        most: int,
        *,
        validation: bool = False,
    ) -> Curve:
        """The part of these segments between two counts of updates, ready to draw.

        With `validation`, the losses of the rows set aside, where there are any.
        """
        steps: list[Array] = []
        losses: list[Array] = []
        for segment in segments:
            piece = self._piece(segment, low, high, most, validation)
            if piece is not None:
                steps.extend((piece.steps, _GAP))
                losses.extend((piece.losses, _GAP))
        if not steps:
            return NOTHING
        return Curve(np.concatenate(steps[:-1]), np.concatenate(losses[:-1]))

    def _piece(
        self, segment: Segment, low: float, high: float, most: int, validation: bool
    ) -> Curve | None:
        index, first, last = segment
        line = self._validation_line(index) if validation else self.line(index)
        if line is None:
            return None
        updates = self.history.lines[index].updates
        # The line is drawn from the moment before its first one, and a little beyond the view.
        begin = max(first - 1, 0, _whole(low - updates) - 1)
        end = min(last, _whole(high - updates) + 2)
        if begin > end:
            return None
        moments, losses = line.curve(begin, end, most)
        return Curve(moments + updates, losses)

    @property
    def is_sampled(self) -> bool:
        """Whether some losses of the present path were not computed."""
        return any(self.history.lines[segment.line].trace.is_sampled for segment in self.path)

    def best_validation(self) -> FoundMoment | None:
        """The moment of the present path up to now with the lowest validation loss, if any."""
        best = best_moment(self.history)
        return None if best is None else FoundMoment(best.moment, best.updates, best.loss)

    def _validation_line(self, index: int) -> LineLosses | None:
        trace = self.history.lines[index].trace.validation
        if trace is None:
            return None
        known = self._validation.get(index)
        if known is None or known.trace is not trace:
            known = self._validation[index] = LineLosses(trace)
        return known

    def line(self, index: int) -> LineLosses:
        """The losses of one line."""
        trace = self.history.lines[index].trace
        known = self._lines.get(index)
        if known is None or known.trace is not trace:
            known = self._lines[index] = LineLosses(trace)
        return known

    def extent(self) -> Extent:
        """What the axes have to show: all of the path, and of other runs what is near to it."""
        on_path = np.zeros(len(self._ranges), dtype=np.bool_)
        on_path[[segment.line for segment in self.path]] = True
        is_kept = ~on_path
        is_kept[self._kept.hidden_lines] = False
        path, kept = self._ranges[on_path], self._ranges[is_kept]
        last, aside = int(path[:, 1].max()), self._aside()
        highest = float(np.fmax(np.fmax.reduce(path[:, 4]), aside.highest))
        near = kept[~(kept[:, 4] > REACH * highest), 4]
        every = Extremes(
            float(np.fmin.reduce(self._ranges[:, 2])),
            float(np.fmin.reduce(self._ranges[:, 3])),
            float(np.fmax.reduce(self._ranges[:, 4])),
        )
        farthest = REACH * max(last, _LEAST_STEPS)
        return Extent(
            first_step=int(self._ranges[:, 0].min()),
            last_step=int(np.minimum(kept[:, 1], farthest).max(initial=last)),
            highest=float(np.fmax.reduce(near, initial=highest)),
            every=every.joined(aside),
            first_loss=self._first_loss(),
        )

    def _aside(self) -> Extremes:
        """The extremes of the validation losses of the present path."""
        lines = [self._validation_line(segment.line) for segment in self.path]
        found = [line.extremes() for line in lines if line is not None]
        return reduce(Extremes.joined, found, NO_LOSSES)

    def optimizer_of(self, index: int) -> Optimizer:
        """The optimizer of the run that a line is."""
        trace = self.history.lines[index].trace
        known = self._optimizers.get(index)
        if known is None or known[0] is not trace:
            document, _ = self.history.nearest(Moment(index, 0))
            known = self._optimizers[index] = trace, document.experiment.optimizer
        return known[1]

    def is_on_path(self, moment: Moment) -> bool:
        """Whether the present path leads through a moment."""
        return any(
            line == moment.line and first <= moment.offset <= last
            for line, first, last in self.path
        )

    def _first_loss(self) -> float:
        line, first, _ = self.past[0]
        return float(self.history.lines[line].trace.losses(first, first).highest[0])

    def nearest(
        self,
        at: tuple[float, float],
        pixels: tuple[float, float],
        radius: float,
        place: Callable[[Array], Array],
    ) -> FoundMoment | None:
        """The moment nearest to a point on screen, if one is within reach; the path comes first.

        Args:
            at: the point's count of updates, and its height as `place` places losses.
            pixels: how many pixels one step is wide and one unit of height is high.
            radius: the reach, in pixels.
            place: turns losses into heights.
        """
        (step, height), best, found = at, radius, None
        reach = radius / pixels[0]
        low, high = _whole(np.ceil(step - reach)), _whole(np.floor(step + reach))
        for index, first, last in [*self.path[::-1], *self.ghosts[::-1]]:
            updates = self.history.lines[index].updates
            begin, end = max(first, low - updates), min(last, high - updates)
            if begin > end:
                continue
            series = self.history.lines[index].trace.losses(begin, end)
            offsets = np.clip(series.first, begin, end)
            across = (offsets + updates - step) * pixels[0]
            heights = place(series.lowest)
            gap = np.where(np.isfinite(heights), (heights - height) * pixels[1], np.inf)
            distance = np.hypot(across, gap)
            k = int(np.argmin(distance))
            if distance[k] < best:
                best = float(distance[k])
                found = self.found(Moment(index, int(offsets[k])))
        return found

    def found(self, moment: Moment) -> FoundMoment:
        """A moment with its count of updates and its loss."""
        history = self.history
        return FoundMoment(moment, history.updates_at(moment), history.loss_at(moment))


def _whole(value: float) -> int:
    """A count of updates, however far away the edge of the view is."""
    return int(min(max(value, -(2.0**62)), 2.0**62))
