"""The hill along one weight, with a ball to drag."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.landscape.along_weight import loss_along
from core.nn.quantity import Quantity, QuantityKind
from gui.formatting.nudges import step_of, stepped
from gui.formatting.numbers import number, signed
from gui.operations.numbers import Scrub, parameter
from gui.panels.one_weight.hand_trail import Tried, hand_trail
from gui.panels.one_weight.slice_painting import SlicePainting
from gui.panels.one_weight.slice_range import (
    containing,
    loss_range_of,
    still_fits,
    widened,
)
from gui.panels.one_weight.slice_view import SliceView, usual_view, view_of
from gui.plotting.axes import Axis, loss_axis, value_axis
from gui.plotting.handle import Handle
from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Frame, Pixel, Ranges, Span, along
from gui.plotting.readout import Clear, Readout
from gui.plotting.scales import LossRange, LossScale, linear_range, round_near
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.session.visibility import visibility_of
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_REST = 150  # milliseconds
_KEPT_IN_VIEW = 3  # values tried by hand
_TIP = "Drag the ball, or use the arrow keys; drag the ground and turn the wheel to look elsewhere"


class SlicePlot(Plot):
    """Follows the session; dragging the ball changes the weight everywhere, and is one undo."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "The hill along one weight", _TIP, parent)
        self._session = session
        self._index = 0
        self._range: Span | None = None
        self._shapes = session.document.experiment.network.shapes
        self._history = session.history
        self._view: SliceView | None = None
        self._trail: list[Tried] | None = None
        self._loss_range: LossRange = linear_range(1.0)
        self._rest = RestTimer(self, _REST, self._refine)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_running_changed)
        session.focus_changed.connect(self._on_focus_changed)
        selected = session.focus.parameters
        self.look_along(selected[0] if len(selected) == 1 else self._steepest())

    @property
    def index(self) -> int:
        """The weight that is looked along."""
        return self._index

    @property
    def view(self) -> SliceView:
        """What there is to see; computed when it is asked for, once for each change."""
        if self._view is None:
            self._view = self._look()
        return self._view

    def _look(self) -> SliceView:
        """Look at the part that was on show, or at another if that suits no longer."""
        kept = self._range is not None
        view = self._view_of(self._span)
        if kept and not self._is_moving and not self._suits(view):
            kept, self._range = False, None
            view = self._view_of(self._span)
        (low, high), wanted = self._span, [view.loss, *(one.loss for one in self._tried())]
        if low <= view.after <= high:
            wanted.append(view.loss_alone)
        before = self._loss_range if kept else None
        self._loss_range = loss_range_of(view.losses, *wanted, kept=before)
        return view

    def _view_of(self, shown: Span) -> SliceView:
        present, moving = self._session.present, self._is_moving
        return view_of(present, self._index, shown, self.width(), moving=moving)

    def _suits(self, view: SliceView) -> bool:
        low, high = self._span
        in_view = all(low <= tried.value <= high for tried in self._tried())
        return in_view and still_fits((low, high), view.value, view.after, view.values, view.losses)

    @property
    def _is_moving(self) -> bool:
        return self._session.is_running or self._session.present.is_preview

    @property
    def trail(self) -> list[Tried]:
        """What the weight was set to by hand; found once for each change."""
        if self._trail is None:
            self._trail = hand_trail(self._session.history, self._index)
        return self._trail

    @property
    def _span(self) -> Span:
        """The part of the weight's values on show: the usual one, or the one chosen by hand."""
        if self._range is None:
            by_hand = self.chosen_ranges
            self._range = containing(by_hand.x if by_hand else self._usual(), self._value)
        return self._range

    @property
    def _value(self) -> float:
        return float(self._session.document.experiment.network.parameters[self._index])

    # Following

    def _on_changed(self, present: Present) -> None:
        network, history = present.document.experiment.network, self._session.history
        if network.shapes != self._shapes or history is not self._history:
            self._shapes, self._history = network.shapes, history
            self.forget_ranges()
            self.look_along(self._steepest())
            return
        if not self._is_moving:
            self._look_closely()
            return
        if self._range is not None:
            self._range = widened(self._range, self._value)
        self._renew()
        self._rest.start()

    def _on_running_changed(self, running: bool) -> None:
        if not running:
            self._rest.start()

    def _refine(self) -> None:
        """Look more closely once nothing has moved for a moment."""
        if not self._is_moving:
            self._look_closely()

    def _on_focus_changed(self, focus: Focus) -> None:
        if len(focus.parameters) == 1 and focus.parameters[0] != self._index:
            self.look_along(focus.parameters[0])
        self.look_again()

    def look_along(self, index: int) -> None:
        """Look along another weight, until one is selected."""
        self._index, self._range = index, None
        self._renew()

    def _look_closely(self) -> None:
        """Look closely when it is asked for; a part chosen by hand follows the weight."""
        if self.is_zoomed:
            self._range = None
        self._renew()

    def _usual(self) -> Span:
        usual = usual_view(self._session.present, self._index)
        tried = [one.value for one in self._tried()]
        return widened(usual, self._value, *tried) if tried else usual

    def _tried(self) -> list[Tried]:
        """The values tried by hand that stay in view: the latest, while the weight is at one."""
        trail = self.trail[-_KEPT_IN_VIEW:]
        return trail if trail and trail[-1].value == self._value else []

    def _steepest(self) -> int:
        steepness = np.abs(self._session.evaluation.full_gradient)
        return int(np.where(np.isfinite(steepness), steepness, 0.0).argmax())

    def _renew(self) -> None:
        self._view = self._trail = None
        self.look_again()

    @override
    def describe(self) -> str:
        view = self.view
        slope = f", slope {signed(view.slope)}" if self._shows_slope else ""
        return f"{view.name}: at {number(view.value)} the loss is {number(view.loss)}{slope}"

    @property
    def _shows_slope(self) -> bool:
        network = self._session.document.experiment.network
        slope = Quantity(QuantityKind.NEW_WEIGHT, parameter=self._index)
        return visibility_of(network, self._session.focus).shows(slope)

    # The plot

    @override
    def range_key(self) -> int:
        return self._index

    @override
    def home(self) -> Ranges:
        _ = self.view  # finds the losses there are to show
        shown = self._loss_range
        return Ranges(self._span, (shown.low, shown.high), shown.scale)

    @override
    def follow(self, ranges: Ranges) -> Ranges:
        return ranges._replace(x=self._span)

    @override
    def on_ranges_chosen(self) -> None:
        self._range = self._view = None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._view = None
        super().resizeEvent(event)

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, Axis]:
        return value_axis(self.view.name), loss_axis(scale)

    @override
    def handle(self) -> "Ball":
        return Ball(self._session, self)

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        """The loss at the value under the pointer."""
        present = self._session.present
        value = round_near(frame.step(point.x), 1 / frame.pixels_a_step)
        experiment = present.document.experiment
        losses = loss_along(experiment, present.evaluation, self._index, np.array((value,)))
        loss = float(losses[0])
        lines = (f"{self.view.name} {number(value)}", f"loss {number(loss)}")
        return Readout(lines, *frame.pixel(value, loss))

    @override
    def clear(self, frame: Frame) -> Clear:
        return Clear(along(frame.curve(self.view.values, self.view.losses)))

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        painting = SlicePainting(painter, self._theme, frame, self.view)
        painting.paint(self.trail, slopes=self._shows_slope)


class Ball(Handle):
    """The weight's present value on the hill; moving it changes the weight, as one undo."""

    def __init__(self, session: Session, plot: SlicePlot) -> None:
        self._session, self._plot = session, plot
        self._scrub: Scrub | None = None

    @property
    @override
    def is_over(self) -> bool:
        return self._scrub is not None and self._scrub.is_over

    @override
    def place(self, frame: Frame) -> Pixel:
        return frame.pixel(self._plot.view.value, self._plot.view.loss)

    @override
    def move_to(self, frame: Frame, point: Pixel) -> None:
        if self._scrub is None:
            self._scrub = Scrub(self._session, parameter(self._plot.index))
        self._scrub.move_to(round_near(frame.step(point.x), 1 / frame.pixels_a_step))

    @override
    def commit(self) -> None:
        if self._scrub is not None:
            self._scrub.commit()

    @override
    def cancel(self) -> None:
        if self._scrub is not None:
            self._scrub.cancel()

    @override
    def nudge(self, right: int, up: int, modifiers: Qt.KeyboardModifier) -> None:
        if right:
            scrub = Scrub(self._session, parameter(self._plot.index))
            scrub.move_to(stepped(scrub.value, right, step_of(modifiers)))
            scrub.commit()
