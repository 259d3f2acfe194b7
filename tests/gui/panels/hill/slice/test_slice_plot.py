"""The hill along one weight, by hand."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.gradient_check import loss_with
from gui.panels.hill.slice.slice_plot import SlicePlot
from tests.gui.window_hands import Key, WindowHands

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def plot(hands: WindowHands) -> SlicePlot:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    return hands.window.hill_panel.plot


def move(plot: SlicePlot, kind: QEvent.Type, point: QPointF) -> None:
    there = plot.mapToGlobal(point)
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    down = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    QApplication.sendEvent(plot, QMouseEvent(kind, point, there, button, down, NONE))


def test_it_shows_the_selected_weight_as_in_the_course(plot: SlicePlot) -> None:
    view = plot.view
    assert view.name == "accounts → hidden 1"
    assert (view.value, view.loss, view.slope) == (2, 121, 132)
    assert view.after == pytest.approx(0.68)
    assert view.loss_alone == pytest.approx(9.4864)
    assert view.loss_all == pytest.approx(19.83, abs=0.005)
    flat = view.losses[view.values < -2 / 3]
    assert flat.size
    assert flat.tolist() == pytest.approx([25] * flat.size)
    assert view.values[view.losses.argmin()] == pytest.approx(1 / 6, abs=0.03)


def test_the_curve_is_the_loss_with_all_else_as_it_stands(
    hands: WindowHands, plot: SlicePlot
) -> None:
    loss = loss_with(hands.window.session.document.experiment)
    expected = [loss(0, value) for value in plot.view.values.tolist()]
    assert plot.view.losses.tolist() == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_dragging_the_ball_changes_the_weight_everywhere_as_one_undo(
    hands: WindowHands, plot: SlicePlot
) -> None:
    start = plot.ball
    move(plot, QEvent.Type.MouseButtonPress, start)
    for value in (1.5, 1.0, 0.5):
        move(plot, QEvent.Type.MouseMove, QPointF(plot.frame.x(value), start.y()))
    assert hands.figure("loss") == "4"
    assert hands.shows("0.5")
    move(plot, QEvent.Type.MouseButtonRelease, QPointF(plot.frame.x(0.5), start.y()))
    assert hands.canvas.parameter_values()[0] == 0.5
    assert hands.says("accounts → hidden 1: 2 → 0.5")
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hands.figure("loss") == "121"


def test_arrow_keys_move_the_ball(hands: WindowHands, plot: SlicePlot, qtbot: QtBot) -> None:
    plot.setFocus()
    qtbot.keyClick(plot, Key.Key_Left)
    assert hands.canvas.parameter_values()[0] == 1.9
    qtbot.keyClick(plot, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert hands.canvas.parameter_values()[0] == 1.91


def test_escape_puts_the_ball_back(hands: WindowHands, plot: SlicePlot, qtbot: QtBot) -> None:
    start = plot.ball
    move(plot, QEvent.Type.MouseButtonPress, start)
    move(plot, QEvent.Type.MouseMove, QPointF(plot.frame.x(1), start.y()))
    assert hands.figure("loss") == "25"
    qtbot.keyClick(plot, Key.Key_Escape)
    assert hands.figure("loss") == "121"
    assert hands.window.session.history.undo_action is None


def test_the_wheel_zooms_and_a_double_click_resets(plot: SlicePlot, qtbot: QtBot) -> None:
    before = plot.frame.steps
    middle = QPointF(plot.rect().center())
    wheel = QWheelEvent(
        middle,
        plot.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot, wheel)
    assert np.ptp(plot.frame.steps) < 0.8 * np.ptp(before)
    qtbot.mouseDClick(plot, LEFT, pos=plot.rect().center())
    assert plot.frame.steps == before


def test_a_flat_place_says_why(hands: WindowHands, plot: SlicePlot) -> None:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 1, 0)))
    assert plot.view.name == "accounts → hidden 2"
    assert plot.view.why_flat.startswith("slope 0: hidden 2 is on the corner")


def test_it_is_hidden_with_the_loss(hands: WindowHands, plot: SlicePlot) -> None:
    hands.menu("Learn", "Hide", "Hide loss")
    assert not plot.isVisible()
    hands.menu("Learn", "Hide", "Show everything")
    assert plot.isVisible()


def test_it_finds_another_weight_when_its_own_is_gone(hands: WindowHands, plot: SlicePlot) -> None:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(1, 0, 1)))
    hands.menu("Network", "Hidden layer", "Remove this layer")
    assert plot.view.name in ("accounts → prediction", "children → prediction")
