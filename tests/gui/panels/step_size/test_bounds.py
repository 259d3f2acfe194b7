import numpy as np
import pytest

from core.landscape.step_size import step_sizes
from core.opening.starters import open_starter
from core.training.evaluation import evaluate
from gui.panels.step_size.bounds import Bound, bound_places, bounds_of

EDGE, INNER = Bound(0.8, True), Bound(0.1, False)


def test_the_edge_of_divergence_is_twice_the_best_step_on_a_parabola() -> None:
    # loss(w) = mean of (x w − y)², so a step of any size r multiplies the distance from the bottom
    # by 1 − 2 r mean x²: the best rate makes that 0, and beyond twice the best rate it grows.
    experiment = open_starter("single_weight").experiment
    curvature = 2 * float(np.mean(np.square(experiment.dataset.inputs[0])))
    sizes = step_sizes(experiment, evaluate(experiment), np.geomspace(1e-3, 10, 181))
    edges = [bound for bound in bounds_of(sizes) if bound.diverges]
    assert [bound.rate for bound in edges] == [pytest.approx(2 / curvature, rel=1e-4)]
    assert [bound.diverges for bound in bounds_of(sizes)].count(True) == 1


def test_a_number_stands_over_its_line() -> None:
    assert bound_places([(INNER, 100.0, 40.0)], 0.0, 200.0) == [80.0]


@pytest.mark.parametrize(("x", "begin"), [(5.0, 0.0), (195.0, 160.0)])
def test_at_the_ends_it_stays_in_the_row(x: float, begin: float) -> None:
    assert bound_places([(INNER, x, 40.0)], 0.0, 200.0) == [begin]


def test_two_that_are_close_stand_on_either_side() -> None:
    first, second = bound_places([(INNER, 100.0, 40.0), (EDGE, 108.0, 40.0)], 0.0, 200.0)
    assert second == 88.0, "the edge of divergence stands over its line"
    assert first is not None
    assert first + 40.0 < second


def test_neighbours_are_never_read_as_one_number() -> None:
    close = [(INNER, 100.0, 40.0), (EDGE, 141.0, 40.0), (INNER, 182.0, 40.0)]
    begins = [place for place in bound_places(close, 0.0, 400.0) if place is not None]
    assert len(begins) == 3
    assert min(np.diff(begins)) >= 40.0 + 8.0


def test_where_there_is_no_room_the_edge_of_divergence_is_kept() -> None:
    crowd = [(INNER, 20.0, 40.0), (EDGE, 22.0, 40.0), (INNER, 24.0, 40.0)]
    assert bound_places(crowd, 0.0, 50.0) == [None, 2.0, None]


def test_numbers_stand_in_the_order_of_their_lines() -> None:
    close = [(INNER, 99.0, 60.0), (INNER, 100.0, 40.0), (EDGE, 101.0, 40.0)]
    places = bound_places(close, 0.0, 400.0)
    assert places[0] is None, "there is no room for it at the left of the others"
    begins = [place for place in places if place is not None]
    assert begins == sorted(begins)
    assert len(begins) == 2
