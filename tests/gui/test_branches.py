"""The table of all that was tried, in the window, with real clicks and keys."""

import csv

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QTabBar
from pytestqt.qtbot import QtBot

from core.explanation.hiding import Hiding, Topic
from core.opening.starters import open_starter
from gui.panels.branches.branch_columns import Col
from gui.panels.branches.branches_table import BranchesTable
from tests.gui.window_hands import LEFT, Key, Modifier, WindowHands

RATES = ("0.005", "0.001")


def table(hands: WindowHands) -> BranchesTable:
    return hands.window.panels.branches.table


def column(hands: WindowHands, col: Col) -> list[str]:
    model = table(hands).model()
    return [model.index(row, col).data() for row in range(model.rowCount())]


def at(hands: WindowHands, row: int, col: Col) -> QPoint:
    return table(hands).visualRect(table(hands).model().index(row, col)).center()


def click(hands: WindowHands, qtbot: QtBot, row: int, col: Col = Col.NAME) -> None:
    qtbot.mouseClick(table(hands).viewport(), LEFT, pos=at(hands, row, col))


def key(hands: WindowHands, press: Key, modifier: Modifier = Modifier.NoModifier) -> None:
    QTest.keyClick(table(hands), press, modifier)


@pytest.fixture
def tried(hands: WindowHands, qtbot: QtBot) -> WindowHands:
    """Three branches: at a rate of 0.01, of 0.005, and of 0.001 that is changed on the way."""
    session = hands.window.session
    session.step(6)
    session.finish_run()
    for steps, rate in zip((4, 3), RATES, strict=True):
        session.restart()
        hands.type_rate(rate)
        session.step(steps)
        session.finish_run()
    hands.type_rate("0.002")
    session.step(2)
    session.finish_run()
    hands.menu("View", "Panels", "Branches")
    qtbot.waitUntil(lambda: table(hands).model().rowCount() == 3)
    return hands


def test_before_the_first_step_a_sentence_says_what_will_be_there(
    hands: WindowHands, qtbot: QtBot
) -> None:
    hands.menu("View", "Panels", "Branches")
    panel = hands.window.panels.branches
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty())
    seen = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any("No step has been taken yet" in text for text in seen)
    assert not table(hands).isVisible()
    hands.press(Key.Key_Space)
    assert table(hands).isVisible()
    assert column(hands, Col.STEPS) == ["1"]


def test_each_says_what_differs_and_what_came_of_it(tried: WindowHands) -> None:
    assert column(tried, Col.NAME) == ["Branch 1", "Branch 2", "Branch 3"]
    assert column(tried, Col.STEPS) == ["6", "4", "5"]
    assert column(tried, Col.DIFFERS) == [
        "Gradient descent, rate 0.01",
        "rate 0.005 instead of 0.01",
        "rate 0.001 instead of 0.01; from step 3: rate 0.001 → 0.002",
    ]
    assert column(tried, Col.LOSS)[2] == tried.figure("loss")
    assert all(text.endswith(" ms") for text in column(tried, Col.SECONDS))


def test_where_there_is_little_room_the_same_is_said_in_fewer_words(tried: WindowHands) -> None:
    dock = tried.window.docks["Branches"]
    tried.window.resizeDocks([dock], [250], Qt.Orientation.Horizontal)
    assert table(tried).is_brief
    assert table(tried).cell(1, Col.DIFFERS).text == "rate 0.005, not 0.01"
    model = table(tried).model()
    assert model.index(1, Col.DIFFERS).data() == "rate 0.005 instead of 0.01"


def test_a_click_goes_to_the_end_of_a_branch_and_a_double_click_to_its_start(
    tried: WindowHands, qtbot: QtBot
) -> None:
    session = tried.window.session
    click(tried, qtbot, 0)
    assert (tried.figure("step"), tried.rate().text()) == ("6", "0.01")
    click(tried, qtbot, 1)
    assert (tried.figure("step"), tried.rate().text()) == ("4", "0.005")
    assert table(tried).lit_row == 1
    qtbot.mouseDClick(table(tried).viewport(), LEFT, pos=at(tried, 1, Col.NAME))
    assert (tried.figure("step"), tried.rate().text()) == ("0", "0.005")
    assert session.history.path_range() == (0, 4), "its way lies ahead"


def test_the_keys_do_the_same(tried: WindowHands, qtbot: QtBot) -> None:
    table(tried).setFocus()
    table(tried).setCurrentIndex(table(tried).model().index(0, Col.NAME))
    key(tried, Key.Key_Return)
    assert tried.figure("step") == "6"
    key(tried, Key.Key_Down)
    assert tried.figure("step") == "6", "looking through the table goes nowhere"
    key(tried, Key.Key_Return)
    assert tried.figure("step") == "4"
    key(tried, Key.Key_Return, Modifier.ShiftModifier)
    assert tried.figure("step") == "0"


