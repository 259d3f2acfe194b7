"""A line to paint."""

import math

from PySide6.QtGui import QPainterPath

from core.nn.arrays import Array
from gui.geometry import Box
from gui.plotting.clipping import clip_line


def line_path(points: Array, box: Box) -> QPainterPath:
    """A path through points of shape (n, 2), broken at NaN and cut off where it leaves the box."""
    path, is_down = QPainterPath(), False
    for x, y in clip_line(points, box).tolist():
        there = not math.isnan(x)
        if there:
            (path.lineTo if is_down else path.moveTo)(x, y)
        is_down = there
    return path
