"""F5 shows the window as the front of the room needs it; Esc puts it back as it was."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.nn.network import NodePlace
from gui.app import create_window
from gui.panels.hill.hill_panel import STEP_SIZE
from gui.session.settings import MemorySettings
from gui.shell.main_window import MainWindow
from gui.widgets.event_filter import EventFilter
from tests.gui.projector.projector_hands import USUAL, begin, press, shown_beside
from tests.gui.shell.dock_hands import drag, line_beside, places, settle
from tests.gui.window_hands import Key, Modifier, WindowHands

FIRST, NEXT = NodePlace(-1, 0), NodePlace(0, 0)


def situation(window: MainWindow) -> tuple[object, ...]:
    """Where all parts of the window are, and how large type and drawing are."""
    settle()
    menus, status = window.menuBar(), window.statusBar()
    bars = menus.height(), status.isVisible(), window.top_bar.height()
    hidden = [title for title, dock in window.docks.items() if dock.isHidden()]
    view = window.canvas.view if window.canvas.isVisible() else None
    seen = places(window), window.geometry(), view, window.hill_panel.page
    return *seen, window.theme.scale, bars, hidden, window.windowState()


def test_the_window_comes_back_exactly_as_it_was(hands: WindowHands) -> None:
    window = hands.window
    window.resize(USUAL)
    hands.press(Key.Key_Plus, Modifier.ControlModifier)
    window.docks["Weights"].hide()
    window.hill_panel.show_page(STEP_SIZE)
    before = situation(window)
    begin(hands)
    assert window.theme.scale > 1.8
    assert window.menuBar().height() == 0
    assert not window.statusBar().isVisible()
    for key in (Key.Key_F7, Key.Key_F7, Key.Key_S, Key.Key_S):
        press(hands, key)
    assert situation(window) != before
    press(hands, Key.Key_F5)
    assert situation(window) == before


def test_what_was_sized_by_hand_comes_back(hands: WindowHands, qtbot: QtBot) -> None:
    window = hands.window
    window.resize(USUAL)
    settle()
    drag(qtbot, window, line_beside(window, "Data"), QPoint(-60, 0))
    before = situation(window)
    begin(hands)
    window.resize(1440, 900)
    settle()
    press(hands, Key.Key_Escape)
    assert situation(window) == before


def test_a_page_that_was_enlarged_is_enlarged_again(hands: WindowHands) -> None:
    window = hands.window
    hands.press(Key.Key_F6)
    assert not window.canvas.isVisible()
    before = situation(window)
    hands.press(Key.Key_F5)
    settle()
    assert window.canvas.isVisible()
    hands.press(Key.Key_Escape)
    assert not window.canvas.isVisible()
    assert situation(window) == before


def test_a_window_closed_in_the_projector_view_opens_as_it_was_before(
    qtbot: QtBot, show: Callable[[MainWindow], MainWindow]
) -> None:
    settings = MemorySettings()
    first = WindowHands(qtbot, show(create_window(settings=settings)))
    first.window.docks["Weights"].hide()
    settle()
    usual = places(first.window)
    begin(first, first.window.size())
    first.window.close()
    second = show(create_window(settings=settings))
    settle()
    assert second.theme.scale == 1.0
    assert second.docks["Weights"].isHidden()
    assert second.menuBar().height() > 0
    assert places(second) == usual


def test_nothing_of_it_is_saved_while_it_is_on(
    qtbot: QtBot, show: Callable[[MainWindow], MainWindow]
) -> None:
    """So a crash leaves what was saved before."""
    settings = MemorySettings()
    first = WindowHands(qtbot, show(create_window(settings=settings)))
    first.window.window_layout.store(settings)
    before = {key: settings.load(key) for key in ("geometry", "state", "split", "scale")}
    begin(first)
    press(first, Key.Key_F7, 3)
    first.window.resize(1400, 860)
    settle()
    assert {key: settings.load(key) for key in before} == before


def test_the_keys_stay_where_they_are(hands: WindowHands) -> None:
    window = hands.window
    hands.rate().setFocus()
    for _ in ("begin", "leave"):
        press(hands, Key.Key_F5)
        assert hands.rate().hasFocus()
    window.data_panel.table.setFocus()
    for _ in ("begin", "leave"):  # the table is put away
        press(hands, Key.Key_F5)
        assert window.canvas.hasFocus()


# Keys and hand


def takes_keys(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def test_page_down_walks_the_phases_wherever_the_keys_are(hands: WindowHands) -> None:
    window = hands.window
    begin(hands)
    window.session.select(parameters=(0,))
    settle()
    takers = [w for w in window.findChildren(QWidget) if takes_keys(w)]
    takers = [w for w in takers if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert len(takers) > 12
    for taker in takers:
        taker.setFocus()
        hands.press(Key.Key_PageDown)
        assert window.session.focus.walkthrough is not None, taker
        hands.press(Key.Key_PageDown)
        done = window.session.focus.walkthrough.done
        hands.press(Key.Key_PageUp)
        assert window.session.focus.walkthrough.done == done - 1, taker
        window.player.stop()


def test_stepping_editing_and_selecting_go_on(hands: WindowHands) -> None:
    window, session = hands.window, hands.window.session
    begin(hands)
    press(hands, Key.Key_Space)
    assert hands.figure("step") == "1"
    hands.click(hands.button("Step downhill"))
    assert hands.figure("step") == "2"
    weight = hands.canvas.weight(0, 0, 0)
    before = session.document.experiment.network.parameters[0]
    hands.canvas.drag(hands.canvas.of(weight), QPoint(60, 0))
    assert session.document.experiment.network.parameters[0] > before
    hands.canvas.click(hands.canvas.of(weight))
    hands.type("3", window.canvas)
    hands.canvas.key(Key.Key_Return)
    assert session.document.experiment.network.parameters[0] == 3
    hands.canvas.click(hands.canvas.rim(NEXT))
    assert session.focus.nodes == (NEXT,)


def test_escape_puts_back_what_is_dragged_or_typed_before_it_leaves(hands: WindowHands) -> None:
    window, session = hands.window, hands.window.session
    begin(hands)
    before = session.document
    at = hands.canvas.of(hands.canvas.weight(0, 0, 0))
    hands.canvas.press(at)
    hands.canvas.move(at + QPoint(50, 0))
    assert session.document is not before
    hands.press(Key.Key_Escape)
    assert session.document is before
    assert window.theme.scale > 1.8
    hands.canvas.click(at)
    hands.type("7", window.canvas)
    hands.canvas.key(Key.Key_Escape)
    assert session.document is before
    assert window.theme.scale > 1.8
    hands.press(Key.Key_Escape)
    assert window.theme.scale == 1.0


def test_type_is_not_resized_and_a_button_leaves_it_too(hands: WindowHands) -> None:
    begin(hands)
    scale = hands.window.theme.scale
    for key in (Key.Key_Plus, Key.Key_Minus, Key.Key_0):
        hands.press(key, Modifier.ControlModifier)
        assert hands.window.theme.scale == scale
        assert hands.says("text is as large as the window lets it be")
    buttons = hands.window.phase_bar.findChildren(QToolButton)
    hands.click(next(b for b in buttons if b.accessibleName() == "Leave the projector view"))
    settle()
    assert hands.window.theme.scale == 1.0


def test_it_stands_in_the_menu_with_its_keys(hands: WindowHands) -> None:
    """And it keeps the window's size, which the screen of the tests is too small for."""
    actions = {
        a.text().replace("&", ""): a for m in hands.window.commands.menus for a in m.actions()
    }
    assert actions["Projector view"].shortcut().toString() == "F5"
    assert "back (Esc)" in actions["Projector view"].toolTip()
    assert not hands.window.commands["projector.next"].isEnabled()
    begin(hands)
    assert hands.window.commands["projector.next"].isEnabled()
    assert hands.window.commands["projector"].isChecked()
    assert QApplication.primaryScreen().size().width() < USUAL.width()
    assert hands.window.size() == USUAL
    assert not hands.window.isFullScreen()


