"""Predictions beside what was wanted; a click on a point looks at its row."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.formatting.numbers import number
from gui.geometry import box_at
from gui.panels.predictions.fit_painting import FitPainting
from gui.panels.predictions.fit_view import FitKind, FitView, Part, Points, kinds_for, look
from gui.panels.predictions.fit_words import fit_words
from gui.plotting.color_bar import BAR_WIDTH
from gui.plotting.plot_frame import Frame
from gui.plotting.plot_widget import HillPlot
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer
from gui.widgets.plain_text import show_tip

_REACH = 9.0
_REST = 120  # milliseconds


class FitPlot(HillPlot):
    """Follows the session; computed when it is painted, once for each change."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Predictions beside the targets", parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys have nothing to do here
        self._session = session
        self._wanted: FitKind | None = None
        self._output = 0
        self._part = Part.LEARNT
        self._view: FitView | None = None
        self._rest = RestTimer(self, _REST, self._renew)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_running_changed)
        session.focus_changed.connect(self._on_focus_changed)

    @property
    def kind(self) -> FitKind:
        """How predictions are shown: as chosen, or as it fits best."""
        fitting = kinds_for(self._session.document.experiment)
        return self._wanted if self._wanted in fitting else fitting[0]

    @property
    def output(self) -> int:
        """Which prediction is shown."""
        return min(self._output, self._session.document.experiment.network.sizes[-1] - 1)

    def choose(self, kind: FitKind) -> None:
        """Choose how predictions are shown."""
        self._wanted = kind
        self._renew()

    @property
    def part(self) -> Part:
        """Whose classes are compared: those of all rows, unless some are set aside."""
        aside = self._session.document.experiment.validation is not None
        return self._part if aside else Part.LEARNT

    def choose_part(self, part: Part) -> None:
        """Choose whose classes are compared."""
        self._part = part
        self._renew()

    def choose_output(self, output: int) -> None:
        """Choose which prediction is shown."""
        self._output = output
        self._renew()

    @property
    def view(self) -> FitView:
        """What there is to see."""
        if self._view is None:
            session = self._session
            moving = session.is_running or session.present.is_preview
            self._view = look(session.present, self.kind, self.output, self.part, moving=moving)
        return self._view

    @override
    def describe(self) -> str:
        return fit_words(self.view)

    def _on_changed(self, present: Present) -> None:
        self._renew()
        if self._session.is_running or present.is_preview:
            self._rest.start()

    def _on_running_changed(self, running: bool) -> None:
        if not running:
            self._rest.start()

    def _renew(self) -> None:
        self._view = None
        self.update()

    def _on_focus_changed(self, _: Focus) -> None:
        self.update()

    @property
    def frame(self) -> Frame:
        """Where things lie, in pixels."""
        metrics = QFontMetricsF(self._font)
        height, view = metrics.height(), self.view
        left = metrics.horizontalAdvance("−0.000") + height + 8
        if view.kind is FitKind.CONFUSION:
            widest = max(map(metrics.horizontalAdvance, view.class_names))
            left = min(widest + 12, 0.3 * self.width())
        right = 12.0
        if view.heights is not None:
            right = BAR_WIDTH + metrics.horizontalAdvance("−0.000") + 16
        box = box_at(
            left,
            0.5 * height,
            max(self.width() - left - right, 20.0),
            max(self.height() - 3.1 * height, 20.0),
        )
        return Frame(box, *view.spans)

    @override
    def paint(self, painter: QPainter) -> None:
        painting = FitPainting(painter, self._theme.colors, self.frame, dark=self._theme.is_dark)
        painting.paint(self.view, self._session.focus.row)

    # The pointer

    def point_at(self, place: QPointF) -> tuple[Points, int] | None:
        """The row's point under the pointer."""
        best, found = _REACH, None
        frame = self.frame
        for points in self.view.points:
            if not points.x.size:
                continue
            away = np.hypot(*(frame.points(points.x, points.y) - (place.x(), place.y())).T)
            at = int(away.argmin())
            if away[at] < best:
                best, found = float(away[at]), (points, at)
        return found

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.point_at(event.position())
        if found is not None and not found[0].aside:
            self._session.look_at_row(int(found[0].rows[found[1]]))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.point_at(event.position())
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if found is not None and not found[0].aside else arrow)
        if found is None:
            show_tip(event.globalPosition().toPoint(), "", self)
            return
        points, at = found
        which = "row set aside" if points.aside else "row"
        names, values = self.view.names, (float(points.x[at]), float(points.y[at]))
        pairs = [f"{name} {number(value)}" for name, value in zip(names, values, strict=True)]
        text = f"{which} {int(points.rows[at]) + 1}: {', '.join(pairs)}"
        show_tip(event.globalPosition().toPoint(), text, self)
