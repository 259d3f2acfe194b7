"""Opening and saving: the questions, the answers, and what goes wrong."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.document import Document
from core.document_file import SUFFIX, DocumentError, check_document, read_document
from core.file_writing import write_file
from core.learning import Learning, document_of
from core.predicting import predictions_for, rows_with_predictions
from core.sample_data import Sample, open_sample
from core.spreadsheet.problems import SpreadsheetError
from core.starters import Starter, open_starter
from core.table_file import is_table, read_bytes
from gui.dialogs.table_import.table_import_dialog import ask
from gui.effects import Message
from gui.session import Session
from gui.settings import Settings, recent_files, remember_recent
from gui.theme import Theme
from gui.widgets.plain_text import MessageBox

_Button = QMessageBox.StandardButton
_WORDS = {_Button.Save: "&Save", _Button.Discard: "&Discard", _Button.Cancel: "&Cancel"}
_TABLES = "Tables (*.csv *.tsv *.txt *.tab *.data);;All files (*)"
_DOCUMENTS = f"Downhill documents (*{SUFFIX})"
_FILTER = (
    f"Documents and tables (*{SUFFIX} *.csv *.tsv *.txt *.tab *.data);;{_DOCUMENTS};;{_TABLES}"
)


class Files:
    """Keeps the session's document and the files on disk together, and never loses work."""

    def __init__(self, session: Session, theme: Theme, settings: Settings, window: QWidget) -> None:
        self._session, self._theme = session, theme
        self._settings = settings
        self._window = window

    @property
    def recent(self) -> list[Path]:
        """The files used last, the latest first."""
        return recent_files(self._settings)

    def new(self, starter: Starter) -> None:
        """Begin with a starter, once the present work is safe."""
        if self.may_leave():
            self._session.load(open_starter(starter.key))

    def new_sample(self, sample: Sample) -> None:
        """Begin with a built-in set of rows, once the present work is safe."""
        if self.may_leave():
            self._session.load(open_sample(sample))

    def ask_and_open(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open", self._folder(), _FILTER)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a document or a table, once the present work is safe; False if it was not to be."""
        if is_table(path):
            return self._open_table(path)
        document = self._read(path)
        if document is None or not self.may_leave():
            return False
        self._session.load(document, path)
        remember_recent(self._settings, path.absolute())
        return True

    # Tables

    def ask_for_table(self) -> None:
        """Ask for a file of rows, and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a table", self._folder(), _TABLES)
        if name:
            self._open_table(Path(name))

    def paste_table(self) -> None:
        """Make a document of rows copied in a spreadsheet."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._complain("There is nothing to paste.", "Copy some rows in a spreadsheet first.")
            return
        self._learn(text, "Pasted table")

    def _open_table(self, path: Path) -> bool:
        try:
            data = read_bytes(path)
        except SpreadsheetError as problem:
            self._complain("The table could not be opened.", str(problem))
            return False
        learnt = self._learn(data, path.stem)
        if learnt:
            remember_recent(self._settings, path.absolute())
        return learnt

    def _learn(self, data: bytes | str, name: str) -> bool:
        """Ask what is to be learnt, and begin with a network for it."""
        if not data.strip():
            self._complain("The table could not be opened.", "There is nothing in it.")
            return False
        if not self.may_leave():
            return False
        chosen = ask(data, name, self._theme, self._window)
        if chosen is None:
            return False
        learning = Learning(
            hidden=chosen.hidden,
            batch_size=chosen.batch_size,
            validation=chosen.validation_fraction,
            input_scale=chosen.input_scaling,
            target_scale=chosen.target_scaling,
        )
        try:
            document = document_of(chosen.prepared, learning, name)
            check_document(document)
        except (ValueError, DocumentError) as problem:
            self._complain("The table cannot be learnt like that.", str(problem))
            return False
        self._session.load(document)
        return True

    def predict_table(self) -> None:
        """Ask for a file with the same columns, and save what the network predicts for it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Predict the rows of a table", self._folder(), _TABLES
        )
        if not name:
            return
        path = Path(name)
        try:
            data = read_bytes(path)
            written, notes = predictions_for(self._session.document, data)
        except (SpreadsheetError, ValueError) as problem:
            self._complain("The rows could not be predicted.", str(problem))
            return
        self._save_table(written, f"{path.stem} predicted.csv", notes)

    def save_predictions(self) -> None:
        """Save all rows with what the network predicts for them."""
        written, notes = rows_with_predictions(self._session.document)
        self._save_table(written, f"{self.title} predictions.csv", notes)

    def _save_table(self, written: bytes, offered: str, notes: Sequence[str]) -> None:
        where = str(Path(self._folder()) / offered)
        name, _ = QFileDialog.getSaveFileName(self._window, "Save predictions", where, _TABLES)
        if not name:
            return
        path = Path(name)
        path = path if path.suffix else path.with_suffix(".csv")
        try:
            write_file(path, written)
        except OSError as problem:
            self._complain(f"“{path.name}” could not be saved.", problem.strerror or str(problem))
        else:
            text = "; ".join([f"Predictions saved as {path.name}", *notes])
            self._session.tell(Message(text))

    def revert(self) -> None:
        """Return to what the file holds, if the user means it."""
        path = self._session.path
        document = self._read(path) if path else None
        if document is not None and self._may_discard():
            self._session.load(document, path)

    def save(self) -> bool:
        """Save, asking where if there is no file yet; False if it did not come to that."""
        path = self._session.path
        return self._write(path) if path else self.save_as()

    def save_as(self) -> bool:
        """Ask where, and save there."""
        title = self._session.document.title or "Untitled"
        offered = self._session.path or Path(self._folder()) / f"{title}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self._window, "Save as", str(offered), _DOCUMENTS)
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def may_leave(self) -> bool:
        """Ask what to do with unsaved work; False if the user would rather stay."""
        if not self._session.is_modified:
            return True
        answer = self._ask(
            f"Save the changes to “{self.title}”?",
            "Without saving, they are lost.",
            _Button.Save | _Button.Discard | _Button.Cancel,
        )
        return self.save() if answer is _Button.Save else answer is _Button.Discard

    def _may_discard(self) -> bool:
        answer = self._ask(
            f"Return to “{self.title}” as it was saved?",
            "The changes since then are lost.",
            _Button.Discard | _Button.Cancel,
        )
        return answer is _Button.Discard

    def _ask(self, text: str, warning: str, buttons: _Button) -> _Button:
        """Ask a question; the answer that loses nothing is the one Enter gives."""
        question = MessageBox(QMessageBox.Icon.Question, "Downhill", text, buttons, self._window)
        question.setInformativeText(warning)
        for kind, words in _WORDS.items():
            if buttons & kind:
                question.button(kind).setText(words)
        question.setDefaultButton(_Button.Save if buttons & _Button.Save else _Button.Cancel)
        answer = _Button(question.exec())
        question.deleteLater()
        return answer

    @property
    def title(self) -> str:
        """What the work is called."""
        if self._session.path:
            return self._session.path.stem
        return self._session.document.title or "Untitled"

    def _read(self, path: Path) -> Document | None:
        try:
            return read_document(path)
        except DocumentError as problem:
            self._complain("The file could not be opened.", str(problem))
            return None

    def _write(self, path: Path) -> bool:
        try:
            self._session.save(path)
        except (DocumentError, OSError) as problem:
            reason = problem.strerror if isinstance(problem, OSError) else str(problem)
            self._complain(f"“{path.name}” could not be saved.", reason or str(problem))
            return False
        remember_recent(self._settings, path.absolute())
        return True

    def _complain(self, what: str, why: str) -> None:
        box = MessageBox(QMessageBox.Icon.Warning, "Downhill", what, parent=self._window)
        box.setInformativeText(why)
        box.exec()
        box.deleteLater()

    def _folder(self) -> str:
        recent = self.recent
        return str(recent[0].parent) if recent else str(Path.home())
