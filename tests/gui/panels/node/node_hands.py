"""What the tests of the page of a node do on it."""

from PySide6.QtWidgets import QAbstractButton

from core.nn.network import NodePlace
from core.opening.sample_data import SAMPLES, open_sample
from gui.panels.node.node_page import NodePage
from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Pixel
from tests.gui.every_view import painted_texts
from tests.gui.window_hands import WindowHands

BY_KEY = {sample.key: sample for sample in SAMPLES}
HIDDEN_1, HIDDEN_2, PREDICTION, INPUT = (
    NodePlace(0, 0),
    NodePlace(0, 1),
    NodePlace(1, 0),
    NodePlace(-1, 0),
)


def load(hands: WindowHands, key: str) -> None:
    hands.window.session.load(open_sample(BY_KEY[key]))


def click_node(hands: WindowHands, place: NodePlace) -> None:
    hands.canvas.click(hands.canvas.middle(place))


def written(plot: Plot) -> list[str]:
    """All that is written on a plot."""
    with painted_texts() as painted:
        plot.grab()
    return painted


def switch(page: NodePage, name: str) -> QAbstractButton:
    """The button in the page that says this."""
    buttons = page.findChildren(QAbstractButton)
    return next(button for button in buttons if button.text() == name)


def tick_of(page: NodePage, row: int) -> Pixel:
    """Where the tick of a row is in the activation's plot."""
    rug = page.response.rug
    assert rug is not None
    return rug.place(page.response.frame, row)
