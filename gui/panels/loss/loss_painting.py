"""Painting what stands on the lines of the loss plot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from gui.panels.loss.lines.loss_lines import Lines
from gui.panels.loss.loss_labels import NOW_RADIUS
from gui.panels.loss.loss_marks import Marks
from gui.plotting.lines.edit_marks import paint_edits
from gui.plotting.lines.future_look import future_pen, paint_future_label
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.marks import paint_circle, paint_dots, paint_flag, paint_words
from gui.plotting.plot_frame import Frame
from gui.plotting.plot_view import FONT_SIZE
from gui.style.theme import Theme

_BEST_RADIUS = 5.0


def paint_futures(painter: QPainter, theme: Theme, lines: Lines, frame: Frame) -> None:
    """The fan of futures, each with a line style of its own."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for nth, line in enumerate(lines.futures):
        painter.strokePath(line_path(line.points, frame.box), future_pen(theme.colors, nth))


def paint_marks(painter: QPainter, theme: Theme, lines: Lines, marks: Marks, frame: Frame) -> None:
    """Everything on top of the lines."""
    colors, scale = theme.colors, theme.scale
    paint_edits(painter, theme, marks.edits, frame)
    paint_dots(painter, marks.moments, colors.ink, 4.5 * scale)
    for x, y in marks.kept.tolist():
        paint_circle(painter, (x, y), 2.2 * scale, (colors.zero, 1.2 * scale), colors.panel)
    if marks.best is not None:  # a ring, so that it is not told by its colour alone
        ring = (colors.negative, 2.0 * scale)
        paint_circle(painter, marks.best, _BEST_RADIUS * scale, ring, colors.panel)
    for flag in marks.flags:
        paint_flag(painter, colors.ink, flag.at, flag.height, scale)
    if marks.now is not None:
        line, fill = (colors.panel, 1.5), colors.down
        if marks.now_is_off_axis:
            line, fill = (fill, 1.5), colors.panel
        paint_circle(painter, marks.now, NOW_RADIUS * scale, line, fill)
    _paint_labels(painter, theme, lines, marks)


def _paint_labels(painter: QPainter, theme: Theme, lines: Lines, marks: Marks) -> None:
    colors = theme.colors
    for label in marks.labels:
        painter.setFont(theme.font(FONT_SIZE, label.bold))
        paint_words(painter, colors, label.text, label.color, label.box)
    painter.setFont(theme.font(FONT_SIZE))
    for nth, (line, place) in enumerate(zip(lines.futures, marks.future_labels, strict=True)):
        if place is not None:
            paint_future_label(painter, colors, nth, line.future.learning_rate, place)
