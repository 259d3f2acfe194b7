"""The program, started as by hand, that takes commands, one a line, on its standard input."""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.files.document_file import Opened, encode_document, opening_with_history
from core.files.file_reading import read_file
from core.opening.starters import BANK, open_starter
from core.slices.work import finish
from gui import app
from gui.session.settings import Key, UserSettings
from gui.shell.main_window import MainWindow
from gui.widgets.notices import Notice
from tests.gui.file_hands import button


def window() -> MainWindow:
    """The window that is shown."""
    shown = QApplication.topLevelWidgets()
    return next(each for each in shown if isinstance(each, MainWindow))


def digest() -> str:
    """What tells the document on screen from all others."""
    return hashlib.sha256(encode_document(window().session.document)).hexdigest()


def press(*keys: str) -> str:
    """Press keys on the drawing; how many updates were taken then."""
    QTest.qWaitForWindowActive(window())
    for key in keys:
        QTest.keySequence(window().canvas, QKeySequence(key))
    return str(window().session.document.experiment.updates)


def click(*words: str) -> str:
    """Click a button of the question that is open, or else of the notices."""
    found = button(QApplication.activeModalWidget() or window().notices, " ".join(words))
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    return window().windowTitle()


def offers() -> str:
    """The notices that are to be seen."""
    notices = window().notices.findChildren(Notice)
    return "; ".join(notice.accessibleName() for notice in notices if notice.isVisible())


def play(*path: str) -> str:
    """Open a lesson; how many of its tasks are solved."""
    window().files.open(Path(" ".join(path)))
    return str(window().panels.lesson.player.progress.solved)


def turn() -> str:
    """Go to the next page of the lesson."""
    window().panels.lesson.player.turn(1)
    return "turned"


def answer(*words: str) -> str:
    """Answer the open task of the lesson; how many are solved then."""
    player = window().panels.lesson.player
    player.answer(" ".join(words))
    return str(player.progress.solved)


def minimise() -> str:
    """Put the window out of sight."""
    window().showMinimized()
    return state()


def state() -> str:
    """Whether the window is out of sight."""
    return "minimised" if window().isMinimized() else "in sight"


def close() -> str:
    """Close the window, whatever it asks."""
    QTimer.singleShot(0, window().close)
    return "closing"


def obey() -> None:
    """Do what the next line says, and answer."""
    line = sys.stdin.readline()
    if not line:
        QApplication.exit()
        return
    name, *words = line.split()
    commands: dict[str, Callable[..., str]] = {
        each.__name__: each
        for each in (digest, press, click, offers, play, turn, answer, minimise, state, close)
    }
    sys.stdout.write(commands[name](*words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    application = QApplication(["downhill"])
    lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    lines.activated.connect(obey)
    rescue_after, name = sys.argv[1:]
    opened = finish(opening_with_history(read_file(Path(name)))) if name else None
    UserSettings().store(Key.FIRST_LESSON, True)  # somebody who knows of lessons
    sys.exit(app.run(opened or Opened(open_starter(BANK)), lambda _: 0, None, float(rescue_after)))
