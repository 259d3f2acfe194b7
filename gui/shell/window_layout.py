"""The window's layout: docks, the split in the middle, and the size of text."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QSplitter

from gui.session.settings import Key, Settings, load_bytes
from gui.style.theme import Theme

_SIDES = (340, 400)  # of the docks at the left and at the right, at the usual scale
_LARGEST_SIDES = (0.27, 0.31)  # of the window
_EXPLANATION_HEIGHT = 150
_LARGEST_EXPLANATION = 0.165  # of the window
_FRAME_HEIGHT = 36  # what a window manager puts around a window
_LEAST = QSize(830, 400)  # pixels that the window needs at the usual scale


class _Kept(NamedTuple):
    """Where everything was."""

    size: QSize
    docks: QByteArray
    split: QByteArray


class WindowLayout:
    """Shares the room of a window.

    Args:
        window: the window.
        theme: for the size of text.
        docks: the panels: data and weights at the left, loss and hill at the right.
        split: the drawing over the explanation.
    """

    def __init__(
        self, window: QMainWindow, theme: Theme, docks: Sequence[QDockWidget], split: QSplitter
    ) -> None:
        self._window, self._theme, self._docks, self._split = window, theme, docks, split
        self._at_usual_scale: _Kept | None = None
        self._arrange()
        self._usual_docks = window.saveState()

    def restore(self, settings: Settings) -> None:
        """Put everything where it was when the program was closed."""
        geometry, docks, split = (load_bytes(settings, k) for k in ("geometry", "state", "split"))
        if geometry is not None:
            self._window.restoreGeometry(geometry)
        if docks is not None:
            self._window.restoreState(docks)
        if split is not None:
            self._split.restoreState(split)

    def store(self, settings: Settings) -> None:
        """Remember where everything is."""
        settings.store(Key.GEOMETRY, self._window.saveGeometry())
        settings.store(Key.STATE, self._window.saveState())
        settings.store(Key.SPLIT, self._split.saveState())

    def reset(self) -> None:
        """Put everything where it was at the very first start."""
        self._window.restoreState(self._usual_docks)
        self._arrange()

    def set_scale(self, scale: float) -> None:
        """Change the size of text and drawing; at the usual one, all is where it was there.

        It gets no larger than the screen has room for.
        """
        room = self._room_on_screen().expandedTo(self._window.size())
        most = min(room.width() / _LEAST.width(), room.height() / _LEAST.height())
        scale = min(scale, max(1.0, most))
        if scale == self._theme.scale:
            return
        if self._theme.scale == 1.0:
            self._at_usual_scale = self._kept()
        self._theme.set_scale(scale)
        # The panels' least sizes and the bars' heights have to be known before the room is shared.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        layout = self._window.layout()
        if layout is not None:
            layout.activate()
        if self._at_usual_scale is not None and scale == 1.0:
            self._put_back(self._at_usual_scale)
        else:
            self._arrange()

    def fit_to_screen(self) -> None:
        """Be no larger than the screen has room for, the window's frame included."""
        self._window.resize(self._window.size().boundedTo(self._room_on_screen()))

    def _room_on_screen(self) -> QSize:
        return self._window.screen().availableGeometry().size() - QSize(0, _FRAME_HEIGHT)

    def _kept(self) -> _Kept:
        return _Kept(self._window.size(), self._window.saveState(), self._split.saveState())

    def _put_back(self, kept: _Kept) -> None:
        if not (self._window.isMaximized() or self._window.isFullScreen()):
            self._window.resize(kept.size)
        self._window.restoreState(kept.docks)
        self._split.restoreState(kept.split)

    def _arrange(self) -> None:
        """Share the room as usual; larger text leaves the drawing its share of the window."""
        pixels, width = self._theme.pixels, self._window.width()
        data, weights, loss, hill = self._docks
        sides = [
            min(pixels(side), round(most * width))
            for side, most in zip(_SIDES, _LARGEST_SIDES, strict=True)
        ]
        self._window.resizeDocks([data, loss], sides, Qt.Orientation.Horizontal)
        self._window.resizeDocks([data, weights], [3, 4], Qt.Orientation.Vertical)
        self._window.resizeDocks([loss, hill], [1, 1], Qt.Orientation.Vertical)
        height = self._split.height()
        most = round(_LARGEST_EXPLANATION * self._window.height())
        below = min(pixels(_EXPLANATION_HEIGHT), most)
        self._split.setSizes([height - below, below])
