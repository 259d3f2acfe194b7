"""The base of all plots: axes that can be panned and zoomed, a handle, a readout, and words.

A plot says what its axes show at home, paints its data into the frame, and names its handle if it
has one. All else is here: the axes, the gestures, the keyboard, the readout under the pointer, and
the ranges that were chosen by hand, remembered for each thing that is looked at.

It is painted in pixels. pyqtgraph turns arrays into paths and images; its scene, view box and axes
are not used, because numbers here may be 1e300, which no transform of Qt survives, and because an
axis that asks for its room in a second pass would show two frames for one moment.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.geometry import Box
from gui.plotting.axes_view import AxesView
from gui.plotting.gestures import Gestures
from gui.plotting.handle import REACH, Handle
from gui.plotting.plot_frame import Frame, Pixel
from gui.plotting.readout import Clear, PlacedReadout, Readout, paint_readout, place_readout
from gui.style.theme import Theme

FOCUS_RADIUS = 11.0


class Plot(AxesView):
    """A plot that fills its place, is reached with Tab, and follows the mouse and the keys.

    Args:
        theme: how it looks.
        name: what it is, for a screen reader.
        tip: what can be done with it, for the mouse.
        parent: the widget this one belongs to.
    """

    def __init__(
        self, theme: Theme, name: str, tip: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, tip, parent)
        self._readout: PlacedReadout | None = None
        self._gestures = Gestures(self)

    # What a plot is made of

    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        """Paint what there is to see, in pixels; the painter has the font of the plot."""
        raise NotImplementedError

    def handle(self) -> Handle | None:
        """What can be dragged."""
        return None

    def handle_at(self, frame: Frame, point: Pixel) -> Handle | None:
        """What can be dragged from there."""
        handle = self.handle()
        return handle if handle is not None and handle.is_near(frame, point) else None

    def key_deed(self, key: Qt.Key) -> Callable[[], object] | None:
        """What a key does that is this plot's own."""
        return None

    def can_click(self, frame: Frame, point: Pixel) -> bool:
        """Whether a click there does something."""
        return False

    def click(self, frame: Frame, point: Pixel) -> None:
        """Do what a click there does."""

    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        """The numbers under the pointer."""
        return None

    def clear(self, frame: Frame) -> Clear:
        """What the readout covers only if it must."""
        return Clear()

    # Drawing

    @override
    def on_framed(self, frame: Frame) -> None:
        self._readout = self._find_readout(frame)

    @override
    def paint_over(self, painter: QPainter, frame: Frame) -> None:
        painter.save()
        self.paint_data(painter, frame)
        painter.restore()
        if self.is_figure:
            return
        if self.hasFocus():
            self._paint_focus(painter, frame)
        if self._readout is not None:
            paint_readout(painter, self._theme, self._readout)

    def _paint_focus(self, painter: QPainter, frame: Frame) -> None:
        """A ring around the handle, or a line around the axes."""
        painter.setPen(QPen(QColor(self._theme.colors.positive), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        handle = self.handle()
        at = None if handle is None else handle.place(frame)
        if at is not None and frame.box.contains(*at):
            painter.drawEllipse(QPointF(*at), FOCUS_RADIUS, FOCUS_RADIUS)
        else:
            painter.drawRect(QRectF(*frame.box.rectangle))

    # What Qt tells

    def read(self) -> None:
        """Show what is under the pointer."""
        readout = self._find_readout(self.frame)
        if readout != self._readout:
            self._readout = readout
            self.update()

    @property
    def covered(self) -> Box | None:
        """What the readout covers."""
        return None if self._readout is None else self._readout.box

    def _find_readout(self, frame: Frame) -> PlacedReadout | None:
        point = self._gestures.pointer
        if point is None or not frame.box.grown(REACH).contains(*point):
            return None
        readout = self.readout(frame, point)
        if readout is None:
            return None
        metrics = QFontMetricsF(self.text_font)
        return place_readout(readout, self._theme, metrics, frame.box, self.clear(frame))

    @override
    def event(self, event: QEvent) -> bool:
        kind = event.type()
        asks = kind == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and self._gestures.takes(event):
            event.accept()  # the key is the plot's, and no command of the window
            return True
        if kind == QEvent.Type.ToolTip and self._readout is not None:
            return True  # no tip over what is read
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._gestures.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._gestures.leave()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._gestures.turn_wheel(event)
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._gestures.press_key(event):
            super().keyPressEvent(event)
