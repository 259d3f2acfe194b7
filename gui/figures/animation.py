"""An animation: a figure at one moment of the history after another, as a file."""

from itertools import cycle
from typing import NamedTuple

from PySide6.QtWidgets import QMainWindow

from core.export.scripts.replay import ExportError
from core.history.history import History
from core.history.moments import Moment
from core.slices.work import Work, scaled
from core.text.numbers import grouped
from gui.figures.animated_file import animated_file
from gui.figures.figure import Figure
from gui.figures.frames import frames_of
from gui.figures.writing import painted, sized
from gui.session.session import Session
from gui.style.theme import Theme

USUAL_RATE = 10  # frames a second
FASTEST_RATE = 50
USUAL_FRAMES = 60
_MOST_PIXELS = 150_000_000  # of all frames: half a gigabyte
_RECORDING, _WRITING = range(2)  # the two parts of the work


class Stage(NamedTuple):
    """A window that nobody sees, in which moments are gone to one after another.

    Attributes:
        window: what the figures are of.
        session: what it shows.
        theme: how it looks.
    """

    window: QMainWindow
    session: Session
    theme: Theme


class Stretch(NamedTuple):
    """A part of the present path.

    Attributes:
        first: the count of updates that it begins at.
        last: the one that it ends with.
        every: how many updates lead from one frame to the next; there may be fewer to the last.
    """

    first: int
    last: int
    every: int = 1

    def moments(self, history: History) -> list[Moment]:
        """Its moments in a history."""
        steps = [*range(self.first, self.last, self.every), self.last]
        return [*dict.fromkeys(history.at_updates(step) for step in steps)]


class Animation(NamedTuple):
    """A figure, its moments, and how fast they follow each other.

    Attributes:
        figure: its ending is ".gif" or ".apng".
        stretch: of the present path.
        per_second: how many frames are shown in a second.
    """

    figure: Figure
    stretch: Stretch
    per_second: int = USUAL_RATE


def usual_stretch(history: History, every: int | None = None) -> Stretch:
    """The whole present path, in no more frames than one likes to wait for."""
    first, last = history.path_range()
    return Stretch(first, last, every or _round_up(max(1, -(-(last - first) // USUAL_FRAMES))))


def animated(session: Session, theme: Theme, animation: Animation) -> Work[bytes]:
    """The file of an animation.

    Args:
        session: that the figure shows; it is left at the last moment.
        theme: that of its window, which nobody sees meanwhile.
        animation: what is wanted.

    Raises:
        ExportError: there is but one moment, or there would be too many pixels.
    """
    figure = animation.figure
    moments = animation.stretch.moments(session.history)
    if len(moments) < 2:
        raise ExportError("there is but one moment to be shown: take some steps first")
    _check_size(figure, len(moments))
    recording = frames_of(session, theme, figure, moments)
    frames = yield from scaled(recording, _RECORDING, 2)
    writing = animated_file(frames, figure.ending.lower(), animation.per_second)
    return (yield from scaled(writing, _WRITING, 2))


def _check_size(figure: Figure, frames: int) -> None:
    with sized(figure):
        size = painted(figure).pixels
    if frames * size.width() * size.height() > _MOST_PIXELS:
        raise ExportError(
            f"{grouped(frames)} frames of {size.width()} × {size.height()} pixels are more than"
            f" the {_MOST_PIXELS // 1_000_000} million pixels that can be made: take fewer frames,"
            " or a smaller size"
        )


def _round_up(every: int) -> int:
    """The next of 1, 2, 5, 10, 20 … updates."""
    rounded = 1
    for factor in cycle((2, 2.5, 2)):
        if rounded >= every:
            break
        rounded = int(rounded * factor)
    return rounded
