"""The line that says what is predicted, and as what."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from core.columns.coding import Scheme, Use
from gui.dialogs.table_import.choices import schemes_for
from gui.dialogs.table_import.state import State
from gui.dialogs.table_import.words import scheme_words, short
from gui.style.roles import Look, Role
from gui.widgets.texts.plain_text import Label, set_tip

_SHOWN = 15  # characters, at the least
_LONGEST_NAME = 24


class TargetLine(QWidget):
    """The words Predict [species] as [classes], in large type.

    `predicted` comes with the name of another column, `coded` with another scheme.
    """

    predicted = Signal(str)
    coded = Signal(str, Scheme)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._schemes: tuple[Scheme, ...] = ()
        self._target = ""
        self.column = _large("The column that is predicted")
        self.scheme = _large("As what it is predicted")
        set_tip(self.scheme, "What the network is to predict: one of some classes, or a number")
        self.column.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._others = Label(role=Role.MUTED)
        predict, as_what = Label("&Predict", role=Role.TITLE), Label("&as", role=Role.TITLE)
        predict.setBuddy(self.column)
        as_what.setBuddy(self.scheme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for widget in (predict, self.column, self._others, as_what, self.scheme):
            row.addWidget(widget)
        row.addStretch(1)
        self.column.activated.connect(lambda at: self.predicted.emit(self._names[at]))
        self.scheme.activated.connect(self._on_scheme_chosen)

    def show_state(self, state: State) -> None:
        """Show the first column that is predicted, and how many others are."""
        names = tuple(plan.name for plan in state.plans)
        if names != self._names:
            self._names = names
            _fill(self.column, [short(name, _LONGEST_NAME) for name in names])
        targets = [plan for plan in state.plans if plan.use is Use.TARGET]
        self._others.setText(f"and {len(targets) - 1} more" if targets[1:] else "")
        self._others.setVisible(len(targets) > 1)
        self.scheme.setEnabled(bool(targets))
        if not targets:
            self.column.setCurrentIndex(-1)
            self.scheme.setCurrentIndex(-1)
            return
        target = targets[0]
        self._target = target.name
        self.column.setCurrentIndex(names.index(target.name))
        set_tip(self.column, f"{target.name}: the column that the network is to predict")
        self._schemes = schemes_for(state.survey(target.name))
        _fill(self.scheme, [scheme_words(each, target) for each in self._schemes])
        self.scheme.setCurrentIndex(self._schemes.index(target.coding))

    def _on_scheme_chosen(self, at: int) -> None:
        self.coded.emit(self._target, self._schemes[at])


def _fill(box: QComboBox, words: Sequence[str]) -> None:
    if [box.itemText(at) for at in range(box.count())] != list(words):
        box.clear()
        box.addItems(words)


def _large(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(Look.LARGE)
    box.setAccessibleName(name)
    box.setMinimumContentsLength(_SHOWN)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
