import math

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.nn.activations import LEAKY_RELU
from core.nn.network import NodePlace
from core.nn.network_edits import set_activation, set_locked, set_parameters
from core.training.diagnosis import Sleep, nodes_that, sleep, standstill
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent, Momentum
from tests.core.builders import bank, build_experiment, sized_experiment


def with_parameters(experiment: Experiment, *values: float) -> Experiment:
    return replace(experiment, network=experiment.network.with_parameters(values))


def still(experiment: Experiment) -> str | None:
    found = standstill(experiment, evaluate(experiment))
    return None if found is None else found.text


def two_rows(first_weight: float) -> Experiment:
    return build_experiment([[[first_weight]], [[1]]], ["relu", "identity"], [[1], [-1]], [5, 5])


def test_hidden_2_of_the_bank_network_is_on_the_corner_not_asleep() -> None:
    experiment = bank()
    found = evaluate(experiment)
    assert sleep(experiment.network, found, NodePlace(0, 0)) is Sleep.AWAKE
    assert sleep(experiment.network, found, NodePlace(0, 1)) is Sleep.ON_THE_CORNER
    assert nodes_that(Sleep.ON_THE_CORNER, experiment.network, found) == [NodePlace(0, 1)]
    assert nodes_that(Sleep.ASLEEP, experiment.network, found) == []


def test_a_node_that_is_awake_for_one_row_is_awake() -> None:
    experiment = two_rows(0.5)
    assert sleep(experiment.network, evaluate(experiment), NodePlace(0, 0)) is Sleep.AWAKE


def test_a_node_is_asleep_when_it_is_below_the_corner_for_every_row() -> None:
    experiment = with_parameters(bank(), -1, -1, 0, 0, 2, 2)
    found = evaluate(experiment)
    assert sleep(experiment.network, found, NodePlace(0, 0)) is Sleep.ASLEEP


def test_other_activations_never_sleep() -> None:
    experiment = with_parameters(bank(), -1, -1, 0, 0, 2, 2)
    network = set_activation(experiment.network, 0, LEAKY_RELU)
    leaky = replace(experiment, network=network)
    assert sleep(network, evaluate(leaky), NodePlace(0, 0)) is Sleep.AWAKE
    assert still(leaky) is None


def test_where_there_are_slopes_nothing_stands_still() -> None:
    assert still(bank()) is None


def test_standing_still_names_the_node_that_is_asleep() -> None:
    asleep = with_parameters(bank(), -1, -1, 0, 0, 2, 2)
    assert still(asleep) == "hidden 1 is asleep; further steps change nothing"


def test_in_batches_a_node_that_is_asleep_for_all_rows_stands_still_too() -> None:
    rows = build_experiment([[[-1]], [[1]]], ["relu", "identity"], [[1], [2]], [5, 5])
    said = "hidden 1 is asleep; further steps change nothing"
    assert still(replace(rows, batch_size=1)) == said
    assert still(replace(two_rows(-1), batch_size=1)) is None


def test_standing_still_names_the_nodes_on_the_corner() -> None:
    corner = with_parameters(bank(), 0, 0, 0, 0, 2, 2)
    expected = "hidden 1 and hidden 2 are on the corner; further steps change nothing"
    assert still(corner) == expected


def test_many_sleeping_nodes_are_counted() -> None:
    experiment = sized_experiment((1, 5, 1), 2, biased=False)
    inputs = tuple(np.abs(column) for column in experiment.dataset.inputs)
    experiment = replace(experiment, dataset=replace(experiment.dataset, own_inputs=inputs))
    network = set_parameters(experiment.network, range(5), -1.0)
    assert still(replace(experiment, network=network)) == (
        "5 nodes are asleep; further steps change nothing"
    )


def test_no_error_left_is_said_and_a_flat_place_is_never_called_the_bottom() -> None:
    perfect = with_parameters(bank(), 2.5 / 6, 2.5 / 4, 0, 0, 2, 2)
    assert still(perfect) == "no error is left; further steps change nothing"
    balanced = build_experiment([[[0]]], ["identity"], [[1], [1]], [-1, 1])
    assert still(balanced) == "every slope is 0 here; further steps change nothing"


def test_locks_can_make_it_stand_still() -> None:
    experiment = bank()
    locked = replace(experiment, network=set_locked(experiment.network, [0, 1, 4], True))
    assert still(locked) == "every weight with a slope is locked; further steps change nothing"
    partly = replace(experiment, network=set_locked(experiment.network, [0, 1], True))
    assert still(partly) is None


def test_numbers_too_large_are_no_standstill() -> None:
    huge = build_experiment([[[1e200]]], ["identity"], [[1e200]], [0])
    assert standstill(huge, evaluate(huge)) is None


