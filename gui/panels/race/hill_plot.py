"""All racers on one hill, from above."""

from collections.abc import Hashable

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.numbers import number
from gui.operations.racing import Racing
from gui.panels.race.hill_painting import RaceHillPainting
from gui.panels.race.hill_scene import HillScene
from gui.panels.two_weights.contour_picture import Picture
from gui.plotting.axes import Axis, value_axis
from gui.plotting.heights.color_bar import bar_margin
from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Frame, Pixel, Ranges
from gui.plotting.readout import Readout
from gui.plotting.scales import LossScale
from gui.style.theme import Theme

_TIP = "Where each racer walks on the hill; hollow where it has left the plane that is shown"
_NOWHERE = Ranges((0.0, 1.0), (0.0, 1.0))
_REACH = 9.0  # pixels


class HillPlot(Plot):
    """Draws the scene: the ground, all paths, and the loss of each racer on the bar beside it."""

    def __init__(
        self, racing: Racing, scene: HillScene, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Paths of all racers on the hill", _TIP, parent)
        self._racing, self.scene = racing, scene
        self._picture: Picture | None = None
        scene.changed.connect(self.look_again)
        racing.running_changed.connect(self.look_again)

    @override
    def describe(self) -> str:
        view = self.scene.view
        if view is None:
            return self.scene.why
        told = [
            f"{path.name} has left the plane" if path.leaves(view)[-1] else f"{path.name} is on it"
            for path in self.scene.paths
        ]
        across, up = view.plane.names
        return f"{across} across, {up} up: {'; '.join(told)}"

    # The axes

    @override
    def home(self) -> Ranges:
        view = self.scene.view
        return _NOWHERE if view is None else Ranges(*view.spans)

    @override
    def may_show(self, ranges: Ranges) -> bool:
        return False  # it follows the racers

    @override
    def range_key(self) -> Hashable:
        return self.scene.choice

    @override
    def axes(self, scale: LossScale) -> tuple[Axis | None, Axis | None]:
        view = self.scene.view
        if view is None:
            return None, None
        across, up = view.plane.names
        return value_axis(across), value_axis(up)

    @override
    def right_margin(self, metrics: QFontMetricsF) -> float:
        view = self.scene.view
        return 0.0 if view is None else bar_margin(view.ticks, self.height(), metrics)

    # What is read

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        """The racer whose path the pointer is on: its own loss, and that of the hill there."""
        view, best, found = self.scene.view, _REACH * self._theme.scale, None
        if view is None:
            return None
        for path in self.scene.paths:
            away = np.hypot(*(frame.points(*path.points.T) - point).T)
            if np.nanmin(away, initial=np.inf) < best:
                best, found = float(np.nanmin(away)), (path, int(np.nanargmin(away)))
        if found is None:
            return None
        path, at = found
        x, y = path.points[at].tolist()
        low, high = number(float(path.losses[at])), number(float(path.highest[at]))
        lines = [path.name, f"loss {low}" if low == high else f"loss {low} to {high}"]
        if path.leaves(view)[at]:
            ground = float(view.between(view.losses, path.points[at : at + 1])[0])
            lines.append(f"it has left the plane: {number(ground)} there")
        return Readout(lines, frame.x(x), frame.y(y))

    # Painting

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        view, theme = self.scene.view, self._theme
        if view is None:
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.setPen(QColor(theme.colors.muted))
            painter.drawText(QRectF(*frame.box.rectangle), flags, self.scene.why)
            return
        if self._picture is None or not self._picture.shows(view, dark=theme.is_dark):
            self._picture = Picture(view, dark=theme.is_dark)
        painting = RaceHillPainting(painter, theme.colors, frame, dark=theme.is_dark)
        painting.paint(self._picture, self.scene.paths, named=not self._racing.is_running)
