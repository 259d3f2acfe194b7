"""Targets 10 and 30 have the mean 20 and the deviation 10: scaled, they are −1 and 1."""

import pytest
from msgspec.structs import replace

from core.cli.report import descend_and_report
from core.data.dataset import Dataset, from_rows
from core.data.scaling import UNSCALED, Scale, Scaling, fit
from core.nn.loss import Loss
from core.nn.losses import (
    HALF_MEAN_SQUARED_ERROR,
    HUBER,
    MEAN_ABSOLUTE_ERROR,
    MEAN_SQUARED_ERROR,
    SUM_OF_SQUARED_ERRORS,
)
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.original_units import own_figures
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import build_network

HALF = build_network([[[0.5]]], ["identity"])


def scaled(targets: list[list[float]], inputs: tuple[float, float] = (-1, 1)) -> Dataset:
    rows = from_rows([[value] for value in inputs], targets)
    return rows.scaled(UNSCALED, fit(Scale.STANDARD, rows.own_targets))


def half_right(loss: Loss = MEAN_SQUARED_ERROR) -> Experiment:
    """The predictions −0.5 and 0.5 are off by 0.5 and −0.5, that is by 5 and −5."""
    return Experiment(HALF, scaled([[10], [30]]), loss, GradientDescent(0.1))


@pytest.mark.parametrize(
    ("loss", "seen", "own", "alike"),
    [
        (MEAN_SQUARED_ERROR, 0.25, 25, True),
        (HALF_MEAN_SQUARED_ERROR, 0.125, 12.5, True),
        (SUM_OF_SQUARED_ERRORS, 0.5, 50, True),
        (MEAN_ABSOLUTE_ERROR, 0.5, 5, True),
        (HUBER, 0.125, 4.5, False),
    ],
)
def test_a_loss_in_own_units_is_like_the_scaled_one_where_only_a_factor_lies_between(
    loss: Loss, seen: float, own: float, alike: bool
) -> None:
    experiment = half_right(loss)
    evaluation = evaluate(experiment)
    found = own_figures(experiment, evaluation)
    assert evaluation.loss == seen
    assert found is not None
    assert found.loss == own
    assert found.is_alike is alike
    assert found.misses == (5,)


def test_several_targets_have_each_its_own_typical_miss() -> None:
    """The second target is a hundred times the first."""
    network = build_network([[[0.5], [0.5]]], ["identity"])
    dataset = scaled([[10, 1000], [30, 3000]])
    experiment = Experiment(network, dataset, MEAN_SQUARED_ERROR, GradientDescent(0.1))
    found = own_figures(experiment, evaluate(experiment))
    assert found is not None
    assert not found.is_alike  # squares of different units have no mean
    assert found.misses == (5, 500)


@pytest.mark.parametrize("unit", [1e200, 1e-200])
def test_a_typical_miss_is_told_where_its_square_is_no_number(unit: float) -> None:
    """The predictions −0.5 and 0.5 are off by 0.5 and −0.5 times the unit."""
    rows = from_rows([[-1], [1]], [[-unit], [unit]])
    scaling = Scaling(Scale.STANDARD, (0,), (unit,))
    experiment = replace(half_right(), dataset=rows.scaled(UNSCALED, scaling))
    found = own_figures(experiment, evaluate(experiment))
    assert found is not None
    assert found.misses == (unit / 2,)


def test_without_scaled_targets_there_are_no_other_units() -> None:
    experiment = Experiment(
        HALF, from_rows([[1]], [[10]]), MEAN_SQUARED_ERROR, GradientDescent(0.1)
    )
    assert own_figures(experiment, evaluate(experiment)) is None
    assert "own_units" not in descend_and_report(experiment, 0)[0]


def test_the_report_tells_errors_and_the_typical_miss_too() -> None:
    assert descend_and_report(half_right(), 0)[0]["own_units"] == {
        "loss": 25,
        "typical_miss": 5,
        "targets": [10, 30],
        "predictions": [15, 25],
        "errors": [5, -5],
    }


def test_rows_set_aside_have_their_own_figures_in_the_report() -> None:
    """Fitted on the rows learnt from; 40 is 2 there, and 0.5 is off by −1.5, that is by −15."""
    experiment = half_right()
    held_out = from_rows([[1]], [[40]]).scaled(UNSCALED, experiment.dataset.target_scaling)
    apart = Experiment(
        HALF, experiment.dataset, MEAN_SQUARED_ERROR, GradientDescent(0.1), validation=held_out
    )
    report = descend_and_report(apart, 0)[0]
    assert report["validation_loss"] == 2.25
    assert report["own_units"]["validation_loss"] == 225
    assert report["own_units"]["validation_typical_miss"] == 15
