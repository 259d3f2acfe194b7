"""Classes are told apart by the shapes of their marks, without any colour."""

from itertools import combinations

from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.plotting.lines.row_dots import MOST_COLORS, paint_class_mark


def mark(kind: int) -> QImage:
    """The mark of a class in black, without shades."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setBrush(QColor("black"))
    paint_class_mark(painter, (20.0, 20.0), kind, 10.0)
    painter.end()
    return image


def inked(image: QImage) -> set[tuple[int, int]]:
    """The pixels that are painted."""
    black, size = QColor("black"), range(40)
    return {(x, y) for x in size for y in size if image.pixelColor(x, y) == black}


def test_each_class_has_a_shape_of_its_own(qtbot: QtBot) -> None:
    shapes = [inked(mark(kind)) for kind in range(MOST_COLORS)]
    for one, other in combinations(shapes, 2):
        assert len(one ^ other) > 0.15 * len(one | other)
    sizes = [len(shape) for shape in shapes]
    assert min(sizes) > 0.6 * max(sizes)
