"""The session: the present moment, and the only way to change it.

Every view draws what `Session.present` holds and redraws on `changed`, which comes once for each
change, after it is complete. Every change goes through a method of it.
"""

from pathlib import Path

from msgspec.structs import replace

from core.document.document import Document
from core.files.document_file import writing_document
from core.files.file_reading import Stamp
from core.history.history import History
from core.slices.work import Work, finish
from gui.formatting.numbers import DecimalMark, write_with
from gui.session.changing import Changing
from gui.session.messages import NOTHING, Message, Tone
from gui.session.snapshot import Focus
from gui.session.work import Aside
from gui.widgets.fields.typing_owner import typed_first


class Session(Changing):
    """Holds one document, its history, and what the user looks at; opens others and saves."""

    def load(
        self,
        document: Document,
        file: Stamp | None = None,
        history: History | None = None,
        *,
        is_saved: bool = True,
        keeps_history: bool | None = None,
    ) -> None:
        """Put another document in the place of this one.

        Args:
            document: the other one.
            file: where it was read, if it was, and where Save saves it.
            history: how it came about; without one it begins afresh.
            is_saved: whether that file holds it.
            keeps_history: whether the file is to hold all that is done; None for as it was saved
                last, if it was here.
        """
        self._leave()
        self._announce(document)
        before = self._present.document
        self._begin(document, file, history)
        if not is_saved:
            self._saved = None
        if keeps_history is not None:
            self._keeps_history = keeps_history
        fitted = self._focus.fitted(before, document)
        self._tell_other_work(
            replace(fitted, row=0, parameters=(), nodes=(), point=None, histories=())
        )

    def tell_history_lost(self, why: str) -> None:
        """Say that a file's history cannot be used, if there is a reason; nothing else is lost."""
        if why:
            self.tell(
                Message(f"{why}. The document is whole, its history begins here", Tone.WARNING)
            )

    def write_decimals_with(self, mark: DecimalMark) -> None:
        """Have every number on screen written anew, with this mark before the tenths."""
        write_with(mark)
        if mark is not self._focus.mark:
            before = self._focus
            self._turn_to(replace(before, mark=mark))
            self._tell_of_change(before)
            self._say(NOTHING)  # it is written already

    def put_aside(self) -> Aside:
        """The work as it is, to be taken up again after other work."""
        self.settle()
        return Aside(
            self._history,
            self._present,
            self._latest,
            self._saved,
            self._file,
            self._keeps_history,
            self._focus,
        )

    def take_up(self, aside: Aside) -> None:
        """Put work that was put aside in the place of this one, with its history."""
        self._leave()
        self._take_up(aside)
        focus = self._focus  # how numbers are written is no part of the work
        self._tell_other_work(replace(aside.focus, numerals=focus.numerals, mark=focus.mark))

    def _leave(self) -> None:
        """Give up what is under way."""
        self.typing.put_back()
        self.cancel()
        self.pause()
        self._replayer.end()

    def _tell_other_work(self, focus: Focus) -> None:
        before = self._focus
        self._turn_to(focus)
        self._tell_of_change(before)
        self.file_changed.emit()
        self._say(NOTHING)

    @typed_first
    def save(self, path: Path, *, with_history: bool | None = None) -> None:
        """Write the document to a file; see `saving`."""
        finish(self.saving(path, with_history=with_history))

    def saving(self, path: Path, *, with_history: bool | None = None) -> Work[bool]:
        """Write the document to a file as it is at first, as a rule with all that was done.

        Args:
            path: the file.
            with_history: whether it is to hold that, now and when it is saved again; None for as
                it was saved last.

        Returns:
            That it is there.

        Raises:
            OSError: the file cannot be written.
            DocumentError: the document holds numbers that a file cannot.
        """
        self._settle()
        history, moment = self._history, self._history.present
        document = self._present.document
        keeps = self._keeps_history if with_history is None else with_history
        file = yield from writing_document(path, document, history if keeps else None)
        self._file, self._saved, self._has_new_names = file, moment, False
        self._keeps_history = keeps
        self.file_changed.emit()
        self._say(Message(f"Saved as {path.name}{'' if keeps else ', without its history'}"))
        return True

    def close(self) -> None:
        """Stop every clock."""
        self.pause()
        self._replayer.end()
