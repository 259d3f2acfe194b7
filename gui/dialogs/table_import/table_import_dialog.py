"""The dialog that asks what is to be learnt from a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core.columns.kinds import ColumnKind, Survey, surveying
from core.columns.plan import Scheme, Use, plan_of
from core.columns.prepared import Prepared
from core.columns.preparing import preparing
from core.document.document import Document
from core.files.document_file import DocumentError, check_document
from core.nn.limits import MAX_ROWS
from core.opening.from_table import document_of, learnt_fills, suited_target_scale
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError, counted, quoted
from core.tables.reading import preview, reading
from core.tables.sniffer import guess_dialect
from core.tables.source import first_lines
from core.tables.table import Table
from core.tables.work import Work
from gui.dialogs.table_import.columns_table import ColumnsTable
from gui.dialogs.table_import.dialect_row import DialectRow
from gui.dialogs.table_import.learning_form import LearningForm
from gui.dialogs.table_import.preview_table import PreviewTable
from gui.dialogs.table_import.slices import Slices
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.fields.entry import mark_invalid
from gui.widgets.plain_text import Label, as_title, set_tip

_SHOWN_OF_NAME = 30  # characters
_MANY_GAPS = 0.1  # of all rows: a column with more is offered to be left out
_Read = tuple[Table, tuple[Survey, ...]]


def ask(data: bytes | str, name: str, theme: Theme, parent: QWidget) -> Document | None:
    """Ask what is to be learnt from a table; None if the question was cancelled."""
    dialog = TableImportDialog(data, name, theme, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.document


class TableImportDialog(QDialog):
    """Shows how the file is read and what will be done; OK once that can be done.

    Attributes:
        document: what was made of it; None until OK was pressed and it could be made.
        prepared: the numbers as they are learnt; None while there are none.
    """

    def __init__(self, data: bytes | str, name: str, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Open the table “{as_title(name)}”")
        self._data, self._name = data, name
        self._table: Table | None = None
        self.prepared: Prepared | None = None
        self.document: Document | None = None
        self._gappy = ""
        self._slices = Slices(self)
        self.dialect = DialectRow(guess_dialect(data), pasted=isinstance(data, str))
        self.preview = PreviewTable(theme)
        self.columns = ColumnsTable()
        self.target = QComboBox()
        fixed = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.target.setSizeAdjustPolicy(fixed)  # names may be longer than a screen is wide
        self.target.setMinimumContentsLength(_SHOWN_OF_NAME)
        self.target.setToolTip("The column that the network is to predict; it becomes the target")
        self.without = QPushButton()
        self.without.hide()
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName("What will be done")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.learning = LearningForm()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText("&Learn from it")
        self._lay_out()
        self._connect()
        self.resize(1000, 680)
        self._read(self.dialect.dialect)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for title, widget, stretch in (
            ("The first rows", self.preview, 2),
            ("Columns", self.columns, 3),
            ("What will be done", self.notes, 2),
        ):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(3)
            label = Label(title, role=Role.MUTED)
            column.addWidget(label)
            column.addWidget(widget)
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
        predict = Label("&Predict")
        predict.setBuddy(self.target)
        wanted = QHBoxLayout()
        wanted.addWidget(predict)
        wanted.addWidget(self.target)
        wanted.addStretch(1)
        wanted.addWidget(self.without)
        column = QVBoxLayout(self)
        column.addWidget(self.dialect)
        column.addLayout(wanted)
        column.addWidget(split, 1)
        column.addWidget(self.learning)
        column.addWidget(self.progress)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.dialect.changed.connect(self._read)
        self.columns.changed.connect(self._on_columns_changed)
        self.target.activated.connect(self.columns.predict)
        self.without.clicked.connect(self._leave_column_out)
        self.learning.changed.connect(self._on_learning_changed)
        self._slices.advanced.connect(self._on_advanced)
        self._slices.done.connect(self._on_done)
        self._slices.failed.connect(self._complain)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @override
    def accept(self) -> None:
        """Make the document; where that cannot be, say why, and keep all that was chosen."""
        learning = self.learning.learning
        if self.prepared is None or learning is None:
            return
        try:
            document = document_of(self.prepared, learning, self._name)
            check_document(document)
        except (ValueError, DocumentError) as problem:
            self._say(f"This cannot be learnt like that: {problem}", refuses=True)
            return
        self.document = document
        super().accept()

    # Reading and preparing

    def _read(self, dialect: Dialect) -> None:
        """Show the first rows at once, and read all of them."""
        self._table = self.prepared = None
        self.columns.show_plans((), ())
        try:
            self.preview.show_table(preview(self._data, dialect))
        except SpreadsheetError as problem:
            self._slices.cancel()
            self.preview.show_lines(first_lines(self._data, dialect.encoding))
            self._complain(str(problem))
            return
        self._say("Reading …")
        self._slices.begin(_read_and_survey(self._data, dialect))

    def _on_columns_changed(self) -> None:
        self._show_target()
        self._prepare()

    def _show_target(self) -> None:
        """The column that is predicted; the first of several."""
        uses = [plan.use for plan in self.columns.plans]
        self.target.setCurrentIndex(uses.index(Use.TARGET) if Use.TARGET in uses else -1)

    def _prepare(self) -> None:
        if self._table is not None:
            self.prepared = None
            self._say("Preparing …")
            self._slices.begin(preparing(self._table, self.columns.plans))

    def _on_done(self, result: _Read | Prepared) -> None:
        if isinstance(result, Prepared):
            self._show_prepared(result)
            return
        self._table, surveys = result
        if self._table.rows > MAX_ROWS:
            self._complain(
                f"{self._table.rows:,} rows are more than the {MAX_ROWS:,} that a document can"
                " hold: open a part of the file."
            )
            return
        self.columns.show_plans(plan_of(self._table.names, surveys), surveys)
        self.target.clear()
        self.target.addItems(list(self._table.names))
        self._show_target()
        self.learning.suit(self._table.rows)
        self._prepare()

    def _show_prepared(self, prepared: Prepared) -> None:
        self.prepared = prepared
        targets = [plan for plan in self.columns.plans if plan.use is Use.TARGET]
        of_classes = any(plan.coding is Scheme.ONE_HOT for plan in targets)
        self.learning.suit_targets(suited_target_scale(prepared), scalable=not of_classes)
        self._show_what_is_done(prepared)

    def _on_learning_changed(self) -> None:
        self._show_ok()
        if self.prepared is not None:
            self._show_what_is_done(self.prepared)

    def _show_what_is_done(self, prepared: Prepared) -> None:
        """What becomes of the rows, and of each column."""
        targets = [plan for plan in self.columns.plans if plan.use is Use.TARGET]
        learning = self.learning.learning
        if learning is not None:
            prepared = learnt_fills(prepared, learning)
        rows, inputs = len(prepared.rows), len(prepared.inputs)
        both = f"{counted(rows, 'row')}, {counted(inputs, 'input')}"
        counts = [f"{both}, {len(prepared.targets)} predicted"]
        counts += [prepared.rows_left] if prepared.skipped else []
        hints = [
            f"{plan.name}: few whole numbers, taken as classes; choose “number” above to learn how"
            " much it is"
            for plan in targets
            if plan.kind is ColumnKind.NUMBER and plan.coding is Scheme.ONE_HOT
        ]
        how = f"{self.learning.words(rows)}; all this can be changed later"
        read = map(str, self._table.remarks) if self._table is not None else ()
        self._say("\n".join([*counts, how, *read, *hints, *prepared.notes]))
        self._offer_to_leave_out(prepared)

    def _offer_to_leave_out(self, prepared: Prepared) -> None:
        """Offer to do without the input that costs the most rows, if they are many."""
        gaps = [skip for skip in prepared.skipped if skip.column not in prepared.target_columns]
        worst = max(gaps, key=lambda skip: skip.missing, default=None)
        self._gappy = ""
        if worst is not None and worst.missing > _MANY_GAPS * prepared.total:
            self._gappy = worst.column
            self.without.setText(f"Do without {quoted(worst.column)}".replace("&", "&&"))
            set_tip(self.without, f"{prepared.rows_left}. Leave this column out to keep more rows")
        self.without.setVisible(bool(self._gappy))

    def _leave_column_out(self) -> None:
        self.columns.leave_out(self._gappy)

    def _complain(self, why: str) -> None:
        self.prepared = None
        self._say(f"This cannot be learnt yet: {why}", refuses=True)

    def _say(self, text: str, *, refuses: bool = False) -> None:
        self.notes.setPlainText(text)
        self.without.hide()
        mark_invalid(self.notes, refuses)
        self._show_ok()

    def _show_ok(self) -> None:
        self.progress.setVisible(self._slices.is_busy)
        self.ok.setEnabled(self.prepared is not None and self.learning.learning is not None)

    def _on_advanced(self, fraction: float) -> None:
        self.progress.show()
        self.progress.setValue(round(100 * fraction))

    @override
    def done(self, result: int) -> None:
        self._slices.cancel()
        super().done(result)


def _read_and_survey(data: bytes | str, dialect: Dialect) -> Work[_Read]:
    table = yield from reading(data, dialect)
    surveys = yield from surveying(table)
    return table, surveys
