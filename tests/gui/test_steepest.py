"""Ringing the steepest weight, and what is said since the start."""

from core.nn.network import Place
from tests.gui.window_hands import Key, WindowHands


def test_a_key_rings_it_and_says_its_slope(hands: WindowHands) -> None:
    hands.press(Key.Key_T)
    assert hands.window.session.focus.parameters == (4,)
    assert hands.says("steepest: hidden 1 → prediction, slope 176")


def test_the_menu_passes_over_what_is_locked(hands: WindowHands) -> None:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(1, 0, 0)))
    hands.menu("Network", "Lock weight")
    hands.menu("View", "Drawing", "Ring the steepest weight")
    assert hands.says("steepest: accounts → hidden 1, slope 132")


def test_ties_and_zeros_are_said(hands: WindowHands) -> None:
    network = hands.window.session.document.experiment.network
    for node, source, value in ((1, 0, "2"), (1, 1, "1")):
        index = network.index(Place(0, node, source))
        hands.weights.click(index, 2)
        hands.weights.type(f"{value}\r")
    hands.canvas.click(hands.canvas.at(0, -1e4))
    hands.press(Key.Key_T)
    assert hands.window.session.focus.parameters == (4, 5)
    assert hands.says("steepest: hidden 1 → prediction and 1 other, each with slope ±432")


def test_hidden_slopes_are_not_given_away(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide slopes")
    hands.press(Key.Key_T)
    assert hands.window.session.focus.parameters == ()
    assert hands.says("slopes are hidden")


def test_a_selected_weight_says_how_far_it_came(hands: WindowHands) -> None:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    assert not hands.says("since the start")
    hands.press(Key.Key_Space)
    assert hands.says("2 → 0.68, −1.32 since the start")
