"""The top bar: what is painted with a step, and what is behind it."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from typing_extensions import override

from core.training.rules.schedules import CONSTANT, ExponentialDecay, Schedule
from gui.shell.main_window import MainWindow
from gui.widgets.fields.number_field import NumberField


class Painted(QObject):
    """The widgets that are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets: list[QObject] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.widgets.append(watched)
        return False


@pytest.mark.parametrize("schedule", [CONSTANT, ExponentialDecay()])
def test_a_step_paints_nothing_behind_the_top_bar(window: MainWindow, schedule: Schedule) -> None:
    document = window.session.document
    falling = replace(document.experiment, schedule=schedule)
    window.session.apply("Schedule", document.with_experiment(falling))
    step = window.findChild(QPushButton, "step")
    assert step is not None
    QTest.mouseClick(step, Qt.MouseButton.LeftButton)
    for _ in range(5):
        QApplication.processEvents()
    painted = Painted()
    window.installEventFilter(painted)
    step.installEventFilter(painted)
    QTest.mouseClick(step, Qt.MouseButton.LeftButton)
    for _ in range(5):
        QApplication.processEvents()
    assert step in painted.widgets
    assert window not in painted.widgets


def test_a_line_in_the_colour_of_borders_ends_the_top_bar(window: MainWindow) -> None:
    bar, colors = window.top_bar, window.theme.colors
    picture = bar.grab().toImage()
    bottom = picture.height() - 1
    for x in (0, picture.width() // 2, picture.width() - 1):
        assert picture.pixelColor(x, bottom) == QColor(colors.border)
        assert picture.pixelColor(x, bottom - 2) == QColor(colors.panel)


def test_dragging_the_rate_counts_from_where_the_drag_began(window: MainWindow) -> None:
    rate = next(field for field in window.top_bar.findChildren(NumberField))
    begin = rate.rect().center()
    QTest.mousePress(rate, Qt.MouseButton.LeftButton, pos=begin)
    seen = []
    for x in (6, 12, 18, 12, 30):
        QTest.mouseMove(rate, begin + QPoint(x, 0))
        seen.append(window.session.document.experiment.learning_rate)
    assert seen == [0.011, 0.012, 0.013, 0.012, 0.015]
    QTest.mouseRelease(rate, Qt.MouseButton.LeftButton, pos=begin + QPoint(30, 0))
    assert window.session.document.experiment.learning_rate == 0.015
