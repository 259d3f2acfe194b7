"""Playing freely in a copy of a page, and coming back to the page as it was."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from core.nn.network import NodePlace
from gui.operations import structure
from gui.widgets.notices import Notice
from tests.core.lessons.lesson_texts import BANK
from tests.gui.everything_said import everything_said
from tests.gui.panels.explanation.explanation_hands import click_weight
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, Modifier, WindowHands

ERROR = 'kind = "number"\nask = "What is asked?"\nanswer = "error"'
PREDICTED = ERROR + '\nafter = ["step"]'
NEW = ERROR.replace('"error"', '"new accounts → hidden 1"')
REACH = 'kind = "reach"\nask = "Make it so."\ngoal = ["loss < 1"]\nsolution = ["step 20"]'
LOCKED = 'lock = ["accounts → hidden 1"]\nbecause = "its slope is 132"'


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def type_weight(student: LessonHands, text: str) -> None:
    """Type another value for accounts → hidden 1."""
    click_weight(student.hands, 0, 0, 0)
    student.hands.press(Key.Key_Return)
    student.hands.canvas.type_over(text)
    student.hands.press(Key.Key_Return)


def offered(student: LessonHands) -> str:
    """What the notice above the drawing says."""
    notices = [n for n in student.window.findChildren(Notice) if n.isVisible()]
    return " ".join(notice.accessibleName() for notice in notices)


def choose(student: LessonHands, words: str) -> None:
    """Press a button of the notice."""
    notices = [n for n in student.window.findChildren(Notice) if n.isVisible()]
    buttons = notices[0].findChildren(QAbstractButton)
    student.hands.click(next(b for b in buttons if b.text().replace("&", "") == words))


def test_keys_go_to_the_drawing_while_a_copy_is_played_with_and_then_to_the_answer_again(
    student: LessonHands, tmp_path: Path
) -> None:
    student.begin(tmp_path, BANK, ERROR)
    assert student.field().hasFocus()
    student.press("Try in a copy")
    assert student.window.canvas.hasFocus(), "keys do not get lost with the field"
    student.press("Return to the page")
    assert student.field().hasFocus()
    student.press("Close the lesson")
    assert student.window.canvas.hasFocus(), "nor do they with the lesson"


def first_weight(student: LessonHands) -> float:
    return student.hands.canvas.parameter_values()[0]


def test_a_locked_number_says_why_and_stays_but_in_a_copy_that_is_given_up_exactly(
    student: LessonHands, tmp_path: Path
) -> None:
    student.begin(tmp_path, BANK, REACH, page=LOCKED)
    type_weight(student, "5")
    assert first_weight(student) == 2
    why = "accounts → hidden 1 is not to be changed on this page: its slope is 132"
    assert why in offered(student)
    choose(student, "Try in a copy")
    assert "nothing is locked" in offered(student)
    type_weight(student, "5")
    assert first_weight(student) == 5

    student.begin(tmp_path, BANK, REACH, page=LOCKED)
    student.hands.press(Key.Key_Space)
    session = student.window.session
    before, focus, history = session.document, session.focus, session.history
    student.press("Try in a copy")
    for _ in range(20):
        student.hands.press(Key.Key_Space)
    assert student.player.open_task == 0, "nothing is judged"
    type_weight(student, "5")
    for _ in range(30):
        student.hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert student.hands.figure("step") == "1", "undo ends where the copy began"
    student.press("Return to the page")
    assert session.document is before
    assert session.history is history
    assert session.focus == focus
    assert not offered(student)
    student.hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert student.hands.figure("step") == "0", "the page has its own history"


def test_what_is_asked_is_not_found_by_trying(student: LessonHands, tmp_path: Path) -> None:
    student.begin(tmp_path, BANK, ERROR)
    student.press("Try in a copy")
    assert "What is asked stays hidden." in offered(student)
    student.player.answer("11")
    assert student.player.record(0).tries == 0
    type_weight(student, "3")
    type_weight(student, "2")
    words = " ".join(everything_said(student.hands)).replace("\n", " ").split(" ")
    assert "11" not in {word.strip("().,;:=+−") for word in words}
    assert not student.window.commands["show_everything"].isEnabled()

    student.begin(tmp_path, BANK, PREDICTED)
    buttons = student.panel.findChildren(QAbstractButton)
    (copy,) = [each for each in buttons if each.text() == "Try in a copy" and each.isVisible()]
    assert not copy.isEnabled()
    assert "Answer first" in copy.toolTip()
    type_weight(student, "5")
    assert not offered(student)
    student.type("7")
    assert copy.isEnabled()

    student.begin(tmp_path, BANK, NEW)
    student.hands.press(Key.Key_Space)
    student.press("Try in a copy")
    student.hands.press(Key.Key_Space)
    assert student.hands.figure("step") == "0"
    assert student.hands.says("Answer first: a step would tell what is asked for")

    student.begin(tmp_path, BANK, ERROR)
    type_weight(student, "0")
    student.hands.press(Key.Key_Space)
    assert (first_weight(student), student.hands.figure("step")) == (2, "0")
    assert "Answer first: it is asked of these numbers" in offered(student)
    student.type("11")
    assert not offered(student)
    type_weight(student, "0")
    assert first_weight(student) == 0


def test_what_is_done_on_a_page_counts_once_and_takes_away_nothing_it_speaks_of(
    student: LessonHands, tmp_path: Path
) -> None:
    student.begin(tmp_path, BANK, ERROR)
    (field,) = student.panel.findChildren(QLineEdit)
    student.hands.click(field)
    student.hands.type("7", field)
    student.press("Check")
    assert "✗" in student.read()
    assert student.player.record(0).tries == 1

    student.begin(tmp_path, BANK, REACH, ERROR)
    student.hands.window.canvas.setFocus()
    for _ in range(30):
        student.hands.press(Key.Key_Space)
    assert student.player.open_task == 1
    assert student.hands.window.canvas.hasFocus()

    student.begin(tmp_path, BANK, REACH)
    session = student.window.session
    session.select(nodes=[NodePlace(0, 1)])
    student.hands.menu("Network", "Remove hidden 2")
    assert session.document.experiment.network.sizes == (2, 2, 1)
    assert "This page speaks of hidden 2" in offered(student)


def test_a_page_keeps_the_weights_that_it_asks_for(student: LessonHands, tmp_path: Path) -> None:
    slope = ERROR.replace('"error"', '"slope of hidden 1 → prediction"')
    student.begin(tmp_path, BANK, REACH, slope)
    session = student.window.session
    structure.insert_layer(session, 1)
    assert len(session.document.experiment.network.layers) == 2
    assert "This page speaks of hidden 1 → prediction" in offered(student)


def test_a_page_lets_go_of_the_weights_that_it_does_not_ask_for(
    student: LessonHands, tmp_path: Path
) -> None:
    slope = ERROR.replace('"error"', '"slope of accounts → hidden 1"')
    student.begin(tmp_path, BANK, REACH, slope)
    session = student.window.session
    structure.insert_layer(session, 1)
    assert len(session.document.experiment.network.layers) == 3


def test_a_copy_is_saved_by_itself_and_left_with_the_lesson(
    student: LessonHands, tmp_path: Path
) -> None:
    student.begin(tmp_path, BANK, REACH)
    student.press("Try in a copy")
    session = student.window.session
    student.hands.press(Key.Key_Space)
    assert not session.is_modified
    assert session.title == "Copy of the page"
    session.save(tmp_path / "copy.downhill")
    student.hands.press(Key.Key_Space)
    assert session.is_modified
    student.press("Return to the page")
    assert session.path is None
    assert not session.is_modified

    student.begin(tmp_path, BANK, REACH)
    student.press("Try in a copy")
    student.hands.press(Key.Key_Space)
    student.press("Close the lesson")
    assert student.hands.figure("step") == "0"
    assert not offered(student)


def test_pages_are_turned_and_lead_to_the_lesson_that_follows(
    student: LessonHands, tmp_path: Path
) -> None:
    path = student.write(tmp_path, BANK, PREDICTED)
    path.write_text(path.read_text(encoding="utf-8") + "\n## The end\n", encoding="utf-8")
    student.open(path)
    student.type("-4.4528")
    before = student.read()
    assert "error = 0.5472 − 5 = −4.4528" in before
    student.press("Next ▶")
    student.press("◀ Back")
    assert student.read() == before

    (tmp_path / "course").mkdir()
    path = student.write(tmp_path / "course", BANK, REACH)
    other = path.with_name("two.downhill-lesson")
    other.write_text(path.read_text(encoding="utf-8").replace("A lesson", "The other"), "utf-8")
    student.open(path)
    student.press("Restart the page")
    assert "Lesson 1 of 2" in student.read()
    student.press("Skip")
    assert "Next lesson: The other" in student.read()
    student.hands.click(student.label("Next lesson: The other"))
    assert "Lesson 2 of 2" in student.read()
    assert student.player.path == other
    student.press("Skip")
    assert "That was the last page." in student.read()
