"""Painting the paths of all racers over the hill."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF

from core.nn.arrays import Array
from gui.geometry import Box, around
from gui.panels.race.hill_paths import HillPath
from gui.panels.two_weights.contour_picture import Picture
from gui.panels.two_weights.ground_painting import GroundPainting, paint_loss_bar
from gui.plotting.heights.color_bar import bar_beside
from gui.plotting.lines.clipping import clip_line
from gui.plotting.lines.dashed_lines import line_label_size, paint_line_label
from gui.plotting.lines.line_labels import label_places
from gui.plotting.lines.line_path import line_path
from gui.plotting.lines.marks import paint_circle, paint_over_picture
from gui.plotting.lines.racer_look import racer_color, racer_pen
from gui.plotting.plot_frame import along

_DOT, _END = 2.8, 4.5  # pixels: the radius of dots along a path, and of the one at its end
_START = 6.0
_NOTHING = np.empty((0, 2))


class RaceHillPainting(GroundPainting):
    """Paints one view into one frame, from the ground up."""

    def paint(self, picture: Picture, paths: Sequence[HillPath], *, named: bool) -> None:
        """Paint everything, with the names beside the paths where that is wanted."""
        painter, view = self._painter, picture.view
        lines = [self._points(path.points) for path in paths]
        covered = _NOTHING
        if named:
            covered = np.vstack([along(clip_line(line, self._room)) for line in lines])
        x, y = self._points(view.here[np.newaxis])[0].tolist()
        start = around(x, y, 2 * _START, 2 * _START)
        painter.save()
        painter.setClipRect(QRectF(*self._frame.box.rectangle))
        self._ground(picture)
        numbers = self._contours(picture, covered, [start])
        paint_circle(painter, (x, y), _START, (self._colors.ink, 1.5), self._colors.panel)
        for path, line in zip(paths, lines, strict=True):
            pen = racer_pen(self._colors, path.look)
            paint_over_picture(painter, self._colors, line_path(line, self._room), pen)
            self._dots(path, line, picture)
        if named:
            self._names(paths, lines, covered, [start, *numbers])
        painter.restore()
        self._border()
        marks = [(_latest(path), racer_color(self._colors, path.look)) for path in paths]
        bar = bar_beside(self._frame.box)
        paint_loss_bar(painter, self._colors, bar, view, marks, dark=self._dark)

    def _dots(self, path: HillPath, line: Array, picture: Picture) -> None:
        """Dots along a path; hollow where it has left the plane, and where it is out."""
        left, color = path.leaves(picture.view), racer_color(self._colors, path.look)
        last = len(line) - 1
        for at in path.dots.tolist():
            x, y = line[at].tolist()
            if self._room.contains(x, y):
                hollow = bool(left[at]) or (path.is_out and at == last)
                radius = _END if at == last else _DOT
                rim = color if hollow else self._colors.panel
                fill = self._colors.panel if hollow else color
                paint_circle(self._painter, (x, y), radius, (rim, 1.4), fill)

    def _names(
        self,
        paths: Sequence[HillPath],
        lines: Sequence[Array],
        covered: Array,
        boxes: Sequence[Box],
    ) -> None:
        """The name of each racer beside its path, where there is room."""
        sizes = [line_label_size(path.name, self._metrics) for path in paths]
        places = label_places(lines, sizes, self._frame.box, covered, boxes)
        for path, place in zip(paths, places, strict=True):
            if place is not None:
                words, pen = (path.name, self._colors.ink), racer_pen(self._colors, path.look)
                paint_line_label(self._painter, self._colors, pen, words, place)


def _latest(path: HillPath) -> float:
    """The latest loss of a path that is known."""
    known = path.losses[np.isfinite(path.losses)]
    return float(known[-1]) if known.size else float("nan")
