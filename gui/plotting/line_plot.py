"""A line plot: lines and ranges that are found once for each time that is looked."""

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from typing_extensions import override

from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Ranges

_LEAST_COLUMNS = 64
_Lines = TypeVar("_Lines")


class LinePlot(Plot, Generic[_Lines]):
    """A plot of lines, which tells what follows its axis where it lies.

    `framed` comes with the `Frame` whenever it may have changed while it is on show.
    """

    framed = Signal(object)
    _home: Ranges | None = None
    _lines: _Lines | None = None

    def find_home(self) -> Ranges:
        """Find what the axes show unless others were chosen by hand."""
        raise NotImplementedError

    def find_lines(self) -> _Lines:
        """Find the lines in pixels."""
        raise NotImplementedError

    @override
    def home(self) -> Ranges:
        if self._home is None:
            self._home = self.find_home()
        return self._home

    @property
    def lines(self) -> _Lines:
        """The lines in pixels."""
        if self._lines is None:
            self._lines = self.find_lines()
        return self._lines

    @property
    def columns(self) -> int:
        """How many columns of pixels a line goes through, and no fewer than a few."""
        return max(_LEAST_COLUMNS, round(self.frame.box.width * self.devicePixelRatioF()))

    @override
    def look_again(self) -> None:
        self._home = self._lines = None
        super().look_again()
        if self.isVisible():  # what follows the frame is painted together with this
            self.framed.emit(self.frame)
