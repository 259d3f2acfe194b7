"""A column of texts on a panel that moves nothing around it while they are as tall as before."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget
from typing_extensions import override

from gui.widgets.ground import lay_ground

_BETWEEN = 4


class TextColumn(QWidget):
    """Labels one below the other, as wide as there is room.

    It asks for another place only when it needs another height: with every step other numbers are
    written, and what lays out a window need not be asked each time.
    """

    def __init__(self, labels: Sequence[QLabel], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        lay_ground(self)
        for label in labels:
            label.setParent(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._needed = 0
        self._heights: dict[int, list[int]] = {}

    @override
    def heightForWidth(self, width: int) -> int:
        return max(0, sum(height + _BETWEEN for height in self._at(width) if height) - _BETWEEN)

    def height_now(self, width: int) -> int:
        """How high the texts of now are at a width, before they are laid out."""
        self._heights.clear()
        return self.heightForWidth(width)

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a label has another text
            self._heights.clear()
            self._place()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _at(self, width: int) -> list[int]:
        """How high each label is at a width, which is slow to find out; 0 for hidden ones."""
        if width not in self._heights:
            self._heights[width] = [_height(label, width) for label in self._labels]
        return self._heights[width]

    def _place(self) -> None:
        top, width = 0, self.width()
        for label, height in zip(self._labels, self._at(width), strict=True):
            label.setGeometry(0, top, width, height)
            top += height + _BETWEEN if height else 0
        if top != self._needed:
            self._needed = top
            self.updateGeometry()


class ScrolledTexts(QScrollArea):
    """A column of texts, scrolled where it is too high; two lines are seen at least."""

    def __init__(self, texts: TextColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(texts)
        self.viewport().setAutoFillBackground(False)

    @override
    def minimumSizeHint(self) -> QSize:
        """Less than its scroll bar asks for."""
        return QSize(0, 2 * self.fontMetrics().lineSpacing() + _BETWEEN)


def _height(label: QLabel, width: int) -> int:
    if label.isHidden():
        return 0
    return label.heightForWidth(width) if label.hasHeightForWidth() else label.sizeHint().height()
