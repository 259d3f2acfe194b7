"""Rows of the data sorted by a column, by hand."""

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.explanation.hiding import Hiding, Topic
from gui.panels.data.data_panel import DataPanel
from gui.session.session import Session
from tests.gui.panels.data.data_panel_hands import cells, give
from tests.gui.table_hands import Hands, Key


def click_title(panel: DataPanel, qtbot: QtBot, column: int) -> None:
    header = panel.table.horizontalHeader()
    at = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    middle = QPoint(at, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_a_click_on_a_title_sorts_and_a_third_puts_back(
    panel: DataPanel, hands: Hands, bank: Session, qtbot: QtBot
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5], [4, 0, 7]])
    hands.click(3, 0)
    click_title(panel, qtbot, 0)
    assert [hands.row(at)[0] for at in range(4)] == ["−1", "0", "1", "4"]
    assert hands.titles()[0] == "↑ accounts"
    assert numbers_of_rows(panel) == ["3", "1", "2", "4"]
    click_title(panel, qtbot, 0)
    assert [hands.row(at)[0] for at in range(4)] == ["4", "1", "0", "−1"]
    assert bank.focus.row == 3
    assert panel.table.currentIndex().row() == 0
    click_title(panel, qtbot, 0)
    assert numbers_of_rows(panel) == ["1", "2", "3", "4"]
    assert hands.titles()[0] == "accounts"


def numbers_of_rows(panel: DataPanel) -> list[str]:
    down = Qt.Orientation.Vertical
    return [str(panel.model.headerData(at, down)) for at in range(panel.model.rowCount())]


def test_what_is_done_to_sorted_rows_is_done_to_the_rows_seen(
    panel: DataPanel, hands: Hands, bank: Session, qtbot: QtBot
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5], [4, 0, 7]])
    click_title(panel, qtbot, 0)
    hands.click(1, 0)
    assert bank.focus.row == 0
    hands.type("9")
    hands.press(Key.Key_Return)
    assert cells(bank)[0] == [9, 3, 1]
    assert numbers_of_rows(panel) == ["3", "2", "4", "1"]
    assert bank.focus.row == 1
    assert panel.table.currentIndex().row() == 1
    hands.click(0, 0)
    hands.press(Key.Key_Delete)
    assert [row[0] for row in cells(bank)] == [9, 1, 4]
    assert [hands.row(at)[0] for at in range(3)] == ["1", "4", "9"]
    hands.click(1, 0)
    hands.paste("7\n8\n5\n")
    assert [row[0] for row in cells(bank)] == [8, 1, 7, 5]


def test_sorted_by_error_the_order_follows_the_steps(
    panel: DataPanel, hands: Hands, bank: Session, qtbot: QtBot
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5], [4, 0, 7]])
    column = hands.titles().index("error²")
    click_title(panel, qtbot, column)
    click_title(panel, qtbot, column)
    for _ in range(5):
        bank.step()
        shares = [float(hands.at(at, column).data(Qt.ItemDataRole.EditRole)) for at in range(4)]
        assert shares == sorted(shares, reverse=True)


def test_the_menu_of_a_cell_sorts_too(panel: DataPanel, hands: Hands, bank: Session) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5]])
    hands.click(0, 1)
    entry = next(a for a in panel.table.menu().actions() if "largest first" in a.text())
    entry.trigger()
    assert [hands.row(at)[1] for at in range(3)] == ["3", "2", "−2"]


def test_an_order_that_would_tell_what_is_hidden_is_given_up(
    panel: DataPanel, hands: Hands, bank: Session, qtbot: QtBot
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5]])
    column = hands.titles().index("error")
    click_title(panel, qtbot, column)
    assert hands.titles()[column] == "↑ error"
    bank.look(replace(bank.focus, hiding=Hiding(frozenset({Topic.ERRORS}))))
    assert hands.titles()[column] == "error"
    click_title(panel, qtbot, column)
    assert numbers_of_rows(panel) == ["1", "2", "3"]
