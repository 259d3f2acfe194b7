"""A field for a whole number."""

from PySide6.QtWidgets import QSpinBox, QWidget

_MARGIN = 6


class CountField(QSpinBox):
    """A spin box without buttons: the arrow keys and the wheel count."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)

    def show_value(self, value: int) -> None:
        """Show a number that nobody typed: it is not told as a change."""
        if value != self.value():
            before = self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(before)
