"""Dots for rows, as pixels."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from gui.geometry import Box
from gui.plotting.lines.row_dots import paint_row_dots
from gui.style.colors import LIGHT


def inked(side: float, kind: int) -> int:
    """How many pixels one dot in the middle of a square takes."""
    picture = QImage(200, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor(LIGHT.panel))
    bare = picture.copy()
    painter = QPainter(picture)
    middle = np.array([[side / 2, side / 2]])
    paint_row_dots(painter, LIGHT, middle, [kind], Box(0.0, 0.0, side, side))
    painter.end()
    every = [(x, y) for x in range(200) for y in range(200)]
    return sum(picture.pixel(x, y) != bare.pixel(x, y) for x, y in every)


@pytest.mark.parametrize("kind", [0, 1])
def test_dots_are_small_in_a_small_plot(kind: int) -> None:
    assert 0 < inked(70.0, kind) < 0.5 * inked(180.0, kind)


def test_dots_are_as_large_in_all_plots_that_have_room() -> None:
    assert inked(150.0, 1) == inked(190.0, 1)
