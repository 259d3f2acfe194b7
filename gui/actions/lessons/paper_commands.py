"""Lessons on paper: printing worksheets, and checking one that was filled in."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.lessons.course import COURSE, lessons_in, title_in
from core.lessons.progress import Place
from gui.actions.lessons.lessons import Lessons
from gui.dialogs.check_sheet_dialog import CheckSheetDialog
from gui.dialogs.lesson_choice import KnownLesson
from gui.operations.command import Command
from gui.paper.worksheet_dialog import WorksheetDialog
from gui.session.settings import Settings

_May = Callable[[], bool]


def paper_commands(
    lessons: Callable[[], Lessons], may_leave: _May, settings: Settings, window: QWidget
) -> Sequence[Command]:
    """What is done with lessons on paper.

    Args:
        lessons: that are asked for only once a command is given.
        may_leave: asks whether the present work may be left.
        settings: where choices are kept.
        window: over which the dialogs stand.
    """

    def print_sheets() -> None:
        found = lessons()
        known, played = known_lessons(found), _still_played(found)
        dialog = WorksheetDialog(known, found.folder, played, settings, window)
        dialog.exec()
        dialog.deleteLater()

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
            "lesson.worksheet",
            "&Worksheet…",
            print_sheets,
            tip="Print a lesson, with blanks for its tasks, and the key to it",
        ),
        Command(
            "lesson.check_sheet",
            "Check my s&heet…",
            check_sheet,
            tip="Get the numbers of a sheet on paper, and have what you wrote on it judged",
        ),
    )


def _still_played(lessons: Lessons) -> Path | None:
    """The lesson that is open, as long as something in it is still to be solved."""
    player = lessons.panel.player
    if player.lesson is None:
        return None
    places = [
        Place(page, task)
        for page, one in enumerate(player.lesson.pages)
        for task in range(len(one.tasks))
    ]
    is_open = any(player.progress.of(place).is_open for place in places)
    return player.path.absolute() if is_open else None


def known_lessons(lessons: Lessons) -> list[KnownLesson]:
    """The lesson that is open, those opened last, and the course; each once."""
    player = lessons.panel.player
    opened = [player.path] if lessons.is_open else []
    recent = [one.path for one in lessons.recent if one.path.exists()]
    paths = dict.fromkeys(path.absolute() for path in (*opened, *recent, *lessons_in(COURSE)))
    return [KnownLesson(title_in(path), path) for path in paths]
