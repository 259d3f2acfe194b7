import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.training.rules.optimizers import GradientDescent
from gui.widgets.fields.number_field import NumberField
from gui.widgets.fields.typing_owner import Typing


def by_tenths(value: float, steps: int, _: Qt.KeyboardModifier) -> float:
    return round(value + steps / 10, 10)


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    """A window with another field, which has the focus at first."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    column.addWidget(NumberField(GradientDescent, by_tenths, Typing()))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def field(form: QWidget) -> NumberField:
    number_field = form.findChild(NumberField)
    assert isinstance(number_field, NumberField)
    number_field.show_value(0.6799999999999999)
    return number_field


def type_over(qtbot: QtBot, field: NumberField, text: str) -> None:
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_it_shows_a_number_short_and_edits_it_in_full(field: NumberField, qtbot: QtBot) -> None:
    assert field.text() == "0.68"
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.text() == "0.6799999999999999"
    assert "binary rounding of 0.68" in field.toolTip()


def test_enter_commits_what_was_typed(field: NumberField, qtbot: QtBot) -> None:
    spy = QSignalSpy(field.committed)
    type_over(qtbot, field, "1/4")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [spy.at(k) for k in range(spy.count())] == [[0.25]]


def test_escape_puts_the_old_number_back(field: NumberField, qtbot: QtBot) -> None:
    spy = QSignalSpy(field.committed)
    type_over(qtbot, field, "5")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "0.6799999999999999"
    assert spy.count() == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abc", "“abc” is not a number."),
        ("-1", "the learning rate has to be above 0, not −1"),
        ("0", "the learning rate has to be above 0, not 0"),
        ("1/0", "Nothing can be divided by 0."),
    ],
)
def test_what_cannot_be_stays_outlined_with_the_reason(
    field: NumberField, qtbot: QtBot, text: str, reason: str
) -> None:
    spy = QSignalSpy(field.committed)
    type_over(qtbot, field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == text
    assert field.property("invalid") is True
    assert field.accessibleDescription() == reason
    assert spy.count() == 0


def test_dragging_sideways_tries_values_out_and_commits_once(
    field: NumberField, qtbot: QtBot
) -> None:
    tried, meant = QSignalSpy(field.previewed), QSignalSpy(field.committed)
    middle = field.rect().center()
    qtbot.mousePress(field, Qt.MouseButton.LeftButton, pos=middle)
    for x in (6, 12, 18):
        qtbot.mouseMove(field, middle + QPoint(x, 0))
    qtbot.mouseRelease(field, Qt.MouseButton.LeftButton, pos=middle + QPoint(18, 0))
    assert tried.count() == 3
    assert [meant.at(k) for k in range(meant.count())] == [[0.98]]


def test_arrow_keys_nudge(field: NumberField, qtbot: QtBot) -> None:
    spy = QSignalSpy(field.committed)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert [spy.at(at) for at in range(spy.count())] == [[0.78]]
