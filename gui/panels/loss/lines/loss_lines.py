"""The lines of the loss plot in pixels: the path behind and ahead, kept runs, and futures."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from core.history.moments import Segment
from core.landscape.futures import Future
from core.nn.arrays import Array
from gui.panels.loss.lines.loss_curves import NOTHING, Curve, LossCurves
from gui.panels.loss.loss_words import kept_text
from gui.plotting.lines.clipping import clip_line
from gui.plotting.lines.line_path import line_path
from gui.plotting.plot_frame import Frame, Pixel, along
from gui.style.colors import Colors
from gui.style.theme import Theme

_SMOOTH_POINTS = 2000  # up to so many points lines are antialiased: slower, and nicer
_THICK_POINTS = 400
_ROUND_POINTS = 60  # up to so many they turn round corners, which takes twice as long
_BEYOND = 4.0  # pixels that lines reach beyond the axes, so that no end of them is seen
_MOST_NAMED = 4
_NO_POINTS = np.empty((0, 2))


class Look(NamedTuple):
    """How a line is painted, and whether it is of the rows set aside."""

    color: Callable[[Colors], str]
    width: float
    dashed: bool
    validation: bool = False


_BEHIND = Look(lambda colors: colors.ink, 2.0, dashed=False)
_AHEAD = Look(lambda colors: colors.muted, 1.3, dashed=True)
_ASIDE = Look(lambda colors: colors.negative, 1.8, dashed=False, validation=True)
_KEPT = Look(lambda colors: colors.zero, 1.3, dashed=True)


class FutureLine(NamedTuple):
    """A future and the pixels it goes through, shape (n, 2)."""

    future: Future
    points: Array


class NamedLine(NamedTuple):
    """A kept run: what it is called, and the pixels it goes through, shape (n, 2)."""

    name: str
    points: Array


class Lines(Struct, frozen=True, eq=False):
    """The pixels that lines go through, shape (n, 2) each, with NaN as gaps.

    Attributes:
        behind: the path up to the present.
        ahead: the moments that Redo would lead through.
        kept: the runs that are not on the path.
        aside: the losses of the rows set aside, up to the present.
        named: the kept runs that are named, the latest first.
        futures: the fan of futures.
    """

    behind: Array
    ahead: Array
    kept: Array
    aside: Array
    named: tuple[NamedLine, ...]
    futures: tuple[FutureLine, ...]

    def others(self, frame: Frame) -> Array:
        """Points along all lines but the path behind."""
        lines = [along(line) for line in (self.ahead, self.kept, self.aside) if len(line)]
        lines += [_seen(line, frame) for line in self.futures]
        return np.concatenate(lines) if lines else _NO_POINTS

    def every(self, frame: Frame) -> Array:
        """Points along all lines."""
        return np.vstack((along(self.behind), self.others(frame)))

    def future_at(self, frame: Frame, point: Pixel, reach: float) -> Future | None:
        """The future whose line is nearest to a point, if one is within reach."""
        best, found = reach, None
        for line in self.futures:
            points = _seen(line, frame)
            away = float(np.hypot(*(points - point).T).min(initial=np.inf))
            if away < best:
                best, found = away, line.future
        return found


def _seen(line: FutureLine, frame: Frame) -> Array:
    """Points every few pixels along the part of a future that is in view."""
    return along(clip_line(line.points, frame.box))


class _Shown(NamedTuple):
    """What a line was made from."""

    curves: LossCurves
    segments: tuple[Segment, ...]
    frame: Frame
    most: int


class _RunLine:
    """One kind of line; made anew only when there is something else to paint."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._shown: _Shown | None = None
        self._settled: tuple[object, ...] = ()
        self._segments: tuple[Segment, ...] = ()
        self._start = NOTHING
        self._path = QPainterPath()
        self.points = _NO_POINTS

    def read(
        self, curves: LossCurves, segments: Sequence[Segment], frame: Frame, most: int
    ) -> Array:
        """The pixels of these moments, in at most about `most` columns."""
        shown = _Shown(curves, tuple(segments), frame, most)
        if shown != self._shown:
            self._shown = shown
            curve = self._curve(shown)
            is_empty = not len(curve.steps)
            self.points = _NO_POINTS if is_empty else frame.curve(*curve)
            self._path = line_path(self.points, frame.box.grown(_BEYOND))
        return self.points

    def _curve(self, shown: _Shown) -> Curve:
        """The curve; only its last segment is read again, and those that were added."""
        if not shown.segments:
            return NOTHING
        curves, segments, frame, most = shown
        settled, known = (curves, frame.steps, most), len(self._segments)
        if settled != self._settled or segments[:known] != self._segments or known == len(segments):
            self._settled, self._start, known = settled, NOTHING, 0
        if segments[known:-1]:
            self._start = self._start.then(self._part(shown, segments[known:-1]))
        self._segments = segments[:-1]
        return self._start.then(self._part(shown, segments[-1:]))

    def _part(self, shown: _Shown, segments: Sequence[Segment]) -> Curve:
        validation = self._look.validation
        return shown.curves.curve(segments, *shown.frame.steps, shown.most, validation=validation)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the line."""
        count = len(self.points)
        if not count:
            return
        width = self._look.width * theme.scale if count <= _THICK_POINTS else 1.0
        pen = QPen(QColor(self._look.color(theme.colors)), width)
        if count <= _ROUND_POINTS:
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if self._look.dashed:
            pen.setDashPattern([3.0, 2.5])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, count <= _SMOOTH_POINTS)
        painter.strokePath(self._path, pen)


class RunLines:
    """Reads the lines of a history for a frame, and remembers what has not changed."""

    def __init__(self) -> None:
        self._kept, self._ahead = _RunLine(_KEPT), _RunLine(_AHEAD)
        self._behind, self._aside = _RunLine(_BEHIND), _RunLine(_ASIDE)

    def read(
        self, curves: LossCurves, fan: Sequence[Future], first_step: int, frame: Frame, most: int
    ) -> Lines:
        """All lines, each in at most about `most` columns; the futures begin at a step."""
        return Lines(
            self._behind.read(curves, curves.past, frame, most),
            self._ahead.read(curves, curves.future, frame, most),
            self._kept.read(curves, curves.ghosts, frame, most),
            self._aside.read(curves, curves.past, frame, most),
            _named(curves, frame, most),
            tuple(_future_line(future, first_step, frame) for future in fan),
        )

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the lines that were read last, all but the futures."""
        for line in (self._kept, self._ahead, self._behind, self._aside):
            line.paint(painter, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _future_line(future: Future, first_step: int, frame: Frame) -> FutureLine:
    steps = first_step + np.arange(future.losses.size, dtype=np.float64)
    return FutureLine(future, frame.curve(steps, future.losses))


def _named(curves: LossCurves, frame: Frame, most: int) -> tuple[NamedLine, ...]:
    """The runs kept last; at the start, what lies ahead is one of them. Edits alone are no run."""
    here = curves.history.updates_at(curves.history.present)
    runs = [segment for segment in curves.ghosts[::-1] if segment.last > segment.first]
    if curves.future and here == curves.path_range[0]:
        runs.insert(0, curves.future[-1])
    named = []
    for run in runs[:_MOST_NAMED]:
        curve = curves.curve([run], *frame.steps, most)
        if curve.steps.size and curve.steps.max() > curve.steps.min():
            named.append(NamedLine(kept_text(curves, run.line), frame.curve(*curve)))
    return tuple(named)
