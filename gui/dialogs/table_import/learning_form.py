"""The form of how a table is learnt: hidden layers, loss, rate, rows set aside, scaling."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from core.columns.prepared import Prepared
from core.data.scaling import Scale
from core.nn.activations import ACTIVATIONS
from core.nn.limits import MAX_ROWS
from core.nn.losses import LOSSES
from core.opening.from_table import usual_loss
from core.tables.problems import SpreadsheetError
from core.training.rules.optimizers import OPTIMIZERS
from gui.dialogs.table_import.learning_choices import LearningChoices, scalable
from gui.dialogs.table_import.words import SCALES
from gui.formatting.sentences import as_kept, as_read
from gui.formatting.way_down_words import about_optimizer
from gui.style.roles import Role
from gui.widgets.fields.count_field import CountField
from gui.widgets.fields.entry import mark_invalid
from gui.widgets.texts.plain_text import Label, set_tip
from gui.widgets.texts.text_column import TextColumn

_WIDTH = 5  # fields in a row


class LearningForm(QWidget):
    """Two rows of choices, and what will be done. `changed` comes with other `LearningChoices`."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = LearningChoices()
        self.hidden = QLineEdit(self._choices.hidden)
        self.activation = _choice({each.name: each for each in ACTIVATIONS.values()})
        self.loss = _choice({"usual": None, **{each.name: each for each in LOSSES.values()}})
        self.optimizer = _choice({each.name: each for each in OPTIMIZERS.values()})
        for at, rule in enumerate(OPTIMIZERS.values()):
            self.optimizer.setItemData(at, about_optimizer(rule), Qt.ItemDataRole.ToolTipRole)
        self.rate = QLineEdit()
        self.batch = CountField(0, MAX_ROWS)
        self.batch.setSpecialValueText("all rows")
        self.aside = CountField(0, 90)
        self.aside.setSuffix(" %")
        self.inputs = _choice({name: scale for scale, name in SCALES.items()})
        self.targets = _choice({name: scale for scale, name in SCALES.items()})
        self.seed = CountField(0, 2**31 - 1)
        self.words = Label(role=Role.MUTED)
        self.words.setWordWrap(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        fields: tuple[tuple[str, QWidget, str], ...] = (
            ("&Hidden layers", self.hidden, "Nodes of each, such as 50, 32; 0 for none"),
            ("Acti&vation", self.activation, "What each hidden node does with its sum"),
            ("L&oss", self.loss, "How errors become the one number that is made smaller"),
            ("Optimi&zer", self.optimizer, "The rule by which slopes become the next weights"),
            ("Ra&te", self.rate, "How far a step goes"),
            ("Ro&ws of a step", self.batch, "How many rows the slopes of a step come from"),
            ("Set as&ide", self.aside, "Rows not learnt from, to see how well the rest is learnt"),
            ("Scale inp&uts", self.inputs, "How inputs are scaled"),
            ("Scale tar&gets", self.targets, "How targets are scaled"),
            ("See&d", self.seed, "Where the first weights and the rows set aside come from"),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for at, (text, field, tip) in enumerate(fields):
            label = Label(text, role=Role.MUTED)
            label.setBuddy(field)
            set_tip(field, tip)
            field.setAccessibleName(text.replace("&", ""))
            field.setAccessibleDescription(tip)
            row, column = divmod(at, _WIDTH)
            grid.addWidget(label, 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
        grid.addWidget(TextColumn([self.words]), 4, 0, 1, _WIDTH + 1)
        grid.setColumnStretch(_WIDTH, 1)

    def _connect(self) -> None:
        for line in (self.hidden, self.rate):
            line.textEdited.connect(self._tell)
        for box in (self.activation, self.loss, self.optimizer, self.inputs):
            box.activated.connect(self._tell)
        self.targets.activated.connect(self._choose_target_scale)
        self.batch.valueChanged.connect(self._choose_batch)
        self.aside.valueChanged.connect(self._choose_aside)
        self.seed.valueChanged.connect(self._choose_seed)

    def show_choices(self, choices: LearningChoices, prepared: Prepared | None) -> None:
        """Show what is chosen, and what suits these numbers where nothing is."""
        self._choices = choices
        for line, text in ((self.hidden, choices.hidden), (self.rate, as_read(choices.rate))):
            if line.text() != text:
                line.setText(text)
        mark_invalid(self.hidden, not _can_be_read(lambda: choices.sizes))
        mark_invalid(self.rate, not _can_be_read(lambda: choices.learning_rate))
        _choose(self.activation, choices.activation)
        _choose(self.loss, choices.loss)
        _choose(self.optimizer, choices.optimizer)
        _choose(self.inputs, choices.input_scale)
        self.seed.show_value(choices.seed)
        if prepared is None:
            return
        rows = prepared.rows.size
        self.loss.setItemText(0, f"{usual_loss(prepared).name} (usual)")
        for field, value in (
            (self.batch, choices.batch_of(rows)),
            (self.aside, choices.aside_of(rows)),
        ):
            field.show_value(value)
        can_scale = scalable(prepared)
        _choose(self.targets, choices.scale_of_targets(prepared) if can_scale else Scale.NONE)
        self.targets.setEnabled(can_scale)
        why = "How targets are scaled"
        set_tip(self.targets, why if can_scale else "Classes are 0 and 1, and are not scaled")

    def _choose_batch(self, batch: int) -> None:
        self._emit(replace(self._choices, batch=batch))

    def _choose_aside(self, aside: int) -> None:
        self._emit(replace(self._choices, aside=aside))

    def _choose_seed(self, seed: int) -> None:
        self._emit(replace(self._choices, seed=seed))

    def _choose_target_scale(self) -> None:
        self._emit(replace(self._choices, target_scale=self.targets.currentData()))

    def _tell(self) -> None:
        self._emit(
            replace(
                self._choices,
                hidden=self.hidden.text(),
                rate=as_kept(self.rate.text()),
                activation=self.activation.currentData(),
                loss=self.loss.currentData(),
                optimizer=self.optimizer.currentData(),
                input_scale=self.inputs.currentData(),
            )
        )

    def _emit(self, choices: LearningChoices) -> None:
        if choices != self._choices:
            self._choices = choices
            self.changed.emit(choices)


def _can_be_read(read: Callable[[], object]) -> bool:
    try:
        read()
    except SpreadsheetError:
        return False
    return True


def _choice(names: Mapping[str, Any]) -> QComboBox:
    box = QComboBox()
    for name, value in names.items():
        box.addItem(name, value)
    return box


def _choose(box: QComboBox, value: object) -> None:
    values = [box.itemData(at) for at in range(box.count())]
    box.setCurrentIndex(values.index(value))
