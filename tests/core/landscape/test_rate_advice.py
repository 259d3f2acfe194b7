"""Which learning rate goes with an optimizer, on hills where that is known."""

import pytest

from core.landscape.rate_advice import advise_rate, try_rate
from core.nn.network import NodePlace
from core.training.descent import Descent
from core.training.evaluation import evaluate
from core.training.rules.optimizers import Adagrad, Adam, GradientDescent, Momentum
from tests.core.builders import bank, build_experiment

HIDDEN_1 = NodePlace(0, 0)


@pytest.mark.parametrize("rate", [0.01, 0.005, 0.001])
def test_momentum_puts_the_bank_to_sleep_and_a_smaller_rate_does_not(rate: float) -> None:
    experiment = bank().with_optimizer(Momentum(rate))
    advice = advise_rate(experiment)
    assert advice is not None
    assert advice.present.learning_rate == rate
    assert advice.present.asleep == (HIDDEN_1,)
    assert advice.better.learning_rate <= 0.0005
    descent = Descent(bank().with_optimizer(Momentum(advice.better.learning_rate)))
    descent.run(advice.better.steps)
    assert descent.loss == advice.better.loss < 0.01 * 121


def test_the_nearest_rate_that_learns_is_advised() -> None:
    advice = advise_rate(bank().with_optimizer(Momentum(0.01)))
    assert advice is not None
    assert advice.better.learning_rate == 0.0005


@pytest.mark.parametrize("optimizer", [GradientDescent(0.01), Adam(0.01), Momentum(0.0005)])
def test_nothing_is_advised_where_the_present_rate_learns(
    optimizer: GradientDescent | Adam | Momentum,
) -> None:
    assert advise_rate(bank().with_optimizer(optimizer)) is None


def test_a_slow_rule_is_given_a_larger_rate() -> None:
    advice = advise_rate(bank().with_optimizer(Adagrad(0.01)))
    assert advice is not None
    assert advice.present.is_good
    assert advice.better.learning_rate > 0.01


def test_a_refused_step_is_no_good_rate() -> None:
    steep = build_experiment([[[1.0]]], ["identity"], [[1.0]], [3])
    steep = steep.with_optimizer(GradientDescent(1e200))
    trial = try_rate(steep, evaluate(steep), 1e200, 50)
    assert trial.loss == float("inf")
    assert not trial.is_good


def test_where_trials_would_take_long_there_are_none() -> None:
    wide = build_experiment([[[1.0] * 500]], ["identity"], [[1.0] * 500] * 500, [3] * 500)
    assert advise_rate(wide.with_optimizer(Momentum(0.01))) is None
