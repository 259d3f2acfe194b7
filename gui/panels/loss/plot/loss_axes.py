"""The two axes of the loss plot: their ranges, ticks and grid, and zooming into them."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from gui.geometry import box_at
from gui.plotting.plot_frame import Frame
from gui.plotting.scales import (
    LossRange,
    LossScale,
    Tick,
    linear_range,
    loss_ticks,
    step_range,
    step_ticks,
)
from gui.style.theme import Theme

_TEXT_SIZE = 0.85
_SIDE_ROOM = 0.012  # so that dots and lines on the edge of the range are not cut
_TOP_ROOM = 0.03
_BOTTOM_ROOM = 0.015
_DEEPEST_ZOOM = 1e-7
_WIDTH_STEP = 6
_MOST_TICKS = 7


class LossAxes(QObject):
    """Owns the view box and its axes. Ranges are set, never searched for by pyqtgraph.

    `moved` comes when the ranges or the place of the axes have changed, `zoom_changed` when the
    user has zoomed in or everything is in view again.
    """

    moved = Signal()
    zoom_changed = Signal(bool)

    def __init__(self, plot: pg.GraphicsView, theme: Theme) -> None:
        super().__init__(plot)
        self._theme = theme
        self._range = linear_range(0.0)
        self._home = ((0.0, 1.0), (0.0, 1.0))
        self.steps = (0, 1)
        self.is_logarithmic = False
        self._right = -1
        self._drawn: tuple[Frame, LossScale] | None = None
        self.is_zoomed = False
        self.view = pg.ViewBox(enableMenu=False, defaultPadding=0)
        self.view.disableAutoRange()
        self.loss_axis = pg.AxisItem("left")
        self.step_axis = pg.AxisItem("bottom")
        self._grid = pg.PlotCurveItem(connect="pairs", antialias=False)
        self._grid.setZValue(-10)
        self.view.addItem(self._grid)
        self._layout = pg.GraphicsLayout()
        self._layout.setSpacing(0)
        self._layout.addItem(self.loss_axis, 0, 0)
        self._layout.addItem(self.view, 0, 1)
        self._layout.addItem(self.step_axis, 1, 1)
        plot.setCentralItem(self._layout)
        for axis in (self.loss_axis, self.step_axis):
            axis.enableAutoSIPrefix(False)
            axis.linkToView(self.view)
        self.view.sigRangeChanged.connect(self._on_moved)
        self.view.sigResized.connect(self._on_moved)
        self.view.sigRangeChangedManually.connect(self._on_moved_by_hand)

    @property
    def range(self) -> LossRange:
        """The scale of the losses, and its range when everything is in view."""
        return self._range

    def restyle(self) -> None:
        """Take on the theme's colours and fonts."""
        colors = self._theme.colors
        font = self._theme.font(_TEXT_SIZE)
        overhang = self._theme.pixels(40)
        muted = {"color": colors.muted, "font-size": f"{font.pixelSize()}px"}
        for axis, name in ((self.loss_axis, "loss"), (self.step_axis, "step")):
            axis.setPen(QPen(QColor(colors.grid)))
            axis.setTextPen(QPen(QColor(colors.muted)))
            axis.setTickFont(font)
            axis.setLabel(name, **muted)
        self.loss_axis.setStyle(tickLength=0, tickTextOffset=6, hideOverlappingLabels=overhang)
        self.step_axis.setStyle(tickLength=0, tickTextOffset=4, hideOverlappingLabels=overhang)
        self._right, self._drawn = -1, None  # margins and ticks follow with the next frame
        self.step_axis.setHeight(self._theme.pixels(36))
        grid = QPen(QColor(colors.grid))
        grid.setCosmetic(True)
        self._grid.setPen(grid)

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Choose the loss axis; everything is in view again."""
        self.is_logarithmic = logarithmic
        self.reset()

    def fit(self, steps: tuple[int, int], losses: LossRange) -> None:
        """Let the ranges, with everything in view, cover these steps and losses."""
        scale, self._range = self._range.scale, losses
        self.steps = step_range(*steps)
        home = self._home
        self._home = _with_room(self.steps, self._range)
        if home != self._home or scale != self._range.scale:
            kept = self.view.viewRange()[1]
            factor = scale.unit / self._range.scale.unit
            self._limit()
            if not self.is_zoomed:
                self._show(*self._home)
            elif factor != 1:
                self.view.setRange(yRange=[height * factor for height in kept], padding=0)

    def reset(self) -> None:
        """Show everything again."""
        if self.is_zoomed:
            self.is_zoomed = False
            self.zoom_changed.emit(False)
        self._show(*self._home)

    def frame(self) -> Frame | None:
        """What part of the axes is on screen and where, or None before there is any room."""
        place = self.view.sceneBoundingRect()
        if place.width() < 1 or place.height() < 1:
            return None
        steps, heights = self.view.viewRange()
        box = box_at(place.x(), place.y(), place.width(), place.height())
        return Frame(box, (steps[0], steps[1]), (heights[0], heights[1]))

    def draw(self, frame: Frame) -> None:
        """Put ticks and grid where they belong in the frame, if it is not the one they are for."""
        if (frame, self._range.scale) == self._drawn:
            return
        self._drawn = (frame, self._range.scale)
        metrics = QFontMetricsF(self._theme.font(_TEXT_SIZE))
        ticks = loss_ticks(
            self._range.scale, *frame.heights, _count(frame.box.height / metrics.height() / 2.2)
        )
        self.loss_axis.setTicks([[(tick.position, tick.text) for tick in ticks]])
        self._grid_at(ticks, frame)
        widest = max((metrics.horizontalAdvance(tick.text) for tick in ticks), default=0.0)
        room = widest + metrics.height() + 11
        self.loss_axis.setWidth(-(-int(room) // _WIDTH_STEP) * _WIDTH_STEP)
        ticks = self._step_ticks(frame, metrics)
        self.step_axis.setTicks([[(tick.position, tick.text) for tick in ticks]])
        last = metrics.horizontalAdvance(ticks[-1].text) if ticks else 0.0
        right = max(self._theme.pixels(8), -(-int(last / 2 + 2) // _WIDTH_STEP) * _WIDTH_STEP)
        if right != self._right:
            self._right = right
            self._layout.setContentsMargins(0, self._theme.pixels(6), right, 0)

    def _step_ticks(self, frame: Frame, metrics: QFontMetricsF) -> list[Tick]:
        """As many as there is room for: the more digits, the fewer."""
        most = _count(frame.box.width / metrics.horizontalAdvance("0000") / 1.2)
        while True:
            ticks = step_ticks(*frame.steps, most)
            widest = max((metrics.horizontalAdvance(tick.text) for tick in ticks), default=0.0)
            if most == 1 or len(ticks) * widest * 1.35 <= frame.box.width:
                return ticks
            most -= 1

    def _grid_at(self, ticks: list[Tick], frame: Frame) -> None:
        heights = np.repeat(np.array([tick.position for tick in ticks], dtype=np.float64), 2)
        self._grid.setData(np.tile(np.array(frame.steps), len(ticks)), heights)

    def _limit(self) -> None:
        """Nobody gets lost: no further out than everything, no deeper than numbers reach."""
        (first, last), (low, high) = self._home
        self.view.setLimits(
            xMin=first,
            xMax=last,
            yMin=low,
            yMax=high,
            minXRange=min(2.0, last - first),
            minYRange=(high - low) * _DEEPEST_ZOOM,
        )

    def _show(self, steps: tuple[float, float], heights: tuple[float, float]) -> None:
        self.view.setRange(xRange=steps, yRange=heights, padding=0)

    def _on_moved(self) -> None:
        self.moved.emit()

    def _on_moved_by_hand(self) -> None:
        shown = np.array(self.view.viewRange())
        home = np.array(self._home)
        span = home[:, 1] - home[:, 0]
        zoomed = bool((np.abs(shown - home).max(axis=1) > span * 1e-3).any())
        if zoomed != self.is_zoomed:
            self.is_zoomed = zoomed
            self.zoom_changed.emit(zoomed)


def _count(room: float) -> int:
    """How many ticks: as many as there is room for, but not so many that they distract."""
    return max(1, min(int(room), _MOST_TICKS))


def _with_room(
    steps: tuple[int, int], losses: LossRange
) -> tuple[tuple[float, float], tuple[float, float]]:
    across = (steps[1] - steps[0]) * _SIDE_ROOM
    _, low, high = losses
    up = high - low
    return (
        (steps[0] - across, steps[1] + across),
        (low - up * _BOTTOM_ROOM, high + up * _TOP_ROOM),
    )
