"""The choices of one column: its use, how it is coded, what becomes of its gaps."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core.columns.coding import FORMS, Use
from core.columns.plan import ColumnPlan
from gui.dialogs.table_import.category_order import CategoryOrder
from gui.dialogs.table_import.choices import (
    Choices,
    can_be_moved,
    moved,
    predicting,
    schemes_for,
    ways_for,
    with_coding,
    with_missing,
    with_use,
)
from gui.dialogs.table_import.heads import Head
from gui.dialogs.table_import.state import State
from gui.dialogs.table_import.words import MARKS, USES, scheme_words, short
from gui.style.roles import Look, Role
from gui.widgets.plain_text import Label, set_tip

_WIDTH = 380
_LONGEST_TITLE = 36  # characters
_SHOWN_OF_CHOICE = 20
_USE_TIPS = {
    Use.INPUT: "The network learns from it",
    Use.TARGET: "The network predicts it, besides what it predicts already",
    Use.UNUSED: "It is left out",
}


class ColumnPopover(QFrame):
    """Opens below a head; what is chosen in it is done at once.

    `chosen` comes with other `Choices`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(Look.POPOVER)
        self._name = ""
        self._forms: tuple[str, ...] = ()
        self._state: State | None = None
        self._title, self._about = Label(role=Role.HEADING), Label(role=Role.MUTED)
        self._about.setWordWrap(True)
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.uses = QButtonGroup(self)
        self.predict = QPushButton("&Predict this")
        self.coding = _box("Becomes")
        self.missing = _box("Missing cells")
        self.decimal = _box("Decimal mark")
        self.form = _box("Dates")
        self.order = CategoryOrder()
        self._form = QFormLayout()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for at, (use, words) in enumerate(USES.items()):
            button = QPushButton(f"&{words}")
            button.setObjectName(Look.PHASE)
            button.setCheckable(True)
            set_tip(button, _USE_TIPS[use])
            self.uses.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.predict)
        set_tip(self.predict, "The network predicts this column, and no other")
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            ("&Becomes", self.coding),
            ("&Order", self.order),
            ("Missin&g cells", self.missing),
            ("&Decimal mark", self.decimal),
            ("D&ates", self.form),
        ):
            label = Label(words)
            label.setBuddy(self.order.list if field is self.order else field)
            self._form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(9)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(row)
        column.addLayout(self._form)

    def _connect(self) -> None:
        self.uses.idClicked.connect(self._choose_use)
        self.predict.clicked.connect(self._predict)
        self.coding.activated.connect(self._choose_coding)
        self.missing.activated.connect(self._choose_missing)
        self.decimal.activated.connect(self._choose_decimal)
        self.form.activated.connect(self._choose_form)
        self.order.moved.connect(lambda at, way: self._plan(moved(self._present, at, way)))

    def open_for(self, name: str, state: State, head: Head, below: QPoint) -> None:
        """Open for a column, below a place on the screen."""
        self._name = name
        self.setAccessibleName(f"Choices of {name}")
        self.show_state(state, head)
        self.move(self._within_screen(below))
        self.show()
        self.uses.button([*USES].index(self._present.use)).setFocus()

    @property
    def column(self) -> str:
        """The name of the column that is open, or was last."""
        return self._name

    def show_state(self, state: State, head: Head) -> None:
        """Show what is chosen for the column."""
        self._state = state
        plan, survey = self._present, state.survey(self._name)
        self._title.setText(short(head.name, _LONGEST_TITLE))
        set_tip(self._title, head.name)
        self._about.setText("\n".join(head.text.split("\n")[1:]))
        self.uses.button([*USES].index(plan.use)).setChecked(True)
        targets = [other.name for other in state.plans if other.use is Use.TARGET]
        self.predict.setEnabled(targets != [self._name])
        used = plan.use is not Use.UNUSED
        codings = schemes_for(survey)
        _fill(self.coding, [scheme_words(each, plan) for each in codings])
        self.coding.setCurrentIndex(codings.index(plan.coding))
        self._form.setRowVisible(self.coding, used)
        self._form.setRowVisible(self.order, used and can_be_moved(plan))
        self.order.show_plan(plan)
        ways = ways_for(survey)
        _fill(self.missing, [way.value for way in ways])
        self.missing.setCurrentIndex(ways.index(plan.missing))
        gaps = bool(survey.missing) and plan.use is Use.INPUT
        self._form.setRowVisible(self.missing, gaps)
        self._show_decimal(state)
        self._show_form(state)
        self.setFixedWidth(max(_WIDTH, self.sizeHint().width()))
        self.adjustSize()

    def _show_decimal(self, state: State) -> None:
        """Offer the decimal mark of the column where it was guessed, or chosen."""
        assert state.columns is not None
        table = state.columns.table
        guessed = any(remark.column == self._name and remark.decimal for remark in table.remarks)
        self._form.setRowVisible(self.decimal, guessed or self._name in state.choices.decimals)
        _fill(self.decimal, [*MARKS.values()])
        self.decimal.setCurrentIndex([*MARKS].index(table.decimal_of(self._name)))

    def _show_form(self, state: State) -> None:
        """Offer the other order of day and month where dates fit both."""
        assert state.columns is not None
        self._forms = state.columns.date_forms.get(self._name, ())
        self._form.setRowVisible(self.form, bool(self._forms))
        _fill(self.form, [FORMS[form] for form in self._forms])
        chosen = self._present.date_form
        self.form.setCurrentIndex(self._forms.index(chosen) if chosen in self._forms else 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)  # Esc closes it, too

    # Choosing

    @property
    def _now(self) -> State:
        assert self._state is not None
        return self._state

    @property
    def _present(self) -> ColumnPlan:
        return self._now.plan(self._name)

    def _plan(self, *plans: ColumnPlan) -> None:
        self._emit(self._now.choices.with_plans(plans))

    def _emit(self, choices: Choices) -> None:
        self.chosen.emit(choices)

    def _choose_use(self, at: int) -> None:
        use = [*USES][at]
        if use is not self._present.use:
            self._plan(with_use(self._present, self._now.survey(self._name), use))

    def _choose_coding(self, at: int) -> None:
        self._plan(with_coding(self._present, schemes_for(self._now.survey(self._name))[at]))

    def _choose_missing(self, at: int) -> None:
        self._plan(with_missing(self._present, ways_for(self._now.survey(self._name))[at]))

    def _choose_decimal(self, at: int) -> None:
        self._emit(self._now.choices.with_decimal(self._name, [*MARKS][at]))

    def _choose_form(self, at: int) -> None:
        self._plan(replace(self._present, date_form=self._forms[at]))

    def _predict(self) -> None:
        assert self._now.columns is not None
        self._plan(*predicting(self._now.plans, self._now.columns.surveys, self._name))

    def _within_screen(self, place: QPoint) -> QPoint:
        area, size = self.screen().availableGeometry(), self.sizeHint()
        left = min(place.x(), area.right() - max(size.width(), self.width()) - 4)
        top = min(place.y(), area.bottom() - max(size.height(), self.height()) - 4)
        return QPoint(max(area.left(), left), max(area.top(), top))


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(_SHOWN_OF_CHOICE)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _fill(box: QComboBox, words: Sequence[str]) -> None:
    if [box.itemText(at) for at in range(box.count())] != list(words):
        box.clear()
        box.addItems(words)
