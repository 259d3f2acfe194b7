"""A column of texts that moves nothing around it while they are as tall as before."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

_BETWEEN = 4


class TextColumn(QWidget):
    """Labels one below the other, as wide as there is room.

    It asks for another place only when it needs another height: with every step other numbers are
    written, and what lays out a window need not be asked each time.
    """

    def __init__(self, labels: Sequence[QLabel], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        for label in labels:
            label.setParent(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._needed = 0

    @override
    def heightForWidth(self, width: int) -> int:
        heights = [_height(label, width) for label in self._labels if not label.isHidden()]
        return sum(heights) + _BETWEEN * (len(heights) - 1) if heights else 0

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a label has another text
            self._place()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        top, width = 0, self.width()
        for label in self._labels:
            if not label.isHidden():
                height = _height(label, width)
                label.setGeometry(0, top, width, height)
                top += height + _BETWEEN
        if top != self._needed:
            self._needed = top
            self.updateGeometry()


def _height(label: QLabel, width: int) -> int:
    return label.heightForWidth(width) if label.hasHeightForWidth() else label.sizeHint().height()
