"""The losses of all racers in one plot, over steps, epochs, or rows seen."""

from collections.abc import Hashable

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.nn.arrays import Array
from core.racing.by_hand import ByHand
from core.racing.race import Measure
from core.text.numbers import grouped
from gui.formatting.numbers import number
from gui.formatting.racer_words import YOU, hand_words, standing_words
from gui.operations.race.racing import Racing
from gui.panels.race.race_curves import RaceCurve, RaceCurves
from gui.plotting.axes import Axis, loss_axis, value_axis
from gui.plotting.line_plot import LinePlot
from gui.plotting.lines.dashed_lines import line_label_size, paint_line_label
from gui.plotting.lines.line_labels import label_places
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.marks import paint_circle, paint_dots
from gui.plotting.lines.racer_look import BY_HAND, racer_color, racer_pen
from gui.plotting.plot_frame import Frame, Pixel, Ranges, along, finite
from gui.plotting.readout import Clear, Readout, readout_at
from gui.plotting.scales import LossScale, step_ticks
from gui.style.theme import Theme

_REACH = 9.0  # pixels around a line within which the pointer is on it
_SIDE_ROOM, _TOP_ROOM = 0.015, 0.03
_BEYOND = 4.0
_END = 4.0  # pixels: the radius of the dot where a racer stands
_TIP = "Drag the ground and turn the wheel to look closer; a double-click shows everything again"
_NOWHERE = Ranges((0.0, 1.0), (0.0, 1.0))
_NO_POINTS = np.empty((0, 2))


