"""What an optimizer remembers from step to step, with a rule that only tests know."""

from typing import ClassVar

import numpy as np
import pytest
from msgspec.structs import replace
from typing_extensions import override

from core.explanation.linear_prediction import predict_linearly
from core.explanation.quantities import Quantities
from core.landscape.futures import Fate, future
from core.landscape.step_size import StepOutcome, step_sizes
from core.nn.activations import TANH
from core.nn.arrays import Array
from core.nn.network_edits import set_locked
from core.training import batch_slopes
from core.training.descent import Descent, Refusal, Step, step
from core.training.diagnosis import standstill
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.trace import Trace
from tests.core.builders import bits, build_experiment, sized_experiment, walked
from tests.core.remembering import Remembering, remembering


class Lasting(Remembering, frozen=True):
    """One number of each parameter, and no count."""

    remembers: ClassVar[tuple[str, ...]] = ("number",)
    counts_steps: ClassVar[bool] = False


class Counting(Remembering, frozen=True):
    """The steps it has taken, and nothing of the parameters: slopes count for less and less."""

    remembers: ClassVar[tuple[str, ...]] = ()

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        return slopes / steps


def small(batch_size: int = 0) -> Experiment:
    return replace(remembering(sized_experiment((2, 3, 1), 7, TANH)), batch_size=batch_size)


def trace_of(experiment: Experiment) -> Trace:
    loss = evaluate(experiment).loss
    return Trace(experiment.network.parameters, loss, memory=experiment.memory)


def by_the_formula(experiment: Experiment, steps: int) -> Array:
    """Parameters, means, squares and the number of steps, by the formula and nothing else."""
    weights, free = experiment.network.parameters.copy(), ~experiment.network.locked
    means, squares = np.zeros_like(weights), np.zeros_like(weights)
    for count in range(1, steps + 1):
        network = experiment.network.with_parameters(weights)
        slopes = evaluate(replace(experiment, network=network, updates=count - 1)).gradient
        means[free] = (0.9 * means + 0.1 * slopes)[free]
        squares[free] = (0.99 * squares + 0.01 * slopes**2)[free]
        direction = means / (1 - 0.9**count) + 0.1 * np.tanh(squares)
        weights[free] -= (0.01 * direction)[free]
    return np.concatenate((weights, means, squares, [steps]))


# What it is


def test_nothing_is_remembered_at_first() -> None:
    assert small().memory.tolist() == [0.0] * (2 * 13 + 1)
    assert not small().memory.flags.writeable
    assert sized_experiment((2, 3, 1), 7).memory.size == 0


def test_a_memory_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 27 remembered numbers"):
        replace(small(), memory=np.zeros(26))
    with pytest.raises(ValueError, match="expected 0 remembered numbers"):
        replace(sized_experiment((2, 3, 1), 7), memory=np.zeros(13))


def test_a_rule_may_remember_of_each_parameter_alone() -> None:
    rule, memory = Lasting(0.1), np.arange(13.0)
    assert rule.memory_size(13) == 13
    assert rule.memory_by_parameter(memory).tolist() == [memory.tolist()]
    by_parameter = Remembering(0.1).memory_by_parameter(np.arange(5.0))
    assert by_parameter.tolist() == [[0, 1], [2, 3]]


@pytest.mark.parametrize("locked", [[], [0]])
def test_a_rule_may_remember_its_steps_alone(locked: list[int]) -> None:
    """Of 1 the slope of w² is 2: 1 − 0.25 × 2 = 0.5, and then 0.5 − 0.25 × 1 / 2 = 0.375."""
    start = build_experiment([[[1.0]]], ["identity"], [[1]], [0]).with_optimizer(Counting(0.25))
    start = replace(start, network=set_locked(start.network, locked, True))
    assert start.memory.tolist() == [0]
    assert walked(start, 2).memory.tolist() == [2]
    assert walked(start, 2).network.parameters.tolist() == ([1.0] if locked else [0.375])


def test_a_state_put_back_is_the_same_to_the_last_bit() -> None:
    far = walked(small(), 5)
    back = small().at_state(far.state, 5)
    assert (bits(back), back.updates) == (bits(far), 5)
    assert back.memory[-1] == 5


# Steps


@pytest.mark.parametrize("batch_size", [0, 2])
@pytest.mark.parametrize("locked", [[], [0, 4, 12]])
def test_the_engine_does_what_the_formula_says(batch_size: int, locked: list[int]) -> None:
    experiment = small(batch_size)
    experiment = replace(experiment, network=set_locked(experiment.network, locked, True))
    expected = by_the_formula(experiment, 200)
    assert walked(experiment, 200).state.tobytes() == expected.tobytes()
    one_by_one, trace, recorded = experiment, trace_of(experiment), Descent(experiment)
    for _ in range(200):
        taken = step(one_by_one)
        assert isinstance(taken, Step)
        one_by_one = taken.after
    assert bits(one_by_one) == expected.tobytes()
    assert recorded.run(200, trace) is None
    assert trace.nearest(200)[1].tobytes() == expected.tobytes()
    assert trace.nearest(0)[1].tobytes() == bits(experiment)
    assert trace.parameters().shape == (201, 13)
    assert trace.parameters()[-1].tobytes() == expected[:13].tobytes()


