"""The menu of lessons: the course, others, those opened last, and the one that is open."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.lessons.course import (
    COURSE,
    EXAMPLES,
    SUFFIX,
    Part,
    lessons_in,
    parts_of_course,
    title_in,
)
from gui.actions.lessons.lessons import Lessons
from gui.dialogs.file_questions import ask_which, ask_which_folder
from gui.operations.command import Command, Entry, Menu
from gui.widgets.texts.plain_text import as_entry

_FILTER = f"Lessons (*{SUFFIX})"
_Open = Callable[[Path], object]


def lessons_menu(
    lessons: Callable[[], Lessons], asking: Menu, open_file: _Open, window: QWidget
) -> Menu:
    """What is made anew each time, for the lessons of a folder may be others.

    Args:
        lessons: that are asked for only once the menu is.
        asking: writes lessons of one question.
        open_file: opens a file, whatever it holds.
        window: over which questions stand.
    """
    return Menu("Less&ons", lambda: _entries(lessons(), asking, open_file, window))


def _entries(lessons: Lessons, asking: Menu, open_file: _Open, window: QWidget) -> Sequence[Entry]:
    def ask_and_open() -> None:
        path = ask_which(window, "Open a lesson", lessons.folder, _FILTER)
        if path is not None:
            open_file(path)

    def ask_and_open_folder() -> None:
        folder = ask_which_folder(window, "Open a folder of lessons", lessons.folder)
        if folder is not None:
            lessons.open_folder(folder, open_file)

    recent = [
        Command("", as_entry(one.title), partial(open_file, one.path), tip=one.file)
        for one in lessons.recent
    ]
    return (
        *(_part(part, open_file) for part in parts_of_course()),
        None,
        *_other_course(lessons, open_file),
        Menu("E&xamples for teachers", _course(lessons_in(EXAMPLES), open_file)),
        Menu("Open &recent", recent, is_possible=lambda: bool(recent)),
        Command("lesson.open", "&Open a lesson…", ask_and_open),
        Command(
            "lesson.folder",
            "Open a &folder of lessons…",
            ask_and_open_folder,
            tip="A course is a folder with lessons, in the order of their names",
        ),
        None,
        asking,
        Command(
            "lesson.reload",
            "Read the lesson a&gain",
            lessons.reload,
            tip="For whoever is writing it: what is wrong is named by its line",
            is_possible=lambda: lessons.is_open,
        ),
        Command(
            "lesson.hand_in",
            "&Hand in…",
            lessons.panel.hand_in_wanted.emit,
            tip="Put what came of the lesson into the folder of your class",
            is_possible=lambda: lessons.is_open,
        ),
        Command(
            "lesson.close", "&Close the lesson", lessons.close, is_possible=lambda: lessons.is_open
        ),
    )


def _other_course(lessons: Lessons, open_file: _Open) -> Sequence[Entry]:
    """The lessons beside the one that is open, unless they are those of the program."""
    course = lessons.panel.player.course if lessons.is_open else ()
    if not course or course[0].parent.resolve() in (COURSE, EXAMPLES):
        return ()
    return (Menu(f"In “{as_entry(course[0].parent.name)}”", _course(course, open_file)),)


def _part(part: Part, open_file: _Open) -> Menu:
    first, last = part.first + 1, part.first + len(part.lessons)
    return Menu(f"{first}–{last}  {part.title}", _course(part.lessons, open_file, first))


def _course(course: Sequence[Path], open_file: _Open, first: int = 1) -> Sequence[Command]:
    return [
        Command("", f"{at}  {as_entry(title_in(path))}", partial(open_file, path))
        for at, path in enumerate(course, first)
    ]
