"""What the tests of the page of predictions do on it."""

from PySide6.QtWidgets import QToolButton

from core.opening.sample_data import SAMPLES, open_sample
from gui.panels.predictions.fit_page import FitPage
from gui.plotting.plot_frame import Pixel
from tests.gui.every_view import painted_texts
from tests.gui.window_hands import WindowHands

BY_KEY = {sample.key: sample for sample in SAMPLES}


def load(hands: WindowHands, key: str) -> None:
    hands.window.session.load(open_sample(BY_KEY[key]))


def choose(button: QToolButton, name: str) -> None:
    """Open the menu of a button, and choose from it."""
    menu = button.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == name).trigger()


def written(page: FitPage) -> list[str]:
    """All that is written on the plot."""
    with painted_texts() as painted:
        page.plot.grab()
    return painted


def place_of(page: FitPage, at: int) -> Pixel:
    """Where the point of a row is."""
    points = page.plot.view.points[0]
    return Pixel(*page.plot.frame.points(points.x, points.y)[at].tolist())
