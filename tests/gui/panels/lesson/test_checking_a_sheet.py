"""A sheet that was filled in on paper is checked in the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QSpinBox

from core.lessons.playing import begun
from core.lessons.text.reading import read_lesson
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, WindowHands

DRAWN = """
inputs = ["accounts", "children"]
rows = [["1..9", "1..9"]]
targets = [5]
layers = [{ nodes = ["prediction"], weights = [["1..9", "1..9"]] }]
"""
ERROR = 'kind = "number"\nask = "What is the error?"\nanswer = "error"\n'


@pytest.fixture
def lessons(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def check_sheet(lessons: LessonHands, number: str, title: str = "") -> None:
    def fill_in(dialog: QDialog) -> None:
        box, field = dialog.findChild(QComboBox), dialog.findChild(QSpinBox)
        assert isinstance(box, QComboBox)
        assert isinstance(field, QSpinBox)
        while title and box.currentText() != title:
            assert box.currentIndex() < box.count() - 1
            lessons.hands.press_in(box, Key.Key_Down)
        lessons.hands.click(field)
        field.selectAll()
        lessons.hands.type(number, field)
        lessons.hands.press_in(dialog, Key.Key_Return)

    lessons.hands.answer(fill_in)
    lessons.hands.menu("Learn", "Check my sheet…")


def inputs(lessons: LessonHands) -> list[float]:
    dataset = lessons.window.session.document.experiment.dataset
    return [float(column[0]) for column in dataset.inputs]


def test_a_sheet_has_its_own_numbers_and_answers_to_them_are_judged(
    lessons: LessonHands, tmp_path: Path
) -> None:
    path = lessons.write(tmp_path, DRAWN, ERROR)
    lessons.open(path)
    check_sheet(lessons, "12")
    document = begun(read_lesson(path.read_bytes()).pages[0], 12)
    assert document is not None
    weights = lessons.window.session.document.experiment.network.parameters.tolist()
    assert weights == document.experiment.network.parameters.tolist()
    assert "Sheet 12" in lessons.read()
    x1, x2 = inputs(lessons)
    error = x1 * weights[0] + x2 * weights[1] - 5
    lessons.type(repr(-error))
    assert "actual − predicted" in lessons.read()
    lessons.type(repr(error))
    assert "1 of 1 solved" in lessons.read()
    lessons.press("Restart the page")
    assert inputs(lessons) == [x1, x2], "it has no other numbers"
    assert "0 of 1 solved" in lessons.read()


def test_the_answers_of_a_lesson_and_of_its_sheets_are_kept_apart(
    lessons: LessonHands, tmp_path: Path
) -> None:
    path = lessons.write(tmp_path, DRAWN, ERROR)
    lessons.open(path)
    lessons.solve()
    own = inputs(lessons)
    check_sheet(lessons, "12")
    assert "0 of 1 solved" in lessons.read()
    sheet = inputs(lessons)
    lessons.solve()
    check_sheet(lessons, "13")
    assert "0 of 1 solved" in lessons.read()
    assert inputs(lessons) != sheet
    check_sheet(lessons, "12")
    assert "1 of 1 solved" in lessons.read()
    assert inputs(lessons) == sheet
    lessons.open(path)
    assert "1 of 1 solved" in lessons.read()
    assert "Sheet" not in lessons.read()
    assert inputs(lessons) == own


def test_a_lesson_of_the_course_is_chosen_by_its_title_unless_it_is_cancelled(
    lessons: LessonHands,
) -> None:
    before = lessons.window.session.document
    lessons.hands.answer(lambda dialog: lessons.hands.press_in(dialog, Key.Key_Escape))
    lessons.hands.menu("Learn", "Check my sheet…")
    assert lessons.window.session.document is before

    check_sheet(lessons, "3", title="Why ReLU")
    assert "Why ReLU" in lessons.read()
    assert "Sheet 3" in lessons.read()
