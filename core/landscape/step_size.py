"""The loss after one step, against the learning rate: from too small to too large."""

import math
from collections.abc import Iterator, Sequence
from enum import Enum

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.landscape.along_directions import Lines
from core.nn.arrays import Array, BoolArray, read_only
from core.nn.network import NodePlace
from core.training.diagnosis import has_slope
from core.training.evaluation import Evaluation, evaluate
from core.training.experiment import Experiment

_MOST_GAIN = 0.5  # of what the best rate gains: less is slow
_ZOOMS = 4
_ZOOM_POINTS = 41
_ROUNDING = 1e-12
_LEAST_RATE, _MOST_RATE = 5e-324, 1.7e308


class StepOutcome(Enum):
    """What a step of some size leads to."""

    NOTHING = "changes nothing"
    SLOW = "falls slowly"
    GOOD = "good"
    OVERSHOOTS = "overshoots the valley"
    WORSE = "worse than not stepping"
    SLEEP = "puts a node to sleep"
    NOT_FINITE = "not finite"


class Region(Struct, frozen=True):
    """Neighbouring learning rates with the same outcome.

    Attributes:
        outcome: what steps of that size lead to.
        low: the smallest rate.
        high: the largest.
        asleep: the nodes that fall asleep at all of these rates.
        for_ever: whether no slope is left after such a step.
    """

    outcome: StepOutcome
    low: float
    high: float
    asleep: tuple[NodePlace, ...] = ()
    for_ever: bool = False


class StepSizes(Struct, frozen=True, eq=False):
    """What one step does to the loss at each of several learning rates.

    Attributes:
        rates: the learning rates, growing, shape (n,).
        losses: the loss after the step, shape (n,); not finite where the step would be refused.
        before: the loss before the step.
        fall: how fast the loss falls at first as the rate grows, so that the slopes promise
            before − rate × fall.
        best_rate: the rate with the lowest loss.
        best_loss: that loss.
        regions: from the smallest rate to the largest.
    """

    rates: Array
    losses: Array
    before: float
    fall: float
    best_rate: float
    best_loss: float
    regions: tuple[Region, ...]

    def region_at(self, rate: float) -> Region:
        """The region that a rate lies in, or the one next to it."""
        return next((region for region in self.regions if rate <= region.high), self.regions[-1])

    @property
    def lowers(self) -> bool:
        """Whether some step lowers the loss, by more than rounding can."""
        return self.fall > 0 and self.before - self.best_loss > _ROUNDING * abs(self.before)

    @property
    def promised(self) -> Array:
        """What the slopes promise at each rate, shape (n,); infinite where that is too large."""
        with np.errstate(over="ignore"):
            return np.asarray(self.before - self.rates * self.fall)


def step_sizes(experiment: Experiment, evaluation: Evaluation, rates: Array) -> StepSizes:
    """Take a step at each of several learning rates, from the same place.

    Args:
        experiment: where the step begins; its own learning rate plays no part.
        evaluation: its own numbers.
        rates: growing, above 0, shape (n,), n at least 2.
    """
    steps = _Steps(experiment, evaluation)
    losses = steps.losses(rates)
    steps.best = _best(steps, rates, losses)
    outcomes = list(steps.outcomes(rates))
    return StepSizes(
        rates,
        losses,
        evaluation.loss,
        steps.fall,
        *steps.best,
        tuple(_regions(steps, rates, outcomes)),
    )


def losses_after(experiment: Experiment, evaluation: Evaluation, rates: Array) -> Array:
    """The loss after one step at each of several rates, shape (n,), from the same place.

    It is not finite where the step would be refused.
    """
    return _Steps(experiment, evaluation).losses(rates)


