"""Files that the system hands to the running program, as macOS does."""

from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.opening.starters import EXAMPLES
from gui.shell.instances.file_opening import FileOpening
from gui.shell.main_window import MainWindow


def test_a_file_opens_here_if_nothing_was_done_and_else_in_a_window_of_its_own(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda _, given: started.append(given[-1]))
    FileOpening(window)
    xor, flat = (str(EXAMPLES / f"{name}.downhill") for name in ("xor", "flat"))

    def hand_over(path: str) -> None:
        QApplication.sendEvent(qapp, QFileOpenEvent(path))

    hand_over(xor)
    assert window.session.path == Path(xor)
    assert started == []
    qtbot.keyClick(window.canvas, Qt.Key.Key_Space)
    done = window.session.document
    window.showMinimized()
    hand_over(xor)
    assert not window.isMinimized()
    assert started == []
    hand_over(flat)
    assert started == [flat]
    assert window.session.document is done
