"""Opening and saving documents: the questions asked, the answers, and what goes wrong."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from core.files.document_file import (
    SUFFIX,
    DocumentError,
    Opened,
    opening_with_history,
    reading_document,
)
from core.files.file_names import has_ending, safe_name, title_of, with_ending
from core.files.file_reading import FileContent, FileReadError, Stamp, is_there, reading_file
from core.lessons.course import SUFFIX as LESSON_SUFFIX
from core.models.recognising import ENDINGS as OF_WEIGHTS
from core.opening.file_kind import FileKind, file_kind
from core.opening.sample_data import Sample, open_sample
from core.opening.starters import Starter, open_starter
from core.opening.table_file import ENDINGS
from core.slices.work import Work
from core.tables.problems import quoted
from gui.actions.table_files import TABLE_FILTER, TableFiles
from gui.dialogs.file_questions import Button, ask, ask_where, ask_which, complain
from gui.dialogs.new_data.sample_dialog import ask as ask_for_sample
from gui.dialogs.progress import done_with_progress
from gui.session.messages import Message, Tone
from gui.session.session import Session
from gui.session.settings import Settings, latest_folder, recent_files, remember_recent
from gui.style.theme import Theme
from gui.widgets.waiting import waiting

if TYPE_CHECKING:
    from gui.actions.lessons.lessons import Lessons

_DOCUMENTS = f"Downhill documents (*{SUFFIX})"
_WEIGHTS = f"Weights ({' '.join(f'*{ending}' for ending in OF_WEIGHTS)})"
_ALL = " ".join(f"*{ending}" for ending in (SUFFIX, *ENDINGS, *OF_WEIGHTS, LESSON_SUFFIX))
_FILTER = f"Documents, tables, weights, lessons ({_ALL});;{_DOCUMENTS};;{_WEIGHTS};;{TABLE_FILTER}"

_MANY_BYTES = 2_000_000  # what is more takes time to be shown
_Result = TypeVar("_Result")


class Files:
    """The link between the session's document and the files on disk; it never loses work.

    Attributes:
        tables: the files of rows.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        settings: Settings,
        make_lessons: "Callable[[], Lessons]",
        window: QWidget,
    ) -> None:
        self._make_lessons = make_lessons
        self._session, self._theme = session, theme
        self._settings = settings
        self._window = window
        self.tables = TableFiles(session, theme, settings, window, self.may_leave)

    @cached_property
    def lessons(self) -> "Lessons":
        """The files of lessons; a window whose panels could not be made can be closed without."""
        lessons = self._make_lessons()
        lessons.panel.wanted.connect(self.open)
        return lessons

    @property
    def recent(self) -> list[Path]:
        """The files used last, the latest first."""
        return recent_files(self._settings)

    @property
    def folder(self) -> Path:
        """Where the latest of them is, and questions about files begin."""
        return latest_folder(self._settings)

    def new(self, starter: Starter) -> None:
        """Begin with a starter, once the present work is safe, and say what there is to see."""
        if self.may_leave():
            self._session.load(open_starter(starter.key))
            self._session.tell(Message(starter.description, discreet=starter.title))

    def new_sample(self, sample: Sample) -> None:
        """Begin with a built-in set of rows, once the present work is safe."""
        try:
            document = open_sample(sample)
        except ValueError as problem:
            self._session.tell(Message(f"Nothing was opened: {problem}.", Tone.WARNING))
            return
        if self.may_leave():
            self._session.load(document)

    def ask_and_new_data(self) -> None:
        """Ask which rows to begin with, and begin with them, once the present work is safe."""
        sample = ask_for_sample(self._theme, self._session.document.title, self._window)
        if sample is not None:
            self.new_sample(sample)

    def ask_and_open(self) -> None:
        """Ask for a file and open it."""
        path = ask_which(self._window, "Open", self.folder, _FILTER)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> bool:
        """Open what a file holds, once the present work is safe; False if it was not to be."""
        if has_ending(path, [LESSON_SUFFIX]):
            return self.lessons.open(path, self.may_leave)
        return self._open(path, self.may_leave)

    def open_rescued(self, path: Path, file: Stamp | None, *, keeps_history: bool) -> bool:
        """Open work that was rescued and is not saved; `file` is where Save saves it, and how."""
        try:
            document = self._done(reading_document(path), path)
        except DocumentError as problem:
            complain(self._window, "What was rescued could not be opened.", str(problem))
            return False
        if document is None or not self.may_leave():
            return False
        self._session.load(document, file, is_saved=False, keeps_history=keeps_history)
        return True

    def load_again(self) -> bool:
        """Put what the file holds now in the place of the work."""
        path = self._session.path
        return path is not None and self._open(path, lambda: True)

    def revert(self) -> None:
        """Return to what the file holds, if the user means it."""
        path = self._session.path
        if path is not None:
            self._open(path, self._may_discard)

    def _open(self, path: Path, may: Callable[[], bool]) -> bool:
        """Open what is no lesson. A document is read before the question is asked."""
        try:
            content = self._done(reading_file(path), path)
            if content is None:
                return False
            kind = file_kind(content)
            if kind is FileKind.TABLE:
                return self.tables.learn(content)
            if kind is FileKind.WEIGHTS:
                return self._open_weights(content, may)
            opened = self._done(opening_with_history(content), path)
        except (FileReadError, DocumentError) as problem:
            complain(self._window, "The file could not be opened.", str(problem))
            return False
        if opened is None or not may():
            return False
        self.show(opened, path)
        remember_recent(self._settings, path.absolute())
        return True

    def show(self, opened: Opened, path: Path) -> None:
        """Put what was opened in the place of the work, whatever that is."""
        is_long = opened.file is None or opened.file.size > _MANY_BYTES
        with waiting(self._window, _opens(path), is_long=is_long):
            self._session.load(opened.document, opened.file, opened.history)
        self._session.tell_history_lost(opened.history_lost)

    def _done(self, work: Work[_Result], path: Path) -> _Result | None:
        """Do some work of opening a file; None if it was given up."""
        return done_with_progress(work, _opens(path), self._window)

    def _open_weights(self, content: FileContent, may: Callable[[], bool]) -> bool:
        """Begin a document with the network of a file of weights, once all of it is known."""
        from core.models.reading import read_model
        from gui.dialogs.weights_dialog import ask as ask_about  # a start reads no weights

        model, title = read_model(content), title_of(content.path, OF_WEIGHTS)
        if not may():
            return False
        document = ask_about(model, title, self._session, self._theme, self._window)
        if document is None:
            return False
        self._session.load(document)
        if model.stated.remarks:
            self._session.tell(Message("; ".join(model.stated.remarks)))
        remember_recent(self._settings, content.path.absolute())
        return True

    def save(self) -> bool:
        """Save, asking where if there is no file yet; False if it did not come to that."""
        file = self._session.file
        if file is None:
            return self.save_as()
        now = file.again()
        if now is None:
            return self._save_though_gone(file.path)
        if now.digest != file.digest:
            return self._save_though_changed(file.path)
        return self._write(file.path)

    def _save_though_changed(self, path: Path) -> bool:
        answer = ask(
            self._window,
            f"“{path.name}” was changed by another program.",
            "Save mine to put yours in its place, load theirs to give yours up, or keep both.",
            {
                Button.Save: "Save &mine",
                Button.Open: "&Load theirs",
                Button.SaveAll: "Save &as…",
                Button.Cancel: "&Cancel",
            },
        )
        if answer is Button.Open:
            self.load_again()
        if answer is Button.SaveAll:
            return self.save_as()
        return answer is Button.Save and self._write(path)

    def _save_though_gone(self, path: Path) -> bool:
        if not is_there(path.parent):
            return self._write(path)  # which says why that cannot be
        answer = ask(
            self._window,
            f"“{path.name}” is no longer there.",
            "It was moved or deleted by another program.",
            {
                Button.Save: "&Save it there again",
                Button.SaveAll: "Save &as…",
                Button.Cancel: "&Cancel",
            },
        )
        if answer is Button.SaveAll:
            return self.save_as()
        return answer is Button.Save and self._write(path)

    def save_as(self) -> bool:
        """Ask where, and save there."""
        return self._ask_and_save("Save as", with_history=True)

    def save_without_history(self) -> bool:
        """Ask where, and save there, now and from now on, without what was done before."""
        return self._ask_and_save("Save without history", with_history=False)

    def _ask_and_save(self, caption: str, *, with_history: bool) -> bool:
        name = self._session.path or self.folder / f"{safe_name(self._session.title)}{SUFFIX}"
        path = ask_where(self._window, caption, with_ending(name, [SUFFIX]), _DOCUMENTS, [SUFFIX])
        return path is not None and self._write(path, with_history=with_history)

    def may_leave(self) -> bool:
        """Ask what to do with unsaved work; False if the user would rather stay.

        What is being typed is part of the work, also where a screen reader chose what asks.
        """
        if not self._session.typing.settle():
            return False
        if not self._session.is_modified:
            return True
        answer = ask(
            self._window,
            f"Save the changes to {quoted(self._session.title)}?",
            "Without saving, they are lost.",
            {Button.Save: "&Save", Button.Discard: "&Discard", Button.Cancel: "&Cancel"},
            Button.Save,
        )
        if answer is Button.Save:
            self._session.pause()  # else a run would go on while it is saved
            return self.save()
        return answer is Button.Discard

    def _may_discard(self) -> bool:
        return Button.Discard is ask(
            self._window,
            f"Return to {quoted(self._session.title)} as it was saved?",
            "The changes since then are lost.",
            {Button.Discard: "&Discard", Button.Cancel: "&Cancel"},
        )

    def _write(self, path: Path, *, with_history: bool | None = None) -> bool:
        if not self._session.typing.settle():
            return False
        saving = self._session.saving(path, with_history=with_history)
        try:
            saved = done_with_progress(saving, f"Saving “{path.name}” …", self._window)
        except (DocumentError, OSError) as problem:
            reason = getattr(problem, "strerror", None) or str(problem)
            complain(self._window, f"“{path.name}” could not be saved.", reason)
            return False
        if saved:  # else it was given up
            remember_recent(self._settings, path.absolute())
        return bool(saved)


def _opens(path: Path) -> str:
    """What is said while a file is opened."""
    return f"Opening “{path.name}” …"
