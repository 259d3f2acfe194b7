"""Which learning rate goes with an optimizer: several are looked ahead with, side by side."""

import math

from msgspec import Struct

from core.landscape.futures import future, rates_around
from core.nn.network import NodePlace
from core.training.diagnosis import Sleep, nodes_that
from core.training.evaluation import Evaluation, evaluate
from core.training.experiment import Experiment

_STEPS = 200
_FEWEST_STEPS = 20  # with fewer, nothing is said
_MOST_NUMBERS = 4_000_000  # rows × parameters × updates of one trial
_FACTORS = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 2.0, 5.0, 10.0)  # of the present rate
_MUCH_BETTER = 0.5  # times the loss
_LEARNT = 0.01  # of the loss at first: as good as 0


class Trial(Struct, frozen=True):
    """Some updates ahead at one learning rate.

    Attributes:
        learning_rate: of the next step.
        steps: how many updates.
        before: the loss now.
        loss: the loss after them; infinite where a step was refused.
        asleep: the nodes that have fallen asleep meanwhile.
    """

    learning_rate: float
    steps: int
    before: float
    loss: float
    asleep: tuple[NodePlace, ...]

    @property
    def is_good(self) -> bool:
        """Whether the loss fell, no step was refused and no node fell asleep."""
        return self.loss < self.before and not self.asleep


class RateAdvice(Struct, frozen=True):
    """What comes of the present learning rate, and a better one.

    Attributes:
        present: the trial with the present rate.
        better: the trial with the nearest rate that all but learns the rows, or else the best one.
    """

    present: Trial
    better: Trial


def advise_rate(experiment: Experiment) -> RateAdvice | None:
    """Look ahead with several rates; None where the present one will do, or none does better."""
    cost = max(1, experiment.dataset.rows * experiment.network.parameters.size)
    steps = min(_STEPS, _MOST_NUMBERS // cost)
    if steps < _FEWEST_STEPS:
        return None
    before = evaluate(experiment)
    present = try_rate(experiment, before, experiment.learning_rate, steps)
    if present.is_good and present.loss <= _LEARNT * abs(present.before):
        return None
    rates = rates_around(experiment.learning_rate, _FACTORS)
    trials = [try_rate(experiment, before, rate, steps) for rate in rates]
    good = [trial for trial in trials if trial.is_good]
    learnt = [trial for trial in good if trial.loss <= _LEARNT * abs(trial.before)]
    better = min(learnt[:1] or good, key=lambda trial: trial.loss, default=None)
    if better is None or (present.is_good and better.loss > _MUCH_BETTER * present.loss):
        return None
    return RateAdvice(present, better)


def try_rate(experiment: Experiment, before: Evaluation, learning_rate: float, steps: int) -> Trial:
    """Look some updates ahead at one learning rate; `before` is the experiment's own."""
    ahead = future(experiment, learning_rate, steps)
    reached = experiment.network.with_parameters(ahead.path[-1])
    evaluation = evaluate(experiment.begun_anew(reached))
    asleep = set(nodes_that(Sleep.ASLEEP, reached, evaluation))
    asleep -= set(nodes_that(Sleep.ASLEEP, experiment.network, before))
    loss = math.inf if ahead.refusal is not None else evaluation.loss
    return Trial(learning_rate, steps, before.loss, loss, tuple(sorted(asleep)))
