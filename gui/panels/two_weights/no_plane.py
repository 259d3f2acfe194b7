"""What stands in the place of a plane where there is none: the reason, and what works."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label


class NoPlane(QWidget):
    """A sentence, and a button that leads to the hill along one weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._why = Label(role=Role.MUTED)
        self._why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._why.setWordWrap(True)
        self.along_one = QPushButton("Look along the one weight")
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._why)
        column.addWidget(self.along_one, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, why: str, *, weights: int) -> None:
        """Give the reason; where the network has one weight only, offer to look along it."""
        self._why.setText(why)
        self.along_one.setVisible(weights == 1)