def test_the_next_update_is_the_one_that_is_taken() -> None:
    here = walked(small(), 3)
    update, taken = here.next_update(evaluate(here).gradient), step(here)
    assert isinstance(taken, Step)
    assert update.parameters.tobytes() == taken.after.network.parameters.tobytes()
    assert update.memory.tobytes() == taken.after.memory.tobytes()
    assert update.is_finite
    found = predict_linearly(Quantities(here, evaluate(here)))
    assert found.parameters.tobytes() == update.parameters.tobytes()
    assert found.kept == taken.loss_after


def test_a_step_of_another_size_goes_the_same_way() -> None:
    """One line of step sizes: for each rate the loss that a step at that rate leads to."""
    here = walked(small(), 3)
    rates = np.array([0.001, 0.01, 0.1])
    for rate, loss in zip(rates, step_sizes(here, evaluate(here), rates).losses, strict=True):
        taken = step(here.at_rate(float(rate)))
        assert isinstance(taken, Step)
        assert taken.loss_after == pytest.approx(loss, rel=1e-12)


def test_a_future_begins_with_what_is_remembered() -> None:
    here = walked(small(), 3)
    ahead = future(here, 0.01, 4)
    assert ahead.path.shape == (5, 13)
    assert ahead.path[-1].tobytes() == walked(here, 4).network.parameters.tobytes()


def asleep() -> Experiment:
    """A ReLU put to sleep for ever, whose weight is still moved by what is remembered."""
    sleeping = build_experiment([[[-1.0]], [[1.0]]], ["relu", "identity"], [[1]], [2])
    memory = np.array([-0.5, 0.0, 0.5, 1.0, 3.0])
    return replace(remembering(sleeping), memory=memory, updates=3)


def test_what_is_remembered_moves_weights_where_no_slope_is_left() -> None:
    here = asleep()
    assert not evaluate(here).gradient.any()
    assert standstill(here, evaluate(here)) is None
    assert walked(here, 1).network.parameters[0] > -1.0
    assert future(here, 0.01, 5).fate is not Fate.STUCK
    assert future(here.begun_anew(here.network), 0.01, 5).fate is Fate.STUCK
    forgotten = here.begun_anew(here.network)
    assert standstill(forgotten, evaluate(forgotten)) is not None


def test_a_node_put_to_sleep_can_be_woken_by_what_is_remembered() -> None:
    """Without memory a step that overshoots the corner of the only ReLU ends all learning."""
    awake = build_experiment([[[1.0]], [[2.0]]], ["relu", "identity"], [[1]], [0])
    rates = np.array([0.01, 0.05, 1.0, 2.0])
    for here, for_ever in ((awake, True), (remembering(awake), False)):
        last = step_sizes(here, evaluate(here), rates).regions[-1]
        assert (last.outcome, last.for_ever) == (StepOutcome.SLEEP, for_ever)


# Refusals


def explosive() -> Experiment:
    """A weight that overshoots the valley by more with each step."""
    rows = [[1], [1], [1], [1]], [0, 0, 0, 0]
    return remembering(build_experiment([[[1.0]]], ["identity"], *rows), 30.0)


def test_a_refused_step_leaves_weights_and_memory_as_they_were() -> None:
    start = explosive()
    descent, trace = Descent(start), trace_of(start)
    refusal = descent.run(10_000, trace)
    assert refusal is not None
    reached = descent.experiment
    assert reached.updates == refusal.updates == trace.last
    assert reached.memory[-1] == trace.last
    assert bits(reached) == bits(walked(start, trace.last))
    assert trace.nearest(trace.last)[1].tobytes() == bits(reached)
    assert np.isfinite(reached.state).all()
    assert step(reached) == refusal


def test_a_memory_that_would_be_too_large_is_refused_and_named() -> None:
    """The square of the slope 2e155 is no number; the weight 1e145 and the loss 1e300 are."""
    steep = remembering(build_experiment([[[1e145]]], ["identity"], [[1e5]], [0]), 1e-20)
    refusal = step(steep)
    assert isinstance(refusal, Refusal)
    assert refusal.what == "what the optimizer remembers"
    assert not steep.next_update(evaluate(steep).gradient).is_finite
    assert Quantities(steep, evaluate(steep)).is_refused


def test_going_back_to_where_the_loss_was_known_takes_the_memory_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = replace(explosive(), batch_size=1)
    closely = Descent(start)
    expected = closely.run(10_000)
    monkeypatch.setattr(batch_slopes, "_MANY_NUMBERS", 0)
    monkeypatch.setattr(batch_slopes, "_LOSS_PART", 1)
    seldom = Descent(start)
    assert seldom.run(10_000) == expected
    assert expected is not None
    assert bits(seldom.experiment) == bits(closely.experiment)
    assert seldom.experiment.memory[-1] == seldom.experiment.updates
