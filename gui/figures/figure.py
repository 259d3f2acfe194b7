"""What a figure is: what it shows, and how it is to look."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QMainWindow, QWidget

from gui.canvas.canvas import NetworkCanvas
from gui.plotting.plot_view import PlotView
from gui.style.theme import ThemeChoice

DRAWING, WINDOW = "The network", "The whole window"
SMALLEST, LARGEST = 240, 8000  # pixels a side, before the scale


class Subject(NamedTuple):
    """What a figure can show: its name, and where it is to be seen in the window."""

    title: str
    view: QWidget

    @property
    def has_size(self) -> bool:
        """Whether a figure of it can be of another size than it has on the screen."""
        return not isinstance(self.view, QMainWindow)

    @property
    def needs_others(self) -> bool:
        """Whether others in the window work out what it shows."""
        return not isinstance(self.view, NetworkCanvas)


class Figure(NamedTuple):
    """A picture of a subject.

    Attributes:
        subject: what it shows.
        ending: of the file's name: one of `ENDINGS`.
        size: in pixels before the scale; None as on the screen.
        scale: how many times larger it is written, with all that is in it.
        theme: light or dark; None as on the screen.
        transparent: whether there is nothing behind what is drawn.
    """

    subject: Subject
    ending: str
    size: QSize | None = None
    scale: float = 1.0
    theme: ThemeChoice | None = None
    transparent: bool = False


def subjects(window: QMainWindow) -> list[Subject]:
    """All that a figure can show now: the network, each plot that is in view, the window."""
    find = partial(QObject.findChildren, window)  # the window's own would make what is missing
    drawing = [Subject(DRAWING, canvas) for canvas in find(NetworkCanvas)[:1]]
    plots = [plot for plot in find(PlotView) if plot.isVisible()]
    shown = [Subject(plot.accessibleName(), plot) for plot in plots]
    return [*drawing, *shown, Subject(WINDOW, window)]
