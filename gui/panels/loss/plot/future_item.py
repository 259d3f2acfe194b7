"""The fan of futures in the loss plot: a line for each learning rate, labelled with it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from core.landscape.futures import Future
from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.plotting.clipping import clip_line
from gui.plotting.future_look import future_pen, label_sizes, paint_future_label
from gui.plotting.line_labels import label_places
from gui.plotting.line_path import line_path
from gui.plotting.plot_frame import Frame, along
from gui.plotting.scales import LossScale
from gui.style.theme import Theme

_SIZE = 0.85


class FutureCurve(NamedTuple):
    """One future, in pixels.

    Attributes:
        rate: its learning rate.
        points: shape (n, 2).
        label: where its rate stands; None where there is no room.
    """

    rate: float
    points: Array
    label: Box | None = None


class FutureItem(QGraphicsItem):
    """Paints futures in the pixels of the scene."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._area = QRectF()
        self._box = box_at(0, 0, 0, 0)
        self._sizes: list[tuple[float, float]] = []
        self.curves: tuple[FutureCurve, ...] = ()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(50)

    def show_fan(
        self, fan: Sequence[Future], first_step: int, frame: Frame, scale: LossScale, area: QRectF
    ) -> None:
        """Draw these futures, which begin at a count of updates; `label` them when all is drawn."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        self._box = frame.box
        self._sizes = label_sizes(fan, QFontMetricsF(self._theme.font(_SIZE)))
        self.curves = tuple(
            FutureCurve(
                future.learning_rate,
                frame.points(
                    first_step + np.arange(future.losses.size, dtype=np.float64),
                    scale.place(future.losses),
                ),
            )
            for future in fan
        )
        self.update()

    @property
    def points(self) -> Array:
        """Points every few pixels along all lines, shape (n, 2)."""
        return np.vstack((np.empty((0, 2)), *map(self._along, self.curves)))

    def _along(self, curve: FutureCurve) -> Array:
        return along(clip_line(curve.points, self._box))

    def label(self, covered: Array, boxes: Sequence[Box]) -> None:
        """Name each line where its label covers neither these points nor these rectangles."""
        lines = [curve.points for curve in self.curves]
        places = label_places(lines, self._sizes, self._box, covered, boxes)
        pairs = zip(self.curves, places, strict=True)
        self.curves = tuple(curve._replace(label=place) for curve, place in pairs)

    def rate_at(self, point: tuple[float, float], reach: float) -> float | None:
        """The learning rate of the future nearest to a point, if one is within reach."""
        best, found = reach, None
        for curve in self.curves:
            points = self._along(curve)
            if len(points):
                distance = float(np.hypot(*(points - point).T).min())
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
        painter.setClipRect(QRectF(*self._box.rectangle))
        for nth, curve in enumerate(self.curves):
            painter.setPen(future_pen(colors, nth))
            painter.drawPath(line_path(curve.points, self._box))
        painter.restore()
        painter.setFont(self._theme.font(_SIZE))
        for nth, curve in enumerate(self.curves):
            if curve.label is not None:
                paint_future_label(painter, colors, nth, curve.rate, curve.label)
