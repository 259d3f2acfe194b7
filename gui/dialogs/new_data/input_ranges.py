"""The form of the inputs of data by a formula: one or two, each with a name and a range."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from core.opening.formula_sample import InputRange
from gui.formatting.names import read_name
from gui.formatting.typed_numbers import parse_number
from gui.widgets.texts.plain_text import Label, set_tip

_USUAL = (("x", "-1", "1"), ("y", "-1", "1"))
_CHARACTERS = 7  # that are seen
_FIELDS = ("name of input {}", "least {}", "greatest {}")


class InputRanges(QWidget):
    """Names and ranges; the second input can be left out."""

    def __init__(self, on_edited: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.second = QCheckBox("Input &2")
        self.second.setChecked(True)
        set_tip(self.second, "One input gives a curve, two a map")
        self._fields = [[QLineEdit(text) for text in texts] for texts in _USUAL]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, fields in enumerate(self._fields, 1):
            name, low, high = fields
            grid.addWidget(Label("Input 1") if at == 1 else self.second, at, 0)
            for column, (field, what) in enumerate(zip((name, low, high), _FIELDS, strict=True)):
                field.setAccessibleName(what.format(at))
                field.textChanged.connect(on_edited)
                field.setFixedWidth(field.fontMetrics().horizontalAdvance("0" * _CHARACTERS))
                grid.addWidget(field, at, 1 + 2 * column)
            grid.addWidget(Label("from"), at, 2)
            grid.addWidget(Label("to"), at, 4)
        grid.setColumnStretch(6, 1)
        self.second.toggled.connect(self._on_toggled)
        self.second.toggled.connect(on_edited)

    @property
    def ranges(self) -> tuple[InputRange, ...]:
        """The inputs that are wanted.

        Raises:
            ValueError: a field has no number or no name; the message is for people.
        """
        used = self._fields if self.second.isChecked() else self._fields[:1]
        return tuple(
            InputRange(read_name(name.text()), *(parse_number(end.text()) for end in ends))
            for name, *ends in used
        )

    def _on_toggled(self, checked: bool) -> None:
        for field in self._fields[1]:
            field.setEnabled(checked)
