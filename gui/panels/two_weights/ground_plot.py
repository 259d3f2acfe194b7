"""The base of plots of the hill over a plane, from above."""

from PySide6.QtGui import QFontMetricsF
from typing_extensions import override

from gui.panels.two_weights.contour_picture import Picture
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.plotting.axes import Axis, value_axis
from gui.plotting.heights.color_bar import bar_margin
from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Ranges
from gui.plotting.scales import LossScale

_NOWHERE = Ranges((0.0, 1.0), (0.0, 1.0))


class GroundPlot(Plot):
    """Axes along the plane, with room for the bar of losses beside them."""

    _picture: Picture | None = None

    @property
    def view(self) -> PlaneView | None:
        """What there is to see; None where there is no plane."""
        raise NotImplementedError

    def picture(self, view: PlaneView) -> Picture:
        """The colours and contours of a view, computed once for each."""
        dark = self._theme.is_dark
        if self._picture is None or not self._picture.shows(view, dark=dark):
            self._picture = Picture(view, dark=dark)
        return self._picture

    @override
    def home(self) -> Ranges:
        return _NOWHERE if self.view is None else Ranges(*self.view.spans)

    @override
    def axes(self, scale: LossScale) -> tuple[Axis | None, Axis | None]:
        if self.view is None:
            return None, None
        across, up = self.view.plane.names
        return value_axis(across), value_axis(up)

    @override
    def right_margin(self, metrics: QFontMetricsF) -> float:
        view = self.view
        return 0.0 if view is None else bar_margin(view.ticks, self.height(), metrics)
