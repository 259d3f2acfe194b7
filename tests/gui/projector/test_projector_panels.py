"""What stands beside the drawing in the projector view, and how it is chosen."""

from PySide6.QtWidgets import QToolButton

from gui.panels.hill.hill_panel import PAGES, STEP_SIZE
from tests.gui.projector.projector_hands import begin, press, shown_beside
from tests.gui.shell.dock_hands import settle
from tests.gui.window_hands import Key, Modifier, WindowHands


def test_f7_and_the_keys_of_the_pages_show_the_plots(hands: WindowHands) -> None:
    window = hands.window
    begin(hands)
    assert shown_beside(window) == ["Loss"]
    for page in PAGES:
        press(hands, Key.Key_F7)
        assert shown_beside(window) == ["Hill"]
        assert window.hill_panel.page == page
    press(hands, Key.Key_F7)
    assert shown_beside(window) == ["Loss"]
    hands.press(Key.Key_F7, Modifier.ShiftModifier)
    assert window.hill_panel.page == PAGES[-1]
    press(hands, Key.Key_Escape)
    press(hands, Key.Key_F5)
    assert shown_beside(window) == ["Hill"], "the chosen plot is shown the next time"
    assert window.hill_panel.page == PAGES[-1]
    for key, page in ((Key.Key_2, "Two weights"), (Key.Key_3, STEP_SIZE), (Key.Key_5, "Node")):
        hands.press(key, Modifier.ControlModifier | Modifier.ShiftModifier)
        settle()
        assert shown_beside(window) == ["Hill"]
        assert window.hill_panel.page == page


def test_a_panel_that_is_chosen_takes_the_place(hands: WindowHands) -> None:
    window = hands.window
    begin(hands)
    buttons = window.phase_bar.findChildren(QToolButton)
    button = next(b for b in buttons if b.accessibleName().startswith("Shown beside"))
    for name in ("Data", "Weights", "Branches", "Code"):
        button.menu().aboutToShow.emit()
        next(a for a in button.menu().actions() if a.text() == name).trigger()
        settle()
        assert shown_beside(window) == [name] * (name in ("Data", "Weights"))
        assert window.docks[name].isHidden()
        assert button.accessibleName() == f"Shown beside the drawing: {name}"
        room = window.docks[name].lend()
        assert room.isVisible()
        assert room.width() > 400


def test_f6_enlarges_the_plot_and_escape_brings_it_back_first(hands: WindowHands) -> None:
    window = hands.window
    begin(hands)
    press(hands, Key.Key_F7)
    before = window.hill_panel.size()
    press(hands, Key.Key_F6)
    assert not window.canvas.isVisible()
    assert window.hill_panel.width() > before.width()
    press(hands, Key.Key_Escape)
    assert window.canvas.isVisible()
    assert window.hill_panel.size() == before
    assert window.theme.scale > 1.8
    press(hands, Key.Key_Escape)
    assert window.theme.scale == 1.0
