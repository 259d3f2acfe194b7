"""Learn ▸ Worksheet: choosing, previewing, saving, and what is remembered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from tests.core.lessons.lesson_texts import BANK, lesson_text
from tests.gui.file_hands import button
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.paper.pdf_text import Pdf
from tests.gui.window_hands import Key, WindowHands

ERROR = 'kind = "number"\nask = "What is the error?"\nanswer = "error"\n'
DRAWN = BANK.replace("[[3, 2]]", '[["1..9", "1..9"]]').replace("[0, 0]", "[1, 2]")


class DialogHands:
    """A hand in the dialog of worksheets."""

    def __init__(self, hands: WindowHands, dialog: QDialog, bot: QtBot) -> None:
        self._hands, self.dialog, self._bot = hands, dialog, bot

    def count(self, name: str, value: int) -> None:
        fields = self.dialog.findChildren(QSpinBox)
        field = fields[0] if name == "copies" else fields[1]
        field.selectAll()
        self._hands.type(str(value), field)
        self._hands.press_in(field, Key.Key_Tab)

    def names(self, *names: str) -> None:
        field = self.dialog.findChildren(QPlainTextEdit)[0]
        for name in names:
            self._hands.type(name, field)
            self._hands.press_in(field, Key.Key_Return)

    def choose(self, entry: str) -> None:
        for box in self.dialog.findChildren(QComboBox):
            if box.findText(entry) >= 0:
                box.setCurrentText(entry)

    def press(self, words: str) -> None:
        self._hands.click(button(self.dialog, words))

    def save(self, words: str, path: Path) -> None:
        """Save the sheets or the key to a file that is not there yet."""

        def name_it() -> None:
            asked = QApplication.activeModalWidget()
            if not isinstance(asked, QFileDialog):
                QTimer.singleShot(5, self.dialog, name_it)
                return
            asked.selectFile(str(path))
            buttons = asked.findChild(QDialogButtonBox)
            assert isinstance(buttons, QDialogButtonBox)
            self._hands.click(buttons.button(QDialogButtonBox.StandardButton.Save))

        QTimer.singleShot(5, self.dialog, name_it)
        self.press(words)

    def wait_for(self, words: str) -> None:
        self._bot.waitUntil(lambda: self.says(words))

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.dialog.findChildren(QLabel))


Deed = Callable[[DialogHands], None]
InDialog = Callable[[Deed], None]


@pytest.fixture
def in_dialog(hands: WindowHands, qtbot: QtBot) -> InDialog:
    """Opens the dialog, does something in it, and closes it."""

    def open_it(do: Deed) -> None:
        def deal(dialog: QDialog) -> None:
            do(DialogHands(hands, dialog, qtbot))
            dialog.reject()

        hands.answer(deal)
        hands.menu("Learn", "Worksheet…")

    return open_it


@pytest.fixture
def lesson(hands: WindowHands, tmp_path: Path) -> Path:
    """A lesson that was opened and left again."""
    lessons = LessonHands(hands)
    path = lessons.write(tmp_path, DRAWN, ERROR)
    lessons.open(path)
    lessons.window.files.lessons.close()
    return path


def pages(path: Path) -> list[str]:
    return Pdf(path.read_bytes()).pages


@pytest.mark.usefixtures("lesson")
def test_sheets_and_their_key_are_saved(in_dialog: InDialog, tmp_path: Path) -> None:
    sheets, key = tmp_path / "s.pdf", tmp_path / "k.pdf"

    def do(hand: DialogHands) -> None:
        hand.count("copies", 3)
        hand.count("first", 20)
        hand.choose("Letter")
        hand.save("Save the sheets…", sheets)
        assert hand.says("Saved: s.pdf")
        hand.save("Save the key…", key)

    in_dialog(do)
    assert [page.splitlines()[1] for page in pages(sheets)] == ["Sheet 20", "Sheet 21", "Sheet 22"]
    assert "Key to sheet 22" in pages(key)[2].splitlines()
    assert b"[0 0 612" in sheets.read_bytes()


@pytest.mark.usefixtures("lesson")
def test_names_are_typed_and_all_choices_are_remembered(
    in_dialog: InDialog, tmp_path: Path
) -> None:
    sheets = tmp_path / "s.pdf"

    def do(hand: DialogHands) -> None:
        hand.names("Ada", "Bo")
        hand.choose("Letter")
        hand.count("first", 7)
        hand.save("Save the sheets…", sheets)

    def look(hand: DialogHands) -> None:
        assert hand.dialog.findChildren(QPlainTextEdit)[0].toPlainText() == "Ada\nBo\n"
        assert [box.isChecked() for box in hand.dialog.findChildren(QRadioButton)] == [False, True]
        assert hand.dialog.findChildren(QSpinBox)[1].value() == 7
        assert "Letter" in [box.currentText() for box in hand.dialog.findChildren(QComboBox)]

    in_dialog(do)
    assert ["Ada" in page for page in pages(sheets)] == [True, False]
    in_dialog(look)


@pytest.mark.usefixtures("lesson")
def test_without_a_name_nothing_can_be_saved_and_that_is_said(in_dialog: InDialog) -> None:
    def do(hand: DialogHands) -> None:
        hand.press("Names")
        hand.wait_for("there is no name in it")
        assert not button(hand.dialog, "Save the sheets…").isEnabled()
        assert hand.says("no page")

    in_dialog(do)


def test_a_lesson_with_a_fault_says_where(in_dialog: InDialog, lesson: Path) -> None:
    lesson.write_text(lesson_text(BANK, ERROR + "number = 12\n"), encoding="utf-8")

    def do(hand: DialogHands) -> None:
        assert hand.says("the text says 12, the network 11")
        assert not button(hand.dialog, "Save the sheets…").isEnabled()

    in_dialog(do)


def test_the_key_of_a_lesson_is_not_to_be_had_while_it_is_played(
    in_dialog: InDialog, hands: WindowHands, lesson: Path
) -> None:
    lessons = LessonHands(hands)
    lessons.open(lesson)

    def refused(hand: DialogHands) -> None:
        key = button(hand.dialog, "Save the key…")
        assert not key.isEnabled()
        assert "You are playing this lesson" in key.toolTip()
        assert button(hand.dialog, "Save the sheets…").isEnabled()

    def had(hand: DialogHands) -> None:
        assert button(hand.dialog, "Save the key…").isEnabled()

    in_dialog(refused)
    lessons.solve()
    in_dialog(had)


def test_the_preview_turns_its_pages(in_dialog: InDialog) -> None:
    def do(hand: DialogHands) -> None:
        hand.choose("Many rows, and a bias")
        assert hand.says("page 1 of 2")
        hand.press("▶")
        assert hand.says("page 2 of 2")
        hand.press("◀")
        assert hand.says("page 1 of 2")

    in_dialog(do)