def test_steps_below_the_last_digit_change_nothing() -> None:
    """2 − 1e−20 is 2 in float64, although the slope is not 0."""
    found = standstill(bank(1e-30), evaluate(bank(1e-30)))
    assert found is not None
    assert found.text == (
        "the steps are too small to change any weight; further steps change nothing"
    )
    assert found.is_trouble
    assert still(bank(1e-3)) is None


def at_the_mean(weight: float, rate: float = 0.1) -> Experiment:
    """ŷ = w·x with x = 1 twice; the targets 0.1 and 0.7 have the mean 0.4."""
    return build_experiment([[[weight]]], ["identity"], [[1], [1]], [0.1, 0.7], rate)


def test_the_bottom_of_a_valley_is_no_trouble() -> None:
    """Half a rounding step away from the mean, the slope is about 1e−16 and not 0."""
    for weight in (0.4, np.nextafter(0.4, 1), np.nextafter(0.4, 0)):
        experiment = at_the_mean(float(weight))
        found = standstill(experiment, evaluate(experiment))
        assert found is not None
        assert not found.is_trouble


def test_rows_that_cancel_out_do_not_stand_still_in_batches() -> None:
    """All rows together have no slope at their mean, but each alone has."""
    flat = build_experiment([[[0.0]]], ["identity"], [[1], [1]], [-1, 1], 0.1)
    assert still(flat) == "every slope is 0 here; further steps change nothing"
    assert still(replace(flat, batch_size=1)) is None


def test_a_batch_without_a_slope_is_not_the_end() -> None:
    """The row that wants 0 has no error at w = 0; the other one has."""
    experiment = build_experiment([[[0.0]]], ["identity"], [[1], [1]], [0, 4], 0.1)
    for updates in (0, 1):
        assert still(replace(experiment, batch_size=1, updates=updates)) is None


def test_a_node_is_blamed_only_where_it_blocks_the_way() -> None:
    """Hidden 1 is asleep, but it is hidden 2 that predicts, and its errors cancel out."""
    experiment = build_experiment(
        [[[-1.0], [1.0]], [[1.0, 0.0]]], ["relu", "identity"], [[1], [1]], [-1, 1]
    )
    assert still(experiment) == "every slope is 0 here; further steps change nothing"


def test_no_error_is_left_only_in_the_rows_learnt_from() -> None:
    """Two of the rows fit, one set aside does not."""
    perfect = build_experiment([[[2.0]]], ["identity"], [[1], [2]], [2, 4])
    assert still(replace(perfect, validation=from_rows([[1]], [9]))) == (
        "no error is left in the rows learnt from; further steps change nothing"
    )


@pytest.mark.parametrize(
    ("nodes", "who"),
    [(1, "hidden 1 is"), (3, "hidden 1 and hidden 2 and hidden 3 are"), (4, "4 nodes are")],
)
def test_up_to_three_sleeping_nodes_are_named(nodes: int, who: str) -> None:
    asleep = build_experiment(
        [[[-1.0]] * nodes, [[1.0] * nodes]], ["relu", "identity"], [[1], [2]], [5, 5]
    )
    assert still(asleep) == f"{who} asleep; further steps change nothing"


@pytest.mark.parametrize(("key", "steepest"), [("sigmoid", 0.25), ("tanh", 1.0)])
def test_below_a_hundredth_of_its_steepest_slope_in_every_row_a_node_is_saturated(
    key: str, steepest: float
) -> None:
    def state(*rows: float) -> Sleep:
        inputs = [[value] for value in rows]
        experiment = build_experiment([[[1.0]]], [key], inputs, [0.0] * len(rows))
        assert evaluate(experiment).activation_slopes[0].max() <= steepest
        return sleep(experiment.network, evaluate(experiment), NodePlace(0, 0))

    edge = 2 * math.acosh(10) if key == "sigmoid" else math.acosh(10)  # slope = top / cosh²
    assert state(edge + 1e-6) is Sleep.SATURATED
    assert state(edge - 1e-6) is Sleep.AWAKE
    assert state(-edge - 1e-6, edge + 1) is Sleep.SATURATED
    assert state(edge + 1, 0.0) is Sleep.AWAKE


def test_a_velocity_that_still_grows_is_no_standstill() -> None:
    """At weight 1 and rate 1, a step below 1.1e−16 is lost; ten times as much is not."""
    experiment = build_experiment([[[1.0]]], ["identity"], [[1.0]], [1 - 2e-17])
    tiny = replace(experiment, dataset=from_rows([[3e-17]], [[0.0]]))
    for optimizer, still in ((GradientDescent(1.0), True), (Momentum(1.0), True)):
        found = standstill(tiny.with_optimizer(optimizer), evaluate(tiny))
        assert (found is not None) is still
