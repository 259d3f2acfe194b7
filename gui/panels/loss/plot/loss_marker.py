"""Decides what stands on top of the loss curves, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.nn.arrays import Array
from gui.formatting.numbers import count_text, rounded
from gui.geometry import Box
from gui.panels.loss.loss_words import kept_text, now_text
from gui.panels.loss.plot.loss_curves import CurveRanges
from gui.panels.loss.plot.loss_labels import LossLabels
from gui.panels.loss.plot.loss_marks import CurveLabel, CurveMarks
from gui.panels.loss.plot.run_curve import alone
from gui.plotting.plot_frame import Frame, along
from gui.plotting.scales import LossScale
from gui.session.snapshot import Present
from gui.style.theme import Theme

_DOT_SPACING = 9  # pixels between moments from which on each has its dot
_EDIT_SPACING = 3
_MANY = 200  # beyond so many dots, one a pixel is enough


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the curves go through, in pixels, shape (n, 2) each with NaN as gaps.

    `aside` are the losses of the rows set aside, `futures` points along all futures, and `named`
    the kept runs that are named, each with its learning rate, the latest first.
    """

    behind: Array
    ahead: Array
    kept: Array
    aside: Array
    futures: Array
    named: tuple[tuple[float, Array], ...]

    @property
    def others(self) -> Array:
        """Points along all lines but the path behind."""
        lines = (self.ahead, self.kept, self.aside)
        return np.vstack((*map(along, lines), self.futures))

    @property
    def lines(self) -> Array:
        """Points along all lines: what labels must not cover."""
        return np.vstack((along(self.behind), self.others))


class LossMarker:
    """Makes the marks for a frame of the plot."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._labels = LossLabels(theme)

    def marks(
        self,
        present: Present,
        drawn: Drawn,
        edits: Sequence[int],
        frame: Frame,
        scale: LossScale,
    ) -> CurveMarks:
        """All marks that do not depend on the pointer."""
        marks = CurveMarks(
            frame.box,
            moments=self._moments(drawn.behind, frame),
            kept=_inside(np.vstack((alone(drawn.ahead), alone(drawn.kept))), frame.box),
            edits=_edit_places(edits, frame),
        )
        return self._with_now(marks, present, drawn, frame, scale)

    def _moments(self, points: Array, frame: Frame) -> Array:
        """A dot on every moment behind where there is room, else on those that stand alone."""
        roomy = frame.pixels_a_step >= _DOT_SPACING * self._theme.scale
        return _inside(points if roomy else alone(points), frame.box)

    def _with_now(
        self, marks: CurveMarks, present: Present, drawn: Drawn, frame: Frame, scale: LossScale
    ) -> CurveMarks:
        """Add the present moment and the labels."""
        loss, box = present.evaluation.loss, frame.box
        height = _height(scale, loss)
        off_axis = not np.isfinite(height)
        x, y = frame.x(present.document.experiment.updates), frame.y(height)
        if off_axis:
            y = box.top
        now = (x, y) if box.left <= x <= box.right and box.top <= y <= box.bottom else None
        labels: list[CurveLabel] = []
        lines = drawn.lines
        if now is not None:
            path = along(drawn.behind)
            labels.append(self._labels.now(now_text(loss), now, box, path, drawn.others))
        for rate, points in drawn.named:
            boxes = [label.box for label in labels]
            kept = self._labels.kept(kept_text(rate), along(points), box, lines, boxes)
            if kept is not None:
                labels.append(kept)
        return replace(marks, now=now, now_is_off_axis=off_axis, labels=labels)

    def with_best(
        self,
        marks: CurveMarks,
        best: CurveRanges | None,
        drawn: Drawn,
        frame: Frame,
        scale: LossScale,
    ) -> CurveMarks:
        """Add the moment with the best validation loss, and name the curve."""
        if best is None or best.loss is None:
            return marks
        box, height = frame.box, _height(scale, best.loss)
        x, y = frame.x(best.step), frame.y(height)
        if not (np.isfinite(height) and box.left <= x <= box.right and box.top <= y <= box.bottom):
            return marks
        text = f"validation: best {rounded(best.loss, 4)} at {count_text(best.step)}"
        boxes = [label.box for label in marks.labels]
        label = self._labels.best(text, (x, y), box, drawn.lines, boxes)
        return replace(marks, best=(x, y), labels=[*marks.labels, label])

    def with_read(
        self,
        marks: CurveMarks,
        found: CurveRanges,
        lines: Sequence[str],
        frame: Frame,
        scale: LossScale,
    ) -> CurveMarks:
        """Add what is read at the moment under the pointer."""
        box = frame.box
        height = _height(scale, np.nan if found.loss is None else found.loss)
        x = min(max(frame.x(found.step), box.left), box.right)
        y = frame.y(height) if np.isfinite(height) else box.bottom
        inside = box.top <= y <= box.bottom
        y = min(max(y, box.top), box.bottom)
        label = self._labels.read(lines, (x, y), box, [old.box for old in marks.labels[:1]])
        clear = [old for old in marks.labels if not old.box.overlaps(label.box)]
        read = (x, y) if inside and np.isfinite(height) else None
        return replace(marks, read=read, labels=[*clear, label])


def _height(scale: LossScale, loss: float) -> float:
    return float(scale.place(np.array([loss]))[0])


def _inside(points: Array, box: Box) -> Array:
    x, y = points[:, 0], points[:, 1]
    inside = points[(x >= box.left) & (x <= box.right) & (y >= box.top) & (y <= box.bottom)]
    return inside if len(inside) <= _MANY else np.unique(np.round(inside), axis=0)


def _edit_places(steps: Sequence[int], frame: Frame) -> Sequence[float]:
    """Where the vertical marks stand, at most one every few pixels."""
    places: list[float] = []
    for step in steps:
        x = frame.x(step)
        far = not places or x > places[-1] + _EDIT_SPACING
        if far and frame.box.left <= x <= frame.box.right:
            places.append(x)
    return places
