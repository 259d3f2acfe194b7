"""What an input is given: how many rows have which value, and each row's own."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.nn.arrays import Array
from core.response.maps import span_of
from core.text.numbers import counted, grouped
from gui.formatting.numbers import number
from gui.panels.node.node_view import NodeView
from gui.panels.node.rug import paint_rug
from gui.panels.node.rug_plot import RugPlot
from gui.plotting.axes import Axis, value_axis
from gui.plotting.plot_frame import Frame, Pixel, Ranges
from gui.plotting.readout import Readout
from gui.plotting.scales import LossScale, Tick, step_ticks
from gui.session.session import Session
from gui.style.theme import Theme

_MOST_BARS = 25
_ABOVE, _BELOW = 0.1, 0.35  # of the height of the bars, for the rug


class Bars(NamedTuple):
    """How many rows lie between each two ends: shapes (n,) and (n + 1,)."""

    counts: Array
    ends: Array


class InputPlot(RugPlot):
    """Follows the session."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, "The values of an input", parent)
        self._bars: Bars | None = None

    @property
    def bars(self) -> Bars:
        """How many rows have which value; only of an input."""
        if self._bars is None:
            assert self.node is not None
            assert self.node.sums is not None
            low, high = span_of(self.node.sums)
            bars = min(_MOST_BARS, 1 + 2 * round(np.sqrt(self.node.sums.size)))
            counts, ends = np.histogram(self.node.sums, np.linspace(low, high, bars + 1))
            self._bars = Bars(counts.astype(np.float64), ends)
        return self._bars

    @override
    def renew(self) -> None:
        self._bars = None
        super().renew()

    @override
    def wanted(self) -> Ranges:
        bars = self.bars
        most = float(bars.counts.max())
        return Ranges(
            (float(bars.ends[0]), float(bars.ends[-1])), (-_BELOW * most, (1 + _ABOVE) * most)
        )

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, Axis]:
        name = "" if self.node is None else self.node.name
        return value_axis(self.name_across(name)), Axis("rows", _counts)

    @override
    def row_lines(self, node: NodeView, row: int) -> list[str]:
        assert node.sums is not None
        assert node.values is not None
        value, seen = float(node.sums[row]), float(node.values[row])
        lines = [f"row {grouped(row + 1)}", f"{node.name} {number(value)}"]
        return lines if seen == value else [*lines, f"scaled {number(seen)}"]

    @override
    def read_at(self, frame: Frame, point: Pixel) -> Readout | None:
        """The bar under the pointer."""
        bars, at = self.bars, frame.step(point.x)
        nth = int(np.searchsorted(bars.ends, at, side="right")) - 1
        if not 0 <= nth < bars.counts.size:
            return None
        low, high = (number(float(f"{end:.3g}")) for end in bars.ends[nth : nth + 2].tolist())
        lines = (f"from {low} to {high}", counted(int(bars.counts[nth]), "row"))
        return Readout(lines, *point, is_ringed=False)

    @override
    def describe(self) -> str:
        node = self.node
        if node is None or node.sums is None:
            return ""
        low, high = number(float(node.sums.min())), number(float(node.sums.max()))
        here = "" if node.row is None else f"; {number(float(node.sums[node.row]))} here"
        return f"{node.name} in {counted(node.sums.size, 'row')}, from {low} to {high}{here}"

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        rug, colors = self.rug, self._theme.colors
        if self.node is None or rug is None:
            return
        painter.save()
        painter.setClipRect(QRectF(*frame.box.rectangle))
        foot, bars = frame.y(0.0), self.bars
        lefts = frame.points(bars.ends, bars.ends)[:, 0].tolist()
        for nth, count in enumerate(bars.counts.tolist()):
            top = frame.y(count)
            bar = QRectF(lefts[nth] + 0.5, top, lefts[nth + 1] - lefts[nth] - 1, foot - top)
            painter.fillRect(bar, QColor(colors.zero))
        paint_rug(painter, colors, frame, rug)
        painter.restore()


def _counts(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Counts of rows, none below 0."""
    return step_ticks(max(low, 0.0), high, most)
