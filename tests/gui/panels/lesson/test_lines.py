"""Lines of code that are put in order, in the real window."""

from pathlib import Path

import pytest

from gui.panels.code.code_view import CodeView
from tests.core.lessons.lesson_texts import BANK
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import WindowHands

TASK = 'kind = "lines"\nask = "In order?"\nphases = ["error"]'
RIGHT = ["error = prediction - target", "share = error**2", "loss = share"]


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def code(student: LessonHands) -> str:
    (view,) = student.window.findChildren(CodeView)
    assert view.isVisible()
    return view.toPlainText()


def test_the_code_is_hidden_until_its_lines_are_in_order(
    student: LessonHands, tmp_path: Path
) -> None:
    student.open(student.write(tmp_path, BANK, TASK, page='panels = ["code"]'))
    student.hands.wait_until(lambda: bool(student.window.findChildren(CodeView)))
    assert code(student) == "# Put the lines in order first"
    student.put_in_order(RIGHT[::-1])
    student.press("Check")
    assert "✗ “loss = share” uses share, which is not there yet" in student.read()
    student.put_in_order(RIGHT)
    student.press("Check")
    assert student.player.record(0).solved
    assert "\n".join(RIGHT) in code(student)
