"""Naming moments in the window: with a key, on a right click, and going to them from a list."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from core.history.moments import Moment
from gui.panels.loss.timeline import Timeline
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, Modifier, WindowHands

NAME = "<b>a</b> & b"


@pytest.fixture
def stepped(hands: WindowHands) -> WindowHands:
    """Twelve steps, seen from the third."""
    hands.type_rate("0.005")
    for _ in range(12):
        hands.press(Key.Key_Space)
    hands.window.session.go(Moment(1, 3))
    return hands


def name(hands: WindowHands, text: str) -> None:
    """Type a name into the dialog that opens next."""

    def type_it(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(text)
        QTest.keyClick(field, Key.Key_Return)

    hands.answer(type_it)


def at(line: Timeline, step: int) -> QPoint:
    return QPoint(round(line.x_of(step)), line.height() // 2)


def words(hands: WindowHands) -> list[str]:
    return [label.text for label in hands.window.loss_panel.plot.marks.labels]


def test_a_key_names_the_present_moment_and_a_list_leads_back_to_it(stepped: WindowHands) -> None:
    name(stepped, NAME)
    stepped.press(Key.Key_M, Modifier.ControlModifier)
    assert NAME in words(stepped)
    line = stepped.window.loss_panel.timeline
    assert line.accessibleDescription() == f"step 3 of 12, “{NAME}”"
    stepped.window.session.go(Moment(1, 9))
    assert line.accessibleDescription() == "step 9 of 12"
    assert NAME in words(stepped)
    stepped.menu("Edit", "Go to a named moment", f"{NAME} — step 3")
    assert stepped.figure("step") == "3"


def test_what_was_named_before_is_in_the_field_and_can_be_taken_away(stepped: WindowHands) -> None:
    name(stepped, "first")
    stepped.press(Key.Key_M, Modifier.ControlModifier)
    found: list[str] = []

    def look(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        found.append(field.text())
        field.setText("second")
        QTest.keyClick(field, Key.Key_Return)

    stepped.answer(look)
    stepped.menu("Edit", "Rename this moment…")
    assert found == ["first"]
    assert "second" in words(stepped)
    line = stepped.window.loss_panel.timeline
    stepped.menu_on(line, at(line, 3), "Remove the name")
    assert "second" not in words(stepped)
    assert stepped.window.session.history.names == {}


def test_a_right_click_on_the_timeline_names_the_moment_there(stepped: WindowHands) -> None:
    line = stepped.window.loss_panel.timeline
    step = line.step_at(at(line, 8).x())
    name(stepped, "there")
    stepped.menu_on(line, at(line, 8), f"Name step {step}…")
    assert stepped.window.session.history.names == {Moment(1, step): "there"}
    assert stepped.figure("step") == "3", "naming goes nowhere"
    stepped.menu_on(line, at(line, 8), f"Go to step {step}")
    assert stepped.figure("step") == str(step)


def test_a_flag_stands_on_the_timeline_and_a_click_on_it_goes_to_its_moment(
    stepped: WindowHands, qtbot: QtBot
) -> None:
    line = stepped.window.loss_panel.timeline
    ink = QColor(stepped.window.theme.colors.ink)

    def is_flagged(step: int) -> bool:
        picture = line.grab().toImage()
        return picture.pixelColor(round(line.x_of(step)) + 2, 4) == ink

    assert not is_flagged(8)
    stepped.window.session.name_moment(Moment(1, 8), "there")
    assert is_flagged(8)
    near = at(line, 8) + QPoint(3, 0)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=near)
    assert stepped.figure("step") == "8"


def test_a_right_click_on_the_loss_curve_names_the_moment_under_it(stepped: WindowHands) -> None:
    plot = stepped.window.loss_panel.plot
    history = stepped.window.session.history
    loss = history.loss_at(Moment(1, 1))
    assert loss is not None
    place = plot.frame.pixel(1, loss)
    name(stepped, "the fall")
    stepped.menu_on(plot, QPointF(*place).toPoint(), "Name step 1…")
    assert history.names == {Moment(1, 1): "the fall"}
    hands = PlotHands(plot)
    hands.hover(place)
    assert "the fall" in words(stepped)


def test_the_command_palette_knows_named_moments(stepped: WindowHands) -> None:
    stepped.window.session.name_moment(Moment(1, 8), "the flat part")

    def choose(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText("flat part")
        QTest.keyClick(field, Key.Key_Return)

    stepped.answer(choose)
    stepped.press(Key.Key_P, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert stepped.figure("step") == "8"
