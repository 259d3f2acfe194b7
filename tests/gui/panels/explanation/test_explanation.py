"""Where numbers come from, in the strip below the drawing."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from core.nn.network import NodePlace
from core.opening.starters import BANK, open_starter
from gui.dialogs.slope_check_dialog import SlopeCheckDialog
from gui.formatting.typed_numbers import parse_number
from gui.operations.numbers import parameter, set_value, target_cell
from tests.gui.panels.explanation.explanation_hands import click_weight, lines
from tests.gui.window_hands import Key, Modifier, WindowHands

CTRL = Modifier.ControlModifier


FOUR_ROWS = "0\t3\t1\n1\t2\t3\n-1\t-2\t5\n4\t0\t7"


def paste_rows(hands: WindowHands) -> None:
    hands.data.click(0, 0)
    hands.data.paste(FOUR_ROWS)


def lit(hands: WindowHands) -> list[str]:
    """The numbers of the explanation that stand on a ground of another colour."""
    (label,) = (
        label
        for label in hands.window.explanation.findChildren(QLabel)
        if label.accessibleName() == "Explanation of what is selected"
    )
    document = QTextDocument()
    document.setHtml(label.text())
    cursor, found = QTextCursor(document), []
    while cursor.movePosition(cursor.MoveOperation.NextCharacter, cursor.MoveMode.KeepAnchor):
        if cursor.charFormat().background().style() is not Qt.BrushStyle.NoBrush:
            found.append(cursor.selectedText())
        cursor.clearSelection()
    return found


def test_the_arithmetic_of_what_is_selected_is_shown_and_copied(
    hands: WindowHands, qtbot: QtBot
) -> None:
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    assert "hidden 1 = ReLU(3 × 2 + 2 × 1) = ReLU(8) = 8" in lines(hands)

    click_weight(hands, 0, 0, 0)
    assert lines(hands) == [
        "accounts → hidden 1",
        "more of it means more loss, so descent will lower it",
        "slope = 3 input value × 44 loss slope at hidden 1 × 1 ReLU slope = 132",
        "new weight = 2 − 0.01 learning rate × 132 slope = 0.68",
        "nudge by 0.001: loss (121.132036 − 120.868036) / 0.002 = 132 ✓",
    ]

    click_weight(hands, 1, 0, 0)
    hands.press(Key.Key_C, CTRL | Modifier.ShiftModifier)
    assert "new weight = 2 − 0.01 learning rate × 176 slope = 0.24" in (
        QGuiApplication.clipboard().text()
    )

    click_weight(hands, 0, 1, 0)
    assert lines(hands)[-1] == (
        "nudge by 0.001: on the corner: slope 0 to the left, 132 to the right; we take 0"
    )
    assert "slope 0: hidden 2 is on the corner, so descent leaves it where it is" in lines(hands)

    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    panel, canvas = hands.window.explanation, hands.canvas
    panel.point_at_term(1)  # 3 × 2: the weight
    assert hands.window.session.pointed is not None
    assert canvas.canvas.hovered == 0
    panel.point_at_term(None)
    assert canvas.canvas.hovered is None
    canvas.hover(canvas.of(canvas.weight(0, 0, 1)))
    assert lit(hands) == ["1"]
    canvas.hover(QPoint(5, 5))
    assert lit(hands) == []


def test_a_nudge_confirms_a_slope_unless_the_numbers_are_too_large(hands: WindowHands) -> None:
    click_weight(hands, 0, 0, 0)
    hands.menu("Learn", "Nudge weights by", "0.01")
    assert lines(hands)[-1] == "nudge by 0.01: loss (122.3236 − 119.6836) / 0.02 = 132 ✓"
    set_value(hands.window.session, target_cell(0, 0), 16)
    hands.menu("Learn", "Nudge weights by", "0.001")
    assert lines(hands)[-1] == "nudge by 0.001: loss (3.6e−5 − 3.6e−5) / 0.002 = 0 ✓"

    hands.window.session.load(open_starter(BANK))
    set_value(hands.window.session, target_cell(0, 0), 1e30)
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    assert lines(hands)[-1].endswith("· lost in rounding: choose a larger nudge")

    hands.window.session.load(open_starter(BANK))
    for weight in ("1e30", "1e308"):
        hands.canvas.double_click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
        hands.canvas.type_over(weight)
        hands.canvas.key(Key.Key_Return)
        assert lines(hands)[-1] == "nudge by 0.001: the numbers are too large to nudge", weight

    hands.window.session.load(open_starter(BANK))
    set_value(hands.window.session, parameter(0), 1e308)
    read = check_all_slopes(hands)
    assert read[0].endswith("no slope can be checked, the numbers are too large.")
    assert read[1] == "accounts → hidden 1 | +∞ | too large to nudge | cannot be checked"


def test_every_row_takes_part_in_a_table_that_can_be_sorted_and_clicked(
    hands: WindowHands, qtbot: QtBot
) -> None:
    paste_rows(hands)
    click_weight(hands, 1, 0, 0)
    panel = hands.window.explanation
    assert any(line.startswith("slope = (") for line in lines(hands))
    hands.click(panel.rows_button)
    model = panel.table.model()
    assert panel.table.isVisible()
    shown = [[model.index(row, at).data() for at in range(5)] for row in range(4)]
    # hidden 1 gives 3, 4, 0, 8; the predictions are twice that; the errors 5, 5, −5, 9
    assert shown == [
        ["1", "3", "10", "1", "30"],
        ["2", "4", "10", "1", "40"],
        ["3", "0", "−10", "1", "0"],
        ["4", "8", "18", "1", "144"],
    ]
    panel.table.sortByColumn(4, panel.table.horizontalHeader().sortIndicatorOrder())
    assert [model.index(row, 0).data() for row in range(4)] == ["3", "1", "2", "4"]

    panel.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    click_weight(hands, 0, 0, 0)
    assert [model.index(row, 5).data() for row in range(4)] == ["", "", "off", ""]

    click_weight(hands, 1, 0, 0)
    session, table = hands.window.session, hands.window.explanation.table
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    header, model = table.horizontalHeader(), table.model()
    title = QPoint(header.sectionViewportPosition(4) + 5, 8)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=title)
    assert [model.index(row, 0).data() for row in range(4)] == ["3", "1", "2", "4"]
    assert str(model.headerData(4, Qt.Orientation.Horizontal)).startswith("↑ ")
    there = table.visualRect(model.index(0, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert session.focus.row == 2
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=title)
    assert [model.index(row, 0).data() for row in range(4)] == ["4", "2", "1", "3"]
    session.step()
    assert table.selected_rows == [[model.index(row, 0).data() for row in range(4)].index("3")]
    shares = [parse_number(model.index(row, 4).data()) for row in range(4)]
    assert shares == sorted(shares, reverse=True)


def test_looking_ahead_tells_what_comes_of_a_step_and_fractions_are_shown_on_demand(
    hands: WindowHands,
) -> None:
    hands.press(Key.Key_A)
    assert all(map(hands.shows, ("2 → 0.68", "1 → 0.12", "2 → 0.24")))
    assert lines(hands)[-1] == (
        "next step: the slopes promise a loss of −440.44 (impossible: a loss is never below 0;"
        " the line does not hold that far); it will really be 19.83"
    )
    hands.press(Key.Key_Space)
    assert any(line.endswith("it came to 19.83") for line in lines(hands))
    assert hands.figure("loss") == "19.83"

    hands.window.session.load(open_starter(BANK))
    canvas = hands.canvas
    canvas.double_click(canvas.of(canvas.weight(0, 0, 0)))
    canvas.type_over("1/6")
    canvas.key(Key.Key_Return)
    hands.menu("Learn", "Numbers", "Fractions where there are any")
    assert hands.shows("1/6")
    canvas.click(canvas.middle(NodePlace(0, 0)))
    assert "hidden 1 = ReLU(3 × (1/6) + 2 × 1) = ReLU(5/2) = 5/2" in lines(hands)
    hands.menu("Learn", "Numbers", "Full precision")
    assert any("3 × 0.16666666666666666 + 2 × 1" in line for line in lines(hands))


def check_all_slopes(hands: WindowHands) -> list[str]:
    """The sentence and the rows of the table that checks all slopes."""
    read: list[str] = []

    def read_it(dialog: QDialog) -> None:
        assert isinstance(dialog, SlopeCheckDialog)
        read.append(dialog.summary.text())
        table = dialog.findChild(QTableWidget)
        assert isinstance(table, QTableWidget)
        for row in range(table.rowCount()):
            cells = [table.item(row, column) for column in range(4)]
            read.append(" | ".join(cell.text() for cell in cells if cell is not None))
        dialog.reject()

    hands.answer(read_it)
    hands.menu("Learn", "Check all slopes…")
    return read


def test_all_slopes_are_checked_at_once_with_the_nudge_that_is_chosen(hands: WindowHands) -> None:
    read = check_all_slopes(hands)
    assert read[0] == (
        "Every weight nudged by 0.001 to either side: all slopes agree; 2 are on a corner."
    )
    assert read[1] == "accounts → hidden 1 | +132 | +132 | ✓"
    assert read[3] == "accounts → hidden 2 | 0 | 0 to the left, 132 to the right | ✓ on the corner"

    said: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, SlopeCheckDialog)
        sizes = dialog.findChild(QComboBox)
        assert isinstance(sizes, QComboBox)
        for key in (Key.Key_Up, Key.Key_Up):
            hands.press_in(sizes, key)
            said.append(dialog.summary.text())
        dialog.reject()

    hands.answer(choose)
    hands.menu("Learn", "Check all slopes…")
    assert [text.partition(" to either")[0] for text in said] == [
        "Every weight nudged by 0.01",
        "Every weight nudged by 0.1",
    ]
