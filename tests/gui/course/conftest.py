"""A hand on the real window, for the exercises of the course."""

import pytest
from pytestqt.qtbot import QtBot

from gui.shell.main_window import MainWindow
from tests.gui.course.course_hands import CourseHands
from tests.gui.course.loss_hands import LossHands


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> CourseHands:
    """A hand that can set up an exercise and read it off."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return CourseHands(qtbot, window)


@pytest.fixture
def loss(qtbot: QtBot, window: MainWindow) -> LossHands:
    """A hand that can read the loss plot and the timeline."""
    return LossHands(qtbot, window)
