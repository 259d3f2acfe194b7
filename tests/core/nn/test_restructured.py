"""What belongs to parameters follows them through a change of structure."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.nn import network_edits
from core.nn.activations import RELU
from core.nn.network import Network, NodePlace
from tests.core.builders import sized_network
from tests.core.nn.any_network import networks_with_room


@given(networks_with_room(), st.data())
def test_what_belongs_to_parameters_follows_them(
    room: tuple[Network, NodePlace], data: st.DataObject
) -> None:
    """Every parameter that was there before has what belonged to it, and a new one has 0."""
    network, place = room
    labelled = network.with_parameters(np.arange(1.0, network.parameters.size + 1))
    layer = data.draw(st.integers(0, len(network.layers) - 1))
    edits = [
        network_edits.add_node(labelled, place),
        network_edits.set_biased(labelled, layer, not network.layers[layer].biased),
    ]
    if network.sizes[place.layer + 1] > 1:
        there = NodePlace(place.layer, min(place.node, network.sizes[place.layer + 1] - 1))
        edits.append(network_edits.remove_node(labelled, there))
    for edit in edits:
        assert edit.carried(labelled.parameters).tolist() == edit.network.parameters.tolist()


def test_of_a_new_layer_nothing_is_known_and_the_others_keep_what_they_have() -> None:
    network = sized_network((2, 3, 1))
    labels = np.arange(1.0, 14.0)
    edit = network_edits.insert_layer(network, 1, RELU)
    assert edit.carried(labels).tolist() == [*labels[:9], *[0.0] * 9, *labels[9:]]
    undone = network_edits.remove_layer(edit.network, 1)
    assert undone.carried(edit.carried(labels)).tolist() == labels.tolist()


def test_a_product_of_two_layers_has_nothing_of_its_own_but_the_next_ones_biases() -> None:
    edit = network_edits.remove_layer(sized_network((2, 3, 1)), 0)
    assert edit.carried(np.arange(1.0, 14.0)).tolist() == [0.0, 0.0, 13.0]
