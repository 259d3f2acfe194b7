"""Histories of one kind over the steps: weights, slopes, loss slopes, or values of nodes."""

import math
from collections.abc import Callable, Hashable, Sequence

import numpy as np
from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.text.numbers import grouped
from gui.formatting.numbers import number
from gui.geometry import Box, box_at
from gui.operations.present_handle import PresentHandle
from gui.panels.histories.history_lines import Course, HistoryLines
from gui.plotting.axes import Axis
from gui.plotting.line_plot import LinePlot
from gui.plotting.lines.edit_marks import edit_places, paint_edits
from gui.plotting.lines.marks import paint_words
from gui.plotting.plot_frame import Frame, Pixel, Ranges, Span, along, best_place
from gui.plotting.readout import Clear, Readout
from gui.plotting.scales import LossScale, Tick, step_ticks
from gui.plotting.value_scales import values_axis, values_range
from gui.session.session import Session
from gui.style.text_widths import TextWidths
from gui.style.theme import Theme

_TIP = "Click to go to that step; arrow keys go to the next one; the right button removes a line"
_REACH = 5.0  # pixels beside the line of the present
_ROOM = 0.04  # of the height, above and below
_WIDEST = "−0.0000000"  # a tick; so axes above each other begin alike


class HistoryPlot(LinePlot[HistoryLines]):
    """One axis of numbers over the steps.

    `chosen` comes with the steps that were chosen by hand, or None for all of them; `menu_wanted`
    with the place where a menu is asked for.

    Args:
        session: the session.
        theme: how it looks.
        steps: tells from which to which step the axis goes.
        parent: the page.
    """

    chosen = Signal(object)
    menu_wanted = Signal(object)

    def __init__(
        self, session: Session, theme: Theme, steps: Callable[[], Span], parent: QWidget
    ) -> None:
        super().__init__(theme, "Histories", _TIP, parent)
        self._session, self._steps = session, steps
        self._name, self._symmetric, self._is_lowest = "", False, True
        self._courses: Sequence[Course] = ()
        self._edits: Sequence[int] = ()
        self._is_following = False

    def show_courses(
        self, courses: Sequence[Course], name: str, *, symmetric: bool, lowest: bool
    ) -> None:
        """Show these, on an axis of this name; the lowest of several plots names the steps."""
        self._courses, self._name, self._is_lowest = courses, name, lowest
        self._symmetric = symmetric
        history = self._session.history
        self._edits = sorted({step for step, _ in history.edits(history.past() + history.future())})
        self.setAccessibleName(f"History: {name}")
        self.look_again()

    def show_steps(self, steps: Span | None) -> None:
        """Show the same steps as another plot; None for all of them."""
        self._is_following = True
        if steps is None:
            self.fit()
        else:
            self.show_ranges(self.ranges._replace(x=steps))
        self._is_following = False

    @override
    def describe(self) -> str:
        now = [f"{course.name}: {number(course.now)}" for course in self._courses]
        return f"{self._name}, now {'; '.join(now)}"

    # The axes

    @override
    def axes(self, scale: LossScale) -> tuple[Axis | None, Axis | None]:
        across = Axis("step", step_ticks) if self._is_lowest else None
        return across, values_axis(scale, "")

    @override
    def range_key(self) -> Hashable:
        return self._symmetric

    @override
    def find_home(self) -> Ranges:
        values = np.concatenate([np.empty(0), *(course.values for course in self._courses)])
        ends = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
        scale, low, high = values_range(*ends, symmetric=self._symmetric)
        room = _ROOM * (high - low)
        return Ranges(self._steps(), (low - room, high + room), scale)

    @override
    def follow(self, ranges: Ranges) -> Ranges:
        """The steps that were chosen, and all values: their scale grows with them."""
        return self.home()._replace(x=ranges.x)

    @override
    def on_ranges_chosen(self) -> None:
        if not self._is_following:
            self.chosen.emit(self.ranges.x if self.is_zoomed else None)

    @override
    def show_ranges(self, ranges: Ranges) -> None:
        home = self.home()
        if not ranges.x[1] - ranges.x[0] >= 2:
            return
        shown = ranges._replace(y=home.y, scale=home.scale).within(home)
        if shown.x == home.x:
            self.fit()
        else:
            super().show_ranges(shown)

    @override
    def left_margin(self, width_of: TextWidths, up: Axis | None, ticks: Sequence[Tick]) -> float:
        return max(width_of(_WIDEST), super().left_margin(width_of, up, ticks))

    # The hand

    @override
    def handle(self) -> PresentHandle:
        return _PresentLine(self._session)

    @override
    def can_click(self, frame: Frame, point: Pixel) -> bool:
        lowest, highest = self._session.history.path_range()
        return frame.box.contains(*point) and lowest <= round(frame.step(point.x)) <= highest

    @override
    def click(self, frame: Frame, point: Pixel) -> None:
        if self.can_click(frame, point):
            self.handle().go_to(round(frame.step(point.x)))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        step = self.lines.nearest_step(*point) if frame.box.contains(*point) else None
        if step is None:
            return None
        found = [(course.name, course.at(step)) for course in self._courses]
        lines = [f"{name}: {number(value)}" for name, value in found if value is not None]
        return Readout([f"step {grouped(step)}", *lines], frame.x(step), point.y, False)

    @override
    def clear(self, frame: Frame) -> Clear:
        return Clear(np.concatenate(self.lines.every))

    @override
    def find_lines(self) -> HistoryLines:
        return HistoryLines(self._courses, self.frame)

    # Painting

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        theme, step = self._theme, self._session.document.experiment.updates
        paint_edits(painter, theme, edit_places(self._edits, frame), frame)
        self._paint_zero(painter, frame)
        x = frame.x(step)
        if frame.box.left <= x <= frame.box.right:
            painter.setPen(QPen(QColor(theme.colors.down), 1.0))
            painter.drawLine(round(x), round(frame.box.top), round(x), round(frame.box.bottom))
        painter.save()
        painter.setClipRect(QRectF(*frame.box.grown(3.0).rectangle))
        self.lines.paint(painter, theme, step, [self._paint_name(painter, frame)], self.covered)
        painter.restore()

    def _paint_name(self, painter: QPainter, frame: Frame) -> Box:
        """What the axis is called, in the corner where it covers least; the box it takes."""
        metrics, box = QFontMetricsF(painter.font()), frame.box
        width, height = metrics.horizontalAdvance(self._name) + 4, metrics.height()
        lefts, tops = (box.right - width, box.left + 2), (box.top, box.bottom - height)
        places = [box_at(left, top, width, height) for top in tops for left in lefts]
        points = np.concatenate([along(line) for line in self.lines.every])
        place = best_place(places, box, points)
        paint_words(painter, self._theme.colors, self._name, self._theme.colors.muted, place)
        return place

    def _paint_zero(self, painter: QPainter, frame: Frame) -> None:
        y = frame.y(0.0)
        if frame.box.top < y < frame.box.bottom:
            painter.setPen(QPen(QColor(self._theme.colors.border), 1.5))
            painter.drawLine(round(frame.box.left), round(y), round(frame.box.right), round(y))


class _PresentLine(PresentHandle):
    """The upright line where the present stands."""

    @override
    def place(self, frame: Frame) -> Pixel:
        step = self._session.document.experiment.updates
        return Pixel(frame.x(step), frame.box.top + frame.box.height / 2)

    @override
    def is_near(self, frame: Frame, point: Pixel) -> bool:
        inside = math.isfinite(point.y) and frame.box.contains(*point)
        return inside and abs(self.place(frame).x - point.x) <= _REACH
