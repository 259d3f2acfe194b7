"""The window as a whole: keys, menus, and what is remembered."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QMenu, QMessageBox, QSpinBox
from pytestqt.qtbot import QtBot

from core.nn.network import NodePlace
from gui.app import create_window
from gui.operations import structure
from gui.panels.code.code_view import CodeView
from gui.session.settings import MemorySettings
from gui.shell.main_window import MainWindow
from tests.gui.window_hands import Key, Modifier, WindowHands

CTRL = Modifier.ControlModifier
SHIFT = Modifier.ShiftModifier


def all_actions(window: MainWindow) -> Iterator[QAction]:
    """Every entry of every menu."""
    waiting = [action.menu() for action in window.menuBar().actions()]
    while waiting:
        menu = waiting.pop()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            submenu = action.menu()
            if isinstance(submenu, QMenu):
                waiting.append(submenu)
            elif not action.isSeparator():
                yield action


def test_no_two_commands_share_a_key(window: MainWindow) -> None:
    keys = [
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for action in set(all_actions(window))
        for key in action.shortcuts()
    ]
    assert len(keys) == len(set(keys)), sorted(keys)


def test_space_steps_once_however_long_it_is_held(hands: WindowHands) -> None:
    hands.press(Key.Key_Space)
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Space, Modifier.NoModifier, " ", autorep=True)
    QApplication.sendEvent(hands.window.canvas, held)
    assert hands.figure("step") == "1"
    assert hands.figure("loss") == "19.83"
    assert hands.says("step 1: the only row, loss 121 → 19.83")


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Key.Key_Space, Modifier.ShiftModifier), (Key.Key_Left, Modifier.AltModifier)],
)
def test_keys_go_back_exactly(hands: WindowHands, key: Key, modifier: Modifier) -> None:
    before = hands.window.session.document.experiment.network.parameters.tobytes()
    hands.press(Key.Key_Space)
    assert hands.button("Back").toolTip().startswith("Back: to step 0")
    hands.press(key, modifier)
    assert hands.figure("loss") == "121"
    assert hands.window.session.document.experiment.network.parameters.tobytes() == before


def test_undo_and_redo_name_what_they_do(hands: WindowHands) -> None:
    hands.weights.click(0, hands.weights.titles().index("weight"))
    hands.weights.type("3")
    hands.weights.press(Key.Key_Return)
    assert "Undo accounts → hidden 1: 2 → 3" in hands.entries("Edit")
    hands.press(Key.Key_Z, CTRL)
    assert hands.figure("loss") == "121"
    assert "Redo accounts → hidden 1: 2 → 3" in hands.entries("Edit")


def test_keys_reach_what_has_become_possible_from_a_floating_panel_too(
    hands: WindowHands, qtbot: QtBot
) -> None:
    for dock in hands.window.docks.values():
        dock.setFloating(True)
    hands.press(Key.Key_Space)
    qtbot.keyClick(hands.window.data_panel.table, Key.Key_Z, CTRL)
    assert hands.figure("step") == "0"
    qtbot.keyClick(hands.window.data_panel.table, Key.Key_Z, CTRL | SHIFT)
    assert hands.figure("step") == "1"


def test_r_runs_and_pauses_and_the_run_is_one_undo(hands: WindowHands, qtbot: QtBot) -> None:
    hands.menu("Descent", "Loss", "Half the mean squared error: mean ½ (pred − target)²")
    hands.press(Key.Key_R)
    assert hands.button("Pause").isVisible()
    qtbot.waitUntil(lambda: hands.window.session.document.experiment.updates > 3)
    hands.press(Key.Key_R)
    assert hands.button("Run").isVisible()
    hands.press(Key.Key_Z, CTRL)
    assert hands.figure("step") == "0"


def test_closing_during_a_run_ends_it(hands: WindowHands, qtbot: QtBot) -> None:
    hands.press(Key.Key_R)
    qtbot.waitUntil(lambda: hands.window.session.document.experiment.updates > 0)

    def discard(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        hands.click(dialog.button(QMessageBox.StandardButton.Discard))

    hands.answer(discard)
    assert hands.window.close()
    assert not hands.window.session.is_running


def test_the_learning_rate_is_typed(hands: WindowHands) -> None:
    field = hands.rate()
    field.setFocus()
    field.selectAll()
    hands.type("1/200", field)
    hands.press(Key.Key_Return)
    hands.window.canvas.setFocus()
    hands.press(Key.Key_Space)
    assert hands.window.session.document.experiment.optimizer.learning_rate == 0.005
    assert float(hands.figure("loss")) < 19.83


def test_another_loss_shows_its_formula(hands: WindowHands) -> None:
    choice = hands.window.top_bar.findChild(QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setFocus()
    while choice.currentText() != "MAE":
        hands.press(Key.Key_Down)
    assert hands.says("Loss = mean |pred − target|")
    assert hands.figure("loss") == "11"


def test_a_step_that_would_overflow_is_refused_in_words(hands: WindowHands) -> None:
    hands.menu("File", "New", "Single weight")
    loss = hands.figure("loss")
    field = hands.rate()
    field.setFocus()
    field.selectAll()
    hands.type("1e300", field)
    hands.press(Key.Key_Return)
    hands.window.canvas.setFocus()
    hands.press(Key.Key_Space)
    assert hands.says("Step 1 was not taken: at a learning rate of 1e300")
    assert hands.figure("loss") == loss


def test_randomising_with_a_seed_gives_the_same_weights_again(hands: WindowHands) -> None:
    def draw(dialog: QDialog) -> None:
        seed = dialog.findChild(QSpinBox)
        assert isinstance(seed, QSpinBox)
        seed.setValue(7)
        dialog.accept()

    drawn = []
    for _ in range(2):
        hands.answer(draw)
        hands.menu("Network", "Randomise weights…")
        drawn.append(hands.canvas.parameter_values())
        hands.press(Key.Key_Z, CTRL)
    assert drawn[0] == drawn[1] != hands.canvas.parameter_values()
    assert hands.figure("loss") == "121"


def test_both_themes_reach_the_drawing(hands: WindowHands) -> None:
    def ground() -> QColor:
        picture = hands.window.canvas.grab().toImage()
        return picture.pixelColor(12, picture.height() - 12)

    hands.menu("View", "Theme", "Dark")
    dark = ground()
    hands.menu("View", "Theme", "Light")
    assert dark.lightness() < 60 < 200 < ground().lightness()


def test_long_names_leave_the_value_in_the_status_line(hands: WindowHands) -> None:
    session = hands.window.session
    for place in (NodePlace(-1, 0), NodePlace(0, 0)):
        structure.rename_node(session, place, "w" * 60)
    session.select(parameters=[0])
    hint = next(label for label in hands.labels() if " = 2: more of it" in label.text())
    assert hint.fontMetrics().horizontalAdvance(hint.text()) <= hint.width()


def test_larger_text_for_the_back_of_the_room(hands: WindowHands) -> None:
    usual = hands.window.theme.font().pixelSize()
    for _ in range(3):
        hands.press(Key.Key_Plus, CTRL)
    assert hands.window.theme.font().pixelSize() > usual
    hands.press(Key.Key_0, CTRL)
    assert hands.window.theme.font().pixelSize() == usual


def test_the_bar_gives_way_before_the_window_grows(hands: WindowHands, qtbot: QtBot) -> None:
    run = hands.button("Run")
    slopes = next(label for label in hands.labels() if label.text() == "Slopes from")
    hands.window.resize(1000, 700)
    qtbot.waitUntil(lambda: not slopes.isVisible())
    assert hands.window.width() == 1000
    assert run.isVisible()
    hands.window.resize(1440, 900)
    qtbot.waitUntil(slopes.isVisible)


def code_in(window: MainWindow) -> str:
    view = window.findChild(CodeView)
    return view.toPlainText() if isinstance(view, CodeView) else ""


def test_the_layout_is_remembered_and_can_be_reset(
    show: Callable[[MainWindow], MainWindow], qtbot: QtBot
) -> None:
    settings = MemorySettings()
    first = show(create_window(settings=settings))
    WindowHands(qtbot, first).menu("View", "Panels", "Weights")
    assert not first.weights_panel.isVisible()
    first.loss_panel.scale_choice.logarithmic.trigger()
    WindowHands(qtbot, first).menu("View", "Panels", "Code")
    qtbot.waitUntil(lambda: code_in(first).startswith("# 1 Forward"))
    first.close()
    second = show(create_window(settings=settings))
    assert not second.weights_panel.isVisible()
    qtbot.waitUntil(lambda: code_in(second) == code_in(first))
    assert second.loss_panel.scale_choice.is_logarithmic
    WindowHands(qtbot, second).menu("View", "Panels", "Reset layout")
    assert second.weights_panel.isVisible()


def test_weights_selected_together_are_set_and_locked_together(hands: WindowHands) -> None:
    canvas = hands.canvas
    canvas.click(canvas.of(canvas.weight(0, 0, 0)))
    canvas.click(canvas.of(canvas.weight(0, 0, 1)), Modifier.ControlModifier)
    canvas.key(Key.Key_Return)
    canvas.type_over("0.4")
    canvas.key(Key.Key_Return)
    assert canvas.parameter_values() == [0.4, 0.4, 0, 0, 2, 2]
    hands.menu("Network", "Lock 2 weights")
    hands.window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.press(Key.Key_Space)
    assert canvas.parameter_values()[:2] == [0.4, 0.4]
    assert canvas.parameter_values()[4] != 2