def test_reset_layout_leaves_it(hands: WindowHands) -> None:
    begin(hands)
    hands.window.commands["reset_layout"].trigger()
    settle()
    assert hands.window.theme.scale == 1.0
    assert shown_beside(hands.window) == ["Data", "Weights", "Loss", "Hill"]


def test_the_bar_at_the_top_keeps_still_while_steps_are_taken(hands: WindowHands) -> None:
    begin(hands, QSize(1440, 900))
    button = hands.button("Step downhill").geometry()
    for _ in range(12):
        press(hands, Key.Key_Space)
        assert hands.button("Step downhill").geometry() == button


def test_f7_does_nothing_outside(hands: WindowHands) -> None:
    page = hands.window.hill_panel.page
    before = situation(hands.window)
    press(hands, Key.Key_F7)
    assert hands.window.hill_panel.page == page
    assert situation(hands.window) == before


def test_it_is_painted_once_when_it_comes_back_though_its_size_comes_later(
    hands: WindowHands, qtbot: QtBot
) -> None:
    """A window manager gives a screen that was filled another size only after a while."""
    window = hands.window
    begin(hands)
    painted: list[QSize] = []

    def note(event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            painted.append(window.canvas.size())
        return False

    watch = EventFilter(window.canvas, note)
    hands.press(Key.Key_Escape)
    window.resize(USUAL - QSize(0, 20))
    qtbot.waitUntil(lambda: bool(painted))
    settle()
    assert set(painted) == {window.canvas.size()}
    window.canvas.removeEventFilter(watch)