def test_a_branch_is_given_a_name_that_the_loss_plot_shows_too(
    tried: WindowHands, qtbot: QtBot
) -> None:
    def type_it(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText("the slow one")
        QTest.keyClick(field, Key.Key_Return)

    table(tried).setCurrentIndex(table(tried).model().index(1, Col.NAME))
    tried.answer(type_it)
    key(tried, Key.Key_F2)
    assert column(tried, Col.NAME)[1] == "the slow one"
    tried.menu("View", "Panels", "Loss")
    labels = [label.text for label in tried.window.loss_panel.plot.marks.labels]
    assert "the slow one" in labels


def test_a_branch_that_is_hidden_is_not_in_the_loss_plot(tried: WindowHands, qtbot: QtBot) -> None:
    plot = tried.window.loss_panel.plot
    box = at(tried, 1, Col.SHOWN)
    before = len(plot.lines.kept)
    qtbot.mouseClick(table(tried).viewport(), LEFT, pos=box)
    assert len(plot.lines.kept) < before
    assert tried.figure("step") == "5", "the box goes nowhere"
    tried.menu_on(table(tried).viewport(), at(tried, 1, Col.NAME), "Show in the loss plot")
    assert len(plot.lines.kept) == before


def test_a_click_on_a_title_sorts_and_a_third_one_puts_back(
    tried: WindowHands, qtbot: QtBot
) -> None:
    header = table(tried).horizontalHeader()

    def press(col: Col) -> None:
        where = QPoint(header.sectionViewportPosition(col) + header.sectionSize(col) // 2, 8)
        qtbot.mouseClick(header.viewport(), LEFT, pos=where)

    press(Col.STEPS)
    assert column(tried, Col.STEPS) == ["4", "5", "6"]
    press(Col.STEPS)
    assert column(tried, Col.STEPS) == ["6", "5", "4"]
    click(tried, qtbot, 2)
    assert tried.figure("step") == "4", "a click is meant for what is seen there"
    press(Col.STEPS)
    assert column(tried, Col.NAME) == ["Branch 1", "Branch 2", "Branch 3"]


def test_all_of_it_is_copied_as_csv_with_numbers_in_full(tried: WindowHands) -> None:
    table(tried).setFocus()
    key(tried, Key.Key_C, Modifier.ControlModifier)
    rows = list(csv.DictReader(QGuiApplication.clipboard().text().splitlines()))
    assert [row["name"] for row in rows] == ["Branch 1", "Branch 2", "Branch 3"]
    assert [row["steps"] for row in rows] == ["6", "4", "5"]
    assert float(rows[2]["loss"]) == tried.window.session.evaluation.loss
    assert float(rows[0]["seconds"]) > 0
    assert rows[1]["what differs"] == "rate 0.005 instead of 0.01"


def test_a_hidden_loss_is_not_told_nor_sorted_by_nor_copied(tried: WindowHands) -> None:
    session = tried.window.session
    session.look(replace(session.focus, hiding=Hiding(frozenset({Topic.LOSS}))))
    assert column(tried, Col.LOSS) == ["?", "?", "?"]
    table(tried).sortByColumn(Col.LOSS, Qt.SortOrder.AscendingOrder)
    assert column(tried, Col.NAME) == ["Branch 1", "Branch 2", "Branch 3"]
    tried.window.panels.branches.copy()
    text = QGuiApplication.clipboard().text()
    assert {row["loss"] for row in csv.DictReader(text.splitlines())} == {"?"}
    model = table(tried).model()
    shown = model.index(0, Col.LOSS)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "?" in str(shown.data(role))
    table(tried).sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # the tests of a file share a window


def test_behind_the_loss_it_waits_and_is_up_to_date_when_it_comes_in_front(
    tried: WindowHands, qtbot: QtBot
) -> None:
    heights = {title: dock.height() for title, dock in tried.window.docks.items()}
    tried.menu("View", "Panels", "Loss")
    panel = tried.window.panels.branches
    qtbot.waitUntil(lambda: panel.visibleRegion().isEmpty())
    tried.window.session.restart()
    tried.press(Key.Key_Space)
    assert len(column(tried, Col.NAME)) == 3, "nobody sees it, so it looks at nothing"
    bar = next(bar for bar in tried.window.findChildren(QTabBar) if bar.count() == 2)
    place = next(place for place in range(2) if bar.tabText(place) == "Branches")
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(place).center())
    qtbot.waitUntil(lambda: len(column(tried, Col.NAME)) == 4)
    assert abs(tried.window.docks["Hill"].height() - heights["Hill"]) <= 2


def test_each_cell_says_whose_it_is_to_a_screen_reader(tried: WindowHands) -> None:
    model = table(tried).model()
    said = [model.index(1, col).data(Qt.ItemDataRole.AccessibleTextRole) for col in Col]
    assert said[Col.SHOWN] == "Branch 2, shown: yes"
    assert said[Col.STEPS] == "Branch 2, steps: 4"
    assert said[Col.DIFFERS] == "Branch 2, what differs: rate 0.005 instead of 0.01"


def test_another_document_begins_with_an_empty_table(tried: WindowHands) -> None:
    tried.window.session.load(open_starter("single_weight"))
    assert column(tried, Col.NAME) == []
    tried.press(Key.Key_Space)
    assert column(tried, Col.NAME) == ["Branch 1"]
