"""Softmax for the row on show: sum → power of e → share, a bar for each class."""

from collections.abc import Hashable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.nn.arrays import Rows
from core.nn.network import NodePlace
from core.response.shares import Shares
from core.text.numbers import grouped
from gui.formatting.numbers import number, percent
from gui.panels.node.node_plot import NodePlot
from gui.plotting.axes import Axis, value_axis
from gui.plotting.plot_frame import Frame, Pixel, Ranges
from gui.plotting.readout import Readout
from gui.plotting.scales import LossScale, Tick
from gui.session.session import Session
from gui.style.text_widths import TextWidths
from gui.style.theme import Theme

_LINE = 1.35  # heights of text from one bar to the next, at least
_NAMES = 0.34  # of the left margin
_MARGIN = 0.56  # of the width, for names, sums and powers
_SHARE = "0.0000"
_GAP = 6.0


class SharesPlot(NodePlot):
    """Follows the session; a click on a bar selects its node."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        tip = "Click a bar to select its node"
        super().__init__(session, theme, "The shares of softmax", tip, parent)

    @property
    def shares(self) -> Shares | None:
        """What there is to see, if it may be seen."""
        return None if self.node is None else self.node.shares

    @property
    def shown(self) -> Rows:
        """The nodes that have a bar: all, or the largest shares and the selected node."""
        assert self.node is not None
        assert self.node.shares is not None
        shares = self.node.shares.shares
        line = _LINE * QFontMetricsF(self.text_font).height()
        most = max(2, int((self.height() - 4 * line) / line))
        if shares.size <= most:
            return np.arange(shares.size)
        first = np.argsort(-np.nan_to_num(shares), kind="stable")
        others = first[first != self.node.place.node][: most - 1]
        return np.sort([self.node.place.node, *others])

    @property
    def left_out(self) -> str:
        """How many nodes have no bar, and their share; empty where all have one."""
        if self.shares is None:
            return ""
        rest = np.delete(self.shares.shares, self.shown)
        if not rest.size:
            return ""
        return f"{grouped(rest.size)} more: {number(float(rest.sum()))}"

    @property
    def titles(self) -> tuple[str, str, str]:
        """What stands above the columns."""
        off = 0.0 if self.shares is None else self.shares.taken_off
        power = f"e^(sum − {number(off)})" if off > 0 else f"e^(sum + {number(-off)})"
        return "sum", power if off else "e^sum", "share"

    # The axes

    @override
    def home(self) -> Ranges:
        return Ranges((0.0, 1.0), (0.0, float(len(self.shown)) if self.shares else 1.0))

    @override
    def range_key(self) -> Hashable:
        return 0

    @override
    def may_show(self, ranges: Ranges) -> bool:
        return False

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, None]:
        return value_axis("share of all powers"), None

    @override
    def left_margin(self, width_of: TextWidths, up: Axis | None, ticks: Sequence[Tick]) -> float:
        return _MARGIN * self.width()

    @override
    def right_margin(self, metrics: QFontMetricsF) -> float:
        return metrics.horizontalAdvance(_SHARE) + 2 * _GAP

    @override
    def top_margin(self, metrics: QFontMetricsF) -> float:
        return 1.5 * metrics.height()

    # The hand

    @override
    def thing_at(self, frame: Frame, point: Pixel) -> int | None:
        """Which node's line is under the pointer."""
        if self.shares is None or not frame.box.top <= point.y <= frame.box.bottom:
            return None
        nth = len(self.shown) - 1 - int(frame.height(point.y))
        return int(self.shown[min(max(nth, 0), len(self.shown) - 1)])

    @override
    def choose(self, at: int) -> None:
        if self.node is not None:
            self._session.select(nodes=(NodePlace(self.node.place.layer, at),))

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        at, node, shares = self.thing_at(frame, point), self.node, self.shares
        if at is None or node is None or shares is None:
            return None
        power, every = float(shares.powers[at]), float(shares.powers.sum())
        lines = [node.layer_names[at], f"sum {number(float(shares.sums[at]))}"]
        lines.append(f"{self.titles[1]} {number(power)}")
        share = f"{number(power)} / {number(every)} = {number(float(shares.shares[at]))}"
        return Readout([*lines, f"share {share}"], *point, is_ringed=False)

    @override
    def describe(self) -> str:
        node, shares = self.node, self.shares
        if node is None or shares is None:
            return ""
        each = (
            f"{node.layer_names[at]}: sum {number(float(shares.sums[at]))},"
            f" share {percent(float(shares.shares[at]))}"
            for at in self.shown.tolist()
        )
        return "; ".join([*each, *filter(None, [self.left_out])])

    # Painting

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        shares, node = self.shares, self.node
        if shares is None or node is None:
            return
        metrics, box = QFontMetricsF(painter.font()), frame.box
        self._paint_titles(painter, metrics, frame)
        height = box.height / len(self.shown)
        for nth, at in enumerate(self.shown.tolist()):
            middle = box.top + (nth + 0.5) * height
            self._paint_line(painter, frame, middle, min(0.62 * height, 1.2 * metrics.height()), at)
            if at == node.place.node:
                painter.setPen(QPen(QColor(self._theme.colors.ring), 2.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                ring = QRectF(2, middle - height / 2 + 1, self.width() - 4, height - 2)
                painter.drawRoundedRect(ring, 5, 5)

    def _columns(self, frame: Frame) -> tuple[float, float, float]:
        """The right ends of names, sums and powers."""
        left = frame.box.left - 2 * _GAP
        names = _NAMES * left
        return names, names + (left - names) * 0.45, left

    def _paint_titles(self, painter: QPainter, metrics: QFontMetricsF, frame: Frame) -> None:
        _, sums, powers = self._columns(frame)
        painter.setPen(QColor(self._theme.colors.muted))
        bottom = frame.box.top - 0.45 * metrics.height()
        for title, right in zip(self.titles, (sums, powers, None), strict=True):
            wide = metrics.horizontalAdvance(title)
            left = frame.box.left if right is None else right - wide
            painter.drawText(QPointF(left, bottom), title)
        if self.left_out:
            wide = metrics.horizontalAdvance(self.left_out)
            painter.drawText(QPointF(frame.box.right - wide, bottom), self.left_out)

    def _paint_line(
        self, painter: QPainter, frame: Frame, middle: float, height: float, at: int
    ) -> None:
        node, shares, colors = self.node, self.shares, self._theme.colors
        assert node is not None
        assert shares is not None
        metrics, box = QFontMetricsF(painter.font()), frame.box
        names, sums, powers = self._columns(frame)
        painter.setPen(QColor(colors.ink))
        baseline = middle + 0.32 * metrics.height()
        name = metrics.elidedText(node.layer_names[at], Qt.TextElideMode.ElideMiddle, names - _GAP)
        painter.drawText(QPointF(_GAP, baseline), name)
        for value, right in ((shares.sums[at], sums), (shares.powers[at], powers)):
            text = number(float(value))
            painter.drawText(QPointF(right - metrics.horizontalAdvance(text), baseline), text)
        share = float(shares.shares[at])
        width = box.width * (share if np.isfinite(share) else 0.0)
        painter.fillRect(
            QRectF(box.left, middle - height / 2, width, height), QColor(colors.positive)
        )
        painter.drawText(QPointF(box.left + width + _GAP, baseline), number(share))
