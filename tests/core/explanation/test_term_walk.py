"""Walking through a sum term by term: where it stops, and what it comes to."""

import numpy as np
import pytest

from core.explanation.forward import partial_sum_equations
from core.explanation.quantities import Quantities
from core.explanation.walking.term_walk import (
    MOST_STOPS,
    latest_parameter,
    stops,
    with_next_term,
    without_latest_term,
)
from core.explanation.walking.walkthrough import Adding, Phase, Walkthrough, beats, end_of
from core.nn.network import NodePlace, Place
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import sized_experiment

NODE, BIAS = NodePlace(0, 1), Place(0, 1, None)


def totals(experiment: Experiment, node: NodePlace) -> list[float]:
    numbers = Quantities(experiment, evaluate(experiment))
    return [
        partial_sum_equations(numbers, Adding(node, terms), 0)[0].result.value
        for terms in stops(experiment.network, node)
    ]


def test_the_totals_are_those_of_a_hand_and_end_with_the_sum_to_the_last_bit() -> None:
    experiment = sized_experiment((4, 3, 1), 3)
    values = [float(column[0]) for column in experiment.dataset.inputs]
    weights = experiment.network.weights[0][NODE.node]
    bias = experiment.network.biases[0]
    assert bias is not None
    by_hand = np.cumsum([*(values * weights), bias[NODE.node]])
    found = totals(experiment, NODE)
    assert found == pytest.approx(by_hand.tolist(), rel=1e-14)
    assert found[-1] == evaluate(experiment).preactivations[0][NODE.node, 0]


def test_the_bias_is_the_last_term() -> None:
    network = sized_experiment((4, 3, 1), 3).network
    assert stops(network, NODE) == (1, 2, 3, 4, 5)
    assert latest_parameter(network, Adding(NODE, 4)) == network.index(Place(0, 1, 3))
    assert latest_parameter(network, Adding(NODE, 5)) == network.index(BIAS)


def test_a_long_sum_has_no_more_stops_than_can_be_walked() -> None:
    network = sized_experiment((60, 2, 1), 3).network
    found = stops(network, NodePlace(0, 0))
    assert len(found) == MOST_STOPS
    assert found[-1] == 60 + network.layers[0].biased


@pytest.mark.parametrize("sizes", [(2, 3, 1), (3, 12, 2), (1, 1), (20, 4, 2)])
def test_forth_and_back_pass_the_same_places(sizes: tuple[int, ...]) -> None:
    network = sized_experiment(sizes, 3).network
    selected = (NodePlace(0, 0),)
    here, way = Walkthrough(), [Walkthrough()]
    while here.done < len(beats(network)):
        here = with_next_term(network, here, selected) or Walkthrough(here.done + 1)
        way.append(here)
    assert way[-1] == end_of(network, Phase.STEP)
    assert len(way) > len(beats(network)) + 1
    for earlier, later in zip(way[-2::-1], way[:0:-1], strict=True):
        back = without_latest_term(network, later, selected)
        assert (back or Walkthrough(later.done - 1)) == earlier


def test_where_several_values_come_at_once_and_none_is_selected_nothing_is_added_up() -> None:
    network = sized_experiment((3, 12, 1), 3).network
    assert with_next_term(network, Walkthrough(), ()) is None
    assert without_latest_term(network, Walkthrough(1), ()) is None
    assert with_next_term(network, end_of(network, Phase.FORWARD), ()) is None
