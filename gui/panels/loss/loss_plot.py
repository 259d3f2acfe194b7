"""The loss over the steps: the path behind and ahead, the runs that were kept, and the present."""

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.operations import structure
from gui.operations.futures import Futures
from gui.operations.node_turns import TurnFinder
from gui.panels.loss.lines.guess_line import GuessLine, guess_line, paint_guess
from gui.panels.loss.lines.loss_curves import FoundMoment, LossCurves
from gui.panels.loss.lines.loss_extent import Extent
from gui.panels.loss.lines.loss_lines import Lines, RunLines
from gui.panels.loss.loss_description import describe_loss
from gui.panels.loss.loss_handle import LossHandle
from gui.panels.loss.loss_labels import LossLabels
from gui.panels.loss.loss_marks import Marks, flags_of, marks_of
from gui.panels.loss.loss_painting import paint_futures, paint_marks
from gui.panels.loss.loss_pointing import above_or_below, moment_at, words_at
from gui.panels.loss.loss_words import axis_lines
from gui.panels.loss.turn_marks import paint_turns, read_turns, turns_at
from gui.plotting.axes import Axis, loss_axis
from gui.plotting.line_plot import LinePlot
from gui.plotting.plot_frame import Frame, Pixel, Ranges, Span
from gui.plotting.readout import Clear, Readout, readout_at
from gui.plotting.scales import LossScale, step_range, step_ticks
from gui.session.session import Session
from gui.style.theme import Theme

_REACH = 9.0  # pixels around a moment within which the pointer is on it
_MARK_REACH = 5.0
_SIDE_ROOM = 0.012  # so that dots and lines on the edge of the range are not cut
_TOP_ROOM, _BOTTOM_ROOM = 0.03, 0.015
_STRETCH_ROOM = 0.1  # of a stretch that is shown, on both sides
_DEEPEST_ZOOM = 1e-7  # of all losses
_LEAST_STEPS = 2.0
_TIP = "Click a moment to go there; arrow keys go to the next one, with Shift ten further"


