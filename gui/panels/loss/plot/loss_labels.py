"""The words in the loss plot: measured, and put where they cover nothing."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.panels.loss.plot.loss_marks import CHIP_PADDING, LABEL_SIZE, NOW_RADIUS, CurveLabel
from gui.plotting.plot_frame import beside, best_place, free_place
from gui.style.theme import Theme

_KEPT_AT = (0.6, 0.45, 0.75, 0.3, 0.9)
_GAP = 4.0
_BEST_GAPS = (9.0, 24.0, 40.0)  # rather further away than on a curve
_BELOW = 5.0  # as far as this a label may reach below the axis


class LossLabels:
    """Places labels in the theme's fonts."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def now(
        self, text: str, at: tuple[float, float], room: Box, path: Array, kept: Array
    ) -> CurveLabel:
        """Beside the present moment; always there, where it covers least of the path."""
        gap = (NOW_RADIUS + _GAP) * self._theme.scale
        right = at[0] < room.left + room.width * 0.6
        lines, size = self._fit([text], room.width, bold=True)
        room = room._replace(bottom=room.bottom + _BELOW * self._theme.scale)
        places = beside(at, size, gap, first_right=right)
        box = free_place(places, room, np.vstack((path, kept))) or free_place(places, room, path)
        box = box or best_place(places, room, path)
        return CurveLabel(lines, box, self._theme.colors.down, bold=True)

    def best(
        self, text: str, at: tuple[float, float], room: Box, curves: Array, boxes: Sequence[Box]
    ) -> CurveLabel:
        """Beside the best validation moment; always there, where it covers least."""
        lines, size = self._fit([text], room.width)
        gaps = [gap * self._theme.scale for gap in _BEST_GAPS]
        places = [box for gap in gaps for box in beside(at, size, gap, first_right=False)]
        box = free_place(places, room, curves, boxes) or best_place(places, room, curves, boxes)
        return CurveLabel(lines, box, self._theme.colors.negative_text)

    def kept(
        self, text: str, along: Array, room: Box, curves: Array, boxes: Sequence[Box]
    ) -> CurveLabel | None:
        """Beside a kept run, where there is room for it."""
        inside = along[(along[:, 0] >= room.left) & (along[:, 0] <= room.right)]
        inside = inside[(inside[:, 1] >= room.top) & (inside[:, 1] <= room.bottom)]
        if not len(inside):
            return None
        lines, (width, height) = self._fit([text], room.width)
        for part in _KEPT_AT:
            x, y = inside[int(part * (len(inside) - 1))]
            gap = _GAP * self._theme.scale
            above = box_at(x - width / 2, y - gap - height, width, height)
            places = [above, *beside((float(x), float(y)), (width, height), gap)]
            box = free_place(places, room, curves, boxes)
            if box is not None:
                return CurveLabel(lines, box, self._theme.colors.muted)
        return None

    def read(
        self, lines: Sequence[str], at: tuple[float, float], room: Box, now: Sequence[Box]
    ) -> CurveLabel:
        """Beside the moment under the pointer, on a ground of its own."""
        pad = CHIP_PADDING * self._theme.scale
        fitted, (width, height) = self._fit(lines, room.width - 2 * pad)
        size = (width + 2 * pad, height + pad)
        places = beside(at, size, 9 * self._theme.scale)
        box = best_place(places, room, np.empty((0, 2)), now)
        return CurveLabel(fitted, box, self._theme.colors.ink, chip=True)

    def _fit(
        self, lines: Sequence[str], width: float, bold: bool = False
    ) -> tuple[list[str], tuple[float, float]]:
        metrics = QFontMetricsF(self._theme.font(LABEL_SIZE, bold))
        fitted = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
        widest = max(metrics.horizontalAdvance(line) for line in fitted)
        return fitted, (widest + 1, metrics.lineSpacing() * len(fitted))
