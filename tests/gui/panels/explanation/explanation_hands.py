"""What the tests of the explanation share."""

from tests.gui.window_hands import WindowHands


def lines(hands: WindowHands) -> list[str]:
    return hands.window.explanation.plain_text().split("\n")


def click_weight(hands: WindowHands, layer: int, node: int, source: int) -> None:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(layer, node, source)))
