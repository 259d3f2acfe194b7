"""Lessons played in the window by a student's hands."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
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
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, Modifier, WindowHands

NUMBER = 'kind = "number"\nask = "What is asked?"\n'
ERROR = NUMBER + 'answer = "error"\nhints = ["predicted − actual", "16 − 5"]'
ORDER = 'kind = "order"\nask = "In which order?"\norder = ["b", "a", "d", "c"]'
PREDICTED = NUMBER + 'answer = "error"\nafter = ["step"]'


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def told_by_dialog(student: LessonHands, path: Path) -> str:
    """What the dialog says that opens in the place of a lesson."""
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    student.hands.answer(read)
    student.open(path)
    assert student.player.lesson is None
    return " ".join(said)


def test_a_right_number_is_worked_out_and_a_wrong_one_says_which_slip_it_is(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    assert not student.hands.shows("11")
    student.type("")
    assert student.player.record(0).tries == 0, "empty input is no try"
    student.type("-11")
    assert "✗ −11 is right for actual − predicted" in student.read()
    assert "error −11?" in student.window.canvas.picture.texts()
    student.type("11")
    assert "error = 16 − 5 = 11" in student.read()
    assert student.player.record(0).tries == 2
    assert student.player.record(0).slips == ("actual minus predicted",)
    assert [answer.text for answer in student.player.record(0).answers] == ["-11", "11"]


def test_a_number_is_understood_as_people_write_it(student: LessonHands, tmp_path: Path) -> None:
    network = BANK.replace("[2, 1]", "[0.1, 0.1]").replace("[2, 2]", "[1, 2]")
    ways = ["0,5", "1/2", "5e-1", "0.25 * 2"]
    student.open(student.write(tmp_path, network, *[NUMBER + 'answer = "prediction"'] * len(ways)))
    for solved, typed in enumerate(ways, 1):
        student.type(typed)
        assert student.player.progress.solved == solved, typed


def test_a_task_grows_with_the_text_and_what_is_put_in_order_stays_in_view(
    student: LessonHands, tmp_path: Path
) -> None:
    def sizes() -> tuple[int, int, int, int]:
        (asked,) = [label for label in panel.findChildren(QLabel) if label.text() == question]
        return asked.font().pixelSize(), asked.height(), field.width(), field.height()

    panel, question = student.panel, "What is asked?"
    student.begin(tmp_path, BANK, ERROR)
    (field,) = panel.findChildren(QLineEdit)
    before = sizes()
    for _ in range(5):
        QTest.keyClick(field, Key.Key_Plus, Modifier.ControlModifier)
    QApplication.processEvents()
    assert all(large > 1.3 * small for small, large in zip(before, sizes(), strict=True))
    (asked,) = [label for label in panel.findChildren(QLabel) if label.text() == question]
    assert asked.font().weight() == QFont.Weight.DemiBold

    student.begin(tmp_path, BANK, ORDER)
    (listed,) = [each for each in panel.findChildren(QListWidget) if each.isVisible()]
    student.press("Move down")
    student.hands.press(Key.Key_Plus, Modifier.ControlModifier)
    QApplication.processEvents()
    assert [listed.item(row).text() for row in range(listed.count())] == ["b", "a", "c", "d"]
    for row in range(listed.count()):
        assert listed.viewport().rect().contains(listed.visualItemRect(listed.item(row)))


def test_hints_come_one_by_one_and_a_skipped_task_does_not_count(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    student.press("Hint")
    assert "Hint: predicted − actual" in student.read()
    assert "16 − 5" not in student.read()
    student.press("Another hint")
    assert "Hint: 16 − 5" in student.read()
    assert student.player.record(0).hints == 2
    student.type("no idea")
    assert student.player.record(0).tries == 0
    student.press("Skip")
    assert student.player.open_task is None, "no number was typed, and it is skipped all the same"
    assert "→ What is asked?\nerror = 16 − 5 = 11" in student.read()
    assert student.player.progress.solved == 0


def test_nothing_may_be_done_before_a_prediction_and_it_is_made_once(
    student: LessonHands, tmp_path: Path
) -> None:
    student.begin(tmp_path, BANK, PREDICTED)
    student.hands.window.setFocus(Qt.FocusReason.OtherFocusReason)
    student.hands.click(student.hands.button("Step downhill"))
    assert student.hands.figure("step") == "0"
    assert student.hands.says("Answer first: what is asked for is what comes of this")
    student.type("7")
    assert student.hands.figure("step") == "1", "what was predicted is shown"
    assert student.player.open_task is None
    assert student.player.progress.solved == 0

    again = NUMBER + 'answer = "error"'
    student.begin(tmp_path, BANK, ERROR, PREDICTED, again)
    student.type("11")
    student.type("-4")
    assert student.hands.figure("step") == "1"
    assert "error ?" in student.window.canvas.picture.texts(), "it is another one after the step"

    task = NUMBER + 'answer = "loss"\nafter = ["set hidden 1 → prediction = 2.01"]'
    student.begin(tmp_path, BANK, task, page='hill = "one weight"')
    assert not student.window.hill_panel.plot.isVisible(), "it could be read off the hill"
    student.type("1")
    assert student.window.hill_panel.plot.isVisible()


def test_a_lesson_goes_on_where_it_was_left_and_other_work_ends_it(
    student: LessonHands, tmp_path: Path
) -> None:
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

    assert student.panel.isVisible()
    assert not student.window.weights_panel.isVisible(), "it makes room"
    student.window.session.load(open_starter("xor"))
    assert student.player.lesson is None
    assert not student.panel.isVisible()
    assert student.window.weights_panel.isVisible()
    assert not student.window.session.guard.is_lesson


def test_what_is_being_typed_when_a_lesson_is_left_is_no_answer(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, ERROR, NUMBER + 'answer = "loss"'))
    student.hands.click(student.field())
    student.hands.type("7", student.field())
    student.player.close()
    assert student.player.lesson is None
    assert not student.panel.isVisible()


def test_without_a_lesson_the_panel_says_so_and_offers_nothing(
    student: LessonHands, tmp_path: Path
) -> None:
    student.hands.menu("View", "Panels", "Lesson")
    assert student.label("No lesson is open").y() < 100, "it is said at the top of the panel"
    assert not student.buttons()
    assert set(DOCK_TITLES.values()) <= set(student.window.docks)
    student.open(student.write(tmp_path, BANK, ERROR))
    assert "What is asked?" in student.read()
    student.press("Close the lesson")
    student.hands.menu("View", "Panels", "Lesson")
    assert "What is asked?" not in student.read()
    assert not student.buttons()


def test_what_cannot_be_played_is_named_by_its_line_and_unsaved_work_asked_about_first(
    student: LessonHands, tmp_path: Path
) -> None:
    said = told_by_dialog(student, student.write(tmp_path, BANK, 'kind = "nonsense"\nask = "?"'))
    assert "cannot be played" in said
    assert "“nonsense” is none of number" in said
    said = told_by_dialog(student, student.write(tmp_path, BANK, NUMBER + 'answer = "eror"'))
    assert "line 17: nothing is called “eror”" in said, "it cannot be solved"

    student.hands.press(Key.Key_Space)
    path = student.write(tmp_path, BANK, ERROR)
    student.hands.answer(lambda dialog: dialog.reject())
    student.open(path)
    assert student.player.lesson is None
    assert student.hands.figure("step") == "1"


def test_what_is_asked_stands_nowhere(student: LessonHands, tmp_path: Path) -> None:
    """Whoever sees one of these numbers of the bank finds the next."""
    secrets = {"prediction": "16", "error": "11", "loss": "121"}
    for asked, secret in (secrets | {"slope of accounts → hidden 1": "132"}).items():
        student.begin(tmp_path, BANK, NUMBER + f'answer = "{asked}"')
        student.hands.press(Key.Key_A)
        student.hands.press(Key.Key_S)
        words = " ".join(everything_said(student.hands)).replace("\n", " ").split(" ")
        assert secret not in {word.strip("().,;:=+−") for word in words}, asked
        assert not student.hands.window.commands["show_everything"].isEnabled(), asked
        student.hands.press(Key.Key_A)
        student.hands.press(Key.Key_S)


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


def test_every_word_of_a_page_has_its_place_in_the_window() -> None:
    assert set(DOCK_TITLES) == set(Panel)
    assert set(HILL_PAGES) == set(HillPage)
    assert set(HILL_PAGES.values()) == set(PAGES)


def test_lines_of_code_that_wrap_can_be_told_apart() -> None:
    block = blocks_of("```\na = b\n    c = d\n```")[0]
    document = QTextDocument()
    document.setHtml(rich_block(block))
    assert document.toPlainText() == "a = b\n    c = d"
    lines = [document.findBlockByNumber(at).blockFormat() for at in range(document.blockCount())]
    assert [-line.textIndent() for line in lines] == [line.leftMargin() for line in lines]
    assert all(line.leftMargin() > 10 for line in lines)
    assert {line.topMargin() + line.bottomMargin() for line in lines} == {0}


def test_hostile_text_is_shown_as_it_stands() -> None:
    block = blocks_of('<img src=x> & **<b>"q"</b>** `</span>`')[0]
    document = QTextDocument()
    document.setHtml(rich_block(block))
    assert document.toPlainText() == '<img src=x> & <b>"q"</b> </span>'
    weights = {each.format.fontWeight() for each in document.firstBlock().textFormats()}
    assert weights == {QFont.Weight.Normal, QFont.Weight.DemiBold}, "there is no bolder type"
