"""The lines of histories in pixels, and the words beside them."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from core.history.quantity_record import Series
from core.nn.arrays import Array
from core.nn.quantity import Quantity
from gui.geometry import Box
from gui.plotting.lines.line_labels import label_places
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.marks import paint_circle, paint_dots, paint_words
from gui.plotting.plot_frame import Frame
from gui.style.theme import Theme

_AHEAD = 0.55  # of the colour of what is behind
_SMOOTH_POINTS = 1200
_DOT_SPACING = 9  # pixels between moments from which on each has its dot
_NOW_RADIUS = 4.5


class Course(Struct, frozen=True, eq=False):
    """One history: its values behind and ahead of the present, and how it is shown.

    Attributes:
        quantity: whose values they are.
        name: what stands beside the line.
        nth: which of the colours it has.
        behind: up to the present.
        ahead: what Redo would lead through; nothing where that may not be seen.
        now: the value on screen.
    """

    quantity: Quantity
    name: str
    nth: int
    behind: Series
    ahead: Series
    now: float

    @property
    def values(self) -> Array:
        """All values that have a place on an axis."""
        every = np.concatenate((self.behind.values, self.ahead.values, [self.now]))
        return every[np.isfinite(every)]

    def at(self, step: float) -> float | None:
        """The value at a count of updates; the one after an edit there; None if unknown."""
        for series in (self.ahead, self.behind):
            there = series.values[series.steps == step]
            if len(there):
                return float(there[-1])
        return None


class HistoryLines:
    """Some courses in a frame."""

    def __init__(self, courses: Sequence[Course], frame: Frame) -> None:
        self.courses, self.frame = courses, frame
        self.behind = [frame.curve(*course.behind) for course in courses]
        self.ahead = [frame.curve(*course.ahead) for course in courses]

    @property
    def every(self) -> list[Array]:
        """The points of all lines, shape (n, 2) each, with NaN as gaps."""
        return [np.empty((0, 2)), *self.behind, *self.ahead]

    def nearest_step(self, x: float, y: float) -> int | None:
        """The count of updates of the moment that is nearest to a point, among those known."""
        best, found = np.inf, None
        for course, *lines in zip(self.courses, self.behind, self.ahead, strict=True):
            for points, series in zip(lines, (course.behind, course.ahead), strict=True):
                away = np.abs(points[:, 0] - x) + 0.01 * np.abs(points[:, 1] - y)
                away = np.where(np.isfinite(away), away, np.inf)
                if len(away) and away.min() < best:
                    best, found = away.min(), int(series.steps[away.argmin()])
        return found

    def paint(
        self,
        painter: QPainter,
        theme: Theme,
        step: int,
        taken: Sequence[Box],
        covered: Box | None,
    ) -> None:
        """The lines, the values of the present, and the names that a readout does not cover."""
        colors = theme.colors.lines
        for course, points in zip(self.courses, self.ahead, strict=True):
            self._paint_line(painter, theme, points, colors[course.nth], ahead=True)
        for course, points in zip(self.courses, self.behind, strict=True):
            self._paint_line(painter, theme, points, colors[course.nth], ahead=False)
        for course in self.courses:
            at = self.frame.pixel(step, course.now)
            if self.frame.box.contains(*at):
                look = (theme.colors.panel, 1.5)
                paint_circle(painter, at, _NOW_RADIUS * theme.scale, look, colors[course.nth])
        for course, place in zip(self.courses, self._places(painter, step, taken), strict=True):
            if place is not None and not (covered and place.overlaps(covered)):
                paint_words(painter, theme.colors, course.name, colors[course.nth], place)

    def _paint_line(
        self, painter: QPainter, theme: Theme, points: Array, color: str, *, ahead: bool
    ) -> None:
        if not len(points):
            return
        ink = QColor(color)
        ink.setAlphaF(_AHEAD if ahead else 1.0)
        pen = QPen(ink, 1.3 if ahead else 1.8)
        if ahead:
            pen.setDashPattern([3.0, 2.5])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(points) <= _SMOOTH_POINTS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.strokePath(line_path(points, self.frame.box), pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not ahead and self.frame.pixels_a_step >= _DOT_SPACING * theme.scale:
            box = self.frame.box.grown(1.0)
            paint_dots(painter, points[[box.contains(*at) for at in points]], color, 4.0)

    def _places(self, painter: QPainter, step: int, taken: Sequence[Box]) -> list[Box | None]:
        """Where the name of each line stands, if there is room."""
        metrics = QFontMetricsF(painter.font())
        sizes = [
            (metrics.horizontalAdvance(course.name) + 2, metrics.height())
            for course in self.courses
        ]
        others = np.concatenate([np.empty((0, 2)), *self.ahead])
        now = [np.array([self.frame.pixel(step, course.now)]) for course in self.courses]
        lines = [np.concatenate(pair) for pair in zip(self.behind, now, strict=True)]
        return label_places(lines, sizes, self.frame.box, others, taken)
