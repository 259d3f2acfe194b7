"""What stands on top of the lines of the loss plot, and where."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from core.history.named_moments import named_on
from core.nn.arrays import Array
from core.text.numbers import grouped
from gui.formatting.numbers import rounded
from gui.geometry import Box, around
from gui.panels.loss.lines.guess_line import GuessLine
from gui.panels.loss.lines.loss_curves import FoundMoment, LossCurves
from gui.panels.loss.lines.loss_lines import Lines
from gui.panels.loss.loss_labels import LossLabels
from gui.panels.loss.loss_words import now_text
from gui.plotting.lines import clipping
from gui.plotting.lines.edit_marks import edit_places
from gui.plotting.lines.future_look import label_sizes
from gui.plotting.lines.line_labels import label_places
from gui.plotting.lines.marks import Label
from gui.plotting.plot_frame import Frame, Pixel, alone, along
from gui.session.snapshot import Present

_DOT_SPACING = 9  # pixels between moments from which on each has its dot
_DOT = 6.0  # how far the dots of the present and of the best moment reach
_POLE, _POINTS = 16.0, 5  # pixels: how high a flag stands, and in how many points
_MANY = 200  # beyond so many dots, one a pixel is enough


def now_at(present: Present, frame: Frame) -> Pixel:
    """Where the present stands; at the upper edge where its loss has no place on the axis."""
    at = frame.pixel(present.document.experiment.updates, present.evaluation.loss)
    return at if math.isfinite(at.y) else at._replace(y=frame.box.top)


class Flag(NamedTuple):
    """A named moment in view: where it stands, how high its pole is, and its name."""

    at: Pixel
    height: float
    name: str

    @property
    def points(self) -> Array:
        """Points on it, which words should not cover, shape (n, 2)."""
        x, y = self.at
        up = np.linspace(0.0, self.height, _POINTS)
        return np.vstack(
            [np.stack((np.full(_POINTS, x + right), y - up), axis=1) for right in (0, 8)]
        )


def flags_of(curves: LossCurves, frame: Frame) -> list[Flag]:
    """The named moments of the present path that are in view."""
    flags = []
    for named in named_on(curves.history, curves.path):
        at = _place_of(curves.found(named.moment), frame)
        if at is not None:
            has_room = at.y - _POLE >= frame.box.top
            flags.append(Flag(at, _POLE if has_room else -_POLE, named.name))
    return flags


class Marks(Struct, frozen=True, eq=False):
    """What stands on top of the lines, in pixels.

    Attributes:
        moments: solid dots, shape (n, 2).
        kept: hollow dots, shape (n, 2).
        edits: where the vertical marks stand.
        now: the present moment; None where it is out of view.
        now_is_off_axis: whether its loss has no place on the axis.
        best: the moment with the best validation loss; None where there is none in view.
        flags: the named moments.
        labels: the words.
        future_labels: where the learning rate of each future stands; None where there is no room.
    """

    moments: Array
    kept: Array
    edits: Sequence[float]
    now: Pixel | None
    now_is_off_axis: bool
    best: Pixel | None = None
    flags: Sequence[Flag] = ()
    labels: list[Label] = field(default_factory=list)
    future_labels: Sequence[Box | None] = ()

    @property
    def boxes(self) -> list[Box]:
        """Where words stand."""
        return [label.box for label in self.labels] + [box for box in self.future_labels if box]

    def without(self, covered: Box | None) -> "Marks":
        """The same without the words that would be covered in part."""
        if covered is None:
            return self
        labels = [label for label in self.labels if not label.box.overlaps(covered)]
        places = [box if box and not box.overlaps(covered) else None for box in self.future_labels]
        return replace(self, labels=labels, future_labels=places)


def marks_of(
    lines: Lines,
    present: Present,
    best: FoundMoment | None,
    edits: Sequence[int],
    flags: Sequence[Flag],
    guess: GuessLine | None,
    labels: LossLabels,
    frame: Frame,
) -> Marks:
    """Place everything: the present first, then what is named where there is still room.

    Args:
        lines: what is painted below.
        present: what is on screen.
        best: the moment with the best validation loss, if there is one.
        edits: the counts of updates at which something was changed by hand.
        flags: the named moments.
        guess: the guess to beat, if it is to be seen.
        labels: places words.
        frame: where things lie.
    """
    room, now = frame.box, now_at(present, frame)
    at_best = _place_of(best, frame)
    roomy = frame.pixels_a_step >= _DOT_SPACING * labels.scale
    every = lines.behind if roomy else alone(lines.behind)
    path, others = along(lines.behind), lines.others(frame)
    others = np.concatenate((others, *(flag.points for flag in flags)))
    covered, words = np.concatenate((path, others)), []
    if room.contains(*now):
        text = now_text(present.evaluation.loss)
        words.append(labels.now(text, now, room, path, others))
    dots = [around(*at, 2 * _DOT, 2 * _DOT) for at in (now, at_best) if at is not None]
    for flag in flags:
        taken = dots + [label.box for label in words]
        named = labels.flag(flag.name, flag.at, flag.height, room, covered, taken)
        words += [] if named is None else [named]
    if guess is not None:
        boxes = dots + [label.box for label in words]
        height = guess.height(frame)
        words.append(labels.guess(guess.labels(frame), height, room, covered, boxes))
    words += labels.kept(lines.named, room, covered, dots + [label.box for label in words])
    if best is not None and best.loss is not None and at_best is not None:
        text = f"validation: best {rounded(best.loss, 4)} at {grouped(best.step)}"
        words.append(labels.best(text, at_best, room, covered, [label.box for label in words]))
    boxes = dots + [word.box for word in words]
    return Marks(
        moments=_inside(every, room),
        kept=_inside(_alone(lines), room),
        edits=edit_places(edits, frame),
        now=now if room.contains(*now) else None,
        now_is_off_axis=math.isnan(frame.scale.height(present.evaluation.loss)),
        best=at_best,
        flags=flags,
        labels=words,
        future_labels=_rate_places(lines, labels, room, covered, boxes),
    )


def _alone(lines: Lines) -> Array:
    """The moments that no line goes through, but for those of the path behind."""
    others = [alone(line) for line in (lines.ahead, lines.kept) if len(line)]
    return np.vstack(others) if others else lines.kept


def _rate_places(
    lines: Lines, labels: LossLabels, room: Box, covered: Array, boxes: Sequence[Box]
) -> Sequence[Box | None]:
    """Where the learning rate of each future stands."""
    if not lines.futures:
        return ()
    sizes = label_sizes([line.future for line in lines.futures], labels.metrics)
    return label_places([line.points for line in lines.futures], sizes, room, covered, boxes)


def _place_of(found: FoundMoment | None, frame: Frame) -> Pixel | None:
    """Where a moment stands, if it is in view."""
    if found is None or found.loss is None:
        return None
    at = frame.pixel(found.step, found.loss)
    return at if frame.box.contains(*at) else None


def _inside(points: Array, box: Box) -> Array:
    if not len(points):
        return points
    inside = points[clipping.inside(points, box)]
    return inside if len(inside) <= _MANY else np.unique(np.round(inside), axis=0)
