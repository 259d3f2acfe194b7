"""The dialog that prints a lesson as worksheets, and their keys, with a preview."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from core.files.file_names import safe_name
from core.files.file_reading import FileReadError, read_file
from core.lessons.lesson import Lesson
from core.lessons.paper.making import hard_by_hand, worksheet_of
from core.lessons.playing import playable_lesson
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import MAX_BYTES
from core.slices.work import Work
from gui.dialogs.file_questions import ask_and_write
from gui.dialogs.lesson_choice import KnownLesson, LessonChoice
from gui.dialogs.progress import done_with_progress
from gui.paper.page_preview import PagePreview
from gui.paper.paper import Paper
from gui.paper.print_choices import PrintChoices, remember_choices, remembered_choices
from gui.paper.print_form import PrintForm
from gui.paper.printing import keys_as_pdf, printed_sheet, sheets_as_pdf
from gui.session.settings import Settings
from gui.style.roles import Role
from gui.widgets.clocks import RestTimer
from gui.widgets.texts.plain_text import Label, set_tip

_REST = 150  # milliseconds until what is typed is previewed
_KEY_TIP = "The answers, how they come about, and what wrong numbers mean"
_PLAYED_TIP = "You are playing this lesson: its key has the answers of what is still to be solved"
_Button = QDialogButtonBox.StandardButton
_Printed = Callable[[Lesson, int, Sequence[str], Paper], Work[bytes]]


class WorksheetDialog(QDialog):
    """Stays open for the sheets and their keys; what is chosen is remembered.

    Args:
        known: the lessons to choose from.
        folder: where questions about other lessons begin.
        played: the lesson that is still being played, whose key is not to be had.
        settings: where choices are kept.
        parent: the window.
    """

    def __init__(
        self,
        known: Sequence[KnownLesson],
        folder: Path,
        played: Path | None,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Worksheet")
        self._played, self._settings = played, settings
        self._lesson: Lesson | None = None
        self._choice = LessonChoice(known, folder)
        self._form = PrintForm(remembered_choices(settings))
        self._folder = self._form.choices.folder
        self._preview = PagePreview()
        self._told = Label(role=Role.MUTED)
        self._problem = Label(role=Role.ERROR)
        self._buttons = QDialogButtonBox(_Button.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._sheets = self._buttons.addButton("Save the &sheets…", role)
        self._keys = self._buttons.addButton("Save the &key…", role)
        self._sheets.setDefault(True)
        self._rest = RestTimer(self, _REST, self._show_preview)
        self._lay_out()
        self._choice.chosen.connect(self._on_chosen)
        self._form.changed.connect(self._rest.start)
        self._buttons.rejected.connect(self.reject)
        self._sheets.clicked.connect(lambda: self._save(sheets_as_pdf, "Worksheet"))
        self._keys.clicked.connect(lambda: self._save(keys_as_pdf, "Key"))
        self.finished.connect(self._remember)
        self._on_chosen()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self._choice)
        left.addWidget(self._form)
        for label in (self._problem, self._told):
            label.setWordWrap(True)
            left.addWidget(label)
        left.addStretch(1)
        above = QHBoxLayout()
        above.addLayout(left)
        above.addWidget(self._preview, 1)
        column = QVBoxLayout(self)
        column.addLayout(above, 1)
        column.addWidget(self._buttons)

    # Following

    def _on_chosen(self) -> None:
        """Read the lesson that is chosen, or say why it cannot be printed."""
        self._lesson = None
        self._problem.setText("Choose a lesson.")
        path = self._choice.path
        if path is not None:
            try:
                self._lesson = playable_lesson(read_file(path, MAX_BYTES).data)
            except (FileReadError, LessonError) as trouble:
                self._problem.setText(f"It cannot be printed as it is:\n{trouble}")
        self._told.setText("" if self._lesson is None else hard_by_hand(self._lesson))
        self._show_preview()

    def _show_preview(self) -> None:
        """Show the first sheet; what cannot be printed cannot be saved."""
        self._rest.stop()
        choices, pages, names = self._form.choices, [], list[str]()
        if self._lesson is not None:
            try:
                names = choices.on_sheets
                sheet = worksheet_of(self._lesson, choices.first, names[0])
                pages = printed_sheet(sheet, choices.paper)
                self._problem.setText("")
            except (ValueError, LessonError) as trouble:
                self._problem.setText(f"{trouble}")
        self._preview.show_pages(pages, choices.paper)
        is_played = self._played is not None and self._choice.path == self._played
        self._sheets.setEnabled(bool(pages))
        self._keys.setEnabled(bool(pages) and not is_played)
        set_tip(self._keys, _PLAYED_TIP if is_played else _KEY_TIP)

    # Saving

    def _save(self, printed: _Printed, what: str) -> None:
        self._show_preview()
        lesson, choices = self._lesson, self._form.choices
        if lesson is None or not self._sheets.isEnabled():
            return
        work = _told(printed(lesson, choices.first, choices.on_sheets, choices.paper))
        found = done_with_progress(work, "Printing…", self)
        if isinstance(found, LessonError):
            self._problem.setText(str(found))
        if not isinstance(found, bytes):
            return
        name = safe_name(f"{what} {choices.first} - {lesson.title}")
        offered = self._place / f"{name}.pdf"
        path = ask_and_write(self, f"Save: {what}", offered, "PDF (*.pdf)", [".pdf"], found)
        if path is not None:
            self._folder = str(path.parent)
            self._told.setText(f"Saved: {path.name}")

    @property
    def _chosen(self) -> PrintChoices:
        return msgspec.structs.replace(self._form.choices, folder=self._folder)

    @property
    def _place(self) -> Path:
        return self._chosen.place

    def _remember(self) -> None:
        self._rest.stop()
        remember_choices(self._settings, self._chosen)


def _told(work: Work[bytes]) -> Work[bytes | LessonError]:
    """The work, with what is wrong with the lesson as its result."""
    try:
        return (yield from work)
    except LessonError as trouble:
        return trouble
