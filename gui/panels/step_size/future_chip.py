"""A button for one future: its line style, its learning rate, and how it goes on."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy
from typing_extensions import override

from core.landscape.futures import Future
from core.text.numbers import counted
from gui.formatting.numbers import number
from gui.plotting.lines.future_look import future_pen
from gui.style.roles import Look
from gui.style.theme import Theme
from gui.widgets.texts.plain_text import set_tip

_LINE_TOP, _LINE_INSET = 6, 8  # pixels


class FutureChip(QPushButton):
    """Says of the nth future of a fan what becomes of it."""

    def __init__(self, future: Future, nth: int, theme: Theme) -> None:
        rate, losses = number(future.learning_rate), future.losses.tolist()
        super().__init__(f"{rate}\n{future.fate.value}")
        self._theme, self._nth = theme, nth
        self.setObjectName(Look.FUTURE)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(
            self,
            f"{rate} {future.fate.value}: loss {number(losses[0])} → {number(losses[-1])}"
            f" after {counted(len(losses) - 1, 'step')}. Click to choose this learning rate",
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        pixels = self._theme.pixels
        y, inset = pixels(_LINE_TOP), pixels(_LINE_INSET)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(future_pen(self._theme.colors, self._nth))
            painter.drawLine(QPointF(inset, y), QPointF(self.width() - inset, y))
