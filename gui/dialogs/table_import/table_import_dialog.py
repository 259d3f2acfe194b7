"""The dialog that asks what is to be learnt from a table."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core.columns.coding import Scheme
from core.document.document import Document
from core.tables.containers.workbook import is_workbook, sheet_names
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from gui.dialogs.table_import.choices import Choices, predicting, with_coding
from gui.dialogs.table_import.columns.column_popover import ColumnPopover
from gui.dialogs.table_import.learning_choices import LearningChoices
from gui.dialogs.table_import.learning_form import LearningForm
from gui.dialogs.table_import.opening import Opening
from gui.dialogs.table_import.reading_form import ReadingForm
from gui.dialogs.table_import.rows_view import RowsView
from gui.dialogs.table_import.sketch import Sketch, layers_of
from gui.dialogs.table_import.state import State
from gui.dialogs.table_import.target_line import TargetLine
from gui.dialogs.table_import.trouble.problem import Problem, Weight
from gui.dialogs.table_import.trouble.problem_list import ProblemList
from gui.dialogs.table_import.trouble.problems import problems_of
from gui.dialogs.table_import.words import learning_summary, learning_words, reading_summary, short
from gui.formatting.sentences import as_read
from gui.session.settings import Key, MemorySettings, Settings, load_flag
from gui.style.roles import Look, Role
from gui.style.theme import Theme
from gui.widgets.first_size import take_first_size
from gui.widgets.folded import Folded
from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label, as_title, set_tip

_USUAL_SIZE = 1180, 720  # pixels
_LONGEST_ROWS = 64  # characters
_RIGHT = Qt.AlignmentFlag.AlignRight


def ask(
    data: bytes | str, name: str, theme: Theme, settings: Settings, parent: QWidget
) -> Document | None:
    """Ask what is to be learnt from a table; None if the question was cancelled."""
    dialog = TableImportDialog(data, name, theme, settings, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.document


class TableImportDialog(QDialog):
    """Shows how the file is read and what will be done; OK once that can be done.

    It is a view of an `Opening`: what is chosen anywhere in it goes there, and comes back.

    Attributes:
        document: what was made of it; None until OK was pressed.
    """

    def __init__(
        self,
        data: bytes | str,
        name: str,
        theme: Theme,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Open the table “{as_title(name)}”")
        self._settings = settings or MemorySettings()
        self._is_pasted = isinstance(data, str)
        self.document: Document | None = None
        self._opening = Opening(data, name, self)
        self.target = TargetLine()
        self.sketch = Sketch(theme)
        self.rows_used = Label(role=Role.MUTED)
        self.problems = ProblemList()
        self.rows = RowsView(theme)
        self.popover = ColumnPopover(self)
        dialect = self._opening.state.choices.dialect
        self.reading = ReadingForm(dialect, _sheets(data), pasted=self._is_pasted)
        self.learning = LearningForm()
        self.how_read = Folded("How it was &read", self.reading)
        self.how_learnt = Folded("How it &learns", self.learning)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Reading")
        self.reason = Label(role=Role.ERROR)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText("Lear&n from it")
        self.ok.setObjectName(Look.LEARN)
        self._lay_out()
        self._connect()
        take_first_size(self, theme, *_USUAL_SIZE)
        self.target.column.setFocus()
        self._opening.begin()

    def _lay_out(self) -> None:
        top = Panel()
        head = QHBoxLayout(top)
        head.setContentsMargins(16, 10, 16, 10)
        network = QVBoxLayout()
        network.setSpacing(2)
        network.addWidget(self.sketch, 0, _RIGHT)
        network.addWidget(self.rows_used, 0, _RIGHT)
        head.addWidget(self.target, 1)
        head.addLayout(network)
        table = Panel()
        within = QVBoxLayout(table)
        within.setContentsMargins(8, 8, 8, 8)
        within.addWidget(self.rows)
        folds = Panel()
        parts = QVBoxLayout(folds)
        parts.setContentsMargins(12, 6, 12, 6)
        parts.setSpacing(2)
        parts.addWidget(self.how_read)
        parts.addWidget(self.how_learnt)
        self.reason.setWordWrap(True)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot = QHBoxLayout()
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.reason, 2)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(top)
        column.addWidget(self.problems)
        column.addWidget(table, 1)
        column.addWidget(folds)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._opening.changed.connect(self._on_changed)
        self._opening.advanced.connect(self._on_advanced)
        self.target.predicted.connect(self._predict)
        self.target.coded.connect(self._code)
        self.problems.chosen.connect(self._choose_remedy)
        self.problems.filled.connect(lambda: self.problems.follow(self.target.scheme))
        self.rows.opened.connect(self._open_column)
        self.popover.chosen.connect(self._choose)
        self.reading.changed.connect(self._read_otherwise)
        self.learning.changed.connect(self._learn_otherwise)
        for fold, key in ((self.how_read, Key.HOW_READ), (self.how_learnt, Key.HOW_LEARNT)):
            fold.set_open(load_flag(self._settings, key, otherwise=False))
            fold.turned.connect(partial(self._settings.store, key))
        self.how_read.turned.connect(partial(self._make_room, self.how_learnt))
        self.how_learnt.turned.connect(partial(self._make_room, self.how_read))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @property
    def opening(self) -> Opening:
        """What is chosen, and what came of it."""
        return self._opening

    @override
    def accept(self) -> None:
        """Take the document that was made of what is chosen, if there is one."""
        made = self._opening.state.made
        if made is not None:
            self.document = made.document
            super().accept()

    @override
    def done(self, result: int) -> None:
        self._opening.stop()
        super().done(result)

    # Choosing

    def _choose(self, choices: Choices) -> None:
        self._opening.choose(choices)

    def _predict(self, name: str) -> None:
        state = self._opening.state
        if state.columns is not None:
            plans = predicting(state.plans, state.columns.surveys, name)
            self._choose(state.choices.with_plans(plans))
            self.rows.show_column(name)

    def _code(self, name: str, scheme: Scheme) -> None:
        state = self._opening.state
        self._choose(state.choices.with_plans([with_coding(state.plan(name), scheme)]))

    def _choose_remedy(self, choices: Choices) -> None:
        self.rows.heads.setFocus()  # the button goes away
        self._choose(choices)

    def _read_otherwise(self, dialect: Dialect) -> None:
        self._choose(replace(self._opening.state.choices, dialect=dialect))

    def _learn_otherwise(self, learning: LearningChoices) -> None:
        self._choose(replace(self._opening.state.choices, learning=learning))

    def _open_column(self, at: int) -> None:
        state, heads = self._opening.state, self.rows.heads
        if state.columns is not None:
            head = heads.heads[at]
            self.popover.open_for(head.name, state, head, heads.place_below(at))

    # Showing

    def _on_changed(self) -> None:
        state = self._opening.state
        choices, problems = state.choices, problems_of(state)
        self.rows.show_state(state)
        self.target.show_state(state)
        self.problems.show_problems(problems)
        self.reading.show_dialect(choices.dialect)
        self.reading.remarks.setText(as_read(_remarks(state)))
        self.reading.remarks.setVisible(bool(self.reading.remarks.text()))
        self.learning.show_choices(choices.learning, state.prepared)
        dialect, learning = choices.dialect, choices.learning
        summary = reading_summary(dialect, state.shown, pasted=self._is_pasted)
        self.how_read.set_summary(summary)
        self.how_learnt.set_summary(learning_summary(learning, state.prepared))
        self._show_network(state)
        self._show_ok(problems)
        self._show_popover(state)

    def _show_network(self, state: State) -> None:
        """What comes of it: the network, and how many rows there are to learn from."""
        made = state.made
        self.learning.words.setText("")
        if made is None:
            if state.refusal or state.prepared is None:
                self.rows_used.setText("")
                self.sketch.show_layers(())
            return
        prepared, learning = made.prepared, state.choices.learning
        self.sketch.show_layers(layers_of(prepared, learning.sizes))
        self.rows_used.setText(short(prepared.rows_left, _LONGEST_ROWS))
        set_tip(self.rows_used, as_read("\n".join([prepared.rows_left, *prepared.notes])))
        validation = made.document.experiment.validation
        aside = validation.rows if validation is not None else 0
        self.learning.words.setText(learning_words(learning, prepared, aside))

    def _show_ok(self, problems: tuple[Problem, ...]) -> None:
        busy = self._opening.is_busy
        refusing = [each.text for each in problems if each.weight is Weight.REFUSES]
        reason = as_read(refusing[0]) if refusing and not busy else ""
        self.ok.setEnabled(self._opening.state.made is not None and not busy)
        self.reason.setText(reason)
        set_tip(self.reason, reason)
        set_tip(self.ok, reason or "Begin with this network, ready to step")
        if not busy:
            self.progress.hide()

    def _show_popover(self, state: State) -> None:
        """Keep the open choices of a column true, so long as there is such a column."""
        if not self.popover.isVisible() or self._opening.state.columns is None:
            return
        heads = {head.name: head for head in self.rows.heads.heads}
        if self.popover.column in heads:
            self.popover.show_state(state, heads[self.popover.column])
        else:
            self.popover.close()

    def _make_room(self, other: Folded, is_open: bool) -> None:
        """Fold the other section when one is opened: the table is to be seen, too."""
        if is_open:
            other.set_open(is_open=False)

    def _on_advanced(self, fraction: float) -> None:
        self.progress.setVisible(True)
        self.progress.setValue(round(100 * fraction))


def _sheets(data: bytes | str) -> tuple[str, ...]:
    """The sheets of a workbook; none of one that cannot be read, which is told elsewhere."""
    try:
        return sheet_names(data) if is_workbook(data) else ()
    except SpreadsheetError:
        return ()


def _remarks(state: State) -> str:
    """How the file was read where that is not plain, as far as nothing was guessed."""
    table = state.shown
    remarks = table.remarks if table is not None else ()
    return "\n".join(str(remark) for remark in remarks if not remark.is_guess)