class RacePlot(LinePlot[list[tuple[RaceCurve, Array]]]):
    """Follows the race: every descent, and the pixels that its line goes through, shape (n, 2)."""

    def __init__(self, racing: Racing, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Losses of all racers", _TIP, parent)
        self._racing = racing
        self._curves: RaceCurves | None = None
        self.measure = Measure.STEPS
        self.is_logarithmic = False
        racing.begun.connect(self._on_begun)
        racing.advanced.connect(self.look_again)
        racing.running_changed.connect(self.look_again)
        self._on_begun()

    def set_measure(self, measure: Measure) -> None:
        """Choose what the way of a racer is measured in."""
        self.measure = measure
        self.look_again()

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Choose the loss axis."""
        self.is_logarithmic = logarithmic
        self.look_again()

    def _on_begun(self) -> None:
        race = self._racing.race
        self._curves = None if race is None else RaceCurves(race)
        self.forget_ranges()
        self.look_again()

    @override
    def describe(self) -> str:
        found = self._racing.verdict
        if found is None:
            return "No race"
        each = zip(self._racing.entrants, found.standings, strict=True)
        losses = "; ".join(f"{name}: {standing_words(standing)}" for name, standing in each)
        hand = self._racing.hand
        yours = "" if hand is None else f", after {hand_words(hand)}"
        return f"Losses after {self._racing.how_far}: {losses}{yours}"

    # The axes

    @override
    def range_key(self) -> Hashable:
        return self.measure, self.is_logarithmic

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, Axis]:
        begun = self._racing.document.experiment.updates
        name = f"{self.measure.value}{f' from step {grouped(begun)}' if begun else ''}"
        across = value_axis(name) if self.measure is Measure.EPOCHS else Axis(name, step_ticks)
        aside = self._racing.document.experiment.validation is not None
        return across, loss_axis(scale, "loss of rows set aside" if aside else "loss")

    @override
    def find_home(self) -> Ranges:
        if self._curves is None:
            return _NOWHERE
        first, last = self._curves.span(self.measure)
        hand = self._racing.hand
        by_hand = np.empty(0) if hand is None else hand.losses
        if self.measure is Measure.STEPS:
            last = max(last, float(len(by_hand)))
        scale, low, high = self._curves.range(by_hand, logarithmic=self.is_logarithmic)
        across, up = _SIDE_ROOM * (last - first), _TOP_ROOM * (high - low)
        return Ranges((first - across, last + across), (low - up, high + up), scale)

    @override
    def follow(self, ranges: Ranges) -> Ranges:
        """The same losses, whatever they are counted in."""
        return ranges.in_scale(self.home().scale)

    # What there is to see

    @override
    def find_lines(self) -> list[tuple[RaceCurve, Array]]:
        found, curves, frame = self._racing.verdict, self._curves, self.frame
        if found is None or curves is None:
            return []
        shown = [standing.middle for standing in found.standings]
        return [
            (curve, frame.curve(curve.way, curve.losses))
            for curve in curves.curves(self.measure, shown, frame.steps, self.columns)
        ]

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        """The racer whose line the pointer is on, and its loss there."""
        best, found = _REACH * self._theme.scale, None
        for curve, points in self.lines:
            away = np.hypot(*(points - point).T)
            if len(away) and not np.isnan(away).all() and np.nanmin(away) < best:
                best, found = float(np.nanmin(away)), (curve, int(np.nanargmin(away)))
        if found is None:
            return None
        curve, at = found
        way, loss = float(curve.way[at]), float(curve.losses[at])
        name = self._racing.names[curve.racer]
        lines = [name, f"{self.measure.value} {number(way)}: loss {number(loss)}"]
        return readout_at(lines, frame.pixel(way, loss), frame.box)

    @override
    def clear(self, frame: Frame) -> Clear:
        lines = [along(points) for curve, points in self.lines if curve.is_shown]
        return Clear(np.vstack((_NO_POINTS, *lines)))

    # Painting

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        colors, room = self._theme.colors, frame.box.grown(_BEYOND)
        painter.save()
        painter.setClipRect(QRectF(*room.rectangle))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for curve, points in self.lines:
            pen = racer_pen(colors, curve.racer, thin=not curve.is_shown)
            painter.strokePath(line_path(points, room), pen)
        self._paint_ends(painter, frame)
        if self._racing.hand is not None:
            self._paint_hand(painter, frame, self._racing.hand)
        painter.restore()
        if not self._racing.is_running:  # finding places takes longer than all else
            self._paint_names(painter, frame)

    def _paint_ends(self, painter: QPainter, frame: Frame) -> None:
        """A dot where each racer stands; a hollow one where it is out."""
        colors, room = self._theme.colors, frame.box.grown(_BEYOND)
        for curve, points in self.lines:
            ends = finite(points)[-1:].tolist()
            if not (curve.is_shown and ends and room.contains(*ends[0])):
                continue
            color = racer_color(colors, curve.racer)
            is_out = self._racing.shown(curve.racer).refusal is not None
            fill = colors.panel if is_out else color
            paint_circle(painter, ends[0], _END * self._theme.scale, (color, 1.5), fill)

    def _hand_line(self, frame: Frame, hand: ByHand) -> Array:
        """The losses by hand, an edit for a step; over anything else only where they have led."""
        in_steps = self.measure is Measure.STEPS
        losses = hand.losses if in_steps else hand.losses[-1:]
        return frame.curve(np.arange(float(len(losses))), losses)

    def _paint_hand(self, painter: QPainter, frame: Frame, hand: ByHand) -> None:
        """A dot for each edit by hand, and how low they have come right across the plot."""
        colors, room = self._theme.colors, frame.box.grown(_BEYOND)
        color, line = racer_color(colors, BY_HAND), self._hand_line(frame, hand)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.strokePath(line_path(line, room), racer_pen(colors, BY_HAND))
        across = frame.curve(np.array(frame.steps), np.full(2, hand.loss))
        painter.strokePath(line_path(across, room), racer_pen(colors, BY_HAND, thin=True))
        paint_dots(painter, finite(line), color, 2 * _END * self._theme.scale)

    def _paint_names(self, painter: QPainter, frame: Frame) -> None:
        """The name of each racer beside its line, where there is room."""
        colors, metrics = self._theme.colors, QFontMetricsF(painter.font())
        shown = [(curve.racer, points) for curve, points in self.lines if curve.is_shown]
        names = [self._racing.names[racer] for racer, _ in shown]
        if self._racing.hand is not None:
            shown.append((BY_HAND, self._hand_line(frame, self._racing.hand)))
            names.append(YOU)
        sizes = [line_label_size(name, metrics) for name in names]
        places = label_places([points for _, points in shown], sizes, frame.box)
        for (racer, _), name, place in zip(shown, names, places, strict=True):
            if place is not None:
                words = name, colors.ink
                paint_line_label(painter, colors, racer_pen(colors, racer), words, place)
