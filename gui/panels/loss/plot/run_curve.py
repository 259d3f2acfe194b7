"""One kind of curve of the loss plot: the path behind, the path ahead, or the runs kept."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from core.history.moments import Segment
from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.panels.loss.plot.loss_curves import NOTHING, Curve, LossCurves
from gui.plotting.clipping import clip_line
from gui.plotting.plot_frame import Frame
from gui.plotting.scales import LossScale
from gui.style.colors import Colors
from gui.style.theme import Theme

_SMOOTH_POINTS = 2000  # up to so many points lines are antialiased: slower, and nicer
_THICK_POINTS = 400
_BEYOND = 4.0  # pixels that lines reach beyond the view, so that no end of them is seen


class Look(NamedTuple):
    """How a curve is drawn, and whether it is one of the rows set aside."""

    color: Callable[[Colors], str]
    width: float
    dashed: bool
    validation: bool = False


BEHIND = Look(lambda colors: colors.ink, 2.0, dashed=False)
AHEAD = Look(lambda colors: colors.muted, 1.3, dashed=True)
ASIDE = Look(lambda colors: colors.negative, 1.8, dashed=False, validation=True)
KEPT = Look(lambda colors: colors.zero, 1.3, dashed=True)


class _Shown(NamedTuple):
    """What a curve was drawn from."""

    curves: LossCurves
    segments: tuple[Segment, ...]
    frame: Frame
    scale: LossScale
    most: int


class RunCurve:
    """Holds one item of the plot, and draws it anew only when there is something else to draw.

    `points` are the pixels that it goes through, shape (n, 2), with NaN as gaps.
    """

    def __init__(self, view: pg.ViewBox, theme: Theme, look: Look) -> None:
        self._theme = theme
        self._look = look
        self._shown: _Shown | None = None
        self._settled: _Shown | None = None
        self._start = NOTHING
        self.item = pg.PlotCurveItem(connect="finite")
        self.pen = QPen()
        self.points = np.empty((0, 2))
        view.addItem(self.item)

    def restyle(self) -> None:
        """Take on the theme's colours when it is drawn next."""
        self._shown = None

    def draw(
        self,
        curves: LossCurves,
        segments: Sequence[Segment],
        frame: Frame,
        scale: LossScale,
        most: int,
    ) -> None:
        """Draw these moments, in at most about `most` columns."""
        shown = _Shown(curves, tuple(segments), frame, scale, most)
        if shown == self._shown:
            return
        self._shown = shown
        steps, losses = self._read(shown)
        heights = scale.place(losses)
        self.pen = self._pen(len(heights))
        self.item.setPen(self.pen)
        part = clip_line(np.column_stack((steps, heights)), _in_view(frame))
        self.item.setData(*part.T, antialias=len(heights) <= _SMOOTH_POINTS)
        self.points = frame.points(steps, heights)

    def _read(self, shown: _Shown) -> Curve:
        """The curve; while a run goes on, only its last segment is read again."""
        curves, segments, frame, _, most = shown
        settled = shown._replace(segments=segments[:-1], scale=LossScale())
        if settled != self._settled:
            self._settled = settled
            self._start = self._curve(curves, settled.segments, frame, most)
        return self._start.then(self._curve(curves, segments[-1:], frame, most))

    def _curve(
        self, curves: LossCurves, segments: Sequence[Segment], frame: Frame, most: int
    ) -> Curve:
        return curves.curve(segments, *frame.steps, most, validation=self._look.validation)

    def _pen(self, count: int) -> QPen:
        width = self._look.width * self._theme.scale if count <= _THICK_POINTS else 1.0
        pen = QPen(QColor(self._look.color(self._theme.colors)), width)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if self._look.dashed:
            pen.setDashPattern([3.0, 2.5])
        return pen


def alone(points: Array) -> Array:
    """The points of a line that have a gap on either side, so that no line goes through them."""
    there = np.isfinite(points).all(axis=1)
    padded = np.concatenate(([False], there, [False]))
    return points[there & ~padded[:-2] & ~padded[2:]]


def _in_view(frame: Frame) -> Box:
    """What the axes show and a little more, in steps and heights."""
    (left, right), (low, high) = frame.steps, frame.heights
    across, up = _BEYOND / frame.pixels_a_step, _BEYOND / frame.pixels_a_unit
    return box_at(left - across, low - up, right - left + 2 * across, high - low + 2 * up)
