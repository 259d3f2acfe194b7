"""Predictions beside what was wanted; a click on a point looks at its row."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.panels.predictions.confusion_painting import names_room, paint_confusion
from gui.panels.predictions.drawing import Drawing
from gui.panels.predictions.fit_painting import FitPainting
from gui.panels.predictions.fit_reading import (
    cell_lines,
    found_at,
    place_of,
    point_lines,
    prediction_lines,
    row_at,
)
from gui.panels.predictions.fit_view import FitKind, FitView, Part, kinds_for, look
from gui.panels.predictions.fit_words import fit_words
from gui.panels.predictions.pen import DRAWN_ON, Sheet
from gui.panels.predictions.row_point import RowPoint, point_at
from gui.plotting.axes import Axis, value_axis
from gui.plotting.heights.color_bar import bar_margin
from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Frame, Pixel, Ranges, along
from gui.plotting.readout import Clear, Readout, readout_at
from gui.plotting.scales import LossScale, Tick, value_ticks
from gui.session.messages import Message
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.style.text_widths import TextWidths
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_REST = 120  # milliseconds
_TIP = (
    "Click a point to look at its row, elsewhere to run the place through the network;"
    " drag the ground and turn the wheel to look elsewhere"
)


class FitPlot(Plot):
    """Follows the session; computed when it is painted, once for each change."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Predictions beside the targets", _TIP, parent)
        self._session = session
        self._history = session.history
        self._wanted: FitKind | None = None
        self._output = 0
        self._part = Part.LEARNT
        self._view: FitView | None = None
        self.drawing = Drawing(session)
        self._rest = RestTimer(self, _REST, self._renew)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_running_changed)
        session.focus_changed.connect(self._on_focus_changed)

    @property
    def kind(self) -> FitKind:
        """How predictions are shown: as chosen, or as it fits best."""
        fitting = kinds_for(self._session.document.experiment)
        return self._wanted if self._wanted in fitting else fitting[0]

    def choose(self, kind: FitKind) -> None:
        """Choose how predictions are shown."""
        self._wanted = kind
        self._renew()

    @property
    def output(self) -> int:
        """Which prediction is shown."""
        return min(self._output, self._session.document.experiment.network.sizes[-1] - 1)

    def choose_output(self, output: int) -> None:
        """Choose which prediction is shown."""
        self._output = output
        self._renew()

    @property
    def part(self) -> Part:
        """Whose classes are compared: those of all rows, unless some are set aside."""
        aside = self._session.document.experiment.validation is not None
        return self._part if aside else Part.LEARNT

    def choose_part(self, part: Part) -> None:
        """Choose whose classes are compared."""
        self._part = part
        self._renew()

    def draw(self, wanted: bool) -> None:
        """Draw rows with the mouse, or no longer; the axes stand still while it is done."""
        self.drawing.is_wanted = wanted
        self._session.look_at_row(self._session.focus.row)  # what is drawn on rings it
        (self.hold_ranges if wanted else self.fit)()
        self._renew()

    @property
    def _sheet(self) -> Sheet:
        return Sheet(self._session.document, self.kind, self.output)

    @property
    def view(self) -> FitView:
        """What there is to see."""
        if self._view is None:
            session, chosen = self._session, self.chosen_ranges
            moving = session.is_running or session.present.is_preview or self._rest.isActive()
            shown = None if chosen is None else (chosen.x, chosen.y)
            self._view = look(
                session.document,
                session.evaluation.predictions,
                self.kind,
                self.output,
                self.part,
                shown,
                moving=moving,
            )
        return self._view

    @override
    def describe(self) -> str:
        return fit_words(self.view)

    def _on_changed(self, present: Present) -> None:
        if self._session.history is not self._history:
            self._history = self._session.history
            self.forget_ranges()
            if self.drawing.is_wanted:
                self._view = None
                self.hold_ranges()
        if self._session.is_running or present.is_preview:
            self._rest.start()
        self._renew()

    def _on_running_changed(self, running: bool) -> None:
        if not running:
            self._rest.start()

    def _renew(self) -> None:
        self._view = None
        self.look_again()

    def _on_focus_changed(self, _: Focus) -> None:
        self.update()

    # The axes

    @override
    def range_key(self) -> Hashable:
        return self.kind, self.output

    @override
    def home(self) -> Ranges:
        return Ranges(*self.view.spans)

    @override
    def may_show(self, ranges: Ranges) -> bool:
        return self.kind is not FitKind.CONFUSION and super().may_show(ranges)

    @override
    def on_ranges_chosen(self) -> None:
        if self.kind in (FitKind.CURVE, FitKind.MAP):  # there are predictions everywhere
            self._view = None
            self._rest.start()

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, Axis | None]:
        across, up = self.view.names
        if self.kind is FitKind.CONFUSION:
            return Axis(
                f"{across} across, {up} down", lambda *_: ()
            ), None  # the classes stand there
        return value_axis(across), value_axis(up)

    @override
    def left_margin(self, width_of: TextWidths, up: Axis | None, ticks: Sequence[Tick]) -> float:
        if self.kind is FitKind.CONFUSION:
            return names_room(self.view, width_of.metrics, self.width())
        return super().left_margin(width_of, up, ticks)

    @override
    def right_margin(self, metrics: QFontMetricsF) -> float:
        if self.view.heights is None:
            return super().right_margin(metrics)
        return bar_margin(partial(value_ticks, *self.view.heights), self.height(), metrics)

    # The hand

    @override
    def handle(self) -> RowPoint | None:
        """While rows are drawn, the one on show."""
        if not self.drawing.is_on(self.kind):
            return None
        return self.drawing.point(self._sheet, self._session.focus.row, self.ranges)

    @override
    def handle_at(self, frame: Frame, point: Pixel) -> RowPoint | None:
        row = row_at(self.view, frame, point) if self.drawing.is_on(self.kind) else None
        return None if row is None else self.drawing.point(self._sheet, row, frame.ranges, point)

    @override
    def key_deed(self, key: Qt.Key) -> Callable[[], object] | None:
        if self.drawing.is_on(self.kind):
            return self.drawing.deed(key, self._sheet, self.frame)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.kind in DRAWN_ON:
            return partial(self._run_through, self.frame, self.frame.middle)
        return None

    @override
    def can_click(self, frame: Frame, point: Pixel) -> bool:
        reads = self.kind in DRAWN_ON and frame.box.contains(*point)
        return reads or row_at(self.view, frame, point) is not None

    @override
    def click(self, frame: Frame, point: Pixel) -> None:
        """Look at the row of a point; elsewhere add one, or run the place through the network."""
        row = row_at(self.view, frame, point)
        if row is not None:
            self._session.look_at_row(row)
        elif self.can_click(frame, point) and self.drawing.is_on(self.kind):
            self.drawing.add(self._sheet, frame, point)
        elif self.can_click(frame, point):
            self._run_through(frame, point)

    def _run_through(self, frame: Frame, point: Pixel) -> None:
        """Have the drawing show what the network makes of a place, and say what it predicts."""
        x, y = point_at(frame, point)
        inputs = (x,) if self.kind is FitKind.CURVE else (x, y)
        self._session.look_at_point(inputs)
        said = ", ".join(self._lines_at(inputs))
        self._session.tell(Message(f"{said} · no row, so no target"))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.drawing.is_on(self.kind):
            self.mousePressEvent(event)  # the second of two points drawn in haste
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        """The row under the pointer, or what is predicted there."""
        view = self.view
        found = found_at(view, frame, point)
        if found is not None:
            points, at = found
            place = Pixel(*frame.points(points.x, points.y)[at].tolist())
            return readout_at(point_lines(view, points, at), place, frame.box)
        if not frame.box.contains(*point):
            return None
        if view.kind is FitKind.CONFUSION:
            down = len(view.class_names) - frame.height(point.y)
            return Readout(cell_lines(view, frame.step(point.x), down), *point, is_ringed=False)
        return self._prediction(frame, point)

    @override
    def clear(self, frame: Frame) -> Clear:
        line = self.view.line
        lines = [] if line is None else [along(frame.points(*line.T))]
        rows = [frame.points(points.x, points.y) for points in self.view.points]
        return Clear(np.vstack((*lines, *rows, np.empty((0, 2)))))

    def _prediction(self, frame: Frame, point: Pixel) -> Readout | None:
        """What is predicted at the pointer: on the curve above or below it, or on the map."""
        x, y = point_at(frame, point)
        if self.kind is FitKind.CURVE:
            return readout_at(self._lines_at((x,)), frame.pixel(*self._place_of((x,))), frame.box)
        if self.kind is FitKind.MAP:
            return Readout(self._lines_at((x, y)), *point, is_ringed=False)
        return None

    def _lines_at(self, inputs: Sequence[float]) -> list[str]:
        """What is predicted at inputs, in their own units."""
        output = 0 if self.kind is FitKind.MAP else self.output
        return prediction_lines(self._session.document, self.view, output, inputs)

    def _place_of(self, inputs: Sequence[float]) -> tuple[float, float]:
        return place_of(self._session.document, self.kind, self.output, inputs)

    @property
    def _ringed(self) -> tuple[float, float] | None:
        """Where the point is whose values the drawing shows; None where it shows a row."""
        point = self._session.focus.point
        return None if point is None or self.kind not in DRAWN_ON else self._place_of(point)

    # Painting

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        colors, view = self._theme.colors, self.view
        if view.kind is FitKind.CONFUSION:
            paint_confusion(painter, colors, frame, view)
        else:
            painting = FitPainting(painter, colors, frame, dark=self._theme.is_dark)
            painting.paint(view, self._session.focus.shown_row, self._ringed)
