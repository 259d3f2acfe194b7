"""A line to paint."""

import pyqtgraph as pg
from PySide6.QtGui import QPainterPath

from core.nn.arrays import Array
from gui.geometry import Box
from gui.plotting.lines.clipping import clip_line


def line_path(points: Array, box: Box) -> QPainterPath:
    """A path through points of shape (n, 2), broken at NaN and cut off where it leaves the box."""
    return path_through(clip_line(points, box))


def path_through(points: Array) -> QPainterPath:
    """A path through points of shape (n, 2), broken at NaN."""
    if not len(points):
        return QPainterPath()
    x, y = points.T
    return pg.arrayToQPath(x, y, connect="finite")
