"""A line to paint."""

import pyqtgraph as pg
from PySide6.QtGui import QPainterPath

from core.nn.arrays import Array
from gui.geometry import Box
from gui.plotting.lines.clipping import clip_line


def line_path(points: Array, box: Box) -> QPainterPath:
    """A path through points of shape (n, 2), broken at NaN and cut off where it leaves the box."""
    x, y = clip_line(points, box).T
    return pg.arrayToQPath(x, y, connect="finite")
