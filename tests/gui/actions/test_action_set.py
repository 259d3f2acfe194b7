"""Commands as actions and menus, without a window."""

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.actions.action_set import ActionSet
from gui.operations.command import Command, Menu


def test_a_menu_may_be_filled_anew_while_an_entry_of_it_waits_for_an_answer(qtbot: QtBot) -> None:
    """As when a lesson asks about unsaved work, and the lessons are looked at meanwhile."""
    window = QWidget()
    qtbot.addWidget(window)
    actions = ActionSet(window, ["&Learn"])
    actions.fill(Menu("&Learn", [Menu("&Lessons", lambda: [Command("", "&First", ask)])]))
    (lessons,) = [action.menu() for action in actions.menus[0].actions()]
    assert isinstance(lessons, QMenu)
    answered = []

    def ask() -> None:
        lessons.aboutToShow.emit()
        waiting = QEventLoop()
        QTimer.singleShot(0, waiting.quit)
        waiting.exec()
        answered.append(True)

    lessons.aboutToShow.emit()
    lessons.actions()[0].trigger()
    assert answered
