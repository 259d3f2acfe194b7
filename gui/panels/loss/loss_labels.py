"""The words in the loss plot: measured, and put where they cover nothing."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from core.nn.arrays import Array
from gui.geometry import Box, box_at
from gui.plotting.lines.line_labels import label_places
from gui.plotting.lines.marks import Label
from gui.plotting.plot_frame import beside, best_place, free_place
from gui.plotting.plot_view import FONT_SIZE
from gui.style.theme import Theme

NOW_RADIUS = 5.5  # of the dot of the present
_GAP = 4.0
_LINE_GAP = 2.0
_FLAG_GAP = 11.0
_FLAG_LINES = (0.0, -0.5, 0.5, -1.0, 1.0, -2.0, 2.0, -3.0)  # from the top of a flag down
_LONGEST_NAME = 0.4  # of the plot's width
_BEST_GAPS = (9.0, 24.0, 40.0)  # rather further away than on a curve
_ALONG = (0.5, 0.375, 0.625, 0.25, 0.75, 0.125, 0.875)  # of the way between both ends of a line
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
        return self._theme.widths(FONT_SIZE).metrics

    def size(self, text: str, bold: bool = False) -> tuple[float, float]:
        """How large a text is."""
        width = self._theme.widths(FONT_SIZE, bold)
        return width(text) + 1, width.metrics.lineSpacing()

    def now(
        self, text: str, at: tuple[float, float], room: Box, path: Array, others: Array
    ) -> Label:
        """Beside the present moment; always there, where it covers least of the path."""
        size = self.size(text, bold=True)
        if size[0] > room.width:
            text = self._fitting(text, room.width, bold=True)
            size = self.size(text, bold=True)
        right = at[0] < room.left + room.width * 0.6
        gap, below = (NOW_RADIUS + _GAP) * self.scale, room.bottom + _BELOW * self.scale
        places = beside(at, size, gap, first_right=right)
        lines = (np.vstack((path, others)), path) if len(others) else (path,)
        place = _place(places, room._replace(bottom=below), lines)
        return Label(text, place, self._theme.colors.down, bold=True)

    def best(
        self, text: str, at: tuple[float, float], room: Box, lines: Array, boxes: Sequence[Box]
    ) -> Label:
        """Beside the best validation moment; always there, where it covers least."""
        text = self._fitting(text, room.width)
        size, gaps = self.size(text), [gap * self.scale for gap in _BEST_GAPS]
        places = [box for gap in gaps for box in beside(at, size, gap, first_right=False)]
        color = self._theme.colors.negative_text
        return Label(text, _place(places, room, (lines,), boxes), color)

    def flag(
        self,
        name: str,
        at: tuple[float, float],
        height: float,
        room: Box,
        lines: Array,
        boxes: Sequence[Box],
    ) -> Label | None:
        """Beside the flag of a named moment, where there is room for it."""
        text = self._fitting(name, _LONGEST_NAME * room.width)
        size, (x, y) = self.size(text), at
        top = y - height - (size[1] if height < 0 else 0)
        gap = _FLAG_GAP * self.scale
        places = [
            box_at(left, top + up, *size)
            for up in (lines_up * size[1] for lines_up in _FLAG_LINES)
            for left in (x + gap, x - gap - size[0], x - size[0] / 2)
        ]
        place = free_place(places, room, lines, boxes)
        return None if place is None else Label(text, place, self._theme.colors.ink)

    def guess(
        self, wordings: Sequence[str], y: float, room: Box, lines: Array, boxes: Sequence[Box]
    ) -> Label:
        """On or under a line across the plot, in the longest wording that covers nothing.

        It is always there: the shortest one stands where it covers least.
        """
        color = self._theme.colors.muted
        for text in wordings:
            place = free_place(self._along(text, y, room), room, lines, boxes)
            if place is not None:
                return Label(text, place, color)
        text = self._fitting(wordings[-1], room.width)
        return Label(text, best_place(self._along(text, y, room), room, lines, boxes), color)

    def _along(self, text: str, y: float, room: Box) -> list[Box]:
        """Places on and under a line across the plot."""
        (width, height), gap = self.size(text), _LINE_GAP * self.scale
        ups = [min(max(up, room.top), room.bottom - height) for up in (y - gap - height, y + gap)]
        lefts = [room.right - width, room.left + gap]
        lefts += [room.left + share * (room.width - width) for share in _ALONG]
        return [box_at(left, up, width, height) for up in ups for left in lefts]

    def kept(
        self,
        runs: Sequence[tuple[str, Array]],
        room: Box,
        lines: Array,
        boxes: Sequence[Box],
    ) -> list[Label]:
        """Beside those kept runs, each a name and its points, where there is room for it."""
        names = [name for name, _ in runs]
        sizes = [self.size(name) for name in names]
        places = label_places([points for _, points in runs], sizes, room, lines, boxes)
        pairs = zip(names, places, strict=True)
        return [Label(name, place, self._theme.colors.muted) for name, place in pairs if place]

    def _fitting(self, text: str, width: float, bold: bool = False) -> str:
        """The text as far as it fits."""
        metrics = self._theme.widths(FONT_SIZE, bold).metrics
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _place(
    places: Sequence[Box], room: Box, lines: Sequence[Array], boxes: Sequence[Box] = ()
) -> Box:
    """The first place clear of all lines, else of fewer of them, else where it covers least."""
    free = (free_place(places, room, points, boxes) for points in lines)
    return next(filter(None, free), None) or best_place(places, room, lines[-1], boxes)
