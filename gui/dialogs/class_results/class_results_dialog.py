"""The window that shows what a class handed in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.files.file_reading import FileReadError
from core.lessons.classes.gathering import gathering
from core.lessons.classes.results import ClassResults, LessonResults, first_tries
from core.lessons.classes.table import results_csv
from core.text.numbers import counted
from gui.dialogs.class_results.class_cells import LEGEND, Shown
from gui.dialogs.class_results.class_model import ClassModel
from gui.dialogs.class_results.class_table import ClassTable
from gui.dialogs.class_results.folder_field import FolderField
from gui.dialogs.file_questions import ask_and_write
from gui.dialogs.progress import done_with_progress
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.first_size import take_first_size
from gui.widgets.texts.plain_text import Label, set_tip

_NO_FOLDER = "Choose the folder that your class hands in to: Learn ▸ Lessons ▸ Hand in."
_EMPTY = "Nothing that can be shown has been handed in to this folder yet."
_NOTHING = ClassResults((), ())
_Button = QDialogButtonBox.StandardButton


class ClassResultsDialog(QDialog):
    """Students × tasks of one lesson after another, and what has to be said besides.

    Args:
        folder: that is gathered at first; None for none.
        places: where lessons are looked for besides.
        theme: how the table looks.
        parent: the window.
    """

    def __init__(
        self, folder: Path | None, places: Sequence[Path], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Class results")
        self._places, self._found = places, _NOTHING
        self._gathered = folder
        self.field = FolderField(folder, "Folder", "Choose the folder that your class hands in to")
        self._again = QPushButton("&Read again")
        self._again.setAutoDefault(False)
        self._lesson, self._shown = QComboBox(), QComboBox()
        for shown in Shown:
            self._shown.addItem(shown.value, shown)
        self._summary, self._told = Label(role=Role.STRONG), Label()
        self._legend = Label(LEGEND, role=Role.MUTED)
        for label in (self._summary, self._told, self._legend):
            label.setWordWrap(True)
        self._model = ClassModel()
        self._table = ClassTable(self._model, theme)
        self._remarks = QPlainTextEdit()
        self._remarks.setReadOnly(True)
        self._remarks.setTabChangesFocus(True)
        self._remarks.setAccessibleName("Remarks")
        self._remarks.setMaximumHeight(theme.pixels(96))
        self._buttons = self._make_buttons()
        self._lay_out()
        self._connect()
        take_first_size(self, theme, 900, 620)
        self._gather()

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(_Button.Close)
        self._copy = buttons.addButton("&Copy the table", QDialogButtonBox.ButtonRole.ActionRole)
        self._save = buttons.addButton("&Save as CSV…", QDialogButtonBox.ButtonRole.ActionRole)
        for button in buttons.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter is for the folder
        set_tip(self._copy, "Put what the table shows on the clipboard (Ctrl+C in the table)")
        set_tip(self._save, "A row for each task of each student, of all lessons")
        return buttons

    def _lay_out(self) -> None:
        head = QGridLayout()
        folder, lesson, shown = Label("&Folder"), Label("&Lesson"), Label("S&how")
        for row, (label, field) in enumerate(
            ((folder, self.field), (lesson, self._lesson), (shown, self._shown))
        ):
            label.setBuddy(field)
            head.addWidget(label, row, 0)
            head.addWidget(field, row, 1)
        head.addWidget(self._again, 0, 2)
        head.setColumnStretch(1, 1)
        self._of_table = (self._lesson, self._shown, lesson, shown, self._table, self._legend)
        foot = QHBoxLayout()
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self._summary)
        column.addWidget(self._table, 1)
        column.addWidget(self._told)
        column.addWidget(self._legend)
        column.addWidget(self._remarks)
        column.addStretch(0)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.field.changed.connect(self._on_folder_changed)
        self.field.line.editingFinished.connect(self._on_folder_typed)
        self._again.clicked.connect(self._gather)
        self._lesson.currentIndexChanged.connect(self._show_lesson)
        self._shown.currentIndexChanged.connect(self._show_lesson)
        self._table.told.connect(self._told.setText)
        self._table.copy_wanted.connect(self._copy_table)
        self._copy.clicked.connect(self._copy_table)
        self._save.clicked.connect(self._save_csv)
        self._buttons.rejected.connect(self.reject)

    # Gathering

    def _on_folder_changed(self) -> None:
        """A folder that was chosen is gathered at once, one that is typed when all of it is."""
        if not self.field.line.hasFocus():
            self._gather()

    def _on_folder_typed(self) -> None:
        if self.field.folder != self._gathered:
            self._gather()

    def _gather(self) -> None:
        """Read the folder, and check all again."""
        folder, self._found, trouble = self.field.folder, _NOTHING, ""
        self._gathered = folder
        if folder is not None:
            try:
                work = gathering(folder, self._places)
                found = done_with_progress(work, "Checking what was handed in", self)
                self._found = found or ClassResults((), ("Given up before all was read",))
            except FileReadError as problem:
                trouble = str(problem)
        self._again.setEnabled(folder is not None)
        before = self._lesson.currentText()
        self._lesson.blockSignals(True)
        self._lesson.clear()
        self._lesson.addItems([each.title for each in self._found.lessons])
        self._lesson.setCurrentIndex(max(0, self._lesson.findText(before)))
        self._lesson.blockSignals(False)
        self._remarks.setPlainText("\n".join(self._found.remarks))
        self._remarks.setVisible(bool(self._found.remarks))
        self._show_lesson()
        if not self._found.lessons:
            self._summary.setText(trouble or (_NO_FOLDER if folder is None else _EMPTY))

    @property
    def _results(self) -> LessonResults | None:
        at = self._lesson.currentIndex()
        return self._found.lessons[at] if 0 <= at < len(self._found.lessons) else None

    def _show_lesson(self) -> None:
        results = self._results
        self._model.show_results(results, self._shown.currentData(Qt.ItemDataRole.UserRole))
        for widget in (*self._of_table, self._told, self._copy, self._save):
            widget.setVisible(results is not None)
        self._legend.setVisible(results is not None and self._model.shown is Shown.RESULT)
        if results is not None:
            every = [each for student in results.students for each in student.results]
            self._summary.setText(
                f"{counted(len(results.students), 'student')}:"
                f" {first_tries(every)} of {counted(len(every), 'answer')} right at first try"
            )

    # Handing on

    def _copy_table(self) -> None:
        QGuiApplication.clipboard().setText(self._model.as_text())
        self._told.setText(f"Copied {counted(len(self._model.results.students), 'student')}.")

    def _save_csv(self) -> None:
        offered = (self.field.folder or Path.home()) / "class.csv"
        table = results_csv(self._found)
        written = ask_and_write(self, "Save as CSV", offered, "CSV (*.csv)", [".csv"], table)
        if written is not None:
            self._told.setText(f"Saved: {written}")
