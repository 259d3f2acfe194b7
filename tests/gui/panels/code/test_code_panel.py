"""The code beside the network, used in the real window."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip

from core.nn.network import NodePlace
from core.nn.network_edits import set_locked
from core.nn.quantity import Quantity, QuantityKind
from core.opening.starters import BANK as BANK_NETWORK
from core.opening.starters import open_starter
from core.training.rules.optimizer import norm_of
from core.training.rules.optimizers import Adam
from gui.formatting.numbers import number
from gui.panels.code.code_view import CodeView
from tests.core.lessons.lesson_texts import BANK
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, Modifier, WindowHands

ONE_ROW, ALL_ROWS = "one row, node by node", "all rows at once"


class Reader:
    """Reads the code in a window."""

    def __init__(self, hands: WindowHands) -> None:
        self.hands = hands
        hands.menu("View", "Panels", "Code")
        hands.wait_until(lambda: bool(self.text))

    @property
    def view(self) -> CodeView:
        found = self.hands.window.findChild(CodeView)
        assert found is not None
        return found

    @property
    def text(self) -> str:
        found = self.hands.window.findChild(CodeView)
        return "" if found is None or not found.isVisible() else found.toPlainText()

    @property
    def lit(self) -> list[str]:
        """The lines that are lit, from top to bottom."""
        blocks = {
            band.cursor.blockNumber(): band.cursor.block() for band in self.view.extraSelections()
        }
        return [blocks[at].text() for at in sorted(blocks)]

    def choose(self, way: str) -> None:
        """Have the code written in one of its two ways."""
        buttons = self.hands.window.findChildren(QToolButton)
        menu = next(one for one in buttons if one.accessibleName() in (ONE_ROW, ALL_ROWS)).menu()
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text() == way).trigger()

    def point_at(self, word: str) -> QPoint:
        """Bring a word into view and move the pointer to it."""
        exactly = QTextDocument.FindFlag.FindCaseSensitively
        cursor = self.view.document().find(word, 0, exactly)
        assert not cursor.isNull(), word
        cursor.setPosition(cursor.selectionStart() + 1)
        self.view.setTextCursor(cursor)
        point = self.view.cursorRect(cursor).center()
        QTest.mouseMove(self.view.viewport(), point)
        return point

    def tip(self, word: str) -> str:
        point = self.point_at(word)
        viewport = self.view.viewport()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, point, viewport.mapToGlobal(point))
        QApplication.sendEvent(viewport, event)
        return QToolTip.text()


@pytest.fixture
def reader(hands: WindowHands) -> Reader:
    return Reader(hands)


def test_the_lines_of_the_update_on_screen_are_lit_by_the_walkthrough_and_what_is_selected(
    reader: Reader,
) -> None:
    assert "node_0_input = (input_data * weights['node_0']).sum()" in reader.text
    assert "# 4 Step" in reader.text
    assert "def relu(z):\n    return np.maximum(0.0, z)" in reader.text

    before = reader.text
    reader.view.verticalScrollBar().setValue(7)
    reader.hands.press(Key.Key_Space)
    assert reader.text == before
    assert reader.view.verticalScrollBar().value() == 7

    session = reader.hands.window.session
    session.select((0,))
    assert reader.lit == [
        "slopes['node_0'] = input_data * node_0_sum_slope",
        "weights['node_0'] = weights['node_0'] - rate * slopes['node_0']",
    ]
    session.select((), (NodePlace(0, 1),))
    assert reader.lit[:2] == [
        "node_1_input = (input_data * weights['node_1']).sum()",
        "node_1_output = relu(node_1_input)",
    ]
    session.select()
    assert reader.lit == []

    session.load(open_starter(BANK_NETWORK))
    for _ in range(2):
        reader.hands.press(Key.Key_PageDown)
    assert reader.lit == [
        "node_0_input = (input_data * weights['node_0']).sum()",
        "node_0_output = relu(node_0_input)",
    ]
    for _ in range(3):
        reader.hands.press(Key.Key_PageDown)
    assert reader.lit == ["error = prediction - target"]

    reader.hands.press(Key.Key_PageUp, Modifier.ShiftModifier)
    assert reader.lit == []
    reader.view.setFocus()
    for _ in range(2):
        reader.hands.press(Key.Key_PageDown)
    assert len(reader.lit) == 2


def test_a_name_says_what_it_stands_for_unless_it_is_hidden_or_still_to_come(
    reader: Reader,
) -> None:
    assert reader.tip("node_0_input") == "node_0_input: sum\nhidden 1: 8"
    assert reader.tip("weights['node_0']") == (
        "weights['node_0']: weight\naccounts → hidden 1: 2\nchildren → hidden 1: 1"
    )
    assert reader.tip("error") == "error: error\nprediction: 11"

    # On a name, and elsewhere on a line what the line finds
    session = reader.hands.window.session
    reader.point_at("node_0_output")
    assert session.pointed == Quantity(QuantityKind.ACTIVATION, NodePlace(0, 0))
    reader.point_at("relu(node_1")
    assert session.pointed == Quantity(QuantityKind.ACTIVATION, NodePlace(0, 1))
    reader.point_at("# 2 Error")
    assert session.pointed is None

    reader.hands.menu("Learn", "Hide", "Show everything")
    reader.hands.menu("Learn", "Hide", "Hide errors")
    assert reader.tip("error") == "error: error\nprediction: ?"

    # The count of steps, clipping and locks: slopes (44, 66, 66, 0) without the locked one
    reader.hands.menu("Learn", "Hide", "Show everything")
    document = session.document
    locked = document.with_experiment(
        replace(
            document.experiment.with_optimizer(Adam(0.1)),
            max_norm=11.0,
            network=set_locked(document.experiment.network, [1], True),
        )
    )
    session.apply("Clip and lock", locked)
    norm = norm_of(session.evaluation.gradient[~locked.experiment.network.locked])
    assert reader.tip("clip = 11") == f"clip: clipping factor\n{number(11 / norm)}"
    told = "lock_weights['node_0']: lock\naccounts → hidden 1: free\nchildren → hidden 1: locked"
    assert reader.tip("lock_weights['node_0']") == told
    assert reader.tip("*n") == "n: count of this step\n1"
    reader.hands.press(Key.Key_Space)
    assert reader.tip("*n") == "n: count of this step\n2"
    reader.hands.menu("Learn", "Hide", "Hide slopes")
    assert reader.tip("clip = 11") == "clip: clipping factor\n?"

    reader.hands.menu("Learn", "Hide", "Show everything")
    reader.hands.press(Key.Key_PageDown)
    assert reader.tip("error") == "error: error\nprediction: not computed yet"


def test_what_is_to_be_clicked_in_a_lesson_is_not_lit(reader: Reader, tmp_path: Path) -> None:
    student = LessonHands(reader.hands)
    task = 'kind = "click"\nask = "Which?"\ntarget = "hidden 1"\nsolution = ["click hidden 1"]'
    student.open(student.write(tmp_path, BANK, task, page='panels = ["code"]'))
    reader.point_at("node_0_output")
    assert reader.hands.window.session.pointed is None
    student.press("Skip")
    reader.point_at("node_0_input")
    assert reader.hands.window.session.pointed is not None


def test_the_keys_lead_from_name_to_name_and_no_line_is_cut_off(reader: Reader) -> None:
    """It goes on below; copied, it is one line."""
    view, window = reader.view, reader.hands.window
    for width in (1280, 2000):
        window.resize(width, 720)
        assert view.horizontalScrollBar().maximum() == 0
    view.setFocus()
    reader.hands.press(Key.Key_A, Modifier.ControlModifier)
    reader.hands.press(Key.Key_C, Modifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == reader.text

    hands = reader.hands
    reader.view.setFocus()
    hands.press(Key.Key_Home, Modifier.ControlModifier)
    hands.press(Key.Key_Down)
    assert hands.says("node_0_input: sum · hidden 1: 8")
    hands.press(Key.Key_Space)
    assert hands.figure("step") == "1"
    assert hands.says("node_0_input: sum · hidden 1: 2.28"), "what it is now"
    hands.press(Key.Key_PageDown)
    assert hands.says("node_0_input: sum · hidden 1: not computed yet")


def test_all_rows_at_once_and_another_network_have_other_lines(reader: Reader) -> None:
    reader.hands.window.session.load(open_starter("xor"))
    assert "tanh(" in reader.text
    assert "see “all rows at once”" in reader.text

    reader.hands.window.session.load(open_starter(BANK_NETWORK))
    reader.choose(ALL_ROWS)
    assert "z1 = x @ w1.T" in reader.text
    assert reader.tip("w1") == (
        "w1: weight\naccounts → hidden 1: 2\nchildren → hidden 1: 1\naccounts → hidden 2: 0\n"
        "children → hidden 2: 0"
    )
    reader.choose(ONE_ROW)
    assert "node_0_input = " in reader.text
