import math

import numpy as np
import pytest

from gui.panels.hill.plane.plane_range import usual_spans
from gui.panels.hill.plane.plane_view import loss_range
from gui.panels.hill.plane.walked import walked
from gui.session import Session


def test_a_linear_range_shows_all_but_a_wall() -> None:
    losses = np.array([[4.0, 1e6], [10.0, 20.0]])
    found = loss_range(losses, (10.0, 5.0), logarithmic=False)
    assert found.scale.loss(found.low) == pytest.approx(4)
    assert found.scale.loss(found.high) == pytest.approx(40)


def test_a_logarithmic_range_reaches_down_to_the_smallest_loss() -> None:
    found = loss_range(np.array([[1e-4, 2.0]]), (1.0, 0.5), logarithmic=True)
    assert (found.low, found.high) == pytest.approx((-4, math.log10(2)))


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("value", [0.0, 25.0, np.nan, np.inf])
def test_flat_or_empty_ground_has_a_range_all_the_same(value: float, logarithmic: bool) -> None:
    found = loss_range(np.full((3, 3), value), (value, value), logarithmic=logarithmic)
    assert found.high > found.low
    assert np.isfinite([found.low, found.high]).all()


def test_the_usual_view_holds_ball_step_and_path() -> None:
    path = np.array([[-3.0, 0.0], [0.0, 5.0]])
    (left, right), (bottom, top) = usual_spans(np.array([0.0, 5.0]), np.array([1.0, 4.0]), path)
    assert left < -3
    assert right > 1
    assert bottom < 0
    assert top > 5


def test_the_path_is_what_was_walked(bank: Session) -> None:
    start = bank.document.experiment.network.parameters
    for count in (3, 2):
        bank.step(count)
        bank.finish_run()
    path = walked(bank.history)
    assert path.shape == (6, start.size)
    assert path[0].tolist() == start.tolist()
    assert path[-1].tolist() == bank.document.experiment.network.parameters.tolist()
    bank.back()
    assert len(walked(bank.history)) == 5


def test_a_long_path_is_thinned_evenly(bank: Session) -> None:
    bank.step(1000)
    bank.finish_run()
    assert 50 <= len(walked(bank.history, most=100)) <= 101
