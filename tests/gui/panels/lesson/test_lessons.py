"""Lessons played in the window by a student's hands."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
)
from pytestqt.qtbot import QtBot

from core.lessons.text.markdown import blocks_of
from core.lessons.words import HillPage, Panel
from core.opening.starters import open_starter
from gui.actions.lessons.lessons import DOCK_TITLES, HILL_PAGES
from gui.panels.hill.hill_panel import PAGES
from gui.panels.lesson.rich_text import rich_block
from tests.core.lessons.lesson_texts import BANK
from tests.gui.everything_said import everything_said
from tests.gui.panels.diagnosis.diagnosis_hands import DiagnosisHands
from tests.gui.panels.explanation.explanation_hands import click_weight
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, Modifier, WindowHands

NUMBER = 'kind = "number"\nask = "What is asked?"\n'
ERROR = NUMBER + 'answer = "error"\nhints = ["predicted − actual", "16 − 5"]'
ORDER = 'kind = "order"\nask = "In which order?"\norder = ["b", "a", "d", "c"]'
PREDICTED = NUMBER + 'answer = "error"\nafter = ["step"]'


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def test_a_right_number_is_worked_out_and_a_wrong_one_says_which_slip_it_is(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    assert not student.hands.shows("11")
    student.type("-11")
    assert "✗ −11 is right for actual − predicted" in student.read()
    assert "error −11?" in student.window.canvas.picture.texts()
    student.type("11")
    assert "error = 16 − 5 = 11" in student.read()
    assert student.player.record(0).tries == 2
    assert student.player.record(0).slips == ("actual minus predicted",)


def test_empty_input_is_no_try(student: LessonHands, tmp_path: Path) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    student.type("")
    assert student.player.record(0).tries == 0


def test_a_task_grows_with_the_text(student: LessonHands, tmp_path: Path) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    panel = student.panel
    (field,) = panel.findChildren(QLineEdit)
    (asked,) = [label for label in panel.findChildren(QLabel) if label.text() == "What is asked?"]
    before = asked.font().pixelSize(), asked.height(), field.width(), field.height()
    for _ in range(6):
        QTest.keyClick(field, Key.Key_Plus, Modifier.ControlModifier)
    QApplication.processEvents()
    after = asked.font().pixelSize(), asked.height(), field.width(), field.height()
    assert all(large > 1.3 * small for small, large in zip(before, after, strict=True))
    assert asked.font().weight() == QFont.Weight.DemiBold


def test_lines_put_in_order_stay_so_and_are_all_in_view_when_the_text_grows(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, ORDER))
    (listed,) = student.panel.findChildren(QListWidget)
    student.press("Move down")
    for _ in range(6):
        student.hands.press(Key.Key_Plus, Modifier.ControlModifier)
    QApplication.processEvents()
    assert [listed.item(row).text() for row in range(listed.count())] == ["b", "a", "c", "d"]
    for row in range(listed.count()):
        assert listed.viewport().rect().contains(listed.visualItemRect(listed.item(row)))


def test_hints_come_one_by_one(student: LessonHands, tmp_path: Path) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    student.press("Hint")
    assert "Hint: predicted − actual" in student.read()
    assert "16 − 5" not in student.read()
    student.press("Another hint")
    assert "Hint: 16 − 5" in student.read()
    assert student.player.record(0).hints == 2


def test_a_skipped_task_shows_its_solution_and_does_not_count(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    student.press("Skip")
    assert "→ What is asked?\nerror = 16 − 5 = 11" in student.read()
    assert student.player.progress.solved == 0


def test_whoever_has_typed_no_number_can_skip_all_the_same(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    student.type("no idea")
    assert student.player.record(0).tries == 0
    student.press("Skip")
    assert student.player.open_task is None


def test_nothing_may_be_done_before_a_prediction_and_it_is_made_once(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, PREDICTED))
    student.hands.window.setFocus(Qt.FocusReason.OtherFocusReason)
    student.hands.click(student.hands.button("Step downhill"))
    assert student.hands.figure("step") == "0"
    assert student.hands.says("Answer first: what is asked for is what comes of this")
    student.type("7")
    assert student.hands.figure("step") == "1", "what was predicted is shown"
    assert student.player.open_task is None
    assert student.player.progress.solved == 0


def test_a_locked_weight_says_why_it_stays(student: LessonHands, tmp_path: Path) -> None:
    page = 'lock = ["accounts → hidden 1"]'
    student.open(student.write(tmp_path, BANK, ERROR, page=page))
    click_weight(student.hands, 0, 0, 0)
    student.hands.press(Key.Key_Return)
    student.hands.canvas.type_over("5")
    student.hands.press(Key.Key_Return)
    assert student.hands.says("accounts → hidden 1 is not to be changed on this page")
    assert student.window.session.document.experiment.network.parameters[0] == 2


def test_a_lesson_goes_on_where_it_was_left(student: LessonHands, tmp_path: Path) -> None:
    path = student.write(tmp_path, BANK, ERROR, NUMBER + 'answer = "loss"')
    student.open(path)
    student.type("11")
    student.press("Close the lesson")
    assert not student.panel.isVisible()
    assert student.hands.shows("16"), "what was hidden is seen again"
    assert student.hands.says("no longer counts as right at first try")
    student.open(path)
    assert student.player.open_task == 1
    assert "this is no first try" in student.read()
    student.press("Restart the page")
    assert student.player.open_task == 0


def test_what_is_wrong_with_a_lesson_is_named_by_its_line(
    student: LessonHands, tmp_path: Path
) -> None:
    path = student.write(tmp_path, BANK, 'kind = "nonsense"\nask = "?"')
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    student.hands.answer(read)
    student.open(path)
    assert "cannot be played" in " ".join(said)
    assert "“nonsense” is none of number" in " ".join(said)
    assert student.player.lesson is None


def test_work_that_is_not_saved_is_asked_about_first(student: LessonHands, tmp_path: Path) -> None:
    student.hands.press(Key.Key_Space)
    path = student.write(tmp_path, BANK, ERROR)
    student.hands.answer(lambda dialog: dialog.reject())
    student.open(path)
    assert student.player.lesson is None
    assert student.hands.figure("step") == "1"


def test_other_work_ends_the_lesson(student: LessonHands, tmp_path: Path) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    assert student.panel.isVisible()
    assert not student.window.weights_panel.isVisible(), "it makes room"
    student.window.session.load(open_starter("xor"))
    assert student.player.lesson is None
    assert not student.panel.isVisible()
    assert student.window.weights_panel.isVisible()
    assert not student.window.session.guard.is_lesson


@pytest.mark.parametrize("asked", ["prediction", "error", "loss", "slope of accounts → hidden 1"])
def test_what_is_asked_stands_nowhere(student: LessonHands, tmp_path: Path, asked: str) -> None:
    """Of the bank these are 16, 11, 121 and 132; whoever sees one of them finds the next."""
    student.open(student.write(tmp_path, BANK, NUMBER + f'answer = "{asked}"'))
    student.hands.press(Key.Key_A)
    student.hands.press(Key.Key_S)
    words = " ".join(everything_said(student.hands)).replace("\n", " ").split(" ")
    found = {word.strip("().,;:=+−") for word in words}
    secret = {"prediction": "16", "error": "11", "loss": "121"}.get(asked, "132")
    assert secret not in found
    assert not student.hands.window.commands["show_everything"].isEnabled()


def test_without_a_lesson_the_panel_says_so_and_offers_nothing(
    student: LessonHands, tmp_path: Path
) -> None:
    student.hands.menu("View", "Lesson")
    assert "No lesson is open" in student.read()
    buttons = student.panel.findChildren(QAbstractButton)
    assert not any(button.isVisible() for button in buttons)
    student.open(student.write(tmp_path, BANK, ERROR))
    assert "What is asked?" in student.read()
    student.press("Close the lesson")
    student.hands.menu("View", "Lesson")
    assert "What is asked?" not in student.read()
    assert not any(button.isVisible() for button in student.panel.findChildren(QAbstractButton))


@pytest.mark.parametrize("typed", ["0,5", "1/2", "5e-1", "0.25 * 2"])
def test_a_number_is_understood_as_people_write_it(
    student: LessonHands, tmp_path: Path, typed: str
) -> None:
    network = BANK.replace("[2, 1]", "[0.1, 0.1]").replace("[2, 2]", "[1, 2]")
    student.open(student.write(tmp_path, network, NUMBER + 'answer = "prediction"'))
    student.type(typed)
    assert student.player.progress.solved == 1


def test_what_is_asked_again_is_hidden_again(student: LessonHands, tmp_path: Path) -> None:
    """After the step the error is another one, though the error before was found."""
    again = NUMBER + 'answer = "error"'
    student.open(student.write(tmp_path, BANK, ERROR, PREDICTED, again))
    student.type("11")
    student.type("-4")
    assert student.hands.figure("step") == "1"
    assert "error ?" in student.window.canvas.picture.texts()


def test_a_prediction_cannot_be_read_off_the_hill(student: LessonHands, tmp_path: Path) -> None:
    task = NUMBER + 'answer = "loss"\nafter = ["set hidden 1 → prediction = 2.01"]'
    student.open(student.write(tmp_path, BANK, task, page='hill = "one weight"'))
    assert not student.window.hill_panel.plot.isVisible()
    student.type("1")
    assert student.window.hill_panel.plot.isVisible()


def test_the_diagnosis_is_silent_unless_the_page_lets_it_speak(
    student: LessonHands, tmp_path: Path, qtbot: QtBot
) -> None:
    doctor = DiagnosisHands(qtbot, student.hands)
    assert doctor.line.text() == "○ hidden 2 is on the corner"
    student.open(student.write(tmp_path, BANK, ERROR))
    student.press("Skip")
    doctor.wait_for("Diagnosis")
    student.open(student.write(tmp_path, BANK, ERROR, page="diagnosis = true"))
    doctor.wait_for("○ hidden 2 is on the corner")
    student.press("Close the lesson")
    assert doctor.line.text() == "○ hidden 2 is on the corner"


def test_a_lesson_with_a_task_that_cannot_be_solved_is_not_opened(
    student: LessonHands, tmp_path: Path
) -> None:
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    student.hands.answer(read)
    student.open(student.write(tmp_path, BANK, NUMBER + 'answer = "eror"'))
    assert "line 17: nothing is called “eror”" in " ".join(said)
    assert student.player.lesson is None


def test_every_word_of_a_page_has_its_place_in_the_window(student: LessonHands) -> None:
    assert set(DOCK_TITLES) == set(Panel)
    assert set(DOCK_TITLES.values()) <= set(student.window.docks)
    assert set(HILL_PAGES) == set(HillPage)
    assert set(HILL_PAGES.values()) == set(PAGES)


def test_hostile_text_is_shown_as_it_stands() -> None:
    block = blocks_of('<img src=x> & **<b>"q"</b>** `</span>`')[0]
    document = QTextDocument()
    document.setHtml(rich_block(block))
    assert document.toPlainText() == '<img src=x> & <b>"q"</b> </span>'
