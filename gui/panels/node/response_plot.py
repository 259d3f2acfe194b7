"""A node's activation as a curve, with its tangent, and the sums of all rows under it."""

import numpy as np
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.nn.arrays import Array
from core.response.curve import Curve, curve, range_for, tangent_at
from core.text.numbers import grouped
from gui.formatting.numbers import number
from gui.panels.node.node_view import NodeView
from gui.panels.node.response_painting import ResponsePainting
from gui.panels.node.rug import paint_rug
from gui.panels.node.rug_plot import RugPlot
from gui.plotting.axes import Axis, value_axis
from gui.plotting.plot_frame import Frame, Pixel, Ranges, along
from gui.plotting.readout import Clear, Readout, readout_at
from gui.plotting.scales import LossScale, round_near, widened
from gui.session.session import Session
from gui.style.theme import Theme

_ABOVE, _BELOW = 0.12, 0.3  # of the height of the curve, for words and the rug


class ResponsePlot(RugPlot):
    """Follows the session. The slope has a curve of its own, where it is asked for."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "The activation of a node", parent)
        self._slopes_wanted = False
        self._curve: Curve | None = None

    def show_slopes(self, shown: bool) -> None:
        """Show the curve of the slope, or not."""
        self._slopes_wanted = shown
        self.forget_home()
        self.renew()

    @property
    def slope_curve(self) -> Array | None:
        """The slopes along the curve, shape (n,), if they are wanted and may be seen."""
        node = self.node
        shown = node is not None and node.shows_slopes and self._slopes_wanted
        return self.curve.slopes if shown else None

    @property
    def curve(self) -> Curve:
        """The activation as far as it is in view; only of a node."""
        if self._curve is None:
            assert self.node is not None
            self._curve = curve(self.node.activation, *self.ranges.x)
        return self._curve

    @override
    def renew(self) -> None:
        self._curve = None
        super().renew()

    @override
    def on_ranges_chosen(self) -> None:
        self.renew()

    @staticmethod
    def _range(node: NodeView) -> tuple[float, float]:
        sums = np.empty(0) if node.sums is None else node.sums
        at = np.empty(0) if node.tangent is None else np.array([node.tangent.sum])
        return range_for(node.activation, np.concatenate((sums, at)))

    @override
    def wanted(self) -> Ranges:
        node = self.node
        assert node is not None
        across = self._range(node)
        whole = curve(node.activation, *across)
        shows_slopes = self._slopes_wanted and node.shows_slopes
        heights = np.concatenate((whole.values, whole.slopes if shows_slopes else np.empty(0)))
        known = heights[np.isfinite(heights)]
        low, high = widened(float(known.min(initial=0)), float(known.max(initial=0)))
        room = high - low
        return Ranges(across, (low - _BELOW * room, high + _ABOVE * room))

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, Axis]:
        name = "" if self.node is None else f"sum of {self.node.name}"
        return value_axis(self.name_across(name)), Axis("", self.clear_of_rug)

    @override
    def row_lines(self, node: NodeView, row: int) -> list[str]:
        assert node.sums is not None
        assert node.values is not None
        lines = [f"row {grouped(row + 1)}"]
        if node.row_classes is not None:
            lines[0] += f": {node.class_names[int(node.row_classes[row])]}"
        sum_, value = float(node.sums[row]), float(node.values[row])
        return [*lines, f"sum {number(sum_)}", f"value {number(value)}"]

    @override
    def read_at(self, frame: Frame, point: Pixel) -> Readout | None:
        """The curve above or below the pointer."""
        node = self.node
        assert node is not None
        at = tangent_at(node.activation, round_near(frame.step(point.x), 1 / frame.pixels_a_step))
        lines = [f"sum {number(at.sum)}", f"value {number(at.value)}"]
        if node.shows_slopes:
            lines.append(f"activation slope {number(at.slope)}")
        return readout_at(lines, frame.pixel(at.sum, at.value), frame.box)

    @override
    def clear(self, frame: Frame) -> Clear:
        return Clear(along(frame.points(self.curve.sums, self.curve.values)))

    @override
    def describe(self) -> str:
        node = self.node
        if node is None:
            return ""
        parts = [f"{node.activation.name} of {node.name}"]
        if node.tangent is not None:
            parts.append(f"sum {number(node.tangent.sum)}, value {number(node.tangent.value)}")
            parts += filter(None, [node.slope_words])
        return "; ".join([*parts, node.state])

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        node, rug = self.node, self.rug
        if node is None:
            return
        strip = None if rug is None else rug.strip(frame)
        colors, slopes = self._theme.colors, self.slope_curve
        painting = ResponsePainting(painter, colors, frame, self.curve, node, slopes)
        painting.paint(strip)
        if rug is not None:
            paint_rug(painter, colors, frame, rug)
        painting.paint_words(strip)
