"""The dialog that asks which sheet on paper is to be checked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from core.cli.paper_options import LARGEST_NUMBER
from gui.dialogs.lesson_choice import KnownLesson, LessonChoice
from gui.widgets.fields.count_field import CountField
from gui.widgets.texts.plain_text import Label, set_tip

_ABOUT = (
    "The lesson opens with the numbers of your sheet. Type what you wrote, question by question;"
    " what you wrote down as a change, make in the drawing."
)
_WIDTH = 460
_Button = QDialogButtonBox.StandardButton


class CheckSheetDialog(QDialog):
    """Asks for the lesson and the number that are printed on the sheet."""

    def __init__(
        self, known: Sequence[KnownLesson], folder: Path, number: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check my sheet")
        self._lesson = LessonChoice(known, folder)
        self._number = CountField(0, LARGEST_NUMBER)
        self._number.setValue(number)
        set_tip(self._number, "It stands at the top of the sheet, and at the foot of each page")
        about = Label(_ABOUT)
        about.setWordWrap(True)
        self._buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self._buttons.button(_Button.Ok).setText("&Check it")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(about)
        form.addRow("&Lesson", self._lesson)
        form.addRow("Number of the &sheet", self._number)
        form.addRow(self._buttons)
        self.setMinimumWidth(_WIDTH)
        self._lesson.chosen.connect(self._on_chosen)
        self._number.setFocus()
        self._number.selectAll()
        self._on_chosen()

    @property
    def path(self) -> Path | None:
        """The file of the lesson."""
        return self._lesson.path

    @property
    def number(self) -> int:
        """The number of the sheet."""
        return self._number.value()

    def _on_chosen(self) -> None:
        self._buttons.button(_Button.Ok).setEnabled(self._lesson.path is not None)
