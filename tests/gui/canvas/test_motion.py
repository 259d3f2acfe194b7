"""What travels along the edges in a beat of the walkthrough."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QVariantAnimation
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, open_starter
from gui.app import create_window
from gui.shell.main_window import MainWindow
from tests.gui.window_hands import Key, WindowHands

ON_THE_WAY = 120  # milliseconds, of which a motion takes some 400


def canvas_picture(window: MainWindow) -> QImage:
    return window.canvas.grab().toImage()


def is_moving(window: MainWindow) -> bool:
    clocks = window.canvas.findChildren(QVariantAnimation)
    return any(clock.state() is QVariantAnimation.State.Running for clock in clocks)


DIGITS = next(sample for sample in SAMPLES if sample.key == "digits")


@pytest.mark.parametrize(
    "document", [open_starter(BANK), open_sample(DIGITS)], ids=["bank", "digits"]
)
def test_something_travels_along_edges_that_are_drawn(
    qtbot: QtBot, show: Callable[[MainWindow], MainWindow], document: Document
) -> None:
    """Where a picture stands for most of the weights, only along the edges beside it."""
    window = show(create_window())
    window.session.load(document)
    hands = WindowHands(qtbot, window)
    hands.press(Key.Key_PageDown)
    hands.press(Key.Key_PageDown)
    qtbot.wait(ON_THE_WAY)
    assert is_moving(window)
    moving = canvas_picture(window)
    qtbot.waitUntil(lambda: not is_moving(window))
    assert canvas_picture(window) != moving


def test_a_point_travels_through_the_whole_network(
    qtbot: QtBot, show: Callable[[MainWindow], MainWindow]
) -> None:
    window = show(create_window())
    still = canvas_picture(window)
    window.session.look_at_point((1.0, 1.0))
    on_the_way = []
    while is_moving(window):
        on_the_way.append(canvas_picture(window))
        qtbot.wait(ON_THE_WAY)
    arrived = canvas_picture(window)
    assert any(picture not in (still, arrived) for picture in on_the_way)
    window.session.look_at_row(0)
    assert canvas_picture(window) == still
