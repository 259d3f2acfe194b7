"""The loss over the steps: the path behind and ahead, the runs that were kept, and the present."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from gui.operations import structure
from gui.operations.futures import Futures
from gui.panels.loss.loss_description import describe_loss
from gui.panels.loss.loss_words import axis_lines, found_lines
from gui.panels.loss.plot.future_item import FutureItem
from gui.panels.loss.plot.kept_runs import named_runs
from gui.panels.loss.plot.loss_axes import LossAxes
from gui.panels.loss.plot.loss_curves import CurveRanges, LossCurves
from gui.panels.loss.plot.loss_extent import Extent
from gui.panels.loss.plot.loss_marker import Drawn, LossMarker
from gui.panels.loss.plot.loss_marks import CurveMarks, MarksItem
from gui.panels.loss.plot.run_curve import AHEAD, ASIDE, BEHIND, KEPT, RunCurve
from gui.plotting.plot_frame import Frame
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.style.theme import Theme
from gui.widgets.described import Described

_REACH = 9.0  # pixels around a moment within which the pointer is on it
_MARK_REACH = 5.0


class LossPlot(Described, pg.GraphicsView):
    """Reads the moment under the pointer, goes to it on a click, zooms with the wheel.

    `framed` comes with the `Frame` after each drawing, `zoom_changed` when the user has zoomed in
    or everything is in view again.
    """

    framed = Signal(object)
    zoom_changed = Signal(bool)

    def __init__(
        self, session: Session, futures: Futures, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, background=None)
        self._session = session
        self._futures = futures
        self._theme = theme
        self._curves = LossCurves(session.history)
        self._extent = self._curves.extent()
        self.axes = LossAxes(self, theme)
        self.kept = RunCurve(self.axes.view, theme, KEPT)
        self.ahead = RunCurve(self.axes.view, theme, AHEAD)
        self.aside = RunCurve(self.axes.view, theme, ASIDE)
        self.behind = RunCurve(self.axes.view, theme, BEHIND)
        self._marker = LossMarker(theme)
        self._item = MarksItem(theme)
        self.fan = FutureItem(theme)
        self.scene().addItem(self.fan)
        self.scene().addItem(self._item)
        self._frame: Frame | None = None
        self._still = self._item.marks
        self._edits: list[tuple[int, str]] = []
        self._pointer: QPointF | None = None
        self._pressed: QPointF | None = None
        self.read: CurveRanges | None = None
        self._is_on_moment = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Loss over steps")
        self._on_theme_changed()

    def _connect(self) -> None:
        self._timer.timeout.connect(self.refresh)
        self._session.changed.connect(self._on_changed)
        self._futures.changed.connect(self._schedule)
        self._theme.changed.connect(self._on_theme_changed)
        self.axes.moved.connect(self._schedule)
        self.axes.zoom_changed.connect(self.zoom_changed)

    @property
    def marks(self) -> CurveMarks:
        """What stands on top of the curves."""
        return self._item.marks

    @property
    def is_logarithmic(self) -> bool:
        """Whether the loss axis is logarithmic."""
        return self.axes.is_logarithmic

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Choose the loss axis."""
        self.axes.set_logarithmic(logarithmic)
        self.refresh()

    def reset_zoom(self) -> None:
        """Show everything again."""
        self.axes.reset()
        self.refresh()

    def notes(self) -> list[str]:
        """What has to be said about what the plot cannot show well, the longest wording first."""
        loss = self._session.present.evaluation.loss
        return axis_lines(self._extent, loss, self.is_logarithmic)

    @override
    def describe(self) -> str:
        return describe_loss(self._session.history, self._session.evaluation)

    # Drawing

    def refresh(self) -> None:
        """Draw what there is now."""
        self._timer.stop()
        if self._curves.history is not self._session.history:
            self._curves = LossCurves(self._session.history)
            self.axes.reset()
        self._curves.update()
        self._extent = self._find_extent()
        self._fit_axes()
        frame = self.axes.frame()
        if frame is not None:
            self._frame = frame
            self.axes.draw(frame)
            self._draw(frame)
            self.framed.emit(frame)

    def _find_extent(self) -> Extent:
        """What happened, what is being tried out, and the futures."""
        extent = self._curves.extent().with_point(self._session.present.evaluation.loss)
        for future in self._futures.fan:
            extent = extent.with_curve(future.losses)
        return extent

    def _fit_axes(self) -> None:
        """Let everything have its place."""
        extent, futures = self._extent, self._futures
        fan = (futures.first_step, futures.steps) if futures.fan else None
        steps = extent.steps(self._curves.path_range, fan)
        self.axes.fit(steps, extent.range(logarithmic=self.is_logarithmic))

    def _draw(self, frame: Frame) -> None:
        curves, scale = self._curves, self.axes.range.scale
        most = max(64, round(frame.box.width * self.devicePixelRatioF()))
        self.kept.draw(curves, curves.ghosts, frame, scale, most)
        self.ahead.draw(curves, curves.future, frame, scale, most)
        self.behind.draw(curves, curves.past, frame, scale, most)
        self.aside.draw(curves, curves.past, frame, scale, most)
        area = QRectF(self.rect())
        futures = self._futures
        self.fan.show_fan(futures.fan, futures.first_step, frame, scale, area)
        drawn = Drawn(
            self.behind.points,
            self.ahead.points,
            self.kept.points,
            self.aside.points,
            self.fan.points,
            named_runs(curves, frame, scale, most),
        )
        self._edits = list(curves.history.edits(curves.path))
        steps = sorted({step for step, _ in self._edits})
        marks = self._marker.marks(self._session.present, drawn, steps, frame, scale)
        self._still = self._marker.with_best(marks, curves.best_validation(), drawn, frame, scale)
        self.fan.label(drawn.lines, [label.box for label in self._still.labels])
        self._read_pointer()

    # The pointer

    def _read_pointer(self) -> None:
        """Show what is under the pointer, on top of what stays."""
        marks, frame = self._still, self._frame
        self.read, self._is_on_moment = None, False
        if self._pointer is not None and frame is not None:
            self._find(self._pointer, frame)
            if self.read is not None:
                lines = self._words(self.read, self._pointer.x(), frame)
                scale = self.axes.range.scale
                marks = self._marker.with_read(marks, self.read, lines, frame, scale)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        can_go = self._is_on_moment or self._future_at_pointer() is not None
        self.viewport().setCursor(hand if can_go else arrow)
        self._item.show_marks(marks, QRectF(self.rect()))

    def _find(self, pointer: QPointF, frame: Frame) -> None:
        """The moment under the pointer, or the one of the path above or below it."""
        x, y, box = pointer.x(), pointer.y(), frame.box
        reach = _REACH * self._theme.scale
        if not (box.left - reach <= x <= box.right + reach):
            return
        self.read = self._curves.nearest(
            (frame.step(x), frame.height(y)),
            (frame.pixels_a_step, frame.pixels_a_unit),
            reach,
            self.axes.range.scale.place,
        )
        self._is_on_moment = self.read is not None
        lowest, highest = self._curves.path_range
        step = round(frame.step(x))
        if self.read is None and box.top <= y <= box.bottom and lowest <= step <= highest:
            self.read = self._curves.found(self._curves.history.at_updates(step))

    def _words(self, read: CurveRanges, x: float, frame: Frame) -> list[str]:
        """What is read, with the edits at that step and those whose mark the pointer is on."""
        reach = _MARK_REACH * self._theme.scale
        on_path = self._curves.is_on_path(read.moment)
        near = [
            edit
            for edit in self._edits
            if edit[0] == read.step or abs(frame.x(edit[0]) - x) <= reach
        ]
        kept_at = None if on_path else self._curves.rate_of(read.moment.line)
        return found_lines(self._curves.history, read, near, kept_at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._pointer = None if event.buttons() else event.position()
        self._read_pointer()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointer = None
        self._read_pointer()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position() if left else None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        moved = (event.position() - pressed).manhattanLength()
        if moved < QApplication.startDragDistance():
            self._pointer = event.position()
            self._read_pointer()
            self._go_there()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._pressed = None
        self.reset_zoom()

    def _future_at_pointer(self) -> float | None:
        """The learning rate of the future under the pointer."""
        if self._pointer is None or not self.fan.curves:
            return None
        pointer = self._pointer.x(), self._pointer.y()
        return self.fan.rate_at(pointer, _REACH * self._theme.scale)

    def _go_there(self) -> None:
        """A click on a moment goes there, one on a future chooses its rate."""
        found = self.read
        rate = None if self._is_on_moment else self._future_at_pointer()
        if rate is not None:
            structure.set_learning_rate(self._session, rate)
            return
        if self._is_on_moment and found and found.moment != self._session.history.present:
            self._session.go(found.moment)

    # Following

    def _schedule(self) -> None:
        """Draw once before the next frame, however much happens until then."""
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _on_changed(self, _: Present) -> None:
        if self._session.is_running and self.isVisible():
            self.refresh()  # in the frame that shows the same numbers everywhere else
        else:
            self._schedule()

    def _on_theme_changed(self) -> None:
        self.setBackground(QColor(self._theme.colors.panel))
        self.axes.restyle()
        for curve in (self.kept, self.ahead, self.behind, self.aside):
            curve.restyle()
        self._schedule()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
