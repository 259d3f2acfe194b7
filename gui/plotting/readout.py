"""The readout of a plot: the numbers of the point under the pointer, in a small box beside it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from core.nn.arrays import Array
from gui.geometry import Box
from gui.plotting.lines.clipping import nearest
from gui.plotting.lines.marks import paint_circle
from gui.plotting.plot_frame import beside, best_place
from gui.style.theme import Theme

_RADIUS = 4.5
_PADDING = 5.0
_GAP = 6.0  # between the ring and the box
_ROUND = 4.0
_OUTSIDE = 3.0  # so far outside of the room a point is still to be seen


class Readout(NamedTuple):
    """What is read in a plot.

    Attributes:
        lines: what is said.
        x: where the point is, in pixels.
        y: the same downwards.
        is_ringed: whether a ring marks the point.
    """

    lines: Sequence[str]
    x: float
    y: float
    is_ringed: bool = True


def readout_at(lines: Sequence[str], at: tuple[float, float], room: Box) -> Readout:
    """A readout beside a place, ringed, or beside the edge of the room where it lies outside."""
    return Readout(lines, *nearest(at, room), is_ringed=room.grown(_OUTSIDE).contains(*at))


class Clear(NamedTuple):
    """What a readout covers only if it must: points of shape (n, 2), and rectangles."""

    points: Array = np.empty((0, 2))
    boxes: Sequence[Box] = ()


class PlacedReadout(NamedTuple):
    """A readout with its lines as far as they fit, and the box that they stand in."""

    readout: Readout
    lines: tuple[str, ...]
    box: Box


def place_readout(
    readout: Readout, theme: Theme, metrics: QFontMetricsF, room: Box, clear: Clear
) -> PlacedReadout:
    """Put the words beside the point, within the room."""
    pad, elide = _PADDING * theme.scale, Qt.TextElideMode.ElideMiddle
    most = room.width - 2 * pad
    lines = tuple(metrics.elidedText(line, elide, most) for line in readout.lines)
    width = max(map(metrics.horizontalAdvance, lines)) + 2 * pad
    size, gap = (width, len(lines) * metrics.height() + pad), (_RADIUS + _GAP) * theme.scale
    places = beside((readout.x, readout.y), size, gap)
    return PlacedReadout(readout, lines, best_place(places, room, *clear))


def paint_readout(painter: QPainter, theme: Theme, placed: PlacedReadout) -> None:
    """Paint a ring around the point, and the words."""
    (readout, lines, box), colors, scale = placed, theme.colors, theme.scale
    if readout.is_ringed:
        line = (colors.ink, 1.5 * scale)
        paint_circle(painter, (readout.x, readout.y), _RADIUS * scale, line, colors.panel)
    area, pad = QRectF(*box.rectangle), _PADDING * scale
    painter.setPen(QPen(QColor(colors.border), 1.0))
    painter.setBrush(QColor(colors.raised))
    painter.drawRoundedRect(area, _ROUND, _ROUND)
    painter.setPen(QColor(colors.ink))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(area.adjusted(pad, pad / 2, -pad, -pad / 2), flags, "\n".join(lines))
