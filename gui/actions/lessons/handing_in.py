"""Handing in: what came of the lesson that is open goes to a folder of the class."""

import time
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.files.atomic_write import write_file
from core.files.file_reading import is_there
from core.lessons.classes.hand_in import (
    HandIn,
    HandInError,
    encode_hand_in,
    file_name_of,
    handed_in,
)
from core.lessons.lesson import Lesson
from core.lessons.progress import Progress
from core.text.numbers import counted
from gui.actions.lessons.lessons import Lessons
from gui.dialogs.class_results.hand_in_dialog import HandInDialog
from gui.dialogs.file_questions import Button, ask
from gui.session.messages import Message
from gui.session.session import Session
from gui.session.settings import Key, Settings, load_text


class HandingIn(QObject):
    """Asks for a name and a folder, which are remembered, and writes the file."""

    def __init__(
        self, lessons: Lessons, session: Session, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._lessons, self._session, self._settings = lessons, session, settings
        self._window = window
        lessons.panel.hand_in_wanted.connect(self._ask)

    def _ask(self) -> None:
        player = self._lessons.panel.player
        lesson, file = player.lesson, player.path.name
        if lesson is None or not self._session.typing.settle():
            return
        progress = self._lessons.progress

        def hand_in(student: str, folder: Path) -> str | None:
            try:
                handed = handed_in(student, lesson, file, progress, time.time())
            except HandInError as trouble:
                return str(trouble)
            return self._write(handed, folder)

        student = load_text(self._settings, Key.STUDENT, "")
        known = load_text(self._settings, Key.HAND_IN_FOLDER, "")
        folder = Path(known) if known else None
        dialog = HandInDialog(_summary(lesson, progress), student, folder, hand_in, self._window)
        dialog.exec()
        dialog.deleteLater()

    def _write(self, handed: HandIn, folder: Path) -> str | None:
        """Write what is handed in; why that could not be, or nothing, or None if it is not to."""
        path: Path | None = folder / file_name_of(handed)
        if path is not None and is_there(path):
            path = self._asked_which(path)
        if path is None:
            return None
        try:
            write_file(path, encode_hand_in(handed))
        except OSError as trouble:
            why = trouble.strerror or str(trouble)
            return (
                f"It could not be written to {folder}: {why}. Nothing is lost: try again later, or"
                " choose another folder."
            )
        self._settings.store(Key.STUDENT, handed.student)
        self._settings.store(Key.HAND_IN_FOLDER, str(folder))
        self._session.tell(Message(f"Handed in: “{path.name}” in {folder}"))
        return ""

    def _asked_which(self, path: Path) -> Path | None:
        """Where to, as there is a file of this name; None for nowhere."""
        answer = ask(
            self._window,
            f"“{path.name}” has been handed in already. Replace it?",
            "If it is not yours, keep both, or write your name in full.",
            {
                Button.Save: "&Replace",
                Button.SaveAll: "Keep &both",
                Button.Cancel: "&Cancel",
            },
        )
        if answer is Button.SaveAll:
            count = 2
            while is_there(path.with_stem(f"{path.stem} ({count})")):
                count += 1
            return path.with_stem(f"{path.stem} ({count})")
        return path if answer is Button.Save else None


def _summary(lesson: Lesson, progress: Progress) -> str:
    tasks = sum(len(page.tasks) for page in lesson.pages)
    return (
        f"“{lesson.title}”: {progress.ever_solved} of {counted(tasks, 'task')} solved. Your"
        " teacher sees your answers, how often you tried, and the hints you took. You can go on,"
        " and hand in again."
    )
