"""A fault that nobody foresaw: it is said, and the work is rescued."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from typing_extensions import override

from core.files.document_file import read_document
from gui.shell.main_window import MainWindow
from gui.shell.rescue.crash_reports import ProblemReporter
from gui.shell.rescue.recovery import Recovery
from tests.gui.window_hands import LEFT, Key, WindowHands


@pytest.fixture
def reporter(window: MainWindow, tmp_path: Path) -> ProblemReporter:
    return ProblemReporter(Recovery(window.session, tmp_path / "rescued", 20), window, tmp_path)


@pytest.mark.parametrize("in_thread", [False, True])
def test_an_unforeseen_fault_is_said_and_the_work_rescued(
    hands: WindowHands, reporter: ProblemReporter, qtbot: QtBot, tmp_path: Path, in_thread: bool
) -> None:
    hands.press(Key.Key_Space)

    def fail() -> None:
        fault = ZeroDivisionError("by hand")
        reporter.report(ZeroDivisionError, fault, None)

    with capture_exceptions():
        if in_thread:
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
        else:
            fail()
    qtbot.waitUntil(lambda: bool(hands.window.findChildren(QMessageBox)))
    box = hands.window.findChildren(QMessageBox)[0]
    assert box.text() == "Something went wrong in Downhill."
    assert "ZeroDivisionError: by hand" in box.detailedText()
    rescued = list((tmp_path / "rescued").glob("*.downhill"))
    assert [read_document(path).experiment.updates for path in rescued] == [1]
    assert str(rescued[0]) in box.informativeText()
    assert not box.isModal()  # it does not hold up anything
    hands.click(hands.button("Step downhill"))
    assert hands.figure("step") == "2"
    box.accept()


class Faulty(QWidget):
    """Goes wrong in what Qt calls: in C, where Python 3.11 makes no exception of it at once."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        rows: list[QMouseEvent] = []
        rows[0].accept()


def test_a_fault_in_what_qt_calls_is_told(qtbot: QtBot) -> None:
    widget = Faulty()
    qtbot.addWidget(widget)
    widget.show()
    with pytest.raises(IndexError, match="index out of range"):
        qtbot.mouseClick(widget, LEFT)


def test_what_qt_calls_takes_as_many_arguments_of_a_signal_as_before(qtbot: QtBot) -> None:
    class Closing(QWidget):
        @override
        def close(self) -> bool:
            self.is_closed = True
            return super().close()

        @override
        def resize(self, *size: Any) -> None:
            self.given = size
            super().resize(*size)

    button, widget = QPushButton(), Closing()
    widget.resize(30, 20)
    assert widget.given == (30, 20)
    qtbot.addWidget(widget)
    qtbot.addWidget(button)
    button.clicked.connect(widget.close)  # which would tell whether it is checked
    button.click()
    assert widget.is_closed


def test_a_fault_in_the_rescue_itself_is_said_once(
    hands: WindowHands, reporter: ProblemReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    hands.press(Key.Key_Space)
    monkeypatch.setattr("gui.shell.rescue.recovery.document_pieces", fail)
    with capture_exceptions() as caught:
        reporter.report(RuntimeError, None, None)
        assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
        reporter.report(*caught[0])
        assert len(caught) == 1
    assert len(hands.window.findChildren(QMessageBox)) == 1
