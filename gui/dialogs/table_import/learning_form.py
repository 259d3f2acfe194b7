"""The form of how a table is learnt: scaling, rows set aside, batches, hidden layers."""

from argparse import ArgumentTypeError

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLineEdit,
    QWidget,
)

from core.cli.arguments import layer_sizes
from core.data.scaling import Scale
from core.nn.limits import MAX_ROWS
from core.opening.from_table import FAR_FROM_1, Learning
from core.tables.problems import counted
from gui.style.roles import Role
from gui.widgets.fields.count_field import CountField
from gui.widgets.fields.entry import mark_invalid
from gui.widgets.plain_text import Label, set_tip

_SCALES = {
    Scale.NONE: "not scaled",
    Scale.STANDARD: "standard: mean 0, deviation 1",
    Scale.MIN_MAX: "min–max: 0 to 1",
}
_MANY_ROWS = 200
_SOME_ROWS = 50


class LearningForm(QWidget):
    """Two rows of choices. `changed` comes when one is changed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inputs = _scales("How inputs are scaled")
        self.targets = _scales("How targets are scaled")
        self._suited_scale = self._target_scale = Scale.NONE
        self.inputs.setCurrentIndex(self.inputs.findData(Scale.STANDARD))
        self.aside = CountField(0, 90)
        self.aside.setSuffix(" %")
        self.aside.setToolTip("Rows that are not learnt from, to see how well the rest is learnt")
        self.batch = CountField(0, MAX_ROWS)
        self.batch.setSpecialValueText("all rows")
        self.batch.setToolTip("How many rows the slopes of a step come from")
        self._suited = (self.aside.value(), self.batch.value())
        self.hidden = QLineEdit("8")
        self.hidden.setToolTip("Nodes of each hidden layer, such as 50, 32; 0 for none")
        self.problem = Label(role=Role.MUTED)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        fields = (
            ("Scale &inputs", self.inputs),
            ("Scale &targets", self.targets),
            ("&Hidden layers", self.hidden),
            ("Set rows &aside", self.aside),
            ("Rows of a &step", self.batch),
        )
        for at, (text, field) in enumerate(fields):
            label = Label(text)
            label.setBuddy(field)
            grid.addWidget(label, at // 3, 2 * (at % 3))
            grid.addWidget(field, at // 3, 2 * (at % 3) + 1)
        grid.addWidget(self.problem, 1, 4, 1, 2)
        self.hidden.textChanged.connect(self._on_hidden_changed)
        for box in (self.inputs, self.targets):
            box.currentIndexChanged.connect(self.changed)
        for number in (self.aside, self.batch):
            number.valueChanged.connect(self.changed)

    def suit(self, rows: int) -> None:
        """Choose what suits so many rows, unless the user has chosen something else."""
        if (self.aside.value(), self.batch.value()) == self._suited:
            self._suited = (20 if rows >= _SOME_ROWS else 0, 32 if rows > _MANY_ROWS else 0)
            self.aside.setValue(self._suited[0])
            self.batch.setValue(self._suited[1])

    def suit_targets(self, suited: Scale, *, scalable: bool) -> None:
        """Choose the scale that suits the targets, unless the user has chosen something else.

        Classes are not to be scaled; what was chosen comes back for numbers.
        """
        if self.targets.isEnabled():
            self._target_scale = self.targets.currentData()
        if scalable:
            if self._target_scale is self._suited_scale:
                self._target_scale = suited
            self._suited_scale = suited
        shown = self._target_scale if scalable else Scale.NONE
        self.targets.setCurrentIndex(self.targets.findData(shown))
        self.targets.setEnabled(scalable)
        set_tip(
            self.targets,
            "How targets are scaled" if scalable else "Classes are 0 and 1, and are not scaled",
        )

    def words(self, rows: int) -> str:
        """What is chosen, for so many rows, as sentences."""
        part = self.aside.value() / 100
        aside = max(round(rows * part), 1) if part and rows > 1 else 0
        kept = f"{counted(rows - aside, 'row')} to learn from"
        parts = [kept + (f", {aside:,} set aside" if aside else "")]
        for what, box in (("inputs", self.inputs), ("targets", self.targets)):
            if box.currentData() is not Scale.NONE:
                parts.append(f"{what} scaled, {box.currentText()}")
        if self._suited_scale is self.targets.currentData() is not Scale.NONE:
            parts[-1] += f", because {FAR_FROM_1}"
        batch = self.batch.value()
        if 0 < batch < rows - aside:
            parts.append("a step for each row" if batch == 1 else f"steps of {batch:,} rows")
        return "; ".join(parts)

    @property
    def learning(self) -> Learning | None:
        """What is chosen; None while the sizes of the hidden layers cannot be read."""
        try:
            sizes = layer_sizes(self.hidden.text())
        except ArgumentTypeError:
            return None
        return Learning(
            hidden=sizes,
            batch_size=self.batch.value(),
            validation=self.aside.value() / 100,
            input_scale=self.inputs.currentData(),
            target_scale=self.targets.currentData(),
        )

    def _on_hidden_changed(self) -> None:
        invalid = self.learning is None
        self.problem.setText("sizes such as 50, 32" if invalid else "")
        mark_invalid(self.hidden, invalid)
        self.changed.emit()


def _scales(tip: str) -> QComboBox:
    box = QComboBox()
    set_tip(box, tip)
    for scale, name in _SCALES.items():
        box.addItem(name, scale)
    return box
