"""A click on Step, or F5, has the window painted once: together, and no widget twice."""

from collections import Counter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from gui.shell.main_window import MainWindow
from tests.gui.shell.dock_hands import settle
from tests.gui.window_hands import Key, WindowHands


class Painted(QObject):
    """How often each widget was painted, or had something else happen to it."""

    def __init__(self, kind: QEvent.Type = QEvent.Type.Paint) -> None:
        super().__init__()
        self._kind = kind
        self.counts: Counter[QWidget] = Counter()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == self._kind and isinstance(watched, QWidget):
            self.counts[watched] += 1
        return False


def step_button(window: MainWindow) -> QPushButton:
    button = window.findChild(QPushButton, "step")
    assert isinstance(button, QPushButton)
    return button


def test_a_click_on_step_paints_no_widget_twice(window: MainWindow, qtbot: QtBot) -> None:
    button, application = step_button(window), QApplication.instance()
    assert application is not None
    for _ in range(12):  # until columns and labels have the room they need
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
    painted = Painted()
    application.installEventFilter(painted)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not painted.counts  # the press is not painted apart
    QApplication.processEvents()
    application.removeEventFilter(painted)
    assert painted.counts[button] == painted.counts[window.canvas] == 1
    assert set(painted.counts.values()) == {1}


def test_a_notice_that_comes_or_goes_leaves_the_drawing_painted_once(window: MainWindow) -> None:
    settle()
    painted = Painted()
    window.canvas.installEventFilter(painted)
    window.canvas.update()  # as what the notice tells of has it done
    notice = window.notices.add("Something happened.", {"&Good": lambda: None})
    settle()
    assert painted.counts[window.canvas] == 1
    window.canvas.update()
    notice.withdraw()
    settle()
    assert painted.counts[window.canvas] == 2


def test_a_button_that_is_held_is_painted_soon_and_acts_when_it_is_let_go(
    window: MainWindow, qtbot: QtBot
) -> None:
    button = step_button(window)
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    painted = Painted()
    button.installEventFilter(painted)
    QApplication.processEvents()
    button.removeEventFilter(painted)
    assert painted.counts[button] == 1
    assert button.isDown()
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert not button.isDown()
    assert button.updatesEnabled()
    assert window.session.document.experiment.updates == 1


def test_the_projector_view_is_styled_and_painted_once(hands: WindowHands) -> None:
    application = QApplication.instance()
    assert application is not None
    painted, styled = Painted(), Painted(QEvent.Type.StyleChange)
    for each in (painted, styled):
        application.installEventFilter(each)
    hands.press(Key.Key_F5)
    assert not painted.counts  # nothing is painted before all is in its place
    settle()
    for each in (painted, styled):
        application.removeEventFilter(each)
    assert painted.counts[hands.window.canvas] == painted.counts[hands.window.top_bar] == 1
    assert sum(styled.counts.values()) < 4 * len(styled.counts)
