"""The code while the network is changed."""

from core.nn.network import NodePlace
from gui.operations import structure
from tests.gui.panels.code.test_code_panel import Reader
from tests.gui.window_hands import WindowHands


def test_a_name_is_of_the_network_on_screen(hands: WindowHands) -> None:
    """The node under the pointer is removed: nothing is asked of it any more."""
    reader, session = Reader(hands), hands.window.session
    session.select(nodes=[NodePlace(0, 1)])
    reader.point_at("node_1_input")

    structure.remove_node(session, NodePlace(0, 1))

    assert session.document.experiment.network.sizes == (2, 1, 1)
    assert "node_1" not in reader.text
    assert "node_0_input" in reader.text


def test_a_panel_that_is_closed_asks_nothing_of_a_network_that_is_gone(hands: WindowHands) -> None:
    reader, session = Reader(hands), hands.window.session
    session.select(nodes=[NodePlace(0, 1)])
    reader.point_at("node_1_input")
    hands.window.docks["Code"].hide()

    structure.remove_node(session, NodePlace(0, 1))
    reader.point_at("node_1_input")

    hands.window.docks["Code"].show()
    hands.wait_until(lambda: bool(reader.text) and "node_1" not in reader.text)
