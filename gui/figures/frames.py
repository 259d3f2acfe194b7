"""The frames of an animation: a figure at one moment of the history after another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from core.history.moments import Moment
from core.slices.work import Work
from gui.figures.figure import Figure
from gui.figures.writing import figure_image
from gui.session.session import Session
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

if TYPE_CHECKING:
    from PIL.Image import Image

_SOON = 200  # milliseconds: what a window does later than that is not waited for
_FORESEEN = 12  # moments that are looked at before the first frame
_MOST_LOOKS = 20  # at one moment, each closer than the one before


def frames_of(
    session: Session, theme: Theme, figure: Figure, moments: Sequence[Moment]
) -> "Work[list[Image]]":
    """Go to moments and take a picture of each.

    A moment that cannot be found again, as the file is of another machine, stands as the nearest
    one that the file holds.

    Args:
        session: that the figure shows; it stays at the last moment.
        theme: that of its window.
        figure: what is wanted.
        moments: in their order.
    """
    frames = []
    for at in range(0, len(moments), max(1, len(moments) // _FORESEEN)):
        session.scrub(moments[at])
        figure_image(theme, figure)  # the room that labels need is known then, and stays
        yield 0.0
    for at, moment in enumerate(moments):
        session.go(moment)
        while session.present.missing:  # its clock takes the updates
            yield at / len(moments)
        picture = yield from seen_closely(theme, figure, at / len(moments))
        frames.append(_with_pillow(picture))
    return frames


def seen_closely(theme: Theme, figure: Figure, done: float) -> Work[QImage]:
    """The picture once nothing in it gets finer any more; `done` is yielded until then."""
    picture = figure_image(theme, figure)
    for _ in range(_MOST_LOOKS):
        if not _clocks(figure):
            break
        while clocks := _clocks(figure):
            for clock in clocks:
                if isinstance(clock, RestTimer):
                    clock.hurry()
            yield done
        picture = figure_image(theme, figure)
    return picture


def _clocks(figure: Figure) -> list[QTimer]:
    """What is at work on the figure, or will be soon."""
    view: QWidget = figure.subject.view
    owner = view.window() if figure.subject.needs_others else view
    longest = 0 if figure.subject.has_size else _SOON
    running = [timer for timer in QObject.findChildren(owner, QTimer) if timer.isActive()]
    return [one for one in running if isinstance(one, RestTimer) or one.interval() <= longest]


def _with_pillow(picture: QImage) -> "Image":
    """The same picture for Pillow, without transparency."""
    from PIL import Image

    picture = picture.convertToFormat(QImage.Format.Format_RGB888)
    size, line = (picture.width(), picture.height()), picture.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(picture.constBits()), "raw", "RGB", line)
