"""An event filter as an object: it hears of a widget's events before the widget does."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class EventFilter(QObject):
    """A filter that shows a widget's events to a function, which says whether it dealt with one.

    This stands in for overriding `event`: with Python between Qt and the handlers of the single
    events, an exception in a handler would have to pass through Qt twice, and ends the program.
    """

    def __init__(self, widget: QWidget, deal_with: Callable[[QEvent], bool]) -> None:
        super().__init__(widget)
        self._deal_with = deal_with
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return self._deal_with(event)


def on_press(widget: QWidget, do: Callable[[], object]) -> None:
    """Do something whenever a widget is pressed with the mouse, and nothing else."""

    def press(event: QEvent) -> bool:
        is_press = event.type() == QEvent.Type.MouseButtonPress
        if is_press:
            do()
        return is_press

    EventFilter(widget, press)
