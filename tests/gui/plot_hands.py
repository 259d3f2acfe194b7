"""A hand on a plot: presses, drags, turns of the wheel and keys, at places in the plot."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Pixel

_LEFT, _NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_NO_KEY = Qt.KeyboardModifier.NoModifier
_PRESS, _MOVE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove
_RELEASE = QEvent.Type.MouseButtonRelease


def tip_over(widget: QWidget) -> str:
    """What is said where the pointer rests in the middle of a widget."""
    at = widget.rect().center()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    return QToolTip.text()


class PlotHands:
    """Mouse and keys on one plot; places are pixels in it."""

    def __init__(self, plot: Plot) -> None:
        self.plot = plot

    @property
    def ball(self) -> Pixel:
        """Where the plot's handle is."""
        handle = self.plot.handle()
        assert handle is not None
        return handle.place(self.plot.frame)

    def at(self, x: float, height: float) -> Pixel:
        """The pixel of a point on the axes."""
        frame = self.plot.frame
        return Pixel(frame.x(x), frame.y(height))

    def press(self, at: Pixel) -> None:
        """Press the left button."""
        self._send(_PRESS, at, _LEFT, _LEFT)

    def move(self, at: Pixel) -> None:
        """Move the mouse with the left button down."""
        self._send(_MOVE, at, _NO_BUTTON, _LEFT)

    def hover(self, at: Pixel) -> None:
        """Move the mouse with no button down."""
        self._send(_MOVE, at, _NO_BUTTON, _NO_BUTTON)

    def release(self, at: Pixel) -> None:
        """Let go of the left button."""
        self._send(_RELEASE, at, _LEFT, _NO_BUTTON)

    def click(self, at: Pixel) -> None:
        """Press and release at one place."""
        self.press(at)
        self.release(at)

    def double_click(self, at: Pixel) -> None:
        """Click twice at one place."""
        self.click(at)
        self._send(QEvent.Type.MouseButtonDblClick, at, _LEFT, _LEFT)
        self.release(at)

    def drag(self, start: Pixel, *way: Pixel) -> None:
        """Press, go along, and release at the end."""
        self.press(start)
        for place in way:
            self.move(place)
        self.release(way[-1])

    def turn_wheel(
        self, at: Pixel, notches: float = 1.0, modifiers: Qt.KeyboardModifier = _NO_KEY
    ) -> None:
        """Turn the wheel; away from the user zooms in."""
        point = QPointF(*at)
        wheel = QWheelEvent(
            point,
            self.plot.mapToGlobal(point),
            QPoint(),
            QPoint(0, round(120 * notches)),
            _NO_BUTTON,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.plot, wheel)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_KEY) -> None:
        """Press a key with the plot focused."""
        self.plot.setFocus()
        QTest.keyClick(self.plot, key, modifiers)

    def _send(
        self, kind: QEvent.Type, at: Pixel, button: Qt.MouseButton, down: Qt.MouseButton
    ) -> None:
        point = QPointF(*at)
        there = self.plot.mapToGlobal(point)
        QApplication.sendEvent(self.plot, QMouseEvent(kind, point, there, button, down, _NO_KEY))
