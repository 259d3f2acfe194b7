from dataclasses import replace

import numpy as np
import pytest

from core.activations import LEAKY_RELU
from core.diagnosis import Sleep, divergence, nodes_that, sleep, standstill
from core.evaluation import evaluate
from core.experiment import Experiment
from core.network import NodePlace
from core.network_edits import set_activation, set_locked, set_parameters
from tests.core.builders import bank, build_experiment, sized_experiment


def with_parameters(experiment: Experiment, *values: float) -> Experiment:
    return replace(experiment, network=experiment.network.with_parameters(values))


def still(experiment: Experiment) -> str | None:
    return standstill(experiment, evaluate(experiment))


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


def test_numbers_too_large_are_told() -> None:
    assert divergence(evaluate(bank())) is None
    huge = build_experiment([[[1e200]]], ["identity"], [[1e200]], [0])
    assert divergence(evaluate(huge)) == "the loss is too large to be a number"
    assert still(huge) is None


def test_a_slope_can_be_too_large_while_the_loss_is_not() -> None:
    steep = build_experiment([[[1e-160]]], ["identity"], [[1e308]], [0])
    found = evaluate(steep)
    assert found.loss == pytest.approx(1e296)
    assert divergence(found) == "a slope is too large to be a number"


def test_steps_below_the_last_digit_change_nothing() -> None:
    """2 − 1e−20 is 2 in float64, although the slope is not 0."""
    still = standstill(bank(1e-30), evaluate(bank(1e-30)))
    assert still == ("the steps are too small to change any weight; further steps change nothing")
    assert standstill(bank(1e-3), evaluate(bank(1e-3))) is None
