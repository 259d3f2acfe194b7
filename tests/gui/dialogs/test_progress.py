"""Work with a dialog that shows how far it is."""

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from core.slices.work import Work
from gui.dialogs.progress import done_with_progress
from tests.gui.window_hands import WindowHands


def slow(last: float) -> Work[int]:
    """Takes so long that a dialog is wanted, and then a little longer."""
    yield 0.0
    time.sleep(0.25)
    yield 0.5
    time.sleep(last)
    yield 0.9
    return 7


def give_up() -> bool:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()
    return isinstance(dialog, QDialog)


@pytest.mark.parametrize("last", [0.0, 0.05])
def test_the_dialog_is_gone_once_the_work_is_done(hands: WindowHands, last: float) -> None:
    clock = QTimer(hands.window, interval=1200, singleShot=True)
    clock.timeout.connect(give_up)  # so that one which stays does not stay for ever
    clock.start()
    assert done_with_progress(slow(last), "Working…", hands.window) == 7
    assert clock.isActive()
    assert QApplication.activeModalWidget() is None
    clock.stop()


def test_work_can_be_given_up(hands: WindowHands) -> None:
    QTimer.singleShot(400, hands.window, give_up)
    assert done_with_progress(endless(), "Working…", hands.window) is None


def endless() -> Work[int]:
    while True:
        time.sleep(0.005)
        yield 0.5
