"""The dialog in which inputs are made of others."""

from collections.abc import Sequence
from functools import partial, reduce

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.document.document import Document
from core.document.made_inputs import add_made_input, read_formula
from core.formulas.formula import Formula, columns_in, computed
from core.formulas.writing import quoted_name, written
from gui.dialogs.new_data.rows_preview import ROWS, RowsPreview, ShownColumn
from gui.formatting.sentences import as_read, as_sentence
from gui.operations.rows.made_inputs import offered
from gui.style.roles import Role
from gui.widgets.fields.entry import mark_invalid
from gui.widgets.fields.formula_field import FormulaField
from gui.widgets.texts.plain_text import Label

_WIDTH = 460
_LIST_ROWS = 6
_Button = QDialogButtonBox.StandardButton


class MadeInputDialog(QDialog):
    """What is often made to choose from, a formula to type, and what comes of the first rows."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Make inputs of others")
        self._document = document
        self._names = document.experiment.network.input_names
        self._offered = offered(document)
        self._list = QListWidget()
        self._field = FormulaField("Formula", partial(read_formula, document), self._on_edited)
        self._field.setPlaceholderText(_example(self._names))
        self._problem = Label(role=Role.ERROR)
        self._problem.setWordWrap(True)
        self._problem.setMinimumHeight(2 * self._problem.fontMetrics().lineSpacing())
        self._problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._preview = RowsPreview()
        self._buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self._fill_list()
        self._lay_out()
        self._on_edited()

    def _fill_list(self) -> None:
        for formula in self._offered:
            item = QListWidgetItem(as_read(written(formula, self._names)))
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.setAccessibleName("Often made")
        self._list.setUniformItemSizes(True)
        height = self._list.sizeHintForRow(0) * min(len(self._offered), _LIST_ROWS)
        self._list.setFixedHeight(height + 2 * self._list.frameWidth() + 2)
        self._list.setVisible(bool(self._offered))
        self._list.itemChanged.connect(self._on_edited)

    def _lay_out(self) -> None:
        often, own = Label("&Often made"), Label("Or by a &formula")
        often.setBuddy(self._list)
        own.setBuddy(self._field)
        often.setVisible(bool(self._offered))
        self._buttons.button(_Button.Ok).setText("&Add")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (often, self._list, own, self._field, self._problem):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self._preview)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(_WIDTH)

    @property
    def formulas(self) -> list[Formula]:
        """The formulas that are chosen and typed.

        Raises:
            ValueError: what is typed is none.
        """
        checked = [
            formula
            for at, formula in enumerate(self._offered)
            if self._list.item(at).checkState() is Qt.CheckState.Checked
        ]
        return [*checked, self._field.formula] if self._field.text().strip() else checked

    def _on_edited(self) -> None:
        """Show what comes of it, or say why nothing does; Add waits until something is right."""
        typed = bool(self._field.text().strip())
        problem = self._field.problem if typed else ""
        if not typed:
            mark_invalid(self._field, False)
        formulas = [] if problem else self.formulas
        problem = problem or self._what_is_wrong(formulas)
        self._problem.setText(problem)
        self._buttons.button(_Button.Ok).setEnabled(bool(formulas) and not problem)
        self._preview.show_columns(self._columns_of(formulas))

    def _what_is_wrong(self, formulas: list[Formula]) -> str:
        """Why inputs cannot be made of these formulas; empty if they can."""
        try:
            reduce(add_made_input, formulas, self._document)
        except ValueError as problem:
            return as_sentence(str(problem))
        return ""

    def _columns_of(self, formulas: list[Formula]) -> list[ShownColumn]:
        """The first rows of what the formulas are made of, and of what they make."""
        inputs = [column[:ROWS] for column in self._document.experiment.dataset.own_inputs]
        sources = sorted(frozenset().union(*map(columns_in, formulas)))
        given = [ShownColumn(self._names[at], inputs[at]) for at in sources]
        made = [
            ShownColumn(as_read(written(f, self._names)), computed(f, inputs)) for f in formulas
        ]
        return [*given, *made]


def _example(names: Sequence[str]) -> str:
    return f"For example {quoted_name(names[0], names)}² + 1"
