"""Choosing a lesson: of those that are known, or any other file."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from core.lessons.course import SUFFIX, title_in
from gui.dialogs.file_questions import ask_which
from gui.widgets.texts.plain_text import set_tip

_WIDTH = 240


class KnownLesson(NamedTuple):
    """A lesson that is offered."""

    title: str
    path: Path


class LessonChoice(QWidget):
    """The titles of the lessons that are known, and a button that asks for a file.

    `chosen` comes when there is another lesson.
    """

    chosen = Signal()

    def __init__(self, known: Sequence[KnownLesson], folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._titles = QComboBox()
        self._titles.setAccessibleName("Lesson")
        self._titles.setMinimumWidth(_WIDTH)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._titles.setSizeAdjustPolicy(policy)
        for lesson in known:
            self._titles.addItem(lesson.title, lesson.path)
        other = QPushButton("&Other…")
        other.setAutoDefault(False)
        set_tip(other, "Choose the file of a lesson")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._titles, 1)
        row.addWidget(other)
        self.setFocusProxy(self._titles)
        other.clicked.connect(self._ask)
        self._titles.currentIndexChanged.connect(self.chosen)

    @property
    def path(self) -> Path | None:
        """The file of the lesson; None where there is none."""
        found: Path | None = self._titles.currentData()
        return found

    def _ask(self) -> None:
        path = ask_which(self, "Choose a lesson", self._folder, f"Lessons (*{SUFFIX})")
        if path is not None:
            self._titles.addItem(title_in(path), path)
            self._titles.setCurrentIndex(self._titles.count() - 1)
