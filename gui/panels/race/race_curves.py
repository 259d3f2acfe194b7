"""The losses of a race as curves, and what the axes have to show of them. No Qt in here."""

import math
from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

import numpy as np

from core.nn.arrays import Array
from core.racing.race import Measure, Race, Run, measured
from gui.panels.loss.lines.loss_extent import Extremes, extremes_of
from gui.panels.loss.lines.thinned_losses import LineLosses
from gui.plotting.plot_frame import Span
from gui.plotting.scales import LossRange, linear_range, logarithmic_range, step_range

_REACH = 1.5  # times the loss at first: what rises further is cut off by a linear axis
_LEAST_EPOCHS = 2.0


class RaceCurve(NamedTuple):
    """The losses of one descent, shape (n,) each; `is_shown` says that it stands for its racer."""

    racer: int
    way: Array
    losses: Array
    is_shown: bool


class RaceCurves:
    """Reads the losses that a race is judged by, and remembers what it has reduced already."""

    def __init__(self, race: Race) -> None:
        self._race = race
        self._lines = [[LineLosses(run.trace.judged) for run in runs] for runs in race.runs]

    def curves(
        self, measure: Measure, shown: list[int], span: Span, most: int
    ) -> Iterator[RaceCurve]:
        """Every descent, those that stand for their racers last.

        Args:
            measure: what their ways are measured in.
            shown: the start that stands for each racer.
            span: the part of the ways that is in view.
            most: how many columns there are.
        """
        every = [
            (start == shown[racer], racer, start)
            for racer, runs in enumerate(self._race.runs)
            for start in range(len(runs))
        ]
        for is_shown, racer, start in sorted(every):
            run, line = self._race.runs[racer][start], self._lines[racer][start]
            first, last = (_steps_at(run, way, measure) for way in span)
            begin, end = max(math.floor(first) - 1, 0), min(math.ceil(last) + 1, run.steps)
            if begin <= end:
                steps, losses = line.curve(begin, end, most)
                yield RaceCurve(racer, measured(run.begun, steps, measure), losses, is_shown)

    def span(self, measure: Measure) -> Span:
        """From where to where the axis across goes: all ways, in jumps."""
        ways = (
            float(measured(run.begun, np.array([float(run.steps)]), measure)[0])
            for runs in self._race.runs
            for run in runs
        )
        farthest = max(ways)
        if measure is Measure.EPOCHS:
            scale, _, high = linear_range(max(farthest, _LEAST_EPOCHS))
            return 0.0, scale.loss(high)
        return 0.0, float(step_range(0, math.ceil(farthest))[1])

    def range(self, others: Array, *, logarithmic: bool) -> LossRange:
        """The scale of the losses, and what of it is shown; with other losses that are drawn."""
        found = [line.extremes() for lines in self._lines for line in lines]
        every = reduce(Extremes.joined, found, extremes_of(others))
        if logarithmic:
            return logarithmic_range(*every)
        first = np.array(
            [line.trace.losses(0, 0).highest[0] for each in self._lines for line in each]
        )
        begun = first[np.isfinite(first)].max(initial=0.0)
        highest = min(every.highest, _REACH * begun) if begun > 0 else every.highest
        return linear_range(float(highest), every.lowest)


def _steps_at(run: Run, way: float, measure: Measure) -> float:
    """About how many steps have led so far."""
    if measure is Measure.STEPS:
        return way
    epochs = way if measure is Measure.EPOCHS else way / run.begun.dataset.rows
    return epochs * run.begun.turn.batches
