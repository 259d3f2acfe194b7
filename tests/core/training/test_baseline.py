"""What always guessing the same comes to, against arithmetic by hand."""

import math

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.data.scaling import UNSCALED, Scale, fit
from core.nn.activations import IDENTITY
from core.nn.loss import Loss
from core.nn.losses import (
    HUBER,
    LOG_COSH,
    LOSSES,
    MEAN_ABSOLUTE_ERROR,
    MEAN_SQUARED_ERROR,
    SUM_OF_SQUARED_ERRORS,
)
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS
from core.nn.network import Layer, assemble
from core.training.ends.baseline import Baseline, Guess, baseline
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import build_network

REGRESSION = [loss for loss in LOSSES.values() if not loss.is_from_logits]
TARGETS = [1.0, 2.0, 6.0, 11.0]


def experiment(targets: list[list[float]], loss: Loss) -> Experiment:
    outputs = len(targets[0])
    layer = Layer(("",) * outputs, loss.output_activation or IDENTITY, biased=False)
    network = assemble([""], [layer], [np.zeros((outputs, 1))])
    rows = from_rows([[0.0]] * len(targets), targets)
    return Experiment(network, rows, loss, GradientDescent(0.1))


def found(targets: list[list[float]], loss: Loss) -> Baseline:
    guess = baseline(experiment(targets, loss))
    assert guess is not None
    return guess


def column(values: list[float]) -> list[list[float]]:
    return [[value] for value in values]


def test_of_squared_errors_the_mean_is_guessed() -> None:
    guess = found(column(TARGETS), MEAN_SQUARED_ERROR)
    assert (guess.guess, guess.values) == (Guess.MEAN, (5.0,))
    assert guess.learnt.loss == (16 + 9 + 1 + 36) / 4
    assert found(column(TARGETS), SUM_OF_SQUARED_ERRORS).learnt.loss == 62
    assert guess.learnt.own_loss is None
    assert guess.learnt.accuracy is None
    assert guess.aside is None


def test_of_absolute_errors_the_median_is_guessed() -> None:
    guess = found(column(TARGETS), MEAN_ABSOLUTE_ERROR)
    assert (guess.guess, guess.values) == (Guess.MEDIAN, (4.0,))
    assert guess.learnt.loss == (3 + 2 + 2 + 7) / 4


@pytest.mark.parametrize("loss", [HUBER, LOG_COSH])
def test_of_other_losses_it_is_their_own_best_number(loss: Loss) -> None:
    guess = found(column([0.0, 0.5, 30.0]), loss)
    assert guess.guess is Guess.BEST
    if loss is HUBER:  # slopes: x and x − 0.5 for the near ones, −1 for the far one
        assert guess.values[0] == pytest.approx(0.75, abs=1e-12)


@pytest.mark.parametrize("loss", REGRESSION)
def test_no_other_number_does_better_on_the_rows_learnt_from(loss: Loss) -> None:
    targets = column([-1.0, 0.25, 0.5, 3.0, 40.0])
    guess = found(targets, loss)
    for number in (*np.linspace(-1, 40, 400), guess.values[0] + 1e-6, guess.values[0] - 1e-6):
        rows = from_rows([[1.0]] * len(targets), targets)
        constant = build_network([[[float(number)]]], ["identity"])
        other = evaluate(Experiment(constant, rows, loss, GradientDescent(0.1))).loss
        assert other >= guess.learnt.loss * (1 - 1e-12)


def test_of_the_titanic_it_is_right_for_the_549_of_891_who_died() -> None:
    guess = found(column([0.0] * 549 + [1.0] * 342), LOG_LOSS)
    share = 342 / 891
    assert guess.guess is Guess.SHARES
    assert guess.learnt.accuracy == pytest.approx(0.616, abs=5e-4)
    surprise = -share * math.log(share) - (1 - share) * math.log(1 - share)
    assert guess.learnt.loss == pytest.approx(surprise, abs=1e-12)
    assert guess.learnt.loss == pytest.approx(0.666, abs=5e-4)


def test_of_several_classes_it_is_each_ones_share() -> None:
    rows = [[1.0, 0, 0]] * 2 + [[0, 1.0, 0]] * 5 + [[0, 0, 1.0]]
    guess = found(rows, CROSS_ENTROPY)
    assert guess.values == (2 / 8, 5 / 8, 1 / 8)
    assert guess.learnt.accuracy == 5 / 8
    surprise = -sum(share * math.log(share) for share in guess.values)
    assert guess.learnt.loss == pytest.approx(surprise, abs=1e-12)


def test_several_targets_have_each_its_own_mean() -> None:
    guess = found([[1.0, 10.0], [3.0, 30.0]], MEAN_SQUARED_ERROR)
    assert guess.values == (2.0, 20.0)
    assert guess.learnt.loss == (1 + 1 + 100 + 100) / 4


def test_rows_set_aside_are_guessed_from_the_rows_learnt_from() -> None:
    aside = from_rows([[0.0], [0.0]], [[5.0], [9.0]])
    begun = replace(experiment(column(TARGETS), MEAN_SQUARED_ERROR), validation=aside)
    guess = baseline(begun)
    assert guess is not None
    assert guess.aside is not None
    assert guess.aside.loss == (0 + 16) / 2


def test_a_class_that_was_never_learnt_from_is_a_great_surprise_but_a_number() -> None:
    begun = experiment([[1.0, 0, 0], [0, 1.0, 0]], CROSS_ENTROPY)
    guess = baseline(replace(begun, validation=from_rows([[0.0]], [[0, 0, 1.0]])))
    assert guess is not None
    assert guess.aside is not None
    assert 100 < guess.aside.loss < math.inf
    assert guess.aside.accuracy == 0


def test_scaled_targets_have_it_in_both_units() -> None:
    begun = experiment(column(TARGETS), MEAN_SQUARED_ERROR)
    rows = begun.dataset
    scaled = rows.scaled(UNSCALED, fit(Scale.STANDARD, rows.own_targets))
    guess = baseline(replace(begun, dataset=scaled))
    assert guess is not None
    assert guess.learnt.loss == pytest.approx(1, abs=1e-12)  # a standard target's variance
    assert guess.learnt.own_loss == pytest.approx(62 / 4, rel=1e-12)


@pytest.mark.parametrize("loss", [MEAN_SQUARED_ERROR, HUBER, LOG_LOSS])
def test_where_all_targets_are_alike_there_is_nothing_to_guess(loss: Loss) -> None:
    assert baseline(experiment(column([1.0, 1.0]), loss)) is None
