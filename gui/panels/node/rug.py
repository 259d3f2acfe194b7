"""Where the numbers of all rows lie along an axis: ticks, or heights where there are many."""

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.nn.arrays import Array, Rows
from gui.geometry import Box, box_at
from gui.plotting.lines.row_dots import class_palette
from gui.plotting.plot_frame import Frame, Pixel
from gui.style.colors import Colors

MOST_TICKS = 300  # rows that have one each
_TICK, _LANE, _MANY = 12.0, 9.0, 28.0  # pixels of height: of one lane, of each of several, of bars
_MOST_LANES = 3  # classes that have one each
_BAR = 3.0  # pixels across
_FOOT = 3.0  # pixels below all
_REACH = 7.0  # pixels
_RING = 5.5


class Rug(Struct, frozen=True, eq=False):
    """Numbers of all rows, shape (rows,), in lanes: one for each class where these are few.

    Attributes:
        numbers: where each row lies along the axis.
        classes: of each row, shape (rows,), or None.
        row: the one on show, if one is.
    """

    numbers: Array
    classes: Rows | None
    row: int | None

    @property
    def is_crowded(self) -> bool:
        """Whether rows are counted, because there are too many for a tick each."""
        return self.numbers.size > MOST_TICKS

    @property
    def lanes(self) -> int:
        """How many there are, the first at the top."""
        count = 1 if self.classes is None else int(self.classes.max()) + 1
        return count if count <= _MOST_LANES and not self.is_crowded else 1

    @property
    def height(self) -> float:
        """In pixels."""
        if self.is_crowded:
            return _MANY
        return _TICK if self.lanes == 1 else _LANE * self.lanes

    def strip(self, frame: Frame) -> Box:
        """Where it lies: at the foot of the plot."""
        box = frame.box
        return box_at(box.left, box.bottom - _FOOT - self.height, box.width, self.height)

    def row_at(self, frame: Frame, point: Pixel) -> int | None:
        """The row whose tick is under the pointer."""
        strip = self.strip(frame)
        if not strip.grown(_FOOT).contains(*point):
            return None
        across = np.abs(frame.points(self.numbers, self.numbers)[:, 0] - point.x)
        down = np.zeros_like(across)
        if self.lanes > 1 and self.classes is not None:
            down = np.abs(strip.top + (self.classes + 0.5) * _LANE - point.y)
        near = across <= _REACH
        if not near.any():
            return None
        away = np.where(near, across + np.maximum(down - _LANE / 2, 0), np.inf)
        return int(away.argmin())

    def place(self, frame: Frame, row: int) -> Pixel:
        """The middle of the tick of a row."""
        strip = self.strip(frame)
        lane = int(self.classes[row]) if self.lanes > 1 and self.classes is not None else 0
        height = strip.height / self.lanes
        return Pixel(frame.x(float(self.numbers[row])), strip.top + (lane + 0.5) * height)


def paint_rug(painter: QPainter, colors: Colors, frame: Frame, rug: Rug) -> None:
    """Paint it over whatever lies there, with the row on show ringed."""
    strip = rug.strip(frame)
    ground = QRectF(strip.left, strip.top - 2, strip.width, strip.height + _FOOT + 2)
    painter.fillRect(ground, QColor(colors.raised))
    palette = [colors.muted]
    if rug.classes is not None:
        palette = class_palette(colors, int(rug.classes.max()) + 1)
    paint = _paint_bars if rug.is_crowded else _paint_ticks
    paint(painter, frame, rug, palette)
    if rug.row is not None:
        _paint_row(painter, colors, frame, rug, rug.row)


def _paint_ticks(painter: QPainter, frame: Frame, rug: Rug, palette: list[str]) -> None:
    across = frame.points(rug.numbers, rug.numbers)[:, 0]
    kinds = np.zeros(across.size, np.intp) if rug.classes is None else rug.classes
    seen = (across >= frame.box.left) & (across <= frame.box.right)
    strip, half = rug.strip(frame), rug.height / rug.lanes / 2 - 1
    for kind, color in enumerate(palette):
        y = strip.top + ((kind if rug.lanes > 1 else 0) + 0.5) * rug.height / rug.lanes
        painter.setPen(QPen(QColor(color), 1.5))
        here = across[seen & (kinds == kind)].tolist()
        painter.drawLines([QLineF(x, y - half, x, y + half) for x in here])


def _paint_bars(painter: QPainter, frame: Frame, rug: Rug, palette: list[str]) -> None:
    """How many rows lie in each few pixels, one class above the other."""
    strip, counts = rug.strip(frame), counts_across(frame, rug)
    most = max(int(counts.sum(axis=0).max(initial=0)), 1)
    width = frame.box.width / counts.shape[1]
    for at in np.flatnonzero(counts.any(axis=0)).tolist():
        bottom = strip.bottom
        for kind, count in enumerate(counts[:, at].tolist()):
            height = strip.height * count / most
            bar = QRectF(strip.left + at * width, bottom - height, width, height)
            painter.fillRect(bar, QColor(palette[kind]))
            bottom -= height


def counts_across(frame: Frame, rug: Rug) -> Array:
    """How many rows of each class lie in each few pixels, shape (classes, places)."""
    bins = max(1, round(frame.box.width / _BAR))
    kinds = np.zeros(rug.numbers.size, np.intp) if rug.classes is None else rug.classes
    edges = np.linspace(*frame.steps, bins + 1)
    return np.array(
        [np.histogram(rug.numbers[kinds == kind], edges)[0] for kind in range(kinds.max() + 1)],
        dtype=np.float64,
    )


def _paint_row(painter: QPainter, colors: Colors, frame: Frame, rug: Rug, row: int) -> None:
    at = rug.place(frame, row)
    if not frame.box.left <= at.x <= frame.box.right:
        return
    strip = rug.strip(frame)
    painter.setPen(QPen(QColor(colors.ink), 2.0))
    painter.drawLine(QPointF(at.x, strip.top), QPointF(at.x, strip.bottom))
    painter.setPen(QPen(QColor(colors.ring), 2.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(*at), _RING, _RING)
