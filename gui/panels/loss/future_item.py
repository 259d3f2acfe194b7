"""The fan of futures in the loss plot: thin curves with their learning rates at the ends."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from core.arrays import Array
from core.landscape.futures import Future
from gui.number_text import number
from gui.panels.line_path import line_path
from gui.panels.loss.loss_scale import LossScale
from gui.panels.loss.plot_frame import Box, Frame, along
from gui.theme import Theme

_SIZE = 0.8


class FutureCurve(NamedTuple):
    """One future, in pixels.

    Attributes:
        rate: its learning rate.
        points: shape (n, 2).
        text: what stands at its end.
        place: where that stands; None where there is no room.
    """

    rate: float
    points: Array
    text: str
    place: QPointF | None


class FutureItem(QGraphicsItem):
    """Paints futures in the pixels of the scene."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._area = QRectF()
        self._box = Box(0, 0, 0, 0)
        self.curves: tuple[FutureCurve, ...] = ()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(50)

    def show_fan(
        self, fan: Sequence[Future], first_step: int, frame: Frame, scale: LossScale, area: QRectF
    ) -> None:
        """Draw these futures, which begin at a count of updates."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        self._box = frame.box
        metrics = QFontMetricsF(self._theme.font(_SIZE))
        taken: list[float] = []
        curves = []
        for future in fan:
            steps = first_step + np.arange(future.losses.size, dtype=np.float64)
            points = frame.points(steps, scale.place(future.losses))
            text = number(future.learning_rate)
            curves.append(
                FutureCurve(
                    future.learning_rate, points, text, self._place(points, text, metrics, taken)
                )
            )
        self.curves = tuple(curves)
        self.update()

    def _place(
        self, points: Array, text: str, metrics: QFontMetricsF, taken: list[float]
    ) -> QPointF | None:
        """Right of the last point in view, if no other label stands there."""
        box = self._box
        inside = points[np.isfinite(points).all(axis=1)]
        inside = inside[(inside[:, 1] >= box.top) & (inside[:, 0] <= box.right)]
        if not len(inside):
            return None
        x, y = inside[-1].tolist()
        x = min(x + 4, box.right - metrics.horizontalAdvance(text))
        y = min(max(y + metrics.height() * 0.3, box.top + metrics.ascent()), box.bottom - 2)
        if any(abs(y - other) < metrics.height() * 0.85 for other in taken):
            return None
        taken.append(y)
        return QPointF(x, y)

    def rate_at(self, point: QPointF, reach: float) -> float | None:
        """The learning rate of the future nearest to a point, if one is within reach."""
        best, found = reach, None
        for curve in self.curves:
            points = along(curve.points)
            if len(points):
                distance = float(np.hypot(*(points - (point.x(), point.y())).T).min())
                if distance < best:
                    best, found = distance, curve.rate
        return found

    @override
    def boundingRect(self) -> QRectF:
        return self._area

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        colors = self._theme.colors
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(QRectF(*self._box))
        painter.setPen(QPen(QColor(colors.down), 1.2))
        for curve in self.curves:
            painter.drawPath(line_path(curve.points, self._box))
        painter.restore()
        painter.setFont(self._theme.font(_SIZE))
        for curve in self.curves:
            if curve.place is not None:
                halo = QPainterPath()
                halo.addText(curve.place, painter.font(), curve.text)
                painter.strokePath(halo, QPen(QColor(colors.panel), 3.0))
                painter.setPen(QColor(colors.down))
                painter.drawText(curve.place, curve.text)
