"""The work on screen: a document's present moment, its history, and its file."""

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Signal

from core.document.document import Document
from core.files.document_file import SUFFIX
from core.files.file_names import title_of
from core.files.file_reading import Stamp
from core.history.branches import Branch
from core.history.history import History
from core.history.moments import Moment
from core.text.numbers import counted
from core.training.buffers import BUFFERS
from core.training.evaluation import Evaluation, evaluate
from gui.session.guard import FREE, Guard
from gui.session.messages import Message
from gui.session.snapshot import Focus, Present
from gui.session.view_state import ViewState

MANY_VALUES = 4_000_000  # at nodes: to show more takes a third of a second
_LAYER = 5_000  # values are shown in the time of a layer


class Aside(Struct, frozen=True, eq=False, dict=True):
    """Work that was put aside, with all that happened to it and where it was looked at."""

    history: History
    present: Present
    latest: Present | None
    saved: Moment | None
    file: Stamp | None
    keeps_history: bool
    focus: Focus


class Work(ViewState):
    """The part of the session that says what there is.

    `changed` comes with the `Present`, once for each change, after it is complete. Where something
    else is looked at then, `focus_changed` comes once all know of the change, for the focus is of
    it, and if one of them looks at something else because of it; `file_changed`
    when the work has another file, or its file another content; `annotated` when something in the
    history was given another name, or a branch is shown or hidden; `waits` before a change that
    takes a while, with what is waited for.
    """

    waits = Signal(str)
    changed = Signal(object)
    file_changed = Signal()
    annotated = Signal()

    def __init__(
        self, document: Document, file: Stamp | None = None, history: History | None = None
    ) -> None:
        super().__init__()
        self.guard: Guard = FREE
        self._file: Stamp | None = None
        self._begin(document, file, history)

    def _begin(self, document: Document, file: Stamp | None, history: History | None) -> None:
        evaluation = evaluate(document.experiment)
        if history is None:
            history = History(document, evaluation.loss, evaluation.validation_loss)
        self._history = history
        self._present = Present(document, evaluation, self._history.present)
        self._before_preview = self._present
        self._focus_before_preview = self._focus
        self._preview_name = ""
        self._latest: Present | None = None
        self._saved: Moment | None = self._history.present
        self._has_new_names = False
        if file is None or file.path != self.path:
            self._keeps_history = True  # a choice that is made for one file
        self._file = file
        BUFFERS.let_go()

    def _take_up(self, aside: Aside) -> None:
        self._history, self._present = aside.history, aside.present
        self._before_preview = aside.present
        self._latest, self._saved, self._file = aside.latest, aside.saved, aside.file
        self._keeps_history = aside.keeps_history

    @property
    def present(self) -> Present:
        """What is on screen."""
        return self._present

    @property
    def settled(self) -> Present:
        """What is on screen, or what a preview will be put back to."""
        return self._before_preview if self._present.is_preview else self._present

    @property
    def latest(self) -> Present | None:
        """What was there before the latest change, if nothing but that change came since."""
        return self._latest

    @property
    def document(self) -> Document:
        """The document on screen."""
        return self._present.document

    @property
    def evaluation(self) -> Evaluation:
        """All numbers of the document on screen."""
        return self._present.evaluation

    @property
    def keeps_history(self) -> bool:
        """Whether the file is to hold all that was done, when it is saved again."""
        return self._keeps_history

    @property
    def history(self) -> History:
        """Everything that happened; to be read, and changed only here."""
        return self._history

    @property
    def path(self) -> Path | None:
        """The file the document came from or was saved to."""
        return None if self._file is None else self._file.path

    @property
    def file(self) -> Stamp | None:
        """What that file was when it was read or written last."""
        return self._file

    @property
    def title(self) -> str:
        """What the work is called: as its file, or as it says itself."""
        if self._file is not None:
            return title_of(self._file.path, [SUFFIX])
        return self._present.document.title or "Untitled"

    @property
    def is_modified(self) -> bool:
        """Whether there is something that the file does not hold."""
        if self.guard.is_lesson and self._file is None:
            return False  # what is done there is an exercise, unless it was saved
        is_elsewhere = self._history.present != self._saved or self._present.is_preview
        return is_elsewhere or self._has_new_names

    def name_moment(self, moment: Moment, name: str) -> None:
        """Give a moment a name; an empty one takes it away. Undo goes to moments, whatever names.

        Nothing but what is written beside the moment changes.
        """
        self._history.name_moment(moment, name)
        self._annotate()

    def rename_branch(self, branch: Branch, name: str) -> None:
        """Give a branch a name; an empty one takes it away."""
        self._history.branches.rename(branch, name)
        self._annotate()

    def show_branch(self, branch: Branch, *, shown: bool) -> None:
        """Have a branch seen beside the present path, or not."""
        self._history.branches.show(branch, shown=shown)
        self._annotate()

    def _annotate(self) -> None:
        self._has_new_names = True
        self.annotated.emit()
        self.file_changed.emit()

    def take_file(self, file: Stamp) -> None:
        """Know that another content stands in the file now, and keep this one unsaved."""
        self._file, self._saved = file, None
        self.file_changed.emit()

    def _evaluate(self, document: Document) -> Evaluation:
        same = document.experiment is self._present.document.experiment
        return self._present.evaluation if same else evaluate(document.experiment)

    def _announce(self, document: Document) -> None:
        """Say what is waited for, if it takes a while to show a document."""
        experiment = document.experiment
        rows, sizes = experiment.dataset.rows, experiment.network.sizes
        of_rows, of_layers = rows * sum(sizes), _LAYER * len(sizes)
        if of_rows + of_layers > MANY_VALUES:
            is_deep = of_layers > of_rows
            what = counted(len(sizes) - 1, "layer") if is_deep else counted(rows, "row")
            self.waits.emit(f"Working through {what} …")

    def _with_gone(self, message: Message, before: Focus) -> Message:
        """Say besides how many histories are no longer drawn, for what they are of is gone."""
        gone = len(before.histories) - len(self._focus.histories)
        what = f"{counted(gone, 'history line')} gone from the plot"
        return message.and_that(what) if gone else message

    def _show(self, present: Present) -> None:
        before, focus = self._present, self._focus
        self._present = present
        if not present.is_preview:
            self._before_preview = present
        self._turn_to(focus.fitted(before.document, present.document))
        self._tell_of_change(focus)

    def _tell_of_change(self, before: Focus) -> None:
        """Tell that there is something else, and then what is looked at, if that was another."""
        is_first, self._is_changing = not self._is_changing, True
        self.changed.emit(self._present)
        if is_first:
            self._is_changing = False
            self._tell_of_focus(before)
