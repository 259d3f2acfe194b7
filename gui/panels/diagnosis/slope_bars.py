"""A bar for each layer: the mean size of its slopes, on a logarithmic scale."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from gui.formatting.numbers import rounded
from gui.panels.diagnosis.bar_lengths import bar_lengths
from gui.style.theme import Theme
from gui.widgets.ground import lay_ground
from gui.widgets.texts.described import Described

_ROW, _NAMES, _NUMBERS, _BAR = 19, 76, 66, 9  # pixels at the usual scale
_DIGITS = 2


class SlopeBars(Described, QWidget):
    """Shows nothing where there are no slopes to be seen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slopes: tuple[float, ...] = ()
        self.setAccessibleName("Mean slope of each layer")
        lay_ground(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_slopes(self, slopes: Sequence[float]) -> None:
        """Show a mean |slope| for each layer, from the first to the predictions."""
        if len(slopes) != len(self._slopes):
            self.updateGeometry()
        self._slopes = tuple(slopes)
        self.update()

    @override
    def describe(self) -> str:
        return "; ".join(f"{name}: {text}" for name, text in self._words())

    def _words(self) -> list[tuple[str, str]]:
        last = len(self._slopes) - 1
        names = [f"hidden {at + 1}" if last > 1 else "hidden" for at in range(last)]
        texts = [rounded(slope, _DIGITS) for slope in self._slopes]
        return [*zip([*names, "prediction"], texts, strict=False)]

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.pixels(_ROW) * len(self._slopes))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pixels, colors = self._theme.pixels, self._theme.colors
        row, left, thick = pixels(_ROW), pixels(_NAMES), pixels(_BAR)
        room = self.width() - left - pixels(_NUMBERS)
        middle = Qt.AlignmentFlag.AlignVCenter
        with QPainter(self) as painter:
            painter.setFont(self._theme.font(0.85))
            lengths = bar_lengths(self._slopes)
            for at, (words, part) in enumerate(zip(self._words(), lengths, strict=True)):
                name, text = words
                top, length = at * row, max(1.0, part * room)
                painter.setPen(QColor(colors.muted))
                painter.drawText(QRectF(0, top, left, row), middle, name)
                bar = QRectF(left, top + (row - thick) / 2, length, thick)
                painter.fillRect(bar, QColor(colors.slope))
                painter.setPen(QColor(colors.ink))
                beside = QRectF(left + length + pixels(6), top, pixels(_NUMBERS), row)
                painter.drawText(beside, middle, text)
