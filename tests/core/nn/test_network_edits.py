from collections.abc import Callable, Sequence
from typing import ParamSpec

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.nn import network_edits
from core.nn.activation import Activation
from core.nn.activations import IDENTITY, RELU, TANH
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network import INPUT_LAYER, Network, NodePlace, Place
from core.nn.network_edits import (
    Restructured,
    rename_node,
    set_activation,
    set_locked,
    set_parameters,
)
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import bank, random_dataset, sized_network
from tests.core.nn.any_network import FINITE, networks, networks_with_room

_Args = ParamSpec("_Args")


def network_after(edit: Callable[_Args, Restructured]) -> Callable[_Args, Network]:
    """An edit of structure that returns the network alone."""

    def apply(*args: _Args.args, **kwargs: _Args.kwargs) -> Network:
        return edit(*args, **kwargs).network

    return apply


add_node = network_after(network_edits.add_node)
remove_node = network_after(network_edits.remove_node)
insert_layer = network_after(network_edits.insert_layer)
remove_layer = network_after(network_edits.remove_layer)
set_biased = network_after(network_edits.set_biased)


def assert_same(one: Network, other: Network) -> None:
    """The same names, activations, biases, locks, and bits."""
    assert one.inputs == other.inputs
    assert [(each.names, each.activation, each.biased) for each in one.layers] == [
        (each.names, each.activation, each.biased) for each in other.layers
    ]
    assert one.parameters.tobytes() == other.parameters.tobytes()
    assert one.locked.tobytes() == other.locked.tobytes()


def predictions(network: Network) -> list[list[float]]:
    """What the network makes of three rows."""
    dataset = random_dataset(network.sizes[0], network.sizes[-1], 3)
    found = evaluate(Experiment(network, dataset, MEAN_SQUARED_ERROR, GradientDescent()))
    return [[float(value) for value in output] for output in found.predictions]


def locked_places(network: Network) -> list[Place]:
    return [network.place(int(index)) for index in np.flatnonzero(network.locked)]


# Undoing what was done


@given(networks_with_room(), FINITE)
def test_adding_and_then_removing_a_node_gives_back_the_same_network(
    where: tuple[Network, NodePlace], weight: float
) -> None:
    network, place = where
    assert_same(remove_node(add_node(network, place, weight), place), network)


@given(networks(), st.data(), st.sampled_from([IDENTITY, RELU, TANH]))
def test_inserting_and_then_removing_a_layer_gives_back_the_same_network(
    network: Network, data: st.DataObject, activation: Activation
) -> None:
    at = data.draw(st.integers(0, len(network.layers) - 1))
    assert_same(remove_layer(insert_layer(network, at, activation), at), network)


@given(networks(), st.data())
def test_giving_biases_and_taking_them_away_gives_back_the_same_network(
    network: Network, data: st.DataObject
) -> None:
    layer = data.draw(st.integers(0, len(network.layers) - 1))
    bare = set_biased(network, layer, False)
    assert set_biased(bare, layer, False) is bare
    biased = set_biased(bare, layer, True)
    assert set_biased(biased, layer, True) is biased
    bias = biased.biases[layer]
    assert bias is not None
    assert not bias.any()
    assert_same(set_biased(biased, layer, False), bare)


@given(networks(), st.data())
def test_setting_back_what_was_set_gives_back_the_same_network(
    network: Network, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, network.parameters.size - 1))
    changed = set_parameters(network, [index], 3.5)
    assert changed.parameters[index] == 3.5
    assert_same(set_parameters(changed, [index], [network.parameters[index]]), network)
    was_locked = bool(network.locked[index])
    flipped = set_locked(network, [index], not was_locked)
    assert flipped.locked[index] != was_locked
    assert_same(set_locked(flipped, [index], was_locked), network)


@given(networks())
def test_index_and_place_are_inverse(network: Network) -> None:
    assert [network.index(place) for place in network.places()] == list(
        range(network.parameters.size)
    )


# Leaving predictions as they were


@given(networks(hidden=(1, 2)), st.data(), FINITE)
def test_a_new_hidden_node_leaves_the_predictions_as_they_were(
    network: Network, data: st.DataObject, weight: float
) -> None:
    layer = data.draw(st.integers(0, len(network.layers) - 2))
    place = NodePlace(layer, data.draw(st.integers(0, network.layers[layer].size)))
    expected = [pytest.approx(output, rel=1e-9) for output in predictions(network)]
    assert predictions(add_node(network, place, weight / 1e6)) == expected


def test_a_new_output_leaves_the_other_predictions_as_they_were() -> None:
    network = sized_network((2, 3, 2), TANH)
    before, after = predictions(network), predictions(add_node(network, NodePlace(1, 1), 0.5))
    assert [after[0], after[2]] == [pytest.approx(output) for output in before]


