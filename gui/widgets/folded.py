"""A section that opens and folds, with a summary of what is in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from gui.style.roles import Look, Role
from gui.widgets.texts.plain_text import Label, set_tip, without_mnemonics


class _Summary(Label):
    """The line beside the title; a click on it is one on the title."""

    clicked = Signal()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and is_inside:
            self.clicked.emit()


class Folded(QWidget):
    """A title with a summary; below it, while it is open, its content.

    `turned` comes with True when it was opened, and with False when it was folded.
    """

    turned = Signal(bool)

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._content = title, content
        self.button = QPushButton()
        self.button.setObjectName(Look.FOLD)
        self.button.setCheckable(True)
        self.button.setAutoDefault(False)
        self._summary = _Summary(role=Role.MUTED)
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self._summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(content)
        self.button.toggled.connect(self._on_toggled)
        self._summary.clicked.connect(self.button.click)
        self.set_open(is_open=False)
        self._on_toggled(is_open=False)

    @property
    def is_open(self) -> bool:
        """Whether the content is to be seen."""
        return self.button.isChecked()

    @property
    def summary(self) -> str:
        """What the summary says."""
        return self._summary.text()

    def set_open(self, is_open: bool) -> None:
        """Open or fold it."""
        self.button.setChecked(is_open)

    def set_summary(self, text: str) -> None:
        """Say in one line what is in it."""
        self._summary.setText(text)
        set_tip(self._summary, text)
        self.button.setAccessibleDescription(text)

    def _on_toggled(self, is_open: bool) -> None:
        self.button.setText(f"{'▾' if is_open else '▸'}  {self._title}")
        self.button.setAccessibleName(without_mnemonics(self._title))
        self._content.setVisible(is_open)
        self.turned.emit(is_open)
