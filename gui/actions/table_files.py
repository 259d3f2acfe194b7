"""Opening tables to learn from, and writing predictions for tables."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.files.file_names import safe_name, title_of
from core.files.file_reading import FileContent, FileReadError, reading_file
from core.opening.file_kind import check_may_be_rows
from core.opening.predicting import predicting_file, predicting_rows
from core.opening.table_file import ENDINGS
from core.slices.work import Work
from core.tables.containers.packed import TEXT_ENDINGS, unpacked
from core.tables.problems import SpreadsheetError
from core.text.numbers import counted
from gui.dialogs.file_questions import ask_and_write, ask_which, complain
from gui.dialogs.progress import done_with_progress
from gui.dialogs.table_import.table_import_dialog import ask
from gui.formatting.sentences import as_read
from gui.session.messages import Message
from gui.session.session import Session
from gui.session.settings import Settings, latest_folder, remember_recent
from gui.style.theme import Theme
from gui.widgets.waiting import waiting


def _filter(endings: Sequence[str]) -> str:
    return f"Tables ({' '.join(f'*{ending}' for ending in endings)});;All files (*)"


TABLE_FILTER = _filter(ENDINGS)
_TEXT_FILTER = _filter(TEXT_ENDINGS)

_MANY_ROWS = 100_000


class TableFiles:
    """Begins documents with the rows of a table, and writes predictions into another table."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        settings: Settings,
        window: QWidget,
        may_leave: Callable[[], bool],
    ) -> None:
        self._session, self._theme = session, theme
        self._settings = settings
        self._window = window
        self._may_leave = may_leave

    def ask_and_learn(self) -> None:
        """Ask for a file of rows, and begin with a network for it."""
        path = self._ask("Open a table")
        content = self._read(path) if path else None
        if content is not None:
            self.learn(content)

    def learn(self, content: FileContent) -> bool:
        """Begin with a network for the rows of a file; False if it was not to be."""
        try:
            data = unpacked(content.data)
        except SpreadsheetError as problem:
            self._complain("The table could not be opened.", str(problem))
            return False
        learnt = self._learn(data, title_of(content.path, ENDINGS))
        if learnt:
            remember_recent(self._settings, content.path.absolute())
        return learnt

    def paste(self) -> None:
        """Make a document of rows copied in a spreadsheet."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._complain("There is nothing to paste.", "Copy some rows in a spreadsheet first.")
            return
        self._learn(text, "Pasted table")

    def _learn(self, data: bytes | str, name: str) -> bool:
        """Ask what is to be learnt, and begin with a network for it."""
        if not data.strip():
            self._complain("The table could not be opened.", "There is nothing in it.")
            return False
        if not self._may_leave():
            return False
        document = ask(data, name, self._theme, self._settings, self._window)
        if document is None:
            return False
        rows = document.experiment.dataset.rows
        looking = f"Looking at {counted(rows, 'row')} …"
        with waiting(self._window, looking, is_long=rows > _MANY_ROWS):
            self._session.load(document)
        return True

    def predict(self) -> None:
        """Ask for a file with the same columns, and save what the network predicts for it."""
        path = self._ask("Predict the rows of a table")
        content = self._read(path) if path else None
        if content is None:
            return
        work = predicting_file(self._session.document, content.data)
        caption = f"Predicting the rows of “{content.path.name}” …"
        self._predict(work, caption, f"{title_of(content.path, ENDINGS)} predicted")

    def save_predictions(self) -> None:
        """Save all rows with what the network predicts for them."""
        work = predicting_rows(self._session.document)
        self._predict(work, "Predicting all rows …", f"{self._session.title} predictions")

    def _predict(self, work: Work[tuple[bytes, tuple[str, ...]]], caption: str, title: str) -> None:
        try:
            predicted = done_with_progress(work, caption, self._window)
        except SpreadsheetError as problem:
            self._complain("The rows could not be predicted.", str(problem))
            return
        if predicted is not None:
            written, notes = predicted
            self._save(written, title, notes)

    def _save(self, written: bytes, title: str, notes: Sequence[str]) -> None:
        offered = latest_folder(self._settings) / f"{safe_name(title)}{TEXT_ENDINGS[0]}"
        path = ask_and_write(
            self._window, "Save predictions", offered, _TEXT_FILTER, TEXT_ENDINGS, written
        )
        if path is not None:
            self._session.tell(
                Message("; ".join([f"Predictions saved as {path.name}", *map(as_read, notes)]))
            )

    def _ask(self, caption: str) -> Path | None:
        return ask_which(self._window, caption, latest_folder(self._settings), TABLE_FILTER)

    def _read(self, path: Path) -> FileContent | None:
        reading = f"Reading “{path.name}” …"
        try:
            content = done_with_progress(reading_file(path), reading, self._window)
            if content is not None:
                check_may_be_rows(content)
            return content
        except FileReadError as problem:
            self._complain("The table could not be opened.", str(problem))
            return None

    def _complain(self, what: str, why: str) -> None:
        complain(self._window, what, why)
