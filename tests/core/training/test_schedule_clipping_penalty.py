"""Learning-rate schedules, clipped slopes and the L2 penalty, in steps and in explanations."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.explanation.errors import loss_equation
from core.explanation.quantities import Quantities
from core.explanation.slopes import slope_equation
from core.explanation.updates import update_equations
from core.nn.activations import TANH
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from core.nn.network_edits import set_locked
from core.training.descent import Descent, Step, step
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.gradient_check import loss_with
from core.training.rules.optimizer import norm_of
from core.training.rules.optimizers import GradientDescent, Momentum
from core.training.rules.schedules import Constant, ExponentialDecay, Schedule, StepDecay
from tests.core.arithmetic import holds
from tests.core.builders import build_experiment, sized_experiment, walked

# What PyTorch 2.13 comes to after 60 updates of `whole`, in float64: the first three weights. It
# divides by the norm + 1e-6 where slopes are clipped, so that not all digits are the same.
PYTORCH = (-0.46976858188282095, -0.00041800645029790563, 1.0885539195778413)


def small() -> Experiment:
    return sized_experiment((3, 5, 1), 12, TANH, seed=4)


def one_weight(weight: float = 1.0, max_norm: float = 0.0, l2_penalty: float = 0.0) -> Experiment:
    """Of the weight w the loss is w² and the slope 2w."""
    plain = build_experiment([[[weight]]], ["identity"], [[1]], [0], 0.1)
    return replace(plain, max_norm=max_norm, l2_penalty=l2_penalty)


# Schedules


@pytest.mark.parametrize(
    ("schedule", "factors"),
    [
        (Constant(), [1, 1, 1, 1, 1]),
        (StepDecay(factor=0.5, every=2), [1, 1, 0.5, 0.5, 0.25]),
        (ExponentialDecay(factor=0.9), [1, 0.9, 0.81, 0.729, 0.6561]),
    ],
)
def test_the_learning_rate_falls_by_the_schedule(schedule: Schedule, factors: list[float]) -> None:
    """A weight of slope 1: each step is as long as the learning rate."""
    line = build_experiment([[[0.0]]], ["identity"], [[1]], [100], 0.1)
    line = replace(line, loss=LOSSES["mae"], schedule=schedule)
    weights = [walked(line, count).network.parameters[0] for count in range(6)]
    assert np.diff(weights).tolist() == pytest.approx([0.1 * factor for factor in factors])
    assert walked(line, 4).learning_rate == pytest.approx(0.1 * factors[4])


def test_a_rate_that_is_chosen_is_that_of_the_next_step() -> None:
    later = walked(replace(small(), schedule=StepDecay(every=3)), 6)
    assert later.learning_rate == 0.05 / 4
    chosen = later.at_rate(0.02)
    assert (chosen.learning_rate, chosen.optimizer.learning_rate) == (0.02, 0.08)


def test_a_rate_that_has_fallen_to_nothing_moves_nothing() -> None:
    ended = replace(small(), schedule=ExponentialDecay(factor=1e-300), updates=2)
    taken = step(ended)
    assert ended.learning_rate == 0
    assert isinstance(taken, Step)
    assert taken.after.network.parameters.tolist() == ended.network.parameters.tolist()


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"factor": 1.0}, "factor has to be above 0 and below 1, not 1"),
        ({"every": 2.5}, "number of steps has to be a whole number, at least 1, not 2.5"),
        ({"every": 0}, "number of steps has to be a whole number, at least 1, not 0"),
    ],
)
def test_settings_of_a_schedule_are_checked(settings: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says.replace(".", r"\.")):
        StepDecay(**settings)


# Clipping


def test_long_slopes_are_clipped_and_short_ones_left_alone() -> None:
    """Slope 2 at 1, clipped to 0.5: from 1 to 0.95. At 0.1 it is 0.2, and to 0.08."""
    assert walked(one_weight(max_norm=0.5), 1).network.parameters.tolist() == [0.95]
    assert walked(one_weight(0.1, max_norm=0.5), 1).network.parameters.tolist() == [0.08]


def test_clipping_keeps_the_direction_and_leaves_locked_slopes_out() -> None:
    experiment = replace(small(), max_norm=0.1)
    experiment = replace(experiment, network=set_locked(experiment.network, [0, 1], True))
    slopes = evaluate(experiment).gradient
    update = experiment.next_update(slopes)
    assert norm_of(update.slopes[2:]) == pytest.approx(0.1)
    assert (update.slopes / slopes).std() < 1e-12
    assert update.direction[:2].tolist() == [0, 0]


def test_the_norm_of_huge_and_tiny_slopes_is_a_number() -> None:
    assert norm_of(np.array([3e200, -4e200])) == pytest.approx(5e200)
    assert norm_of(np.array([3e-200, 4e-200])) == pytest.approx(5e-200)
    assert norm_of(np.zeros(3)) == norm_of(np.zeros(0)) == 0


# Penalty


def test_weights_cost_and_biases_do_not() -> None:
    experiment = replace(small(), l2_penalty=0.3)
    plain, costly = evaluate(small()), evaluate(experiment)
    network = experiment.network
    squares = sum(float((weights**2).sum()) for weights in network.weights)
    assert costly.loss == pytest.approx(plain.loss + 0.15 * squares)
    assert costly.penalty == pytest.approx(0.15 * squares)
    added = costly.gradient - plain.gradient
    for slopes, weights in zip(network.weights_of(added), network.weights, strict=True):
        assert slopes == pytest.approx(0.3 * weights)
    for biases in network.biases_of(added):
        assert biases is not None
        assert not biases.any()


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_slopes_with_a_penalty_agree_with_central_differences(loss: Loss) -> None:
    experiment = sized_experiment((2, 3, 2), 5, TANH, loss, seed=3)
    experiment = replace(experiment, l2_penalty=0.2)
    look, slopes = loss_with(experiment), evaluate(experiment).gradient
    for at, value in enumerate(experiment.network.parameters.tolist()):
        central = (look(at, value + 1e-6) - look(at, value - 1e-6)) / 2e-6
        assert slopes[at] == pytest.approx(central, rel=1e-5, abs=1e-7)


def test_validation_rows_have_no_part_in_the_penalty() -> None:
    with_rows = replace(small(), validation=small().dataset)
    costly = replace(with_rows, l2_penalty=0.3)
    assert evaluate(costly).validation_loss == evaluate(with_rows).loss
    descent = Descent(costly)
    assert descent.validation_loss == evaluate(with_rows).loss
    assert descent.loss == evaluate(costly).loss


@pytest.mark.parametrize("key", ["max_norm", "l2_penalty"])
@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_what_cannot_be_is_refused(key: str, value: float) -> None:
    with pytest.raises(ValueError, match="has to be at least 0"):
        one_weight(**{key: value})


# All together


def whole(batch_size: int = 0) -> Experiment:
    begun = replace(small(), batch_size=batch_size, l2_penalty=0.05, max_norm=0.8)
    begun = replace(begun, schedule=StepDecay(factor=0.7, every=9))
    return begun.with_optimizer(Momentum(0.05))


@pytest.mark.parametrize("rows", [1, 12])
def test_what_is_explained_of_them_comes_to_what_they_do(rows: int) -> None:
    here = walked(whole(), 3)
    here = replace(here, dataset=here.dataset.only(np.arange(rows)))
    numbers, taken = Quantities(here, evaluate(here)), step(here)
    assert numbers.is_clipped
    assert isinstance(taken, Step)
    assert holds(loss_equation(numbers))
    for parameter in range(here.network.parameters.size):
        equations = (slope_equation(numbers, parameter), *update_equations(numbers, parameter))
        assert all(map(holds, equations))
        assert [equation.name for equation in equations[-3:]] == [
            "clipped slope",
            "velocity",
            "new bias" if numbers.source(parameter) is None else "new weight",
        ]
        assert equations[-1].result.value == taken.after.network.parameters[parameter]


@pytest.mark.parametrize("batch_size", [0, 5])
def test_one_by_one_they_do_the_same(batch_size: int) -> None:
    here = whole(batch_size)
    together = walked(here, 40)
    for _ in range(40):
        taken = step(here)
        assert isinstance(taken, Step)
        here = taken.after
    assert here.state.tobytes() == together.state.tobytes()


def test_60_updates_come_to_what_they_do_in_pytorch() -> None:
    found = walked(whole(), 60).network.parameters[:3].tolist()
    assert found == pytest.approx(PYTORCH, abs=1e-6)


def test_nothing_of_it_is_gradient_descent() -> None:
    plain = replace(small(), optimizer=GradientDescent(0.05), schedule=Constant())
    assert walked(plain, 20).state.tobytes() == walked(small(), 20).state.tobytes()
