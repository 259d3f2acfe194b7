"""The hand on a plot: the same gestures and keys for each.

A left drag on the handle moves it, elsewhere it pans; the wheel zooms at the pointer, with Shift
only across; a click is the plot's own; a double-click shows everything again. With the keyboard,
arrows move the handle, or pan where there is none, Ctrl and arrows pan, + and − zoom, and Home
shows everything.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from gui.plotting.handle import Handle
from gui.plotting.plot_frame import Frame, Pixel

if TYPE_CHECKING:
    from gui.plotting.plot import Plot

_NOTCH = 120.0
A_NOTCH = 0.8  # of the range remains
_A_KEY = 0.1  # of the range is panned
_LEFT = Qt.MouseButton.LeftButton
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}
ZOOMS = {
    Qt.Key.Key_Plus: A_NOTCH,
    Qt.Key.Key_Equal: A_NOTCH,
    Qt.Key.Key_Minus: 1 / A_NOTCH,
}


def notches_of(event: QWheelEvent) -> float:
    """How many notches the wheel was turned; less than 0 towards the user."""
    return event.angleDelta().y() / _NOTCH


class Gestures:
    """What a plot's mouse and keys do. `pointer` is where the mouse is while no button is down."""

    def __init__(self, plot: "Plot") -> None:
        self._plot = plot
        self._dragged: Handle | None = None
        self._pressed: Pixel | None = None
        self._panned: Pixel | None = None
        self.pointer: Pixel | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being dragged."""
        return self._dragged is not None or self._panned is not None

    # The mouse

    def press(self, event: QMouseEvent) -> None:
        """Take hold of the handle, or of the ground."""
        if event.button() is not _LEFT:
            return
        self._pressed, self.pointer = _pixel(event), None
        self._dragged = self._plot.handle_at(self._plot.frame, self._pressed)

    def move(self, event: QMouseEvent) -> None:
        """Drag what is held; else read what is under the pointer."""
        self._drop_what_is_over()
        frame, point = self._plot.frame, _pixel(event)
        if self._dragged is not None:
            self._dragged.move_to(frame, point)
        elif self._pressed is not None:
            self._pan_to(frame, point)
        else:
            self.pointer = point
            self._plot.setCursor(self._cursor(frame, point))
            self._plot.read()

    def release(self, event: QMouseEvent) -> None:
        """Let go; where nothing was dragged, it was a click."""
        self._drop_what_is_over()
        dragged, self._dragged = self._dragged, None
        pressed, self._pressed = self._pressed, None
        panned, self._panned = self._panned, None
        self.pointer = point = _pixel(event)
        if dragged is not None:
            dragged.commit()
        elif pressed is not None and panned is None:
            self._plot.click(self._plot.frame, point)
        self._plot.setCursor(self._cursor(self._plot.frame, point))
        self._plot.read()

    def leave(self) -> None:
        """Read nothing any more."""
        self.pointer = None
        self._plot.read()

    def turn_wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift only across."""
        notches, frame = notches_of(event), self._plot.frame
        if notches:
            x, y = event.position().x(), event.position().y()
            across_only = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._zoom(frame, Pixel(x, y), A_NOTCH**notches, across_only=across_only)

    def _drop_what_is_over(self) -> None:
        """Hold a handle no longer that stands for numbers which were changed elsewhere."""
        if self._dragged is not None and self._dragged.is_over:
            self._dragged = self._pressed = None

    def _pan_to(self, frame: Frame, point: Pixel) -> None:
        assert self._pressed is not None
        start = self._panned or self._pressed
        way = (point.x - start.x, point.y - start.y)
        if self._panned is None and abs(way[0]) + abs(way[1]) < QApplication.startDragDistance():
            return
        self._panned = point
        self._plot.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._plot.show_ranges(
            frame.ranges.panned(-way[0] / frame.box.width, way[1] / frame.box.height)
        )

    def _cursor(self, frame: Frame, point: Pixel) -> Qt.CursorShape:
        handle = self._plot.handle_at(frame, point)
        if handle is not None:
            return handle.cursor
        if self._plot.can_click(frame, point):
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.ArrowCursor

    def _zoom(self, frame: Frame, at: Pixel, factor: float, *, across_only: bool = False) -> None:
        about = frame.step(at.x), frame.height(at.y)
        factors = (factor, 1.0 if across_only else factor)
        self._plot.show_ranges(frame.ranges.zoomed(about, factors))

    # The keyboard

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key is one of the plot's, before the window's commands are asked."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if self._is_escape(key) or self._plot.key_deed(key) is not None:
            return True
        return key in _ARROWS or key in ZOOMS or key == Qt.Key.Key_Home

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key says; whether it is one of the plot's."""
        frame = self._plot.frame
        if not self.takes(event):
            return False
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        deed = self._plot.key_deed(key)
        if self._is_escape(key):
            self._let_go()
        elif deed is not None:
            deed()
        elif key == Qt.Key.Key_Home:
            self._plot.fit()
        elif key in ZOOMS:
            self._zoom(frame, self._middle(frame), ZOOMS[key])
        else:
            self._arrow(frame, *_ARROWS[key], modifiers)
        return True

    def _arrow(self, frame: Frame, right: int, up: int, modifiers: Qt.KeyboardModifier) -> None:
        handle = self._plot.handle()
        if handle is None or modifiers & Qt.KeyboardModifier.ControlModifier:
            self._plot.show_ranges(frame.ranges.panned(right * _A_KEY, up * _A_KEY))
        elif self._dragged is None:
            handle.nudge(right, up, modifiers)

    def _is_escape(self, key: Qt.Key) -> bool:
        return key == Qt.Key.Key_Escape and self._dragged is not None

    def _let_go(self) -> None:
        if self._dragged is not None:
            self._dragged.cancel()
        self._dragged = self._pressed = None

    def _middle(self, frame: Frame) -> Pixel:
        """What keys zoom at: the handle where it is in view, else the middle of the plot."""
        handle, box = self._plot.handle(), frame.box
        at = None if handle is None else handle.place(frame)
        if at is not None and box.contains(*at):
            return at
        return frame.middle


def _pixel(event: QMouseEvent) -> Pixel:
    point: QPointF = event.position()
    return Pixel(point.x(), point.y())
