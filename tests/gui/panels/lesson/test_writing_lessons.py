"""A lesson is written while it is open in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from gui.widgets.notices import Notice
from tests.core.lessons.lesson_texts import BANK
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import WindowHands

ERROR = 'kind = "number"\nask = "How far off?"\nanswer = "error"'
LOSS = 'kind = "number"\nask = "What loss?"\nanswer = "loss"'


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def come_back(student: LessonHands) -> list[Notice]:
    """Come back from the editor; the notices that stand there then."""
    QApplication.sendEvent(student.window, QEvent(QEvent.Type.WindowActivate))
    return [notice for notice in student.window.findChildren(Notice) if notice.isVisible()]


def solved(student: LessonHands, folder: Path) -> Path:
    """A lesson of two tasks, both of which were answered."""
    path = student.write(folder, BANK, ERROR, LOSS)
    student.open(path)
    student.type("11")
    student.type("121")
    return path


def read_again(student: LessonHands) -> None:
    student.hands.menu("Learn", "Lessons", "Read the lesson again")


def test_a_lesson_is_read_again_with_what_is_solved_and_with_its_faults(
    student: LessonHands, tmp_path: Path
) -> None:
    path = solved(student, tmp_path)
    change(path, "What loss?", "And the loss?")
    read_again(student)
    assert "✓ How far off?\nerror = 16 − 5 = 11" in student.read()
    assert "And the loss?" in student.read()
    assert student.player.open_task == 1

    path = student.write(tmp_path, BANK, ERROR)
    student.open(path)
    change(path, '"error"', '"eror"')
    read_again(student)
    assert (
        "“one.downhill-lesson” cannot be played as it is.\nline 17: nothing is called “eror”"
        in (student.read())
    )
    assert "How far off?" in student.read()
    student.type("11")
    assert student.player.progress.solved == 1
    change(path, '"eror"', '"loss"')
    read_again(student)
    assert "line 17" not in student.read()
    assert student.player.open_task == 0


def test_a_lesson_that_is_changed_is_offered_once_and_played_on_when_it_is_gone(
    student: LessonHands, tmp_path: Path
) -> None:
    path = student.write(tmp_path, BANK, ERROR)
    student.open(path)
    assert not come_back(student)
    change(path, "How far off?", "How far?")
    (notice,) = come_back(student)
    assert notice.accessibleName() == "“one.downhill-lesson” was changed by another program."
    assert come_back(student) == [notice]
    buttons = notice.findChildren(QAbstractButton)
    next(button for button in buttons if "Read" in button.text()).click()
    assert "How far?" in student.read()
    assert not come_back(student)

    path = student.write(tmp_path, BANK, ERROR)
    student.open(path)
    change(path, "How far off?", "How far?")
    assert come_back(student)
    read_again(student)
    assert not come_back(student)

    path = student.write(tmp_path, BANK, ERROR)
    student.open(path)
    path.unlink()
    assert not come_back(student)
    read_again(student)
    assert "The lesson could not be opened.\none.downhill-lesson" in student.read()
    student.type("11")
    assert student.player.progress.solved == 1


def test_a_page_that_is_put_in_moves_what_was_done_and_the_page_that_is_open(
    student: LessonHands, tmp_path: Path
) -> None:
    path = student.write(tmp_path, BANK, ERROR, LOSS)
    student.open(path)
    student.type("11")
    change(path, "## A page", "## Before\n\nNew.\n\n## A page")
    read_again(student)
    assert "A page\nSome text." in student.read()
    assert "✓ How far off?" in student.read()
    assert student.player.open_task == 1


def test_a_lesson_that_was_changed_while_it_was_closed_is_gone_on_with(
    student: LessonHands, tmp_path: Path
) -> None:
    path = solved(student, tmp_path)
    change(path, '"loss"', '"prediction"')
    change(path, "## A page", "## Before\n\nNew.\n\n## A page")
    student.open(path)
    assert "✓ How far off?" in student.read()
    assert student.player.open_task == 1
