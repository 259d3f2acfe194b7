"""What there is to see of step sizes, in numbers and words. No Qt in here."""

import math
from itertools import pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.data.batches import ALL_ROWS
from core.data.classification import odd_rows
from core.landscape.step_size import (
    Region,
    StepOutcome,
    StepSizes,
    losses_after,
    step_sizes,
    usual_rates,
)
from core.nn.arrays import read_only
from core.nn.network import Network
from core.text.numbers import grouped
from core.training.diagnosis import falls_at_some_rate
from core.training.evaluation import Evaluation, evaluate
from core.training.experiment import Experiment
from gui.formatting.numbers import apart, number, rounded, signed
from gui.formatting.original_units import scaled_word
from gui.panels.step_size.bounds import bounds_of
from gui.plotting.plot_frame import Span
from gui.plotting.scales import LossRange, range_between
from gui.session.snapshot import Present

_POINTS, _POINTS_MOVING = 181, 61
_NUMBERS, _NUMBERS_MOVING = 120_000_000, 12_000_000  # that may be computed for a picture
_LOOKS = 900  # about so many steps are looked at for a picture at rest
_NOISE = 1e-12  # of the present loss: what rounding alone can gain
_NOTHING_LEFT = 1e-9  # of the present loss
_ABOVE, _BELOW = 0.45, 0.12  # of what the best rate gains


class StepView(Struct, frozen=True, eq=False):
    """The loss after one step against the learning rate.

    Attributes:
        sizes: the losses and the regions.
        rate: the present learning rate.
        loss_after: the loss after a step at that rate; not finite where it would be refused.
        usual: the powers of ten of the rates that are shown unless others are asked for.
        range: the losses shown.
        ground: the experiment whose losses these are: with all rows, or a sample of them.
        evaluation: its numbers, from which the step begins.
        note: how many of the rows the losses are of; empty if of all.
    """

    sizes: StepSizes
    rate: float
    loss_after: float
    usual: Span
    range: LossRange
    ground: Experiment
    evaluation: Evaluation
    note: str

    @property
    def is_bounded(self) -> bool:
        """Whether the loss is never below 0."""
        return not odd_rows(self.ground.loss, self.ground.dataset)

    @property
    def region(self) -> Region:
        """The region that the present rate lies in."""
        return self.sizes.region_at(self.rate)


def look(present: Present, shown: Span | None = None, *, moving: bool = False) -> StepView:
    """Look along the step, more coarsely while things move.

    Args:
        present: where the step begins.
        shown: powers of ten of learning rates to look at beside the usual ones.
        moving: whether the picture is one of many.
    """
    experiment, evaluation = present.document.experiment, present.evaluation
    sample = experiment.dataset.sampled(_rows_for(experiment, moving=moving))
    note = ""
    if sample is not experiment.dataset:
        rows = grouped(sample.rows), grouped(experiment.dataset.rows)
        note = f"{rows[0]} of {rows[1]} rows"
        experiment = replace(experiment, dataset=sample, batch_size=ALL_ROWS, validation=None)
        # The losses are those of the sample; the step is the one that will be taken.
        evaluation = replace(evaluate(experiment), gradient=evaluation.gradient)
    points = _POINTS_MOVING if moving else _POINTS
    rates = usual_rates(experiment, evaluation, points)
    usual = math.log10(rates[0]), math.log10(rates[-1])
    if shown is not None:
        rates = read_only(np.union1d(rates, np.logspace(*shown, points)))
    sizes = step_sizes(experiment, evaluation, rates)
    return _view(sizes, present, (experiment, evaluation), usual, note)


def at_rate(view: StepView, present: Present) -> StepView:
    """The same curve with the learning rate of the present."""
    return _view(view.sizes, present, (view.ground, view.evaluation), view.usual, view.note)


def loss_at(view: StepView, rate: float) -> float:
    """The loss after a step at any rate; not finite where it would be refused."""
    return float(losses_after(view.ground, view.evaluation, np.array((rate,)))[0])


def _view(
    sizes: StepSizes,
    present: Present,
    ground: tuple[Experiment, Evaluation],
    usual: Span,
    note: str,
) -> StepView:
    ahead = present.next_step
    after = ahead.kept if isinstance(ahead.kept, float) else math.inf
    if note and math.isfinite(after):
        network = ground[0].network.with_parameters(ahead.parameters)
        after = evaluate(replace(ground[0], network=network)).loss
    rate = present.document.experiment.learning_rate
    return StepView(sizes, rate, after, usual, _range(sizes), *ground, note)


