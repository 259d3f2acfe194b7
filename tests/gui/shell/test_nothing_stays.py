"""A window that is closed is gone, with all that it held."""

import gc
import weakref

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import create_window


def test_a_closed_window_leaves_nothing_in_memory(qtbot: QtBot) -> None:
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    window.complete()
    window.session.step(1)
    window.session.load(window.session.document)
    held = [weakref.ref(each) for each in (window, window.session, window.canvas)]

    window.close()
    window.deleteLater()
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()

    assert [each() for each in held] == [None, None, None]
