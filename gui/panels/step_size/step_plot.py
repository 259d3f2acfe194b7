"""The loss after one step against the learning rate, with the present rate to drag."""

import math

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.training.experiment import Experiment
from gui.formatting.numbers import number
from gui.operations import structure
from gui.panels.one_weight.slice_range import containing
from gui.panels.step_size.step_painting import StepPainting
from gui.panels.step_size.step_view import (
    StepView,
    at_rate,
    best_words,
    bounds_words,
    look,
    loss_at,
    verdict,
)
from gui.plotting.axes import Axis, loss_axis
from gui.plotting.handle import REACH, Handle
from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Frame, Pixel, Ranges, Span
from gui.plotting.readout import Readout
from gui.plotting.scales import LossScale
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_REST = 120  # milliseconds
_A_KEY = 10 ** (1 / 20)
_POWERS = (-300.0, 300.0)  # of ten: rates beyond are no numbers
_BAND = 2.5  # heights of text, above the plot: the regions and their bounds
_TIP = (
    "Drag the line, or use the arrow keys, to choose the learning rate; drag the ground and turn"
    " the wheel to look elsewhere"
)


class StepSizePlot(Plot):
    """Follows the session. The curve stays while only the learning rate changes.

    The axis across holds powers of ten.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "The loss after one step against the learning rate", _TIP, parent)
        self._session = session
        self._view: StepView | None = None
        self._seen: Experiment | None = None
        self._is_coarse = False
        self._rate_before = self._rate  # when ranges were chosen by hand
        self._rest = RestTimer(self, _REST, self._refine)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_running_changed)

    @property
    def view(self) -> StepView:
        """What there is to see; computed when it is asked for, once for each change."""
        present = self._session.present
        experiment = present.document.experiment
        if self._view is None or not _same_ground(experiment, self._seen):
            self._view = self._look()
        elif self._seen is not experiment:
            rates = self._view.sizes.rates
            inside = rates[0] <= experiment.learning_rate <= rates[-1]
            self._view = at_rate(self._view, present) if inside else self._look()
        self._seen = experiment
        return self._view

    def _look(self) -> StepView:
        present = self._session.present
        self._is_coarse = self._session.is_running or present.is_preview or self._rest.isActive()
        return look(present, self._shown, moving=self._is_coarse)

    @property
    def _shown(self) -> Span | None:
        """The powers of ten chosen by hand; a rate chosen since then is among them."""
        chosen, rate = self.chosen_ranges, self._rate
        if chosen is None or rate == self._rate_before:
            return None if chosen is None else chosen.x
        return containing(chosen.x, math.log10(rate))

    @property
    def _rate(self) -> float:
        return self._session.document.experiment.learning_rate

    def _on_changed(self, present: Present) -> None:
        self.look_again()
        if self._session.is_running or present.is_preview or self._is_coarse:
            self._rest.start()

    def _on_running_changed(self, running: bool) -> None:
        if not running:
            self._rest.start()

    def _refine(self) -> None:
        """Look more closely once nothing has moved for a moment."""
        moving = self._session.is_running or self._session.present.is_preview
        if self._is_coarse and not moving:
            self._view = None
            self.look_again()

    @override
    def describe(self) -> str:
        session, view = self._session, self.view
        said = verdict(view, session.present, session.focus.row)
        return f"{said} {best_words(view)} {bounds_words(view)}"

    # The plot

    @override
    def home(self) -> Ranges:
        view = self.view
        return Ranges(view.usual, (view.range.low, view.range.high), view.range.scale)

    @override
    def follow(self, ranges: Ranges) -> Ranges:
        return ranges._replace(x=self._shown or ranges.x)

    @override
    def may_show(self, ranges: Ranges) -> bool:
        low, high = ranges.x
        return super().may_show(ranges) and _POWERS[0] <= low and high <= _POWERS[1]

    @override
    def on_ranges_chosen(self) -> None:
        self._rate_before = self._rate
        self._view = None
        self._rest.start()

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, Axis]:
        return loss_axis(LossScale(logarithmic=True), "learning rate"), loss_axis(scale)

    @override
    def top_margin(self, metrics: QFontMetricsF) -> float:
        return _BAND * metrics.height() + 2

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # sentences and futures below it come first

    @override
    def handle(self) -> "RateLine":
        return RateLine(self._session, self)

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        """The loss after a step at the rate under the pointer, and what it leads to."""
        view = self.view
        rate = float(f"{10.0 ** frame.step(point.x):.3g}")
        loss = loss_at(view, rate)
        outcome = view.sizes.region_at(rate).outcome.value
        after = f"loss {number(loss)}" if math.isfinite(loss) else "the step would be refused"
        lines = (f"rate {number(rate)}", after, outcome)
        return Readout(lines, *_in_view(frame, rate, loss), is_ringed=math.isfinite(loss))

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        band = _BAND * QFontMetricsF(painter.font()).height()
        StepPainting(painter, self._theme.colors, frame).paint(self.view, band)


class RateLine(Handle):
    """The line at the present learning rate, to be taken anywhere; its ball is the loss after."""

    def __init__(self, session: Session, plot: StepSizePlot) -> None:
        self._session, self._plot = session, plot

    @override
    def place(self, frame: Frame) -> Pixel:
        return _in_view(frame, self._plot.view.rate, self._plot.view.loss_after)

    @override
    def is_near(self, frame: Frame, point: Pixel) -> bool:
        return abs(self.place(frame).x - point.x) <= REACH

    @override
    def move_to(self, frame: Frame, point: Pixel) -> None:
        low, high = frame.steps
        power = min(max(frame.step(point.x), low), high)
        structure.preview_learning_rate(self._session, float(f"{10.0**power:.2g}"))

    @override
    def commit(self) -> None:
        structure.commit_learning_rate(self._session)

    @override
    def cancel(self) -> None:
        self._session.cancel()

    @override
    def nudge(self, right: int, up: int, modifiers: Qt.KeyboardModifier) -> None:
        if right:
            rate = self._plot.view.rate * _A_KEY**right
            structure.set_learning_rate(self._session, float(f"{rate:.2g}"))


def _in_view(frame: Frame, rate: float, loss: float) -> Pixel:
    """Where a loss after a step lies, at the edge of the plot if it is beyond."""
    x, y = frame.pixel(math.log10(rate), loss)
    return Pixel(x, min(max(y, frame.box.top), frame.box.bottom))


def _same_ground(one: Experiment, other: Experiment | None) -> bool:
    """Whether steps from both lead to the same losses, whatever the learning rate."""
    if other is None:
        return False
    rule = replace(one.optimizer, learning_rate=other.optimizer.learning_rate)
    return (
        one.network is other.network
        and one.dataset is other.dataset
        and one.loss is other.loss
        and one.memory is other.memory
        and rule == other.optimizer
        and (one.max_norm, one.l2_penalty) == (other.max_norm, other.l2_penalty)
        and (one.batch_size, one.seed, one.updates) == (other.batch_size, other.seed, other.updates)
    )