def _rows_for(experiment: Experiment, *, moving: bool) -> int:
    sizes = experiment.network.sizes[1:]
    numbers = _NUMBERS_MOVING if moving else _NUMBERS
    cost = sum(sizes) + sum(a * b // 8 for a, b in pairwise(sizes))
    return max(16, numbers // (_LOOKS * cost))


def _range(sizes: StepSizes) -> LossRange:
    """From a little below the best loss to a little above the present one."""
    before = sizes.before if math.isfinite(sizes.before) else 1.0
    gain = before - sizes.best_loss if sizes.lowers else 0.5 * abs(before) or 1.0
    low, high = before - (1 + _BELOW) * gain, before + _ABOVE * gain
    is_below = before < 0 or (sizes.lowers and sizes.best_loss < 0)
    return range_between(low if is_below else max(low, 0.0), high)


def verdict(view: StepView, present: Present, row: int) -> str:
    """What a step at the present rate leads to, as a sentence."""
    sizes, region = view.sizes, view.region
    if why := _no_way_down(view, present):
        return why
    network = present.document.experiment.network
    words = region_words(region, network)
    if region.outcome is not StepOutcome.SLEEP and _keeps_the_loss(view):
        words = "leaves the loss as it is"
    text = f"{number(view.rate)} {words}"
    if region.outcome is StepOutcome.NOT_FINITE:
        return f"{text}: the step would be refused."
    text += f": {_error_change(present, row)}"
    all_rows = "" if present.evaluation.batch is None else " of all rows"
    whose = f" of {view.note}" if view.note else all_rows
    text += f"loss{whose} {apart(sizes.before, view.loss_after)}"
    return f"{text} for ever." if region.for_ever else f"{text}."


def _no_way_down(view: StepView, present: Present) -> str:
    """Why no step along the slopes lowers the loss; empty where one does."""
    sizes, experiment, evaluation = view.sizes, present.document.experiment, present.evaluation
    if not evaluation.is_finite:
        return "The loss or a slope is too large to be a number: no step can be taken."
    if not math.isfinite(view.loss_after):
        return f"{number(view.rate)} leads to no finite number: the step would be refused."
    if sizes.fall <= 0:
        return _uphill(sizes, experiment, evaluation)
    if sizes.lowers:
        return ""
    if not falls_at_some_rate(experiment, evaluation):
        return "The bottom: no step along these slopes lowers the loss, whatever its size."
    if not _keeps_the_loss(view):
        return ""
    return f"{number(view.rate)} is too small: the step does not change the loss."


def _keeps_the_loss(view: StepView) -> bool:
    """Whether the step changes the loss by no more than rounding can."""
    before = view.sizes.before
    return abs(view.loss_after - before) <= _NOISE * abs(before)


def _uphill(sizes: StepSizes, experiment: Experiment, evaluation: Evaluation) -> str:
    """What is said where the slopes of the step do not lead down the hill of all rows."""
    if not experiment.next_update(evaluation.gradient).direction.any():
        is_locked = evaluation.gradient.any()
        why = "Every weight with a slope is locked" if is_locked else "No slope"
        return f"{why}: a step of any size changes nothing."
    if evaluation.batch is None or experiment.memory.any():
        if sizes.fall < 0:
            return "The step leads up the hill of all rows: a small step raises its loss."
        return "The step leads along the hill of all rows, neither up nor down."
    if sizes.fall < 0:
        return (
            "The slopes of this batch lead up the hill of all rows: a small step raises its loss."
        )
    return "The slopes of this batch lead along the hill of all rows: there they cancel out."


def bounds_words(view: StepView) -> str:
    """All regions with their bounds: "good up to 0.00794, overshoots the valley beyond"."""
    bounds = [f" up to {bound.text}" for bound in bounds_of(view.sizes)]
    pairs = zip(view.sizes.regions, [*bounds, " beyond" if bounds else ""], strict=True)
    return "Steps: " + ", ".join(f"{region.outcome.value}{bound}" for region, bound in pairs)


def region_words(region: Region, network: Network) -> str:
    """What happens in a region: "overshoots the valley", "puts hidden 1 to sleep"."""
    words = {
        StepOutcome.SLOW: "is small: the loss falls slowly",
        StepOutcome.GOOD: "is good",
        StepOutcome.WORSE: "is worse than not stepping",
        StepOutcome.NOT_FINITE: "leads to no finite number",
    }
    if region.outcome is StepOutcome.SLEEP:
        names = [network.node_name(place) for place in region.asleep[:2]]
        more = len(region.asleep) - len(names)
        listed = " and ".join(names) + (f" and {more} more" if more else "")
        return f"puts {listed or 'a node'} to sleep"
    return words.get(region.outcome, str(region.outcome.value))


def best_words(view: StepView) -> str:
    """What the best rate gains, and what the slopes promise at the present one."""
    sizes = view.sizes
    if not sizes.lowers:
        return ""
    best = rounded(sizes.best_rate, 2)
    promised = sizes.before - view.rate * sizes.fall
    impossible = ", less than there can be" if promised < 0 and view.is_bounded else ""
    none_left = 0 <= sizes.best_loss < _NOTHING_LEFT * sizes.before
    loss = "0" if none_left else rounded(sizes.best_loss, 3)
    promise_ = f"The slopes promise {number(promised)}{impossible}."
    if sizes.best_rate >= float(sizes.rates[-1]):
        return f"The larger the step, the lower the loss, up to {best} at least. {promise_}"
    return f"Best for one step: about {best}, loss ≈ {loss}. {promise_}"


def _error_change(present: Present, row: int) -> str:
    """The error of a row before and after the step, where there is one prediction."""
    experiment, evaluation = present.document.experiment, present.evaluation
    if len(evaluation.errors) > 1:
        return ""
    network = experiment.network.with_parameters(present.next_step.parameters)
    moved = evaluate(replace(experiment, network=network).on_row(row))
    before, after = float(evaluation.errors[0, row]), float(moved.errors[0, 0])
    whose = f" of row {grouped(row + 1)}" if experiment.dataset.rows > 1 else ""
    return f"{scaled_word(experiment)}error{whose} {signed(before)} → {signed(after)}, "
