"""The drawing is painted first; all else follows by itself, or at once when it is asked for."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTableView, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from typing_extensions import override

from gui.app import create_window
from gui.panels.lesson.lesson_panel import LessonPanel
from gui.session.settings import MemorySettings
from gui.shell import panels
from gui.shell.main_window import MainWindow
from tests.gui.window_hands import Key, Modifier

Show = Callable[[MainWindow], MainWindow]
Make = Callable[[], MainWindow]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    """Make a window that is not shown yet, and close it after the test without a question."""

    def make_it() -> MainWindow:
        window = create_window()
        qtbot.addWidget(window, before_close_func=lambda w: w.session.load(w.session.document))
        return window

    return make_it


class Watch(QObject):
    """Calls a function with every event of one kind."""

    def __init__(self, kind: QEvent.Type, tell: Callable[[QObject], object]) -> None:
        application = QApplication.instance()
        assert application is not None
        super().__init__(application)
        self._kind, self._tell = kind, tell
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == self._kind:
            self._tell(watched)
        return False


def is_complete(window: MainWindow) -> bool:
    """Whether the tables have come, by themselves."""
    return any(dock.findChildren(QTableView) for dock in window.docks.values())


def places(window: MainWindow) -> dict[str, QRect]:
    """Where the bars, the drawing and the panels' docks stand in the window."""
    parts = [
        window.menuBar(),
        window.top_bar,
        window.canvas,
        window.statusBar(),
        *window.docks.values(),
    ]
    return {
        part.objectName() or type(part).__name__: QRect(part.mapTo(window, QPoint()), part.size())
        for part in parts
    }


def at_first_paint(window: MainWindow) -> list[dict[str, QRect]]:
    """Where everything is when the drawing is painted for the first time; empty until then."""
    seen: list[dict[str, QRect]] = []

    def look(painted: QObject) -> None:
        if painted is window.canvas and not seen:
            watch.deleteLater()
            assert not is_complete(window)
            seen.append(places(window))

    watch = Watch(QEvent.Type.Paint, look)
    return seen


def rearranged() -> MemorySettings:
    """The settings of a user who has moved the panels, hidden one, and shown the slopes."""
    settings = MemorySettings()
    window = create_window(settings=settings)
    docks = window.docks
    window.resize(1300, 800)
    window.show()
    window.removeDockWidget(docks["Loss"])
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, docks["Loss"])
    docks["Loss"].show()
    docks["Weights"].hide()
    window.resizeDocks([docks["Data"]], [250], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    window.close()
    return settings


@pytest.mark.parametrize("remembered", [MemorySettings, rearranged])
@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_nothing_moves_once_it_is_painted(
    qtbot: QtBot, remembered: Callable[[], MemorySettings], size: tuple[int, int]
) -> None:
    window = create_window(settings=remembered())
    qtbot.addWidget(window)
    window.resize(*size)
    first = at_first_paint(window)
    window.show()
    qtbot.waitUntil(lambda: is_complete(window))
    qtbot.wait(20)  # for the plot of the loss, and for layouts that settle late
    assert first[0] == places(window)
    assert first[0]["Data"].width() > 200


def test_no_part_is_seen_as_a_window_of_its_own(qtbot: QtBot, show: Show) -> None:
    seen: list[QObject] = []

    def look(shown: QObject) -> None:
        if isinstance(shown, QWidget) and shown.isWindow():
            seen.append(shown)

    watch = Watch(QEvent.Type.Show, look)
    window = show(create_window())
    qtbot.waitUntil(lambda: is_complete(window))
    watch.deleteLater()
    assert seen == [window]
    assert QApplication.focusWidget() is window.canvas


@pytest.mark.parametrize(
    ("key", "modifier", "done"),
    [
        (Key.Key_Space, Modifier.NoModifier, lambda w: w.session.document.experiment.updates == 1),
        (Key.Key_S, Modifier.NoModifier, lambda w: w.canvas.display.slopes),
        (
            Key.Key_2,
            Modifier.ControlModifier | Modifier.ShiftModifier,
            lambda w: w.hill_panel.tabs.currentIndex() == 1,
        ),
        (Key.Key_Right, Modifier.NoModifier, lambda w: w.session.focus.node is not None),
    ],
)
def test_a_key_pressed_before_the_first_paint_does_what_it_says(
    qtbot: QtBot, make: Make, key: Key, modifier: Modifier, done: Callable[[MainWindow], bool]
) -> None:
    window = make()
    window.canvas.setUpdatesEnabled(False)  # for as long as the test needs
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert not is_complete(window)
    qtbot.keyClick(window.canvas, key, modifier)
    assert done(window)


def test_a_menu_opened_before_the_first_paint_has_its_entries(qtbot: QtBot, make: Make) -> None:
    window = make()
    window.show()
    bar = window.menuBar()
    view = next(action for action in bar.actions() if action.text() == "&View")
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(view).center())
    menu = view.menu()
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    assert "&Drawing" in [action.text() for action in menu.actions()]
    menu.close()


def test_what_is_asked_for_is_there_before_the_window_is_shown(make: Make) -> None:
    window = make()
    assert not is_complete(window)
    window.session.step(3)
    assert window.data_panel.table.model().rowCount() == 1
    assert [menu.title for menu in window.menus] == [menu.title() for menu in window.commands.menus]
    assert all(menu.actions() for menu in window.commands.menus)
    assert is_complete(window)
    assert window.window() is window.hill_panel.window()


def test_lessons_are_made_when_their_menu_opens(make: Make) -> None:
    window = make()
    (learn,) = (menu for menu in window.commands.menus if menu.title() == "&Learn")
    (lessons,) = (menu for menu in learn.findChildren(QMenu) if menu.title() == "Less&ons")
    assert window.findChild(LessonPanel) is None
    lessons.aboutToShow.emit()
    assert window.findChild(LessonPanel) is not None
    assert "&Open a lesson…" in [action.text() for action in lessons.actions()]


def test_what_is_said_before_the_first_paint_is_not_lost(make: Make) -> None:
    window = make()
    window.session.step(1)
    texts = [label.text() for label in window.explanation.findChildren(QLabel)]
    assert "step 1: the only row, loss 121 → 19.83" in texts


def test_what_cannot_be_made_is_reported(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no panel")

    monkeypatch.setattr(panels, "DataPanel", fail)
    window = create_window()
    with capture_exceptions() as exceptions:
        window.show()
        qtbot.waitUntil(lambda: bool(exceptions))
    assert str(exceptions[0][1]) == "no panel"
    window.close()
