"""The predictions of one racer, small: a curve, a map, or predicted against actual."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from typing_extensions import override

from gui.panels.predictions.confusion_painting import paint_cells
from gui.panels.predictions.fit_painting import FitPainting
from gui.panels.predictions.fit_view import FitKind
from gui.panels.predictions.fit_words import fit_words
from gui.panels.race.racer_views import RacerViews
from gui.plotting.axes import Axis
from gui.plotting.axes_view import AxesView
from gui.plotting.plot_frame import Frame, Ranges
from gui.plotting.scales import LossScale, Tick
from gui.style.text_widths import TextWidths
from gui.style.theme import Theme

_EDGE = 2.0  # pixels
_NOWHERE = Ranges((0.0, 1.0), (0.0, 1.0))


class RacerFit(AxesView):
    """Shows what it is given; without names and numbers on its axes, which all racers share."""

    def __init__(self, theme: Theme, racer: int) -> None:
        super().__init__(theme, "Predictions")
        self._racer = racer
        self._views: RacerViews | None = None

    def show_views(self, views: RacerViews) -> None:
        """Show the predictions of its racer."""
        self._views = views
        self.look_again()

    @override
    def describe(self) -> str:
        return "" if self._views is None else fit_words(self._views.views[self._racer])

    @override
    def home(self) -> Ranges:
        return _NOWHERE if self._views is None else Ranges(*self._views.spans)

    @override
    def axes(self, scale: LossScale) -> tuple[Axis | None, Axis | None]:
        return None, None

    @override
    def left_margin(self, width_of: TextWidths, up: Axis | None, ticks: Sequence[Tick]) -> float:
        return _EDGE

    @override
    def right_margin(self, metrics: QFontMetricsF) -> float:
        return _EDGE

    @override
    def top_margin(self, metrics: QFontMetricsF) -> float:
        return _EDGE

    @override
    def paint_over(self, painter: QPainter, frame: Frame) -> None:
        if self._views is None:
            return
        view, colors = self._views.views[self._racer], self._theme.colors
        if view.kind is FitKind.CONFUSION:
            paint_cells(painter, colors, frame, view)
        else:
            painting = FitPainting(painter, colors, frame, dark=self._theme.is_dark)
            painting.paint_within(view, self._views.heights)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """No higher than wide: the plot of the losses has the rest."""
        self.setMaximumHeight(max(self.width(), self.minimumSizeHint().height()))
        super().resizeEvent(event)

    @override
    def sizeHint(self) -> QSize:
        """Beside wrapped words it is kept to, so it has to leave the losses most of the room."""
        return QSize(self._theme.pixels(60), self._theme.pixels(120))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.pixels(60), self._theme.pixels(60))
