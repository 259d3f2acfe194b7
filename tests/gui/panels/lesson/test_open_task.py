"""The open task in a small window: all that it says and needs is in view, and nothing is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QListWidget, QScrollArea, QScrollBar, QWidget

from core.lessons.course import COURSE, lessons_in
from gui.operations.structure import set_parameters
from tests.core.lessons.lesson_texts import BANK
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, WindowHands

ERROR = 'kind = "number"\nask = "What is asked?"\nanswer = "error"\nhints = ["predicted − actual"]'
ORDER = 'kind = "order"\nask = "In which order?"\norder = ["a", "b", "c"]\nhints = ["a first"]'
REACH = 'kind = "reach"\nask = "Make it so."\ngoal = ["loss < 1"]\nsolution = ["step 20"]'
CHOICE = 'kind = "choice"\nask = "Which?"\nchoices = ["this", "that"]\nright = 1'
LINES = 'kind = "lines"\nask = "In order?"\nphases = ["slopes"]'
LINES += '\nwritten = "all rows at once"'


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    hands.window.resize(1280, 720)
    QApplication.processEvents()
    return LessonHands(hands)


def place(student: LessonHands, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(student.panel, QPoint()), widget.size())


def in_view(student: LessonHands, widget: QWidget) -> bool:
    viewport = student.panel.findChildren(QScrollArea)[0].viewport()
    return place(student, viewport).contains(place(student, widget))


def listed(student: LessonHands) -> QListWidget:
    (found,) = [each for each in student.panel.findChildren(QListWidget) if each.isVisible()]
    return found


def button(student: LessonHands, text: str) -> QWidget:
    return next(each for each in student.buttons() if each.text() == text)


def test_what_is_said_of_an_answer_takes_room_only_then_and_hides_nothing(
    student: LessonHands, tmp_path: Path
) -> None:
    student.begin(tmp_path, BANK, ERROR)
    QApplication.processEvents()
    gap = place(student, button(student, "Skip")).top() - place(student, student.field()).bottom()
    assert gap < 20
    student.type("no idea")
    QApplication.processEvents()
    said = student.label("not a number")
    assert place(student, said).bottom() < place(student, button(student, "Skip")).top()
    assert in_view(student, said)
    student.type("12")
    QApplication.processEvents()
    assert in_view(student, student.label("✗ 12"))
    assert "not a number" not in student.read()

    student.begin(tmp_path, BANK, ORDER, REACH)
    student.put_in_order("cba")
    student.press("Hint")
    assert "Hint: a first" in student.read()
    assert [listed(student).item(at).text() for at in range(3)] == ["c", "b", "a"]
    student.press("Skip")
    assert "→ In which order?\na\nb\nc" in student.read()
    student.press("Skip")
    assert "→ Make it so.\nstep 20" in student.read()


def test_a_page_fits_with_all_the_lines_that_are_put_in_order_and_in_a_copy(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, LINES, ERROR))
    lines = listed(student)
    last = lines.item(lines.count() - 1)

    def is_whole() -> bool:
        return lines.viewport().rect().contains(lines.visualItemRect(last))

    student.hands.wait_until(is_whole)
    assert in_view(student, lines)
    assert in_view(student, button(student, "Check"))
    student.hands.window.setFocus(Qt.FocusReason.OtherFocusReason)
    student.hands.click(student.hands.button("Step downhill"))
    assert student.hands.says("Answer first: these are the lines of this network")

    student.open(lessons_in(COURSE)[0])
    student.player.turn(2)
    student.press("Try in a copy")
    QApplication.processEvents()
    bars = student.window.docks["Lesson"].findChildren(QScrollBar)
    assert not [bar for bar in bars if bar.isVisible()]
    student.press("Return to the page")
    assert button(student, "With other numbers").isVisible()


def test_long_texts_that_are_put_in_order_are_read_as_a_whole(
    student: LessonHands, tmp_path: Path
) -> None:
    long = "what is to be read from its first word to the last, however long it is"
    student.begin(tmp_path, BANK, ORDER.replace('"b"', f'"{long}"'))
    QApplication.processEvents()
    assert listed(student).horizontalScrollBar().maximum() == 0


def test_the_tables_make_room_for_a_page_that_opens_one_of_them_or_the_code(
    student: LessonHands, tmp_path: Path
) -> None:
    docks = student.window.docks
    student.begin(tmp_path, BANK, CHOICE, page='panels = ["weights"]')
    QApplication.processEvents()
    assert docks["Weights"].isVisible()
    assert not docks["Data"].isVisible()
    assert in_view(student, button(student, "Skip"))
    student.begin(tmp_path, BANK, CHOICE, page='panels = ["weights", "data"]')
    assert docks["Weights"].isVisible()
    assert docks["Data"].isVisible()
    student.begin(tmp_path, BANK, CHOICE)
    assert docks["Data"].isVisible()
    assert not docks["Weights"].isVisible()
    student.begin(tmp_path, BANK, LINES, page='panels = ["code"]')
    assert not docks["Data"].isVisible()
    student.press("Close the lesson")
    assert docks["Data"].isVisible()
    assert docks["Weights"].isVisible()


def test_an_answer_is_given_with_check_or_enter_alone_and_the_keys_stay_with_it(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, ERROR))
    hands, field = student.hands, student.field()
    hands.click(field)
    hands.type("12")
    student.press("Hint")
    assert student.player.record(0).tries == 0, "who asks for a hint has not answered"
    assert field.hasFocus()
    assert field.text() == "12"
    hands.canvas.click(QPoint(5, 5))
    assert student.player.record(0).tries == 0, "who looks at the drawing has not answered"
    student.press("Check")
    assert student.player.record(0).tries == 1
    hands.click(student.label("What is asked?"))
    assert not field.hasFocus()
    hands.type("13")
    assert student.field().text() == "13", "digits answer wherever in the panel the keys are"
    student.press("Restart the page")
    assert student.field().text() == ""
    assert student.field().hasFocus()


def test_what_a_task_offers_stays_in_view_when_an_answer_is_no_number(
    student: LessonHands,
) -> None:
    student.open(lessons_in(COURSE)[16])
    student.type("")
    QApplication.processEvents()
    assert in_view(student, student.label("Type a number."))
    assert in_view(student, button(student, "Skip"))
    assert "one try" not in student.read()
    student.open(lessons_in(COURSE)[21])
    assert "It counts as soon as it is so, within 50 steps." in student.read()
    student.hands.window.resize(1280, 704)
    student.open(lessons_in(COURSE)[19])  # the last of whose hints brings a scroll bar, and wraps
    student.type("2")
    for text in ("Hint", "Another hint"):
        student.press(text)
    QApplication.processEvents()
    assert in_view(student, button(student, "Skip"))


def test_what_a_run_has_reached_counts_once_it_is_paused(
    student: LessonHands, tmp_path: Path
) -> None:
    session = student.window.session
    student.open(student.write(tmp_path, BANK, REACH, ERROR))
    student.hands.press(Key.Key_R)
    student.hands.wait_until(lambda: session.present.evaluation.loss < 0.5)
    student.hands.press(Key.Key_R)
    assert student.player.open_task == 1


def test_what_was_found_in_a_lesson_is_not_hidden_again_by_a_change(
    student: LessonHands, tmp_path: Path
) -> None:
    """A slope of 0 that becomes 3 × 68 once the node it leads to is awake."""
    slope = 'kind = "number"\nask = "?"\nanswer = "slope of accounts → hidden 2"'
    session = student.window.session
    student.window.docks["Weights"].show()
    for page in ("", 'hide = ["slopes"]'):
        student.begin(tmp_path, BANK, slope, REACH, page=page)
        student.type("0")
        set_parameters(session, [2], 1.0)
        assert "hidden again" not in session.message.text
        assert student.hands.weights.row(2)[3] == "+204", "what it has become is to be seen"
