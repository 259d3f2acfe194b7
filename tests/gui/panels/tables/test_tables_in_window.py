"""The tables among the window's own shortcuts."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from tests.gui.table_hands import Hands, Key

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> Hands:
    return Hands(qtbot, window.data_panel.table)


def test_space_steps_from_the_table_but_not_while_typing(hands: Hands, window: MainWindow) -> None:
    experiment = window.session.document.experiment
    hands.click(0, 0)
    hands.press(Key.Key_Space)
    assert window.session.document.experiment.updates == experiment.updates + 1
    hands.press(Key.Key_F2)
    hands.press(Key.Key_Space)
    assert window.session.document.experiment.updates == experiment.updates + 1
    hands.press(Key.Key_Escape)


def test_select_all_and_copy_are_the_tables_own_while_it_has_the_focus(
    hands: Hands, window: MainWindow
) -> None:
    hands.click(0, 0)
    hands.press(Key.Key_A, CTRL)
    assert hands.copied() == "3\t2\t5\t16\t11\t121"
    assert window.session.focus.parameters == ()


def test_undo_takes_an_edit_back_from_the_table(hands: Hands, window: MainWindow) -> None:
    hands.click(0, 0)
    hands.type("4")
    hands.press(Key.Key_Return)
    assert hands.row(0)[0] == "4"
    hands.press(Key.Key_Z, CTRL)
    assert hands.row(0)[0] == "3"