class _Steps:
    """Steps of any size from one place."""

    def __init__(self, experiment: Experiment, evaluation: Evaluation) -> None:
        network = experiment.network
        self._experiment, self._before = experiment, evaluation.loss
        self._parameters = network.parameters
        # With batches the step does not follow the slopes of all rows, but the loss is all rows'.
        slopes = evaluation.gradient if evaluation.is_finite else np.zeros_like(network.parameters)
        update = experiment.next_update(slopes)
        self._way, self._memory = -update.direction, update.memory
        self._lines = Lines(experiment, self._parameters, self._way[np.newaxis])
        self._already = self._lines.asleep(np.zeros((1, 1)))
        self.best = (0.0, evaluation.loss)
        with np.errstate(all="ignore"):
            self.fall = -float(self._way @ evaluation.full_gradient)

    def losses(self, rates: Array) -> Array:
        """The loss after each step; not finite where a weight would not be."""
        return self._refused(rates, self._lines.losses(rates[:, np.newaxis]))

    def _refused(self, rates: Array, losses: Array) -> Array:
        """The losses, infinite where a weight would not be finite."""
        with np.errstate(all="ignore"):
            furthest = np.abs(self._parameters).max() + rates * np.abs(self._way).max()
        return read_only(np.where(np.isfinite(furthest), losses, np.inf))

    def asleep(self, rates: Array) -> BoolArray:
        """Which nodes fall asleep, shape (n, nodes)."""
        return self._lines.asleep(rates[:, np.newaxis]) & ~self._already

    def outcomes(self, rates: Array) -> Iterator[StepOutcome]:
        """What each step leads to."""
        losses, asleep = self._lines.losses_and_asleep(rates[:, np.newaxis])
        losses = self._refused(rates, losses)
        sleeps = np.logical_or.reduce(asleep & ~self._already, axis=1)
        return map(self._outcome, rates.tolist(), losses.tolist(), sleeps.tolist())

    def _outcome(self, rate: float, loss: float, sleeps: bool) -> StepOutcome:
        best_rate, best_loss = self.best
        if not math.isfinite(loss):
            return StepOutcome.NOT_FINITE
        if sleeps:
            return StepOutcome.SLEEP
        if not self.fall:
            return StepOutcome.NOTHING
        if loss > self._before + _ROUNDING * abs(self._before):
            return StepOutcome.WORSE
        if not self._before - best_loss > _ROUNDING * abs(self._before):
            return StepOutcome.NOTHING
        if rate > best_rate * (1 + 1e-6):
            return StepOutcome.OVERSHOOTS
        enough = self._before - _MOST_GAIN * (self._before - best_loss)
        return StepOutcome.GOOD if loss <= enough else StepOutcome.SLOW

    def leaves_no_slope(self, rate: float) -> bool:
        """Whether every slope is 0 after the step, and memory moves no weight either."""
        network = self._experiment.network
        with np.errstate(all="ignore"):
            moved = network.with_parameters(self._parameters + rate * self._way)
        after = replace(self._experiment, network=moved, memory=self._memory)
        found = evaluate(after)
        onward = after.next_update(found.gradient).direction
        return not (has_slope(after, found) or onward.any())

    def nodes_asleep(self, low: float, high: float) -> tuple[NodePlace, ...]:
        """The nodes that fall asleep at both rates."""
        sizes = self._experiment.network.sizes[1:]
        places = [NodePlace(layer, node) for layer, n in enumerate(sizes) for node in range(n)]
        at_low, at_high = self.asleep(np.array([low, high]))
        return tuple(places[index] for index in np.flatnonzero(at_low & at_high).tolist())


def usual_rates(experiment: Experiment, evaluation: Evaluation, points: int) -> Array:
    """Learning rates around the present and the best one, evenly on a log axis, shape (n,)."""
    rate = experiment.optimizer.learning_rate
    wide = _rates(rate * 1e-5, rate * 1e5, 81)
    losses = _Steps(experiment, evaluation).losses(wide)
    finite = np.where(np.isfinite(losses), losses, np.inf)
    best = float(wide[finite.argmin()]) if finite.min() < evaluation.loss else rate
    return read_only(_rates(min(rate, best) / 30, max(rate, best) * 30, points))


def _rates(low: float, high: float, points: int) -> Array:
    """Rates evenly on a logarithmic axis, as far as numbers reach."""
    return np.geomspace(max(low, _LEAST_RATE), min(high, _MOST_RATE), points)


def _best(steps: _Steps, rates: Array, losses: Array) -> tuple[float, float]:
    """The rate with the lowest loss and that loss, looked at ever more closely."""
    best = _lowest(rates, losses)
    for _ in range(_ZOOMS):
        at = int(np.searchsorted(rates, best[0]))
        ends = rates[max(at - 1, 0)], rates[min(at + 1, rates.size - 1)]
        rates = np.linspace(*ends, _ZOOM_POINTS)
        best = min(best, _lowest(rates, steps.losses(rates)), key=lambda one: one[1])
    return best


def _lowest(rates: Array, losses: Array) -> tuple[float, float]:
    finite = np.where(np.isfinite(losses), losses, np.inf)
    at = int(finite.argmin())
    return float(rates[at]), float(finite[at])


def _regions(steps: _Steps, rates: Array, outcomes: Sequence[StepOutcome]) -> Iterator[Region]:
    low = float(rates[0])
    for at in range(rates.size):
        here = outcomes[at]
        is_last = at == rates.size - 1
        if not is_last and outcomes[at + 1] is here:
            continue
        end = float(rates[at])
        high, following = (end, end) if is_last else _border(steps, end, float(rates[at + 1]), here)
        if here is StepOutcome.SLEEP:
            for_ever = steps.leaves_no_slope(low) and steps.leaves_no_slope(high)
            yield Region(here, low, high, steps.nodes_asleep(low, high), for_ever)
        else:
            yield Region(here, low, high)
        low = following


def _border(steps: _Steps, low: float, high: float, here: StepOutcome) -> tuple[float, float]:
    """The last rate with an outcome and the first without, looked at ever more closely."""
    for _ in range(_ZOOMS):
        between = np.linspace(low, high, _ZOOM_POINTS)
        outcomes = enumerate(steps.outcomes(between))
        first = next((k for k, one in outcomes if one is not here), _ZOOM_POINTS - 1)
        low, high = float(between[max(first - 1, 0)]), float(between[max(first, 1)])
    return low, high
