"""A node's output over the inputs: a map over two, a curve over one, with the rows as dots."""

from collections.abc import Hashable
from functools import partial

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.numbers import count_text, counted, number
from gui.panels.node.inputs_view import InputsView, is_for, look_over_inputs, output_at
from gui.panels.node.node_plot import TIP
from gui.panels.node.node_view import NodeView, look_at_node, may_show_values
from gui.plotting.axes import Axis, value_axis
from gui.plotting.heights.color_bar import bar_beside, bar_margin, most_ticks, paint_color_bar
from gui.plotting.heights.ground_picture import ground_picture, stretched_over
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.row_dots import paint_row_dots, paint_row_ring
from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Frame, Pixel, Ranges
from gui.plotting.readout import Readout, readout_at
from gui.plotting.scales import LossScale, round_near, value_ticks
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_REACH = 9.0
_REST = 120  # milliseconds
_EDGE = 4.0
_NOWHERE = Ranges((0.0, 1.0), (0.0, 1.0))


class InputsPlot(Plot):
    """Follows the session; computed when it is painted, once for each change."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        tip = TIP.replace("tick", "dot")
        super().__init__(theme, "The output of a node over the inputs", tip, parent)
        self._session = session
        self._history = session.history
        self._node: NodeView | None = None
        self._view: InputsView | None = None
        self._rest = RestTimer(self, _REST, self.renew)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(lambda _: self._rest.start())
        session.focus_changed.connect(lambda _: self.renew())

    @property
    def view(self) -> InputsView | None:
        """What there is to see, if it may be seen."""
        if self._view is None:
            session, chosen = self._session, self.chosen_ranges
            document, place = session.document, session.focus.node
            self._node = look_at_node(session.present, session.focus)
            is_possible = is_for(document.experiment)
            if place is None or self._node is None or not is_possible:
                return None
            if not may_show_values(document, session.focus, place):
                return None
            moving = session.is_running or session.present.is_preview or self._rest.isActive()
            shown = None if chosen is None else (chosen.x, chosen.y)
            self._view = look_over_inputs(session.present, self._node, shown, moving=moving)
        return self._view

    def _on_changed(self, present: Present) -> None:
        if self._session.history is not self._history:
            self._history = self._session.history
            self.forget_ranges()
        if self._session.is_running or present.is_preview:
            self._rest.start()
        self.renew()

    def renew(self) -> None:
        """Look anew."""
        self._view = None
        self.look_again()

    @override
    def describe(self) -> str:
        view = self.view
        if view is None or self._node is None:
            return ""
        known = view.values[np.isfinite(view.values)]
        if not known.size:
            return f"{self._node.name} has no output that is a number here"
        low, high = number(float(known.min())), number(float(known.max()))
        over = " and ".join(view.names)
        rows = counted(view.rows.size, "row")
        return f"{self._node.name} over {over}: from {low} to {high}; {rows}"

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

    def _dot_at(self, frame: Frame, point: Pixel) -> int | None:
        """The dot under the pointer."""
        if self.view is None:
            return None
        away = np.hypot(*(frame.points(*self.view.dots.T) - point).T)
        at = int(np.nan_to_num(away, nan=np.inf).argmin())
        return at if away[at] < _REACH else None

    @override
    def can_click(self, frame: Frame, point: Pixel) -> bool:
        return self._dot_at(frame, point) is not None

    @override
    def click(self, frame: Frame, point: Pixel) -> None:
        at = self._dot_at(frame, point)
        if at is not None and self.view is not None:
            self._session.look_at_row(int(self.view.rows[at]))

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        """A row, or the output at the pointer."""
        view, node, at = self.view, self._node, self._dot_at(frame, point)
        if view is None or node is None or not frame.box.contains(*point):
            return None
        if at is not None:
            places = view.dots[at].tolist()
            head, where = [f"row {count_text(int(view.rows[at]) + 1)}"], frame.pixel(*places)
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
        view, colors = self.view, self._theme.colors
        if view is None:
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
        for at in np.flatnonzero(view.rows == self._session.focus.row).tolist():
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
