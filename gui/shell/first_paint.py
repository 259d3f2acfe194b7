"""Knowing when the window has been seen, or is used before that."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_Type = QEvent.Type
_USE = frozenset(
    {
        _Type.ShortcutOverride,
        _Type.KeyPress,
        _Type.MouseButtonPress,
        _Type.MouseButtonDblClick,
        _Type.ContextMenu,
        _Type.Wheel,
        _Type.TouchBegin,
        _Type.DragEnter,
    }
)


class FirstPaint(QObject):
    """Says once that a part of a window has been painted, or that the user acts before that.

    `over` comes in the event loop's first turn after the paint, or before the key or the press
    reaches any widget. It hears of these from the part, which has the focus, and from the native
    window: hearing of all events of the application would cost as much as the paint itself.
    """

    over = Signal()

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part, self._window = part, part.window()
        self._heard: list[QObject] = [part, self._window]
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._end)
        for each in self._heard:
            each.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is _Type.Paint and watched is self._part:
            self._turn.start()
        elif kind is _Type.Show and watched is self._window:
            self._heard.append(self._window.windowHandle())
            self._heard[-1].installEventFilter(self)
        elif kind in _USE:
            self._end()
        return False

    def _end(self) -> None:
        for each in self._heard:
            each.removeEventFilter(self)
        self._turn.stop()
        self.over.emit()
