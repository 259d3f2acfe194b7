"""The dialog that asks how to draw random weights."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QWidget,
)

from core.nn.initializers import INITIALIZERS, Initializer
from gui.style.roles import Role
from gui.widgets.fields.count_field import CountField
from gui.widgets.texts.plain_text import Label

_LARGEST_SEED = 2**31 - 1


class RandomiseDialog(QDialog):
    """Asks for a distribution and a seed; the same seed always gives the same weights."""

    def __init__(self, seed: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Randomise weights")
        self._choice = QComboBox()
        for initializer in INITIALIZERS.values():
            self._choice.addItem(initializer.name, initializer.key)
        self._formula = Label(role=Role.MUTED)
        self._seed = CountField(0, _LARGEST_SEED)
        self._seed.setValue(min(seed + 1, _LARGEST_SEED))
        self._seed.setToolTip("The same seed gives the same weights again")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow("&Distribution", self._choice)
        form.addRow("", self._formula)
        form.addRow("&Seed", self._seed)
        form.addRow(buttons)
        self.setMinimumWidth(380)
        self._choice.currentIndexChanged.connect(self._on_choice_changed)
        self._on_choice_changed()

    @property
    def initializer(self) -> Initializer:
        """The distribution chosen."""
        return INITIALIZERS[self._choice.currentData()]

    @property
    def seed(self) -> int:
        """The seed chosen."""
        return self._seed.value()

    def _on_choice_changed(self) -> None:
        self._formula.setText(self.initializer.formula)
