"""Lessons on paper: printing worksheets, and checking one that was filled in."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from core.lessons.course import COURSE, lessons_in, title_in
from gui.actions.lessons import Lessons
from gui.dialogs.check_sheet_dialog import CheckSheetDialog
from gui.dialogs.lesson_choice import KnownLesson
from gui.operations.command import Command

_May = Callable[[], bool]


def paper_commands(
    lessons: Callable[[], Lessons], may_leave: _May, window: QWidget
) -> Sequence[Command]:
    """What is done with lessons on paper.

    Args:
        lessons: that are asked for only once a command is given.
        may_leave: asks whether the present work may be left.
        window: over which the dialogs stand.
    """

    def check_sheet() -> None:
        found = lessons()
        player = found.panel.player
        number = player.sheet if found.is_open and player.sheet is not None else 1
        dialog = CheckSheetDialog(known_lessons(found), found.folder, number, window)
        if dialog.exec() and dialog.path is not None:
            found.open(dialog.path, may_leave, dialog.number)
        dialog.deleteLater()

    return (
        Command(
            "lesson.check_sheet",
            "Check my s&heet…",
            check_sheet,
            tip="Get the numbers of a sheet on paper, and have what you wrote on it judged",
        ),
    )


def known_lessons(lessons: Lessons) -> list[KnownLesson]:
    """The lesson that is open, those opened last, and the course; each once."""
    player = lessons.panel.player
    opened = [player.path] if lessons.is_open else []
    recent = [one.path for one in lessons.recent if one.path.exists()]
    paths = dict.fromkeys(path.absolute() for path in (*opened, *recent, *lessons_in(COURSE)))
    return [KnownLesson(title_in(path), path) for path in paths]
