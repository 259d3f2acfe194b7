"""A node's output over the inputs: a map over two, a curve over one, with the rows as dots."""

from collections.abc import Hashable
from functools import partial

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.text.numbers import counted, grouped
from gui.formatting.numbers import number
from gui.panels.node.inputs_view import InputsView, is_for, look_over_inputs, output_at
from gui.panels.node.node_plot import TIP, NodePlot
from gui.panels.node.node_view import may_show_values
from gui.plotting.axes import Axis, value_axis
from gui.plotting.heights.color_bar import bar_beside, bar_margin, most_ticks, paint_color_bar
from gui.plotting.heights.ground_picture import ground_picture, stretched_over
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.row_dots import paint_row_dots, paint_row_ring
from gui.plotting.plot_frame import Frame, Pixel, Ranges
from gui.plotting.readout import Readout, readout_at
from gui.plotting.scales import LossScale, round_near, value_ticks
from gui.session.session import Session
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_REACH = 9.0
_REST = 120  # milliseconds
_EDGE = 4.0
_NOWHERE = Ranges((0.0, 1.0), (0.0, 1.0))


class InputsPlot(NodePlot):
    """Follows the session; computed when it is painted, once for each change."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        tip = TIP.replace("tick", "dot")
        super().__init__(session, theme, "The output of a node over the inputs", tip, parent)
        self._view: InputsView | None = None
        self._rest = RestTimer(self, _REST, self.renew)
        session.running_changed.connect(self._rest.start)

    @property
    def view(self) -> InputsView | None:
        """What there is to see, if it may be seen."""
        if self._view is None:
            session, node, chosen = self._session, self.node, self.chosen_ranges
            document, focus = session.document, session.focus
            if node is None or not is_for(document.experiment):
                return None
            if not may_show_values(document, focus, node.place):
                return None
            moving = session.is_running or session.present.is_preview or self._rest.isActive()
            shown = None if chosen is None else (chosen.x, chosen.y)
            self._view = look_over_inputs(session.present, node, shown, moving=moving)
        return self._view

    @override
    def on_changed(self) -> None:
        if self._session.is_running or self._session.present.is_preview:
            self._rest.start()
        super().on_changed()

    @override
    def renew(self) -> None:
        self._view = None
        super().renew()

    @override
    def describe(self) -> str:
        view, node = self.view, self.node
        if view is None or node is None:
            return ""
        known = view.values[np.isfinite(view.values)]
        if not known.size:
            return f"{node.name} has no output that is a number here"
        low, high = number(float(known.min())), number(float(known.max()))
        over = " and ".join(view.names)
        rows = counted(view.rows.size, "row")
        return f"{node.name} over {over}: from {low} to {high}; {rows}"

    # The axes

    @override
    def range_key(self) -> Hashable:
        return self._session.focus.node

    @override
    def home(self) -> Ranges:
        return _NOWHERE if self.view is None else Ranges(*self.view.home)

    @override
    def on_ranges_chosen(self) -> None:
        self._rest.start()
        self._view = None

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, Axis]:
        view = self.view
        if view is None:
            return value_axis(""), value_axis("")
        return value_axis(view.names[0]), value_axis(view.names[1] if view.is_map else "value")

    @override
    def right_margin(self, metrics: QFontMetricsF) -> float:
        if self.view is None or not self.view.is_map:
            return super().right_margin(metrics)
        return bar_margin(partial(value_ticks, *self.view.heights), self.height(), metrics)

    # The hand

    @override
    def thing_at(self, frame: Frame, point: Pixel) -> int | None:
        """The dot under the pointer."""
        if self.view is None:
            return None
        away = np.hypot(*(frame.points(*self.view.dots.T) - point).T)
        at = int(np.nan_to_num(away, nan=np.inf).argmin())
        return at if away[at] < _REACH else None

    @override
    def choose(self, at: int) -> None:
        if self.view is not None:
            super().choose(int(self.view.rows[at]))

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        """A row, or the output at the pointer."""
        view, node, at = self.view, self.node, self.thing_at(frame, point)
        if view is None or node is None or not frame.box.contains(*point):
            return None
        if at is not None:
            places = view.dots[at].tolist()
            head, where = [f"row {grouped(int(view.rows[at]) + 1)}"], frame.pixel(*places)
        else:
            places = [
                round_near(frame.step(point.x), 1 / frame.pixels_a_step),
                round_near(frame.height(point.y), 1 / frame.pixels_a_unit),
            ]
            head, where = [], point
        inputs = tuple(places[: len(view.names)])
        value = output_at(self._session.present, node, inputs)
        lines = [f"{name} {number(x)}" for name, x in zip(view.names, inputs, strict=True)]
        lines = [*head, *lines, f"{node.name} {number(value)}"]
        if at is None and not view.is_map:
            return readout_at(lines, frame.pixel(inputs[0], value), frame.box)
        return Readout(lines, *where, is_ringed=False)

    # Painting

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        view, node, colors = self.view, self.node, self._theme.colors
        if view is None or node is None:
            return
        area, room = QRectF(*frame.box.rectangle), frame.box.grown(_EDGE)
        painter.save()
        painter.setClipRect(area)
        if view.is_map:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            dark = self._theme.is_dark
            picture = ground_picture(view.values, *view.heights, dark=dark, signed=True)
            size = (view.values.shape[0], view.values.shape[1])
            painter.drawImage(stretched_over(frame.box, size), picture)
        else:
            along = np.linspace(*view.shown[0], view.values.size)
            line = line_path(frame.points(along, view.values), room)
            painter.strokePath(line, QPen(QColor(colors.ink), 1.8))
        places = frame.points(*view.dots.T)
        kinds = None if view.classes is None else view.classes.tolist()
        paint_row_dots(painter, colors, places, kinds, room)
        for at in np.flatnonzero(view.rows == node.row).tolist():
            paint_row_ring(painter, colors, (places[at, 0], places[at, 1]), room)
        painter.restore()
        painter.setPen(QPen(QColor(colors.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        if view.is_map:
            self._paint_bar(painter, frame, view)

    def _paint_bar(self, painter: QPainter, frame: Frame, view: InputsView) -> None:
        """Which colour is which output."""
        bar = bar_beside(frame.box)
        ticks = value_ticks(*view.heights, most_ticks(bar, QFontMetricsF(painter.font())))
        colors, dark = self._theme.colors, self._theme.is_dark
        paint_color_bar(painter, colors, bar, view.heights, ticks, dark=dark, signed=True)
