"""What the steps of a rule are like, against what is known of the rules."""

import numpy as np
import pytest

from core.training.evaluation import evaluate
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import (
    Adagrad,
    Adam,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSProp,
)
from core.training.step_shape import StepShape, step_shape
from tests.core.builders import bank


def shape(optimizer: Optimizer) -> StepShape:
    experiment = bank().with_optimizer(optimizer)
    found = step_shape(experiment, evaluate(experiment).gradient)
    assert found is not None
    return found


def test_gradient_descent_is_the_measure() -> None:
    found = shape(GradientDescent(0.01))
    assert (found.alike, found.shrinks) == (0, False)
    assert found.growth == pytest.approx(1)


@pytest.mark.parametrize(
    ("optimizer", "times"),
    [(Momentum(0.01), 10), (Momentum(0.01, 0.5), 2), (Nesterov(0.01), 10)],
)
def test_a_velocity_grows_to_1_over_1_minus_momentum(optimizer: Optimizer, times: float) -> None:
    assert shape(optimizer).growth == pytest.approx(times)


def test_adam_moves_every_weight_by_the_rate() -> None:
    found = shape(Adam(0.01))
    assert found.alike == pytest.approx(0.01)
    assert not found.shrinks


def test_rmsprop_and_adagrad_move_all_alike_and_later_less() -> None:
    found = shape(RMSProp(0.01))  # slope / √(0.01 × slope²) = 10
    assert found.alike == pytest.approx(0.1)
    assert found.shrinks
    found = shape(Adagrad(0.01))
    assert found.alike == pytest.approx(0.01)
    assert found.shrinks


def test_without_slopes_there_is_nothing_to_measure() -> None:
    assert step_shape(bank().with_optimizer(Adam()), np.zeros(6)) is None
