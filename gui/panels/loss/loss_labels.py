"""The words in the loss plot: measured, and put where they cover nothing."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.plotting.clipping import inside
from gui.plotting.marks import Label
from gui.plotting.plot import FONT_SIZE
from gui.plotting.plot_frame import beside, best_place, free_place
from gui.style.theme import Theme

NOW_RADIUS = 5.5  # of the dot of the present
_KEPT_AT = (0.6, 0.45, 0.75, 0.3, 0.9)
_GAP = 4.0
_BEST_GAPS = (9.0, 24.0, 40.0)  # rather further away than on a curve
_BELOW = 5.0  # as far as this a label may reach below the axis


class LossLabels:
    """Places labels in the theme's fonts."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def scale(self) -> float:
        """How large all is drawn."""
        return self._theme.scale

    @property
    def metrics(self) -> QFontMetricsF:
        """Of the font of labels."""
        return QFontMetricsF(self._theme.font(FONT_SIZE))

    def now(self, text: str, at: tuple[float, float], room: Box, path: Array, kept: Array) -> Label:
        """Beside the present moment; always there, where it covers least of the path."""
        gap = (NOW_RADIUS + _GAP) * self._theme.scale
        right = at[0] < room.left + room.width * 0.6
        text, size = self._fit(text, room.width, bold=True)
        room = room._replace(bottom=room.bottom + _BELOW * self._theme.scale)
        places = beside(at, size, gap, first_right=right)
        box = free_place(places, room, np.vstack((path, kept))) or free_place(places, room, path)
        box = box or best_place(places, room, path)
        return Label(text, box, self._theme.colors.down, bold=True)

    def best(
        self, text: str, at: tuple[float, float], room: Box, curves: Array, boxes: Sequence[Box]
    ) -> Label:
        """Beside the best validation moment; always there, where it covers least."""
        text, size = self._fit(text, room.width)
        gaps = [gap * self._theme.scale for gap in _BEST_GAPS]
        places = [box for gap in gaps for box in beside(at, size, gap, first_right=False)]
        box = free_place(places, room, curves, boxes) or best_place(places, room, curves, boxes)
        return Label(text, box, self._theme.colors.negative_text)

    def kept(
        self, text: str, along: Array, room: Box, curves: Array, boxes: Sequence[Box]
    ) -> Label | None:
        """Beside a kept run, where there is room for it."""
        shown = along[inside(along, room)]
        if not len(shown):
            return None
        text, (width, height) = self._fit(text, room.width)
        for part in _KEPT_AT:
            x, y = shown[int(part * (len(shown) - 1))]
            gap = _GAP * self._theme.scale
            above = box_at(x - width / 2, y - gap - height, width, height)
            places = [above, *beside((float(x), float(y)), (width, height), gap)]
            box = free_place(places, room, curves, boxes)
            if box is not None:
                return Label(text, box, self._theme.colors.muted)
        return None

    def _fit(self, text: str, width: float, bold: bool = False) -> tuple[str, tuple[float, float]]:
        """The text as far as it fits, and its size."""
        metrics = QFontMetricsF(self._theme.font(FONT_SIZE, bold))
        fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return fitted, (metrics.horizontalAdvance(fitted) + 1, metrics.lineSpacing())
