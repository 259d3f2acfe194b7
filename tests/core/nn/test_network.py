import numpy as np
import pytest

from core.nn.activations import IDENTITY, RELU, SIGMOID
from core.nn.network import INPUT_LAYER, Layer, Network, NodePlace, Place, assemble
from tests.core.builders import sized_network


def two_three_one() -> Network:
    """Two inputs, three hidden nodes with biases, one prediction without; parameters 0 to 11."""
    return assemble(
        ["accounts", ""],
        [Layer(("", "savings", ""), RELU, biased=True), Layer(("",), IDENTITY)],
        [np.arange(9.0).reshape(3, 3), [[9.0, 10.0, 11.0]]],
    )


def test_parameters_lie_one_layer_after_another_a_node_s_bias_after_its_weights() -> None:
    network = two_three_one()
    assert network.sizes == (2, 3, 1)
    assert network.shapes == ((3, 3), (1, 3))
    assert network.parameters.tolist() == list(range(12))
    assert network.weights[0].tolist() == [[0, 1], [3, 4], [6, 7]]
    assert network.biases[0] is not None
    assert network.biases[0].tolist() == [2, 5, 8]
    assert network.weights[1].tolist() == [[9, 10, 11]]
    assert network.biases[1] is None


def test_matrices_weights_and_biases_are_views_of_the_parameters() -> None:
    network = two_three_one()
    views = [*network.matrices, *network.weights, *network.biases]
    for view in views:
        if view is not None:
            assert np.shares_memory(view, network.parameters)
            assert not view.flags.writeable


def test_a_place_and_an_index_are_inverse() -> None:
    network = sized_network([3, 4, 2, 2])
    places = list(network.places())
    assert len(set(places)) == network.parameters.size
    for index, place in enumerate(places):
        assert network.index(place) == index
        matrix, bias = network.weights[place.layer], network.biases[place.layer]
        assert bias is not None
        value = bias[place.node] if place.source is None else matrix[place.node, place.source]
        assert value == network.parameters[index]


@pytest.mark.parametrize(
    "place",
    [
        Place(-1, 0, 0),
        Place(2, 0, 0),
        Place(0, 3, 0),
        Place(0, -1, 0),
        Place(0, 0, 2),
        Place(0, 0, -1),
        Place(1, 0, None),
    ],
)
def test_where_there_is_no_parameter_there_is_no_index(place: Place) -> None:
    with pytest.raises(IndexError, match="there is no"):
        two_three_one().index(place)


@pytest.mark.parametrize("index", [-1, 12])
def test_an_index_outside_has_no_place(index: int) -> None:
    with pytest.raises(IndexError, match="there is no"):
        two_three_one().place(index)


def test_nodes_are_named_by_the_user_or_by_their_position() -> None:
    network = two_three_one()
    assert network.node_name(NodePlace(INPUT_LAYER, 0)) == "accounts"
    assert network.node_name(NodePlace(INPUT_LAYER, 1)) == "input 2"
    assert network.node_name(NodePlace(0, 0)) == "hidden 1"
    assert network.node_name(NodePlace(0, 1)) == "savings"
    assert network.node_name(NodePlace(1, 0)) == "prediction"


def test_in_deeper_networks_names_tell_the_layer_and_the_output() -> None:
    network = sized_network([1, 2, 2, 2])
    assert network.node_name(NodePlace(1, 0)) == "hidden 2.1"
    assert network.node_name(NodePlace(2, 1)) == "prediction 2"


def test_parameters_are_named_by_the_nodes_they_join() -> None:
    network = two_three_one()
    assert network.parameter_name(Place(0, 0, 0)) == "accounts → hidden 1"
    assert network.parameter_name(Place(0, 1, None)) == "bias of savings"
    assert network.parameter_name(Place(1, 0, 2)) == "hidden 3 → prediction"


def test_nobody_can_write_to_a_network() -> None:
    network = two_three_one()
    with pytest.raises(ValueError, match="read-only"):
        network.parameters[0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        network.locked[0] = True


def test_what_the_caller_does_to_his_arrays_later_does_not_matter() -> None:
    parameters, locked = np.zeros(2), np.zeros(2, dtype=np.bool_)
    network = Network(("", ""), (Layer(("",), IDENTITY),), parameters, locked)
    parameters[0], locked[0] = 5.0, True
    assert network.parameters.tolist() == [0, 0]
    assert not network.locked.any()


def test_a_read_only_view_of_what_can_be_written_to_is_copied_too() -> None:
    parameters = np.zeros(2)
    view = parameters[:]
    view.flags.writeable = False
    network = sized_network([2, 1], biased=False).with_parameters(view)
    parameters[0] = 5.0
    assert network.parameters.tolist() == [0, 0]


def test_other_parameters_make_another_network() -> None:
    network = two_three_one()
    other = network.with_parameters(np.ones(12))
    assert network.parameters[3] == 3
    assert other.parameters[3] == 1
    assert other.layers is network.layers
    assert other.locked is network.locked


@pytest.mark.parametrize(
    ("inputs", "layers"),
    [([], [Layer(("",), IDENTITY)]), (["x"], [Layer((), RELU), Layer(("",), IDENTITY)])],
)
def test_a_layer_without_nodes_is_refused(inputs: list[str], layers: list[Layer]) -> None:
    with pytest.raises(ValueError, match="a node in each layer"):
        assemble(inputs, layers, [np.zeros((layer.size, 0)) for layer in layers])


def test_sizes_that_do_not_fit_are_refused() -> None:
    network = two_three_one()
    with pytest.raises(ValueError, match="expected 12 parameters"):
        network.with_parameters(np.zeros(11))
    with pytest.raises(ValueError, match="expected a matrix of shape"):
        assemble(["x"], [Layer(("", ""), SIGMOID, biased=True)], [[[1.0, 2.0, 3.0, 4.0]]])
    with pytest.raises(ValueError, match="expected 2 parameters"):
        Network(("", ""), (Layer(("",), IDENTITY),), np.zeros(2), np.zeros(3, dtype=np.bool_))


def test_a_name_is_one_line_without_signs_that_cannot_be_seen() -> None:
    names = ("price\n(EUR)", "a\u202eb\u2069c", "\t\n", "grün 1")
    layers = [Layer(("",), IDENTITY)]
    network = assemble(names, layers, [np.zeros((1, len(names)))])
    shown = [network.node_name(NodePlace(INPUT_LAYER, at)) for at in range(len(names))]
    assert shown == ["price (EUR)", "a b c", "input 3", "grün 1"]