class LossPlot(LinePlot[Lines]):
    """Reads the moment under the pointer, and goes to it on a click.

    `menu_requested` comes with a `Moment` and the global position for a menu.
    """

    menu_requested = Signal(object, QPoint)

    def __init__(
        self, session: Session, futures: Futures, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Loss over steps", _TIP, parent)
        self._session, self._futures = session, futures
        self._is_logarithmic = False
        self.is_guess_shown = True
        self._curves = LossCurves(session.history)
        self._run_lines = RunLines()
        self._labels = LossLabels(theme)
        self._extent: Extent | None = None
        self._marks: Marks | None = None
        self.turns = TurnFinder(session, self)
        self.turns.changed.connect(self.update)
        session.changed.connect(self._on_changed)
        session.annotated.connect(self._on_changed)
        futures.changed.connect(self._on_changed)

    @property
    def is_logarithmic(self) -> bool:
        """Whether the loss axis is logarithmic."""
        return self._is_logarithmic

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Choose the loss axis."""
        self._is_logarithmic = logarithmic
        self.look_again()

    def set_guess_shown(self, shown: bool) -> None:
        """Show or hide the guess to beat."""
        self.is_guess_shown = shown
        self._on_changed()

    @property
    def guess(self) -> GuessLine | None:
        """The guess to beat, if it is to be seen and there is one."""
        return guess_line(self._session.document.experiment) if self.is_guess_shown else None

    def notes(self) -> list[str]:
        """What has to be said about what the plot cannot show well, the longest wording first."""
        loss = self._session.present.evaluation.loss
        return axis_lines(self.extent, loss, self._is_logarithmic)

    @override
    def describe(self) -> str:
        guess = self.guess
        text = describe_loss(self._session.history, self._session.evaluation)
        return text if guess is None else f"{text} To beat: {guess.text}."

    def show_steps(self, first: int, last: int) -> None:
        """Look closely at a stretch of updates, with all losses."""
        home = self.home()
        margin = max(last - first, _LEAST_STEPS) * _STRETCH_ROOM
        self.show_ranges(home._replace(x=(first - margin, last + margin)))

    # What there is to see

    @property
    def extent(self) -> Extent:
        """What happened, what is being tried out, and the futures; found once for each change.

        The history is looked at here, before there is a frame that anything else is placed in.
        """
        if self._extent is None:
            self._curves.update()
            extent = self._curves.extent().with_point(self._session.present.evaluation.loss)
            for future in self._futures.fan:
                extent = extent.with_curve(future.losses)
            guess = self.guess
            self._extent = extent if guess is None else extent.with_guess(guess.loss)
        return self._extent

    @override
    def find_lines(self) -> Lines:
        curves, futures, fan = self._curves, self._futures, self._futures.fan
        return self._run_lines.read(curves, fan, futures.first_step, self.frame, self.columns)

    @property
    def marks(self) -> Marks:
        """What stands on top of the lines."""
        if self._marks is None:
            lines, curves = self.lines, self._curves
            edits = sorted({step for step, _ in curves.history.edits(curves.path)})
            best, present = curves.best_validation(), self._session.present
            flags = flags_of(curves, self.frame)
            self._marks = marks_of(
                lines, present, best, edits, flags, self.guess, self._labels, self.frame
            )
        return self._marks

    def _on_changed(self) -> None:
        if self._curves.history is not self._session.history:
            self._curves = LossCurves(self._session.history)
            self.forget_ranges()
        self._extent = None
        self.look_again()

    @override
    def look_again(self) -> None:
        self._marks = None
        super().look_again()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look_again()

    # The axes

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, Axis]:
        return Axis("step", step_ticks), loss_axis(scale, "loss")

    @override
    def range_key(self) -> bool:
        return self._is_logarithmic

    @override
    def find_home(self) -> Ranges:
        extent, futures = self.extent, self._futures
        fan = (futures.first_step, futures.steps) if futures.fan else None
        first, last = step_range(*extent.steps(self._curves.path_range, fan))
        scale, low, high = extent.range(logarithmic=self._is_logarithmic)
        across, up = (last - first) * _SIDE_ROOM, high - low
        heights = low - up * _BOTTOM_ROOM, high + up * _TOP_ROOM
        return Ranges((first - across, last + across), heights, scale)

    @override
    def follow(self, ranges: Ranges) -> Ranges:
        """The same losses, whatever they are counted in; no further out than everything."""
        home = self.home()
        return ranges.in_scale(home.scale).within(home)

    @override
    def show_ranges(self, ranges: Ranges) -> None:
        """Nobody gets lost: no further out than everything, no deeper than numbers reach."""
        home, shown = self.home(), self.ranges
        x = _deep(ranges.x, shown.x, min(_LEAST_STEPS, home.x[1] - home.x[0]))
        y = _deep(ranges.y, shown.y, _DEEPEST_ZOOM * (home.y[1] - home.y[0]))
        chosen = ranges._replace(x=x, y=y).within(home)
        if chosen == home:
            self.fit()
        else:
            super().show_ranges(chosen)

    # The hand

    @override
    def handle(self) -> LossHandle:
        return LossHandle(self._session)

    @override
    def can_click(self, frame: Frame, point: Pixel) -> bool:
        found = self._moment_at(frame, point) or self._rate_at(frame, point)
        return found is not None or bool(turns_at(self.turns.turns, frame, point))

    @override
    def click(self, frame: Frame, point: Pixel) -> None:
        """Go to a moment, or choose the learning rate of a future."""
        if turns := turns_at(self.turns.turns, frame, point):
            self._session.go(turns[0].moment)
            return
        found, rate = self._moment_at(frame, point), self._rate_at(frame, point)
        if found is not None and found.moment != self._session.history.present:
            self._session.go(found.moment)
        elif found is None and rate is not None:
            structure.set_learning_rate(self._session, rate)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        frame, point = self.frame, Pixel(event.pos().x(), event.pos().y())
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        found = None if by_key else self._found_at(frame, point)
        moment = self._session.history.present if found is None else found.moment
        self.menu_requested.emit(moment, event.globalPos())

    def _found_at(self, frame: Frame, point: Pixel) -> FoundMoment | None:
        """The moment under the pointer, or the one of the path above or below it."""
        return self._moment_at(frame, point) or above_or_below(self._curves, frame, point)

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        if turns := turns_at(self.turns.turns, frame, point):
            return read_turns(turns, frame)
        found = self._found_at(frame, point)
        if found is None:
            return None
        lines = words_at(self._curves, found, frame, point, _MARK_REACH * self._theme.scale)
        if found.loss is None:
            return Readout(lines, point.x, frame.box.bottom, is_ringed=False)
        return readout_at(lines, frame.pixel(found.step, found.loss), frame.box)

    @override
    def clear(self, frame: Frame) -> Clear:
        return Clear(self.lines.every(frame), self.marks.boxes)

    def _moment_at(self, frame: Frame, point: Pixel) -> FoundMoment | None:
        return moment_at(self._curves, frame, point, _REACH * self._theme.scale)

    def _rate_at(self, frame: Frame, point: Pixel) -> float | None:
        """The learning rate of the future under the pointer."""
        future = self.lines.future_at(frame, point, _REACH * self._theme.scale)
        return None if future is None else future.learning_rate

    # Painting

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        lines = self.lines
        painter.save()
        painter.setClipRect(QRectF(*frame.box.rectangle))
        guess = self.guess
        if guess is not None:
            paint_guess(painter, self._theme, guess, frame)
        self._run_lines.paint(painter, self._theme)
        paint_futures(painter, self._theme, lines, frame)
        painter.restore()
        paint_turns(painter, self._theme, self.turns.turns, frame)
        paint_marks(painter, self._theme, lines, self.marks.without(self.covered), frame)


def _deep(chosen: Span, shown: Span, least: float) -> Span:
    """A chosen range, or the one on show where the chosen one is too narrow."""
    return chosen if chosen[1] - chosen[0] >= least else shown