def test_a_new_identity_layer_leaves_the_predictions_as_they_were() -> None:
    network = sized_network((2, 3, 2), TANH)
    for at in range(2):
        expected = [pytest.approx(output) for output in predictions(network)]
        assert predictions(insert_layer(network, at, IDENTITY)) == expected


@pytest.mark.parametrize("biased", [(True, True), (True, False), (False, True), (False, False)])
def test_an_identity_layer_that_goes_leaves_its_product_behind(biased: Sequence[bool]) -> None:
    network = sized_network((3, 4, 2, 2), IDENTITY, seed=1)
    for layer, has in enumerate(biased):
        network = network if has else set_biased(network, layer, False)
    shorter = remove_layer(network, 0)
    assert shorter.sizes == (3, 2, 2)
    assert shorter.layers[0].biased is any(biased)
    assert predictions(shorter) == [pytest.approx(output) for output in predictions(network)]


# What becomes of names, weights and locks


def test_a_new_node_gets_the_weights_given_and_gives_nothing_yet() -> None:
    network = add_node(bank().network, NodePlace(0, 1), [0.3, -0.4])
    assert network.weights[0].tolist() == [[2, 1], [0.3, -0.4], [0, 0]]
    assert network.weights[1].tolist() == [[2, 0, 2]]


def test_a_new_input_has_weights_into_the_first_layer_only() -> None:
    network = add_node(bank().network, NodePlace(INPUT_LAYER, 2), [0.5, -0.5])
    assert network.weights[0].tolist() == [[2, 1, 0.5], [0, 0, -0.5]]
    assert network.weights[1].tolist() == [[2, 2]]
    assert network.inputs == ("", "", "")


def test_names_and_locks_go_with_their_nodes() -> None:
    network = rename_node(sized_network((2, 2, 1)), NodePlace(0, 1), " second ")
    locked = [Place(0, 1, 0), Place(0, 1, None), Place(1, 0, 1)]
    network = set_locked(network, [network.index(place) for place in locked], True)
    longer = add_node(network, NodePlace(0, 0), 1.0)
    assert longer.layers[0].names == ("", "", "second")
    assert locked_places(longer) == [Place(0, 2, 0), Place(0, 2, None), Place(1, 0, 2)]
    shorter = remove_node(network, NodePlace(0, 0))
    assert shorter.layers[0].names == ("second",)
    assert locked_places(shorter) == [Place(0, 0, 0), Place(0, 0, None), Place(1, 0, 0)]


def test_a_name_is_trimmed_and_an_empty_one_is_the_position_again() -> None:
    network = rename_node(bank().network, NodePlace(INPUT_LAYER, 0), " accounts ")
    assert network.inputs == ("accounts", "")
    assert rename_node(network, NodePlace(INPUT_LAYER, 0), " ").inputs == ("", "")


def test_an_activation_is_chosen_without_touching_the_weights() -> None:
    before = bank().network
    network = set_activation(before, 0, TANH)
    assert [layer.activation for layer in network.layers] == [TANH, IDENTITY]
    assert network.parameters is before.parameters


def test_removing_a_layer_that_does_something_lifts_locks_on_the_merged_weights() -> None:
    network = sized_network((2, 3, 2))
    everything = set_locked(network, range(network.parameters.size), True)
    shorter = remove_layer(everything, 0)
    assert locked_places(shorter) == [Place(0, 0, None), Place(0, 1, None)]


def test_several_parameters_are_set_to_one_value_or_to_one_each() -> None:
    network = bank().network
    assert set_parameters(network, [0, 5], 9).parameters.tolist() == [9, 1, 0, 0, 2, 9]
    assert set_parameters(network, [5, 0], [7, 8]).parameters.tolist() == [8, 1, 0, 0, 2, 7]
    assert set_parameters(network, [], 9).parameters.tolist() == network.parameters.tolist()
    assert network.parameters.tolist() == [2, 1, 0, 0, 2, 2]


# What cannot be


@pytest.mark.parametrize("place", [NodePlace(INPUT_LAYER, 0), NodePlace(0, 0), NodePlace(1, 0)])
def test_the_only_node_of_a_layer_stays(place: NodePlace) -> None:
    with pytest.raises(ValueError, match="is the only node of its layer"):
        remove_node(sized_network((1, 1, 1)), place)


@pytest.mark.parametrize("layer", [-1, 1, 2])
def test_only_hidden_layers_can_be_removed(layer: int) -> None:
    with pytest.raises(ValueError, match="only a hidden layer"):
        remove_layer(bank().network, layer)


def test_an_edit_leaves_the_network_it_was_given_alone() -> None:
    network = sized_network((2, 3, 2))
    kept = replace(network)
    add_node(network, NodePlace(0, 0), 1.0)
    remove_node(network, NodePlace(0, 0))
    insert_layer(network, 1, RELU)
    remove_layer(network, 0)
    set_biased(network, 0, False)
    set_locked(network, [0], True)
    set_parameters(network, [0], 9.0)
    assert_same(network, kept)
