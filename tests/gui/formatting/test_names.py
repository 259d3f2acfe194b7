import pytest

from core.nn.activations import IDENTITY, RELU
from core.nn.network import INPUT_LAYER, Layer, NodePlace, Place, assemble
from gui.formatting.names import read_name, short_node_name, short_parameter_name


@pytest.mark.parametrize("name", ["", "age", "Söhne", "年齢", "a & b", "x" * 60])
def test_a_name_that_can_be_seen_is_taken_as_it_is(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize("name", ["x" * 61, "two\nlines", "\u202eback", "a\tb", "\u200b"])
def test_a_name_that_would_spoil_the_window_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="A name may"):
        read_name(name)


def test_where_there_is_little_room_given_names_stay_and_others_are_short() -> None:
    layers = [Layer(("",) * 15, RELU), Layer(("",) * 10, RELU), Layer(("",), IDENTITY)]
    matrices = [[[0.0, 0.0]] * 15, [[0.0] * 15] * 10, [[0.0] * 10]]
    network = assemble(("accounts", ""), layers, matrices)
    assert short_node_name(network, NodePlace(INPUT_LAYER, 1)) == "x2"
    assert short_parameter_name(network, Place(0, 0, 0)) == "accounts→h1.1"
    assert short_parameter_name(network, Place(1, 9, 14)) == "h1.15→h2.10"
    assert short_parameter_name(network, Place(2, 0, None)) == "bias of pred."
