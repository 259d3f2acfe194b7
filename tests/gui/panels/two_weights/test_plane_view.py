import math

import numpy as np
import pytest

from core.history.moments import Moment
from core.landscape.planes import PlaneLosses, of_two_weights, steepest_two
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import FIRST_STEPS, open_starter
from core.training.descent import Descent
from core.training.evaluation import evaluate
from core.training.trace import Trace
from gui.panels.two_weights.plane.descent_path import descent_path
from gui.panels.two_weights.plane.plane_range import COARSE, usual_spans
from gui.panels.two_weights.plane.plane_view import loss_range, stand_on, told_apart
from gui.session.session import Session
from gui.session.snapshot import Present


def test_a_linear_range_shows_all_but_a_wall() -> None:
    losses = np.array([[4.0, 1e6], [10.0, 20.0]])
    found = loss_range(losses, (10.0, 5.0), logarithmic=False)
    assert found.scale.loss(found.low) == pytest.approx(4)
    assert found.scale.loss(found.high) == pytest.approx(40)


@pytest.mark.parametrize("logarithmic", [False, True])
def test_losses_near_the_largest_number_have_a_range(logarithmic: bool) -> None:
    found = loss_range(
        np.array([1e307, 1e308, 1.5e308, math.inf]), (1e308,), logarithmic=logarithmic
    )
    assert math.isfinite(found.low)
    assert found.low < found.high < math.inf
    two = loss_range(np.array([1.2e308, 1.6e308]), (math.inf,), logarithmic=logarithmic)
    assert two.low < two.high < math.inf


def test_a_logarithmic_range_reaches_down_to_the_smallest_loss() -> None:
    found = loss_range(np.array([[1e-4, 2.0]]), (1.0, 0.5), logarithmic=True)
    assert (found.low, found.high) == pytest.approx((-4, math.log10(2)))


def test_losses_of_0_have_the_colour_of_the_lowest_on_a_logarithmic_scale() -> None:
    found = loss_range(np.array([[0.0, 1e-30, 8.0]]), (1.0, 0.0), logarithmic=True)
    heights = found.scale.place(np.array([0.0, 8.0]))
    assert heights.tolist() == pytest.approx([found.low, math.log10(8)])
    assert found.low > math.log10(8) - 7, "what is nearly 0 does not take all colours"


@pytest.mark.parametrize("ways", [(1.0, 0.37), (0.6, -0.8), (0.02, 1.0), (1.0, 0.93)])
@pytest.mark.parametrize("power", [1, 2])
def test_the_floor_of_a_valley_is_as_even_as_the_valley_on_a_logarithmic_scale(
    ways: tuple[float, float], power: int
) -> None:
    """A straight valley |d|ᵖ, which runs between the points: raw, they lie at any depth."""
    x, y = np.meshgrid(np.linspace(-1, 1, 51), np.linspace(-1, 1, 51), indexing="ij")
    losses = np.abs(ways[0] * x + ways[1] * y + 0.0037) ** power
    crossing = 0 if ways[0] >= abs(ways[1]) else 1

    def unevenness(heights: np.ndarray) -> float:
        deepest = np.log10(heights.min(axis=crossing))
        there = np.abs(ways[1 - crossing] * np.linspace(-1, 1, 51)) < 0.9 * abs(ways[crossing])
        return float(np.ptp(deepest[there]))

    assert unevenness(told_apart(losses)) < 0.3 * power < unevenness(losses)


def test_away_from_the_floor_losses_are_as_they_are() -> None:
    x, y = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(-1, 1, 21), indexing="ij")
    losses = (x - 0.5 * y) ** 2
    away = np.abs(x - 0.5 * y) > 0.11  # a little more than from point to point
    np.testing.assert_array_equal(told_apart(losses)[away], losses[away])
    assert (told_apart(losses) >= losses).all()
    bowl = 1.0 + x**2 + y**2
    np.testing.assert_array_equal(told_apart(bowl), bowl)
    wall = np.array([[0.0, 1.0, math.inf], [1.0, math.nan, 1e308], [0.0, 1e308, 1.7e308]])
    np.testing.assert_array_equal(np.isfinite(told_apart(wall)), np.isfinite(wall))


DOCUMENTS = [
    *(open_starter(starter.key) for starter in FIRST_STEPS if starter.key != "single_weight"),
    *(open_sample(sample) for sample in SAMPLES),
]


@pytest.mark.parametrize("steps", [0, 20, 500])
def test_the_view_shows_a_hill_with_ball_and_step_on_it(steps: int) -> None:
    for document in DOCUMENTS:
        begun = document.experiment
        descent = Descent(begun)
        trace = Trace(begun.network.parameters, descent.loss, memory=begun.memory)
        if steps:
            descent.run(steps, trace)
        experiment = descent.experiment
        evaluation = evaluate(experiment)
        present = Present(document.with_experiment(experiment), evaluation, Moment(0, steps))
        plane = of_two_weights(experiment, steepest_two(experiment, evaluation))
        here, after, loss_after, _ = stand_on(present, plane)
        assert after is not None
        spans = usual_spans(here, after, plane.coordinates(trace.parameters()))
        for (low, high), at, then in zip(spans, here, after, strict=True):
            assert low < at < high
            assert low <= then <= high or abs(then - at) > high - low
        xs, ys = (np.linspace(*span, COARSE) for span in spans)
        losses = PlaneLosses(experiment, evaluation, plane).losses(xs, ys)
        for logarithmic in (False, True):
            found = loss_range(losses, (evaluation.loss, loss_after), logarithmic=logarithmic)
            heights = np.clip(found.scale.place(losses), found.low, found.high)
            low, high = np.nanquantile(heights, [0.1, 0.9])
            assert high - low > 0.1 * (found.high - found.low), "one colour all over"


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
    path = descent_path(bank.history)
    assert path.shape == (6, start.size)
    assert path[0].tolist() == start.tolist()
    assert path[-1].tolist() == bank.document.experiment.network.parameters.tolist()
    bank.back()
    assert len(descent_path(bank.history)) == 5


def test_a_long_path_is_thinned_evenly(bank: Session) -> None:
    bank.step(1000)
    bank.finish_run()
    assert 50 <= len(descent_path(bank.history, most=100)) <= 101
