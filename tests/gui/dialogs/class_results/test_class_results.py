"""What a class handed in, looked through by a teacher."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
)

from core.lessons.progress import Record
from gui.session.settings import Key as Setting
from gui.session.settings import Settings
from gui.shell.main_window import MainWindow
from tests.core.lessons.classes.made_hand_ins import (
    CLICK_PLACE,
    ERROR_PLACE,
    PREDICTED_PLACE,
    hand_in,
    lesson_in,
    tried,
)
from tests.gui.file_hands import button, name_the_file
from tests.gui.window_hands import Key, Modifier, WindowHands

SLIP = "actual minus predicted"


class Teacher:
    """Opens the results, and reads them."""

    def __init__(self, hands: WindowHands) -> None:
        self.hands = hands
        self.dialog = QDialog()

    def look(self, do: Callable[[], object]) -> None:
        """Open the window, do something in it, and close it."""

        def deal(dialog: QDialog) -> None:
            self.dialog = dialog
            do()
            dialog.reject()

        self.hands.answer(deal)
        self.hands.menu("Learn", "Class results…")

    @property
    def table(self) -> QTableView:
        table = self.dialog.findChild(QTableView)
        assert isinstance(table, QTableView)
        return table

    def rows(self) -> list[list[str]]:
        """What stands in the table, behind the names."""
        model = self.table.model()
        down = Qt.Orientation.Vertical
        return [
            [
                str(model.headerData(row, down)),
                *(str(model.index(row, column).data()) for column in range(model.columnCount())),
            ]
            for row in range(model.rowCount())
        ]

    def names(self) -> list[str]:
        return [row[0] for row in self.rows()]

    def show(self, what: str) -> None:
        self.dialog.findChildren(QComboBox)[1].setCurrentText(what)

    def said(self) -> str:
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def settings(window: MainWindow) -> Settings:
    return window.preferences.settings


@pytest.fixture
def teacher(hands: WindowHands) -> Teacher:
    return Teacher(hands)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """What three students handed in."""
    lesson = lesson_in(tmp_path)
    hand_in(tmp_path, lesson, "Ada", {ERROR_PLACE: tried("11"), PREDICTED_PLACE: tried("falls")})
    wrong = tried("-11", "-11", "11", slips=(SLIP, SLIP))
    hand_in(
        tmp_path, lesson, "=Bo", {ERROR_PLACE: wrong, CLICK_PLACE: Record(skipped=True, hints=2)}
    )
    hand_in(tmp_path, lesson, "Eve", {ERROR_PLACE: tried("12")})
    (tmp_path / "broken.json").write_text("{")
    settings.store(Setting.CLASS_FOLDER, str(tmp_path))
    return tmp_path


def test_students_and_tasks_are_seen_with_totals(teacher: Teacher, folder: Path) -> None:
    def do() -> None:
        assert teacher.rows() == [
            ["=Bo", "0", "✓ 3", "", "→", ""],
            ["Ada", "2", "✓", "✓", "", ""],
            ["Eve", "0", "≠", "", "", ""],
            ["right at first try", "2", "1", "1", "0", "0"],
        ]
        assert "3 students: 2 of 12 answers right at first try" in teacher.said()
        remarks = teacher.dialog.findChild(QPlainTextEdit)
        assert isinstance(remarks, QPlainTextEdit)
        assert "broken.json: it is no hand-in" in remarks.toPlainText()
        assert "Eve, “A lesson” 1.1: said to be right, but “12” is not" in remarks.toPlainText()

    teacher.look(do)


def test_tries_hints_and_slips_are_seen(teacher: Teacher, folder: Path) -> None:
    def do() -> None:
        teacher.show("Tries")
        assert [row[1:3] for row in teacher.rows()] == [
            ["3", "3"],
            ["2", "1"],
            ["1", "1"],
            ["6", "5"],
        ]
        teacher.show("Hints")
        assert [row[1] for row in teacher.rows()] == ["2", "0", "0", "2"]
        teacher.show("Commonest slip")
        assert [row[1:3] for row in teacher.rows()] == [
            [SLIP, SLIP],
            ["", ""],
            ["", ""],
            [SLIP, SLIP],
        ]

    teacher.look(do)


def test_it_is_sorted_by_key_with_the_totals_at_the_end(teacher: Teacher, folder: Path) -> None:
    def do() -> None:
        table = teacher.table
        table.setCurrentIndex(table.model().index(0, 0))
        orders = []
        for _ in range(3):
            teacher.hands.press_in(table, Key.Key_S)
            orders.append(teacher.names())
        assert orders[1][0] == "Ada"
        assert orders[2] == ["=Bo", "Ada", "Eve", "right at first try"]
        assert {order[-1] for order in orders} == {"right at first try"}

    teacher.look(do)


def test_a_cell_is_told_in_full(teacher: Teacher, folder: Path) -> None:
    def do() -> None:
        table = teacher.table
        table.setCurrentIndex(table.model().index(0, 0))
        teacher.hands.press_in(table, Key.Key_Right)
        told = f"=Bo, 1.1 “What is the error?”: right later, 3 tries, commonest slip: {SLIP}"
        assert told in teacher.said()
        assert table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == told

    teacher.look(do)


def test_the_table_is_copied_and_saved(teacher: Teacher, folder: Path) -> None:
    def do() -> None:
        QTest.keyClick(teacher.table, Key.Key_C, Modifier.ControlModifier)
        lines = QGuiApplication.clipboard().text().split("\n")
        assert lines[0] == "\tat first try\t1.1\t1.2\t1.3\t1.4"
        assert lines[1].startswith("'=Bo\t0"), "no formula for a spreadsheet"
        teacher.hands.answer(name_the_file(teacher.hands, folder / "mine.csv"))
        teacher.hands.click(button(teacher.dialog, "Save as CSV…"))
        assert "Saved: " in teacher.said()

    teacher.look(do)
    with (folder / "mine.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert sum(int(row["right at first try"]) for row in rows) == 2


def test_a_folder_that_is_typed_is_read_with_enter_or_tab(teacher: Teacher, folder: Path) -> None:
    def do() -> None:
        line = teacher.dialog.findChildren(QLineEdit)[0]
        QGuiApplication.clipboard().setText("mine")
        line.setFocus()
        line.setText(str(folder / "no"))
        teacher.hands.press_in(line, Key.Key_Return)
        assert not teacher.table.isVisible()
        line.setText(str(folder))
        teacher.hands.press_in(line, Key.Key_Tab)
        assert teacher.table.isVisible()
        line.setFocus()
        teacher.hands.press_in(line, Key.Key_Return)
        assert QGuiApplication.clipboard().text() == "mine", "Enter presses no button"

    teacher.look(do)


def test_without_a_folder_or_anything_in_it_it_says_what_to_do(
    teacher: Teacher, tmp_path: Path, settings: Settings
) -> None:
    def do() -> None:
        assert "Choose the folder that your class hands in to" in teacher.said()
        assert not teacher.table.isVisible()
        line = teacher.dialog.findChildren(QLineEdit)[0]
        line.setFocus()
        for folder, words in ((tmp_path, "Nothing that can be shown"), (tmp_path / "no", "read")):
            line.setText(str(folder))
            teacher.hands.press_in(line, Key.Key_Return)
            assert words in teacher.said()

    teacher.look(do)
    assert settings.load(Setting.CLASS_FOLDER) == str(tmp_path / "no")
