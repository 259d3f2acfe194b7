"""R² and accuracy, against arithmetic by hand."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.nn.activations import IDENTITY
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network import Layer, assemble
from core.training.ends.fit_quality import Measure, fit_quality, r_squared
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent


def line(weight: float, targets: list[float]) -> Experiment:
    """Prediction = weight × input, for inputs 1, 2, 3."""
    network = assemble(["x"], [Layer(("",), IDENTITY)], [[[weight]]])
    rows = from_rows([[1.0], [2.0], [3.0]], targets)
    return Experiment(network, rows, MEAN_SQUARED_ERROR, GradientDescent(0.01))


def test_r_squared_is_one_less_the_part_of_the_spread_that_is_left() -> None:
    # targets 1 2 6: mean 3, spread 4 + 1 + 9 = 14; predictions 1 2 3: left 9
    found = fit_quality(line(1.0, [1.0, 2.0, 6.0]))
    assert (found.measure, found.aside) == (Measure.R_SQUARED, None)
    assert found.learnt == pytest.approx(1 - 9 / 14, abs=1e-15)
    assert fit_quality(line(2.0, [2.0, 4.0, 6.0])).learnt == 1.0


def test_the_mean_of_the_targets_comes_to_0_and_worse_to_less() -> None:
    targets = np.array([[1.0, 2.0, 6.0]])
    assert r_squared(np.full((1, 3), 3.0), targets) == 0.0
    worse = r_squared(np.full((1, 3), 9.0), targets)
    assert worse is not None
    assert worse < 0


def test_several_outputs_count_alike_whatever_their_size() -> None:
    targets = np.array([[1.0, 2.0, 6.0], [1000.0, 2000.0, 6000.0]])
    predictions = np.array([[1.0, 2.0, 3.0], [1000.0, 2000.0, 6000.0]])
    assert r_squared(predictions, targets) == pytest.approx((1 - 9 / 14 + 1) / 2)


def test_targets_that_are_all_alike_have_none() -> None:
    assert fit_quality(line(1.0, [2.0, 2.0, 2.0])).learnt is None
    assert r_squared(np.array([[np.inf, 1.0]]), np.array([[1.0, 2.0]])) is None


def test_rows_set_aside_are_measured_by_their_own_mean() -> None:
    held_out = from_rows([[1.0], [3.0]], [2.0, 4.0])  # mean 3, spread 2; left 1 + 1
    experiment = replace(line(1.0, [1.0, 2.0, 6.0]), validation=held_out)
    assert fit_quality(experiment).aside == pytest.approx(0.0)
