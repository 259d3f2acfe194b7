import numpy as np
import pytest
from msgspec.structs import replace

from core.landscape import tail
from core.landscape.along_weight import loss_along
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS
from core.nn.arrays import Array
from core.nn.losses import LOSSES
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.gradient_check import loss_with
from tests.core.builders import bank, build_experiment, sized_experiment

VALUES = np.linspace(-3, 3, 25)


def slice_of(experiment: Experiment, parameter: int, values: Array = VALUES) -> Array:
    return loss_along(experiment, evaluate(experiment), parameter, values)


def plain_loop(experiment: Experiment, parameter: int, values: Array = VALUES) -> list[float]:
    loss = loss_with(experiment)
    return [loss(parameter, value) for value in values.tolist()]


def test_the_banks_first_weight_is_flat_below_and_has_its_minimum_at_a_sixth() -> None:
    """Hidden 1 is ReLU(3v + 2): the loss is 25 below −2/3, and (6v − 1)² above."""
    values = np.array([-2, -1, -2 / 3, 0, 1 / 6, 0.68, 2])
    expected = [25, 25, 25, 1, 0, (6 * 0.68 - 1) ** 2, 121]
    assert slice_of(bank(), 0, values).tolist() == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_every_weight_of_every_layer_agrees_with_the_plain_loop(activation: Activation) -> None:
    values = np.linspace(-3, 3, 7)
    for loss in LOSSES.values():
        experiment = sized_experiment((2, 3, 2, 2), 4, activation, loss, biased=True, seed=5)
        for parameter in range(experiment.network.parameters.size):
            expected = pytest.approx(plain_loop(experiment, parameter, values), rel=1e-9, abs=1e-9)
            assert slice_of(experiment, parameter, values).tolist() == expected, loss.key


def test_the_size_of_the_blocks_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    experiment = sized_experiment((3, 4, 4, 1), 6)
    whole = slice_of(experiment, 0)
    monkeypatch.setattr(tail, "BLOCK_BYTES", 1)
    assert slice_of(experiment, 0).tolist() == pytest.approx(whole.tolist(), rel=1e-12)


def test_what_is_too_large_is_infinite_without_a_warning() -> None:
    assert slice_of(bank(), 0, np.array([1e200, 2.0])).tolist() == [np.inf, 121]


def test_where_the_present_is_not_finite_the_rest_is_still_found() -> None:
    experiment = build_experiment([[[1e200]], [[1e200]]], ["relu", "identity"], [[1]], [0])
    values = np.array([0.0, 1e-200, 1e200])
    assert slice_of(experiment, 1, values).tolist() == [0, 1, np.inf]
    assert not evaluate(replace(experiment)).is_finite


@pytest.mark.parametrize("large", [1e8, 1e12, 1e100, 1e155])
@pytest.mark.parametrize("key", ["sigmoid", "tanh"])
def test_a_weight_that_has_grown_very_large_loses_no_digits(key: str, large: float) -> None:
    experiment = build_experiment(
        [[[large], [0.5]], [[large, 1.0]]], [key, "sigmoid"], [[1.0], [2.0]], [0.0, 1.0]
    )
    values = np.array([large, -large, 0.0, 0.3, 1.0])
    for parameter in range(4):
        found = slice_of(experiment, parameter, values)
        np.testing.assert_allclose(found, plain_loop(experiment, parameter, values), rtol=1e-12)
