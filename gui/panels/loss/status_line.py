"""One line of text that says less where there is less room, and is never cut."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from gui.style.text_widths import TextWidths
from gui.widgets.event_filter import EventFilter
from gui.widgets.ground import lay_ground
from gui.widgets.texts.plain_text import show_tip


class StatusLine(QWidget):
    """Shows the longest of several wordings that fits; the whole of it in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wordings: tuple[str, ...] = ("",)
        self._inset = 0
        self._width = TextWidths(self.font())
        self._filter = EventFilter(self, self._deal_with)
        lay_ground(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, wordings: Sequence[str]) -> None:
        """Show one of these, the longest first."""
        if tuple(wordings) != self._wordings:
            self._wordings = tuple(wordings)
            self.setAccessibleName(wordings[0])
            self.update()

    def end_at(self, inset: int) -> None:
        """Let the text end so many pixels before the right edge, where what it belongs to ends."""
        if inset != self._inset:
            self._inset = inset
            self.update()

    @property
    def text(self) -> str:
        """The wording on screen."""
        room = self.width() - self._inset
        fitting = (words for words in self._wordings if round(self._width(words)) <= room)
        return next(fitting, self._wordings[-1])

    def _deal_with(self, event: QEvent) -> bool:
        """Show the tooltip, which is found when it is asked for: it is another at each step."""
        if isinstance(event, QHelpEvent):
            show_tip(event.globalPos(), self._wordings[0], self)
        return isinstance(event, QHelpEvent)

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().windowText().color())
            text, metrics = self.text, self._width.metrics
            left = self.width() - self._inset - self._width(text)
            above = (self.height() - metrics.height()) / 2
            painter.drawText(QPointF(left, above + metrics.ascent()), text)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._width = TextWidths(self.font())
