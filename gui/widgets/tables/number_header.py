"""The headers of a table of numbers."""

from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from gui.style.colors import Colors
from gui.style.text_widths import TextWidths
from gui.widgets.tables.number_model import CellModel


class NumberHeader(QHeaderView):
    """Small muted titles, aligned with the numbers; too long ones end in "…"."""

    def __init__(
        self, orientation: Qt.Orientation, colors: Colors, font: QFont, parent: QWidget
    ) -> None:
        super().__init__(orientation, parent)
        self._colors = colors
        self._font, self._width = font, TextWidths(font)
        self._padding = 4
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(8)

    def set_look(self, colors: Colors, font: QFont, padding: int) -> None:
        """Choose how the titles look; `padding` is what stays free at either side."""
        if font != self._font:
            self._font, self._width = font, TextWidths(font)
        elif (colors, padding) == (self._colors, self._padding):
            return
        self._colors, self._padding = colors, padding
        self.viewport().update()

    def width_of(self, text: str, padding: int | None = None) -> int:
        """How much room a title takes, with its padding or another one."""
        padding = self._padding if padding is None else padding
        return ceil(self._width(text)) + 1 + 2 * padding

    def is_too_narrow(self) -> bool:
        """Whether it is seen, and has less width than it needs."""
        return self.isVisible() and self.width() < self.sizeHint().width()

    @override
    def sizeHint(self) -> QSize:
        if self.orientation() == Qt.Orientation.Horizontal:
            return QSize(0, round(QFontMetrics(self._font).height() * 1.9))
        model = self.model()
        longest = model.longest_row_title if isinstance(model, CellModel) else ""
        return QSize(self.width_of(longest), 0)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colors, padding = self._colors, self._padding
        painter.fillRect(rect, QColor(colors.panel))
        if self.orientation() == Qt.Orientation.Horizontal:
            painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), QColor(colors.grid))
        painter.setFont(self._font)
        painter.setPen(QColor(colors.muted))
        title = str(self.model().headerData(logicalIndex, self.orientation()))
        alignment = self.model().headerData(
            logicalIndex, self.orientation(), Qt.ItemDataRole.TextAlignmentRole
        )
        area = rect.adjusted(padding, 0, -padding, 0)
        text = QFontMetrics(self._font).elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, alignment, text)
