"""Clocks: one that waits for a moment of rest, and stopping all of something that is closed."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QObject, QTimer


class RestTimer(QTimer):
    """Does something once nothing has started it again for so many milliseconds."""

    def __init__(self, parent: QObject, milliseconds: int, do: Callable[[], object]) -> None:
        super().__init__(parent, singleShot=True, interval=milliseconds)
        self.timeout.connect(do)
        self._do = do

    def hurry(self) -> None:
        """Do it now, if it is being waited for."""
        if self.isActive():
            self.stop()
            self._do()


def stop_clocks(owner: QObject) -> None:
    """Stop all timers and motions that belong to an object, or to a part of it.

    A window that looks for its parts would make those that are still to come.
    """
    for timer in QObject.findChildren(owner, QTimer):
        timer.stop()
    for motion in QObject.findChildren(owner, QAbstractAnimation):
        motion.stop()
