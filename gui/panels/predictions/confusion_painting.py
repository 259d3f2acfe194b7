"""Painting how many rows of each class, down, are given which class, across."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from core.text.numbers import grouped
from gui.panels.predictions.fit_view import FitView
from gui.plotting.plot_frame import Frame
from gui.style.colors import Colors

_ELIDED = Qt.TextElideMode.ElideLeft  # ends tell classes apart
_GAP = 6.0


def names_room(view: FitView, metrics: QFontMetricsF, width: float) -> float:
    """The room that the names of the classes take at the left of a plot so wide."""
    return min(max(map(metrics.horizontalAdvance, view.class_names)) + 2 * _GAP, 0.3 * width)


def paint_confusion(painter: QPainter, colors: Colors, frame: Frame, view: FitView) -> None:
    """Paint a cell for each two classes, and the classes' names below and at the left."""
    paint_cells(painter, colors, frame, view)
    _paint_names(painter, colors, frame, view)


def paint_cells(painter: QPainter, colors: Colors, frame: Frame, view: FitView) -> None:
    """Paint a cell for each two classes, with its count where there is room for it."""
    assert view.counts is not None
    box, count, metrics = frame.box, len(view.class_names), QFontMetricsF(painter.font())
    width, height = box.width / count, box.height / count
    most = max(1, int(view.counts.max()))
    for actual in range(count):
        for given in range(count):
            cell = QRectF(box.left + given * width, box.top + actual * height, width, height)
            number = int(view.counts[actual, given])
            color = QColor(colors.down if actual == given else colors.negative)
            color.setAlphaF(0.08 + 0.4 * number / most if number else 0.03)
            painter.fillRect(cell.adjusted(1, 1, -1, -1), color)
            painter.setPen(QColor(colors.ink))
            text = grouped(number)
            marked = f"{text} ✓" if actual == given and number else text
            shown = marked if metrics.horizontalAdvance(marked) <= width - 4 else text
            if metrics.horizontalAdvance(shown) <= width and metrics.height() <= height:
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, shown)


def _paint_names(painter: QPainter, colors: Colors, frame: Frame, view: FitView) -> None:
    box, count, metrics = frame.box, len(view.class_names), QFontMetricsF(painter.font())
    width, height = box.width / count, box.height / count
    painter.setPen(QColor(colors.muted))
    flags = Qt.AlignmentFlag
    for at, name in enumerate(view.class_names):
        below = QRectF(box.left + at * width, box.bottom, width, 1.4 * metrics.height())
        painter.drawText(below, flags.AlignCenter, metrics.elidedText(name, _ELIDED, width - 4))
        left = QRectF(0, box.top + at * height, box.left - _GAP, height)
        text = metrics.elidedText(name, _ELIDED, box.left - 2 * _GAP)
        painter.drawText(left, flags.AlignRight | flags.AlignVCenter, text)
