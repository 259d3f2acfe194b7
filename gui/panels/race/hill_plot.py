"""All racers on one hill, from above."""

from collections.abc import Hashable

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.numbers import number
from gui.operations.race.racing import Racing
from gui.panels.race.hill_painting import RaceHillPainting
from gui.panels.race.hill_scene import HillScene
from gui.panels.two_weights.ground_plot import GroundPlot
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.plotting.plot_frame import Frame, Pixel, Ranges
from gui.plotting.readout import Readout
from gui.style.theme import Theme

_TIP = "Where each racer walks on the hill; hollow where it has left the plane that is shown"
_REACH = 9.0  # pixels


class HillPlot(GroundPlot):
    """Draws the scene: the ground, all paths, and the loss of each racer on the bar beside it."""

    def __init__(
        self, racing: Racing, scene: HillScene, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Paths of all racers on the hill", _TIP, parent)
        self._racing, self.scene = racing, scene
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

    @property
    @override
    def view(self) -> PlaneView | None:
        return self.scene.view

    @override
    def may_show(self, ranges: Ranges) -> bool:
        return False  # it follows the racers

    @override
    def range_key(self) -> Hashable:
        return self.scene.choice

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
        painting = RaceHillPainting(painter, theme.colors, frame, dark=theme.is_dark)
        painting.paint(self.picture(view), self.scene.paths, named=not self._racing.is_running)
