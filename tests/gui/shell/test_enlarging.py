"""A page of the hill in the place of the drawing, and back."""

from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.app import create_window
from gui.panels.hill.hill_panel import NODE, PAGES, TWO_WEIGHTS
from gui.session.settings import MemorySettings
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import LEFT, Key, Modifier, WindowHands


def dock(hands: WindowHands, title: str = "Hill") -> QDockWidget:
    found = hands.window.findChild(QDockWidget, title)
    assert isinstance(found, QDockWidget)
    return found


def settle() -> None:
    for _ in range(5):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()


def places(hands: WindowHands) -> dict[str, QRect]:
    """Where the docks and the drawing are."""
    settle()
    found = {each.windowTitle(): each.geometry() for each in hands.window.findChildren(QDockWidget)}
    return found | {"drawing": hands.window.canvas.geometry()}


def is_enlarged(hands: WindowHands) -> bool:
    panel, canvas = hands.window.hill_panel, hands.window.canvas
    return panel.isVisible() and panel.width() > 600 and not canvas.isVisible()


def double_click_tab(hands: WindowHands, qtbot: QtBot, page: str) -> None:
    tabs = hands.window.hill_panel.tabs
    at = tabs.tabRect(PAGES.index(page)).center()
    qtbot.mouseClick(tabs, LEFT, pos=at)
    qtbot.mouseDClick(tabs, LEFT, pos=at)


def test_each_page_is_enlarged_by_its_tab_and_brought_back_by_escape(
    hands: WindowHands, qtbot: QtBot
) -> None:
    before = places(hands)
    for page in PAGES:
        double_click_tab(hands, qtbot, page)
        assert is_enlarged(hands)
        assert hands.window.hill_panel.page == page
        hands.press(Key.Key_Escape)
        assert hands.window.canvas.isVisible()
        assert places(hands) == before


def test_f6_enlarges_and_brings_back_and_the_keys_return_to_the_drawing(hands: WindowHands) -> None:
    canvas = hands.window.canvas
    canvas.setFocus()
    hands.press(Key.Key_F6)
    assert is_enlarged(hands)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert hands.window.hill_panel.isAncestorOf(focused)
    hands.press(Key.Key_F6)
    assert canvas.hasFocus()


def test_a_node_is_found_without_the_drawing(hands: WindowHands, qtbot: QtBot) -> None:
    double_click_tab(hands, qtbot, NODE)
    assert hands.says("Click a node in the drawing, or find one by its name (Ctrl+F)")

    def look_for(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        hands.type("hidden 2", field)
        hands.press_in(field, Key.Key_Return)

    hands.answer(look_for)
    hands.press(Key.Key_F, Modifier.ControlModifier)
    assert hands.says("hidden 2: max(0, z)")
    assert is_enlarged(hands)


def test_what_had_the_keys_may_be_gone_when_the_drawing_comes_back(hands: WindowHands) -> None:
    notice = hands.window.notices.add("Something to decide on", {"Later": lambda: None})
    button = notice.findChild(QPushButton)
    assert button is not None
    button.setFocus()
    hands.press(Key.Key_F6)
    assert is_enlarged(hands)
    notice.withdraw()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    hands.press(Key.Key_F6)
    assert hands.window.canvas.isVisible()


def test_a_plot_with_the_keys_keeps_them(hands: WindowHands, qtbot: QtBot) -> None:
    hands.window.hill_panel.show_page(TWO_WEIGHTS)
    plot = hands.window.hill_panel.plane.contours
    plot.setFocus()
    hands.press(Key.Key_F6)
    assert plot.hasFocus()
    hands.press(Key.Key_Left)
    assert hands.canvas.parameter_values()[0] == 1.9
    hands.press(Key.Key_Escape)
    assert plot.hasFocus()


def test_enlarged_it_learns_along_and_undoes(hands: WindowHands) -> None:
    hands.press(Key.Key_F6)
    hands.press(Key.Key_Space)
    assert hands.figure("loss") == "19.83"
    assert hands.window.hill_panel.plot.view.loss == hands.window.session.evaluation.loss
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert hands.window.hill_panel.plot.view.loss == 121
    assert is_enlarged(hands)


def test_escape_during_a_drag_puts_the_ball_back_and_the_page_stays(hands: WindowHands) -> None:
    hands.press(Key.Key_F6)
    settle()
    hand = PlotHands(hands.window.hill_panel.plot)
    hand.press(hand.ball)
    hand.move(hand.at(1.0, 0.0))
    assert hands.figure("loss") != "121"
    hand.key(Key.Key_Escape)
    assert hands.figure("loss") == "121"
    assert is_enlarged(hands)


def test_a_hidden_dock_and_a_floating_one_stay_what_they_are(hands: WindowHands) -> None:
    hill = dock(hands)
    hill.hide()
    hands.press(Key.Key_F6)
    assert is_enlarged(hands)
    hands.press(Key.Key_F6)
    assert hill.isHidden()
    assert not hands.window.hill_panel.isVisible()
    hill.show()
    hill.setFloating(True)
    hands.press(Key.Key_F6)
    assert is_enlarged(hands)
    hands.press(Key.Key_F6)
    assert hill.isFloating()
    assert hands.window.hill_panel.window() is hill


def test_the_loss_is_enlarged_in_its_place_and_one_at_a_time(hands: WindowHands) -> None:
    before = places(hands)
    hands.press(Key.Key_F6)
    hands.press(Key.Key_F6, Modifier.ShiftModifier)
    settle()
    assert hands.window.loss_panel.width() > 600
    assert hands.window.hill_panel.width() < 600
    hands.menu("View", "Panels", "Enlarge the loss")
    assert places(hands) == before


def test_what_stands_in_the_dock_brings_it_back(hands: WindowHands) -> None:
    hands.press(Key.Key_F6)
    (button,) = (each for each in dock(hands).findChildren(QPushButton) if each.isVisible())
    hands.click(button)
    assert hands.window.canvas.isVisible()


def test_what_is_typed_somewhere_else_is_still_put_back_by_escape(hands: WindowHands) -> None:
    hands.press(Key.Key_F6)
    field = hands.rate()
    field.setFocus()
    hands.type("5", field)
    hands.press(Key.Key_Escape)
    assert field.text() == "0.01"
    assert is_enlarged(hands)


def test_a_layout_kept_while_enlarged_is_the_usual_one(qtbot: QtBot) -> None:
    settings = MemorySettings()
    found: list[dict[str, QRect]] = []
    for _ in range(2):
        window = create_window(settings=settings)
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        hands = WindowHands(qtbot, window)
        found.append(places(hands))
        hands.press(Key.Key_F6)
        window.close()
    assert found[0] == found[1]


def test_another_page_is_turned_to_while_enlarged(hands: WindowHands) -> None:
    dock(hands).hide()
    hands.press(Key.Key_F6)
    hands.menu("View", "Hill pages", "Step size")
    assert hands.window.hill_panel.step_size.isVisible()
    assert dock(hands).isHidden()


def test_reset_layout_brings_it_back(hands: WindowHands) -> None:
    before = places(hands)
    hands.press(Key.Key_F6)
    hands.menu("View", "Panels", "Reset layout")
    assert places(hands) == before
