"""Sessions and windows for the tests of the window."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.opening.starters import BANK, open_starter
from gui.session.session import Session
from gui.shell.main_window import MainWindow
from gui.style.theme import Theme, ThemeChoice
from tests.gui.lent_window import LentWindow
from tests.gui.window_hands import LEFT, WindowHands


@pytest.fixture(scope="module")
def lent() -> Iterator[LentWindow]:
    """The window that the tests of a file have in turns."""
    lent = LentWindow()
    yield lent
    lent.give_up()


@pytest.fixture(autouse=True)
def nothing_left(lent: LentWindow) -> Iterator[None]:
    """Delete the windows of a test after it; otherwise each takes longer than the one before."""
    yield
    if QApplication.instance() is not None:
        QTest.mouseRelease(QWidget(), LEFT)  # which a double-click of QTest leaves out
    for widget in QApplication.topLevelWidgets():
        if widget is lent.window:
            continue
        if isinstance(widget, MainWindow):  # that the test opened by itself
            widget.session.close()
            widget.deleteLater()
        elif widget.isVisible():
            widget.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session", autouse=True)
def nothing_on_the_clipboard() -> Iterator[None]:
    """Clear it in the end: without a display, what is copied outlives Python, which crashes."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme."""
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def bank(qapp: QApplication) -> Iterator[Session]:
    """A session with the bank's network."""
    session = Session(open_starter(BANK))
    yield session
    session.close()


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[MainWindow], MainWindow]:
    """Show a window, and close it after the test without a question."""

    def show_it(window: MainWindow) -> MainWindow:
        qtbot.addWidget(window, before_close_func=_forget_changes)
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        return window

    return show_it


@pytest.fixture
def window(qapp: QApplication, lent: LentWindow) -> MainWindow:
    """The real window with the bank's network, as it has just been opened."""
    return lent.lend()


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> WindowHands:
    """A hand on the real window."""
    return WindowHands(qtbot, window)


def _forget_changes(window: MainWindow) -> None:
    """Leave nothing unsaved, so that closing asks nothing."""
    window.session.load(window.session.document)


@pytest.fixture
def texts_said(bank: Session) -> Callable[[], list[str]]:
    """Every sentence the session has said so far."""
    said: list[str] = []
    bank.said.connect(lambda message: said.append(message.text))
    return lambda: said
