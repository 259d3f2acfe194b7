"""Stopping every clock of something that is closed."""

from PySide6.QtCore import QAbstractAnimation, QObject, QTimer


def stop_clocks(owner: QObject) -> None:
    """Stop all timers and motions that belong to an object, or to a part of it."""
    for timer in owner.findChildren(QTimer):
        timer.stop()
    for motion in owner.findChildren(QAbstractAnimation):
        motion.stop()
