"""Lessons where there is little room: the menu, long pages, and keys in place of a mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget

from core.lessons.course import COURSE, lessons_in, parts_of_course
from core.lessons.tasks.tasks import ChoiceTask
from tests.core.lessons.lesson_texts import BANK
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.shell.dock_hands import settle
from tests.gui.window_hands import Key, WindowHands

LOSS = 'kind = "number"\nask = "What is asked?"\nanswer = "loss"'
LONG = "\n\n".join(f"Paragraph {number} of many." for number in range(60))


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def is_in_view(student: LessonHands, widget: QWidget) -> bool:
    viewport = student.panel.findChildren(QScrollArea)[0].viewport()
    place = QRect(widget.mapTo(viewport, widget.rect().topLeft()), widget.size())
    return viewport.rect().contains(place)


def open_long(student: LessonHands, folder: Path) -> None:
    path = student.write(folder, BANK, LOSS, LOSS)
    text = path.read_text(encoding="utf-8")
    before, task, after = text.partition("```task")
    path.write_text(f"{before}{LONG}\n\n{task}{after}", encoding="utf-8")
    student.open(path)
    QApplication.processEvents()


def test_every_lesson_of_the_course_stands_in_one_part_of_it() -> None:
    parts = parts_of_course()
    assert [path for part in parts for path in part.lessons] == lessons_in(COURSE)
    assert all(lessons_in(COURSE)[part.first] == part.lessons[0] for part in parts)


def test_the_menu_is_no_longer_than_its_parts_and_enter_presses_the_button_with_the_focus(
    student: LessonHands,
) -> None:
    titles = student.hands.entries("Learn", "Lessons")
    assert [title for title in titles if title[:1].isdigit()] == [
        f"{part.first + 1}–{part.first + len(part.lessons)}  {part.title}"
        for part in parts_of_course()
    ]
    assert len(titles) < 20

    student.open(lessons_in(COURSE)[0])
    lesson = student.player.lesson
    assert lesson is not None
    for _ in lesson.pages[0].tasks:
        student.solve()
    student.hands.press(Key.Key_Return)
    assert lesson.pages[1].title in student.read()


def test_short_choices_stand_side_by_side_where_a_column_of_them_is_out_of_view(
    student: LessonHands,
) -> None:
    def places(room: int) -> list[QRect]:
        student.hands.window.resize(1280, room)
        settle()
        task = student.task
        assert isinstance(task, ChoiceTask)
        assert len(letters()) == len(task.choices)
        return [QRect(each.mapTo(student.panel, QPoint()), each.size()) for each in letters()]

    def letters() -> list[QAbstractButton]:
        return [button for button in student.buttons() if button.text() in set("ABCD")]

    student.open(lessons_in(COURSE)[1])
    assert len({place.left() for place in places(1000)}) == 1
    beside = places(720)
    assert len({place.left() for place in beside}) > 1
    assert all(is_in_view(student, each) for each in letters())
    assert len({place.left() for place in places(1000)}) == 1


def test_a_long_page_is_read_from_its_top_and_goes_on_where_it_was_left(
    student: LessonHands, tmp_path: Path
) -> None:
    open_long(student, tmp_path)
    (field,) = student.panel.findChildren(QLineEdit)
    assert student.panel.findChildren(QScrollArea)[0].verticalScrollBar().value() == 0
    assert not is_in_view(student, field)
    student.hands.type("1")
    assert is_in_view(student, field)
    student.hands.type("21")
    student.hands.press(Key.Key_Return)
    student.press("Close the lesson")
    student.open(tmp_path / "one.downhill-lesson")
    QApplication.processEvents()
    fields = [each for each in student.panel.findChildren(QLineEdit) if each.isVisible()]
    assert is_in_view(student, fields[0])
