"""Axes in a window: what they show, where they lie, and the ranges that were chosen by hand."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QSizeF, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.geometry import box_at
from gui.plotting.axes import Axis, left_margin, paint_axes, ticks_across
from gui.plotting.plot_frame import Frame, Ranges, Span, can_show
from gui.plotting.plot_view import FONT_SIZE, PlotView
from gui.plotting.scales import LossScale, Tick
from gui.style.text_widths import TextWidths
from gui.style.theme import Theme

_MOST_TICKS = 12  # up an axis, however high it is
_TICK_LINES = 2.2  # heights of text from one tick up the axis to the next, if two have that room
_TOP = 0.5  # heights of text above the axes
_BOTTOM, _NO_NAMES = 2.6, 0.5  # and below, with ticks and the name or without
AXIS_LINES = _BOTTOM - _NO_NAMES  # heights of text that the axis across takes
_RIGHT = 12.0  # pixels
_LEAST = 20.0  # pixels that the axes have at least


class AxesView(PlotView):
    """What has axes, paints something over them, and remembers ranges for all that is looked at.

    `zoom_changed` comes when the ranges were chosen by hand, or are those at home again.

    Args:
        theme: how it looks.
        name: what it is, for a screen reader.
        tip: what can be done with it, for the mouse.
        parent: the widget this one belongs to.
    """

    zoom_changed = Signal(bool)

    def __init__(
        self, theme: Theme, name: str, tip: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, tip, parent)
        self._by_hand: dict[Hashable, Ranges] = {}
        self._frame: Frame | None = None
        self._ground = QPixmap()
        self._ground_of: object = None
        self._was_zoomed = False

    def home(self) -> Ranges:
        """What the axes show unless others were chosen by hand."""
        raise NotImplementedError

    def axes(self, scale: LossScale) -> tuple[Axis | None, Axis | None]:
        """The axis across and the one up, whose heights are those of a scale; None for no ticks."""
        raise NotImplementedError

    def range_key(self) -> Hashable:
        """What ranges are remembered for."""
        return None

    def may_show(self, ranges: Ranges) -> bool:
        """Whether the axes can show these ranges."""
        return can_show(*ranges.x) and can_show(*ranges.y)

    def follow(self, ranges: Ranges) -> Ranges:
        """Ranges chosen by hand, shifted so that what is looked at stays in view."""
        return ranges

    def on_ranges_chosen(self) -> None:
        """Look at another part, or at all of it again."""

    def paint_over(self, painter: QPainter, frame: Frame) -> None:
        """Paint all but the axes, in pixels."""
        raise NotImplementedError

    # Ranges

    @property
    def ranges(self) -> Ranges:
        """What the axes show."""
        chosen = self.chosen_ranges
        return self.home() if chosen is None else self.follow(chosen)

    @property
    def chosen_ranges(self) -> Ranges | None:
        """What was chosen by hand, before it follows anything."""
        return self._by_hand.get(self.range_key())

    @property
    def is_zoomed(self) -> bool:
        """Whether the ranges were chosen by hand."""
        return self.range_key() in self._by_hand

    def show_ranges(self, ranges: Ranges) -> None:
        """Show other ranges, and remember them."""
        if ranges != self.ranges and self.may_show(ranges):
            self._by_hand[self.range_key()] = ranges
            self._on_ranges_chosen()

    def hold_ranges(self) -> None:
        """Keep what the axes show, whatever comes into view."""
        self._by_hand[self.range_key()] = self.ranges

    def fit(self) -> None:
        """Show everything again."""
        self._by_hand.pop(self.range_key(), None)
        self._on_ranges_chosen()

    def forget_ranges(self) -> None:
        """Forget all ranges that were chosen by hand."""
        self._by_hand.clear()

    def _on_ranges_chosen(self) -> None:
        self.on_ranges_chosen()
        self.look_again()

    # Drawing

    @property
    def frame(self) -> Frame:
        """Where things lie, in pixels; found once for each time that is looked."""
        if self._frame is None:
            self._frame = self._find_frame()
            self.on_framed(self._frame)
        return self._frame

    def on_framed(self, frame: Frame) -> None:
        """Find what depends on where things lie."""

    @override
    def look_again(self) -> None:
        self._frame = None
        self.update()
        if self.is_zoomed != self._was_zoomed:
            self._was_zoomed = self.is_zoomed
            self.zoom_changed.emit(self.is_zoomed)

    def _find_frame(self) -> Frame:
        """The axes get all the room that their ticks and names do not take."""
        width_of, ranges = self._theme.widths(FONT_SIZE), self.ranges
        metrics = width_of.metrics
        line, (across, up) = metrics.height(), self.axes(ranges.scale)
        top, bottom = self.top_margin(metrics), (_BOTTOM if across else _NO_NAMES) * line
        height = max(self.height() - top - bottom, _LEAST)
        ticks = _ticks_up(up, ranges.y, height, metrics)
        left = self.left_margin(width_of, up, ticks)
        width = max(self.width() - left - self.right_margin(metrics), _LEAST)
        return Frame(box_at(left, top, width, height), *ranges)

    def left_margin(self, width_of: TextWidths, up: Axis | None, ticks: Sequence[Tick]) -> float:
        """The room that the name of the axis up and its ticks take, in pixels."""
        return left_margin(ticks, width_of, self.width(), named=bool(up and up.name))

    def right_margin(self, metrics: QFontMetricsF) -> float:
        """The room at the right of the axes, in pixels."""
        return _RIGHT

    def top_margin(self, metrics: QFontMetricsF) -> float:
        """The room above the axes, in pixels."""
        return _TOP * metrics.height()

    def _paint_axes(self, painter: QPainter, frame: Frame) -> None:
        width_of = self._theme.widths(FONT_SIZE)
        across, up = self.axes(frame.scale)
        ticks = (
            ticks_across(frame, width_of, across.ticks) if across else (),
            _ticks_up(up, frame.heights, frame.box.height, width_of.metrics),
        )
        names = (across.name if across else "", up.name if up else "")
        paint_axes(painter, self._theme.colors, frame, ticks, names)

    @override
    def paint(self, painter: QPainter) -> None:
        self._paint_axes(painter, self.frame)
        self.paint_over(painter, self.frame)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """As `paint_on` does, with the axes painted once for as long as they stay."""
        with QPainter(self) as painter:
            if self.paint_into_file(painter):
                return
            painter.drawPixmap(0, 0, self._ground_for(self.frame))
            self.set_up(painter)
            self.paint_over(painter, self.frame)

    def _ground_for(self, frame: Frame) -> QPixmap:
        names = [axis and axis.name for axis in self.axes(frame.scale)]
        scale, colors = self.devicePixelRatioF(), self._theme.colors
        ground_of = frame, names, self.range_key(), colors, self._theme.scale, self.size(), scale
        if ground_of != self._ground_of:
            self._ground_of = ground_of
            self._ground = QPixmap((QSizeF(self.size()) * scale).toSize())
            self._ground.setDevicePixelRatio(scale)
            self._ground.fill(QColor(colors.panel))
            with QPainter(self._ground) as painter:
                self.set_up(painter)
                self._paint_axes(painter, frame)
        return self._ground

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.look_again()


def _ticks_up(
    axis: Axis | None, shown: Span, pixels: float, metrics: QFontMetricsF
) -> Sequence[Tick]:
    """Ticks with air between them; closer ones on a low axis, rather than a single one."""
    if axis is None:
        return ()
    lines = pixels / metrics.height()
    few = min(max(2, int(lines / _TICK_LINES)), _MOST_TICKS)
    found = axis.ticks(*shown, few)
    closer = (axis.ticks(*shown, most) for most in range(few + 1, int(lines) + 2))
    return found if len(found) > 1 else next((more for more in closer if len(more) > 1), found)
