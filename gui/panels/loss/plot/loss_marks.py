"""What stands on top of the curves: moments, edits, the present, and labels."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.style.theme import Theme

NOW_RADIUS = 5.5
LABEL_SIZE = 0.85
CHIP_PADDING = 5
_GROUND_ALPHA = 215  # grid lines fade behind words


def _no_points() -> Array:
    return np.empty((0, 2))


@dataclass(frozen=True, slots=True)
class CurveLabel:
    """A few words at a place. A chip has a ground of its own and may cover curves."""

    lines: Sequence[str]
    box: Box
    color: str
    bold: bool = False
    chip: bool = False


@dataclass(frozen=True, slots=True)
class CurveMarks:
    """What to draw, in pixels.

    Attributes:
        box: the part of the plot that the axes span.
        moments: solid dots, shape (n, 2).
        kept: hollow dots, shape (n, 2).
        edits: where the vertical marks stand.
        now: the present moment, or None where it is out of view.
        now_is_off_axis: the loss has no place on the axis; the dot stands at its edge, hollow.
        read: the moment under the pointer.
        best: the moment with the best validation loss.
        labels: the words.
    """

    box: Box
    moments: Array = field(default_factory=_no_points)
    kept: Array = field(default_factory=_no_points)
    edits: Sequence[float] = ()
    now: tuple[float, float] | None = None
    now_is_off_axis: bool = False
    read: tuple[float, float] | None = None
    best: tuple[float, float] | None = None
    labels: Sequence[CurveLabel] = ()


class MarksItem(QGraphicsItem):
    """Paints marks above the curves, in the pixels of the scene."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._area = QRectF()
        self.marks = CurveMarks(box_at(0, 0, 0, 0))
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(100)

    def show_marks(self, marks: CurveMarks, area: QRectF) -> None:
        """Draw these marks; the area is all of the plot, axes included."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        self.marks = marks
        self.update()

    @override
    def boundingRect(self) -> QRectF:
        return self._area

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_edits(painter)
        self._paint_moments(painter)
        self._paint_best(painter)
        self._paint_now(painter)
        self._paint_read(painter)
        for label in self.marks.labels:
            self._paint_label(painter, label)

    def _paint_edits(self, painter: QPainter) -> None:
        """A dotted line, and a diamond on the axis that can be seen where the line cannot."""
        box, size = self.marks.box, 3.5 * self._theme.scale
        color = QColor(self._theme.colors.muted)
        dotted = QPen(color, 1.0, Qt.PenStyle.DotLine)
        for x in self.marks.edits:
            painter.setPen(dotted)
            painter.drawLine(QPointF(x, box.top), QPointF(x, box.bottom))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            y = box.bottom
            corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
            painter.drawPolygon([QPointF(*corner) for corner in corners])

    def _paint_moments(self, painter: QPainter) -> None:
        colors, scale = self._theme.colors, self._theme.scale
        pen = QPen(QColor(colors.ink), 4.5 * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints([QPointF(x, y) for x, y in self.marks.moments.tolist()])
        painter.setPen(QPen(QColor(colors.zero), 1.2 * scale))
        painter.setBrush(QColor(colors.panel))
        for x, y in self.marks.kept.tolist():
            painter.drawEllipse(QPointF(x, y), 2.2 * scale, 2.2 * scale)

    def _paint_now(self, painter: QPainter) -> None:
        if self.marks.now is None:
            return
        colors, radius = self._theme.colors, NOW_RADIUS * self._theme.scale
        hollow = self.marks.now_is_off_axis
        painter.setPen(QPen(QColor(colors.down if hollow else colors.panel), 1.5))
        painter.setBrush(QColor(colors.panel if hollow else colors.down))
        painter.drawEllipse(QPointF(*self.marks.now), radius, radius)

    def _paint_best(self, painter: QPainter) -> None:
        """A ring, so that it is not told by its colour alone."""
        if self.marks.best is not None:
            colors, radius = self._theme.colors, 5.0 * self._theme.scale
            painter.setPen(QPen(QColor(colors.negative), 2.0 * self._theme.scale))
            painter.setBrush(QColor(colors.panel))
            painter.drawEllipse(QPointF(*self.marks.best), radius, radius)

    def _paint_read(self, painter: QPainter) -> None:
        if self.marks.read is not None:
            colors, radius = self._theme.colors, 4.5 * self._theme.scale
            painter.setPen(QPen(QColor(colors.ink), 1.5 * self._theme.scale))
            painter.setBrush(QColor(colors.panel))
            painter.drawEllipse(QPointF(*self.marks.read), radius, radius)

    def _paint_label(self, painter: QPainter, label: CurveLabel) -> None:
        colors = self._theme.colors
        area = QRectF(*label.box.rectangle)
        if label.chip:
            painter.setPen(QPen(QColor(colors.border), 1.0))
            painter.setBrush(QColor(colors.raised))
            painter.drawRoundedRect(area, 4, 4)
            pad = CHIP_PADDING * self._theme.scale
            area.adjust(pad, pad / 2, -pad, -pad / 2)
        else:
            ground = QColor(colors.panel)
            ground.setAlpha(_GROUND_ALPHA)
            painter.fillRect(area, ground)
        painter.setFont(self._theme.font(LABEL_SIZE, label.bold))
        painter.setPen(QColor(label.color))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, flags | Qt.TextFlag.TextDontClip, "\n".join(label.lines))
