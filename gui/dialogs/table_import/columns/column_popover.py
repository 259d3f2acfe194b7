"""The choices of one column: its use, how it is coded, what becomes of its gaps."""

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

from core.columns.coding import Use
from gui.dialogs.table_import.choices import can_be_moved, moved, predicting
from gui.dialogs.table_import.columns.category_order import CategoryOrder
from gui.dialogs.table_import.columns.column_options import Options, options_of
from gui.dialogs.table_import.columns.heads import Head
from gui.dialogs.table_import.state import State
from gui.dialogs.table_import.words import USES, short
from gui.style.roles import Look, Role
from gui.widgets.texts.plain_text import Label, set_tip, without_mnemonics

_WIDTH = 380
_LONGEST_TITLE = 36  # characters
_SHOWN_OF_CHOICE = 20
_USE_TIPS = {
    Use.INPUT: "The network learns from it",
    Use.TARGET: "The network predicts it, besides what it predicts already",
    Use.UNUSED: "It is left out",
}


class _OptionBox(QComboBox):
    """Offers options; `chosen` comes with the `Choices` of one."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._options: Options = ()
        self.setMinimumContentsLength(_SHOWN_OF_CHOICE)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda at: self.chosen.emit(self._options[at].choices))

    def show_options(self, options: Options) -> None:
        """Offer these."""
        self._options = options
        words = [option.words for option in options]
        if [self.itemText(at) for at in range(self.count())] != words:
            self.clear()
            self.addItems(words)
        chosen = [option.is_chosen for option in options]
        self.setCurrentIndex(chosen.index(True) if any(chosen) else -1)


class ColumnPopover(QFrame):
    """Opens below a head; what is chosen in it is done at once.

    `chosen` comes with other `Choices`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(Look.POPOVER)
        self._name = ""
        self._state: State | None = None
        self._title, self._about = Label(role=Role.HEADING), Label(role=Role.MUTED)
        self._about.setWordWrap(True)
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._uses = QButtonGroup(self)
        self._use_options: Options = ()
        self._predict = QPushButton("&Predict this")
        self._coding, self._odd, self._missing = _OptionBox(), _OptionBox(), _OptionBox()
        self._decimal, self._dates = _OptionBox(), _OptionBox()
        self.order = CategoryOrder()
        self._form = QFormLayout()
        self._lay_out()
        self._uses.idClicked.connect(lambda at: self.chosen.emit(self._use_options[at].choices))
        self._predict.clicked.connect(self._predict_it)
        self.order.moved.connect(self._move)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for at, (use, words) in enumerate(USES.items()):
            button = QPushButton(f"&{words}")
            button.setObjectName(Look.PHASE)
            button.setCheckable(True)
            set_tip(button, _USE_TIPS[use])
            self._uses.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._predict)
        set_tip(self._predict, "The network predicts this column, and no other")
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add("&Becomes", self._coding)
        order = Label("&Order")
        order.setBuddy(self.order.list)
        self._form.addRow(order, self.order)
        self._add("Odd &cells", self._odd)
        self._add("Missin&g cells", self._missing)
        self._add("&Decimal mark", self._decimal)
        self._add("D&ates", self._dates)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(9)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(row)
        column.addLayout(self._form)

    def _add(self, words: str, box: _OptionBox) -> None:
        label = Label(words)
        label.setBuddy(box)
        box.setAccessibleName(without_mnemonics(words))
        box.chosen.connect(self.chosen)
        self._form.addRow(label, box)

    def open_for(self, name: str, state: State, head: Head, below: QPoint) -> None:
        """Open for a column, below a place on the screen."""
        self._name = name
        self.setAccessibleName(f"Choices of {name}")
        self.show_state(state, head)
        self.move(self._within_screen(below))
        self.show()
        self._uses.button([*USES].index(state.plan(name).use)).setFocus()

    @property
    def column(self) -> str:
        """The name of the column that is open, or was last."""
        return self._name

    def show_state(self, state: State, head: Head) -> None:
        """Show what is chosen for the column, and what can be."""
        self._state = state
        plan, options = state.plan(self._name), options_of(state, self._name)
        self._title.setText(short(head.name, _LONGEST_TITLE))
        set_tip(self._title, head.name)
        self._about.setText("\n".join(head.text.split("\n")[1:]))
        self._use_options = options.uses
        self._uses.button([*USES].index(plan.use)).setChecked(True)
        targets = [other.name for other in state.plans if other.use is Use.TARGET]
        self._predict.setEnabled(targets != [self._name])
        for box, offered in (
            (self._coding, options.coding),
            (self._odd, options.odd),
            (self._missing, options.missing),
            (self._decimal, options.decimal),
            (self._dates, options.dates),
        ):
            box.show_options(offered)
            self._form.setRowVisible(box, bool(offered))
        self.order.show_plan(plan)
        self._form.setRowVisible(self.order, plan.use is not Use.UNUSED and can_be_moved(plan))
        self.setFixedWidth(max(_WIDTH, self.sizeHint().width()))
        self.adjustSize()
        if self.isVisible():
            self.move(self._within_screen(self.pos()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)  # Esc closes it, too

    def _predict_it(self) -> None:
        if self._state is not None and self._state.columns is not None:
            plans = predicting(self._state.plans, self._state.columns.surveys, self._name)
            self.chosen.emit(self._state.choices.with_plans(plans))

    def _move(self, at: int, way: int) -> None:
        if self._state is not None:
            plan = moved(self._state.plan(self._name), at, way)
            self.chosen.emit(self._state.choices.with_plans([plan]))

    def _within_screen(self, place: QPoint) -> QPoint:
        area = self.screen().availableGeometry()
        left = min(place.x(), area.right() - self.width() - 4)
        top = min(place.y(), area.bottom() - self.height() - 4)
        return QPoint(max(area.left(), left), max(area.top(), top))
