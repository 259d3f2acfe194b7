"""The size of text and drawing, and how the window's room is shared at each."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from core.nn.losses import LOSSES
from core.opening.sample_data import SAMPLES, open_sample
from gui.app import create_window
from gui.operations import structure
from gui.shell.main_window import MainWindow
from tests.gui.shell.dock_hands import drag, line_beside, places, settle
from tests.gui.window_hands import LEFT, Key, Modifier, WindowHands

CTRL = Qt.KeyboardModifier.ControlModifier
SIZES = [(1280, 720), (1366, 732), (1440, 900)]
MOST_STEPS = 6  # of Ctrl +


@pytest.mark.parametrize("size", SIZES[:1])
def test_larger_fits_into_the_window_and_ctrl_0_puts_everything_back(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    settle()
    before = places(window)
    for _ in range(MOST_STEPS):
        qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
        settle()
        assert (window.width(), window.height()) == size
    assert window.theme.scale > 1.4
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    settle()
    assert window.theme.scale == 1.0
    assert places(window) == before
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    settle()
    assert window.theme.scale == 1.0
    assert places(window) == before


def test_all_pages_of_the_hill_can_be_seen_at_every_size(qtbot: QtBot, window: MainWindow) -> None:
    tabs = window.hill_panel.tabs
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_Minus, *[Qt.Key.Key_Plus] * MOST_STEPS):
        qtbot.keyClick(window, key, CTRL)
        settle()
        assert all(tabs.rect().contains(tabs.tabRect(at)) for at in range(tabs.count()))


def to_the_usual_size(hands: WindowHands) -> None:
    hands.press(Key.Key_0, Modifier.ControlModifier)


def in_front_of_a_class_and_back(hands: WindowHands) -> None:
    hands.press(Key.Key_F5)
    hands.press(Key.Key_F5)
    hands.window.reset_layout()  # the panel was dropped where it was


def where_all_was(hands: WindowHands) -> None:
    hands.window.reset_layout()


@pytest.mark.parametrize("put", [to_the_usual_size, in_front_of_a_class_and_back, where_all_was])
def test_panels_are_put_back_while_one_is_dragged(
    qtbot: QtBot, hands: WindowHands, put: Callable[[WindowHands], None]
) -> None:
    window = hands.window
    before = places(window)
    if put is to_the_usual_size:
        hands.press(Key.Key_Plus, Modifier.ControlModifier)
        settle()
    handle, grip = window.windowHandle(), window.docks["Hill"].titleBarWidget()
    begin, end = grip.mapTo(window, grip.rect().center()), QPoint(120, 350)
    QTest.mousePress(handle, LEFT, pos=begin)
    for part in range(1, 13):
        QTest.mouseMove(handle, begin + (end - begin) * part / 12)
        qtbot.wait(5)
    assert window.docks["Hill"].isFloating()
    qtbot.wait(60)  # until the others have made room for it
    put(hands)
    settle()
    QTest.mouseRelease(handle, LEFT, pos=end)
    settle()
    assert places(window) == before


def test_a_split_moved_by_hand_is_put_back_too(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 720)
    settle()
    usual, weights = window.docks["Data"].width(), window.docks["Weights"]
    drag(qtbot, window, line_beside(window, "Data"), QPoint(-60, 0))
    assert window.docks["Data"].width() < usual - 40
    weights.hide()
    settle()
    before = places(window)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_0):
        qtbot.keyClick(window, key, CTRL)
        settle()
    assert places(window) == before
    assert weights.isHidden()


# The bar along the top


def overlapping(bar: QWidget) -> list[tuple[str, str]]:
    """What lies on something else in a bar."""
    parts = [part for part in bar.findChildren(QWidget) if part.isVisible()]
    parts = [part for part in parts if part.parentWidget() is bar]
    places = [(part.accessibleName() or type(part).__name__, part.geometry()) for part in parts]
    return [
        (name, other)
        for at, (name, place) in enumerate(places)
        for other, taken in places[at + 1 :]
        if place.intersects(taken)
    ]


@pytest.mark.parametrize(("size", "larger"), [((1280, 720), 0), ((1440, 900), 4)])
def test_nothing_in_the_top_bar_is_cut_off(
    qtbot: QtBot, hands: WindowHands, size: tuple[int, int], larger: int
) -> None:
    window, session = hands.window, hands.window.session
    window.resize(*size)
    for _ in range(larger):
        qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    session.load(open_sample(next(sample for sample in SAMPLES if sample.key == "blobs")))
    for loss in (*LOSSES.values(), LOSSES["mse"]):
        structure.set_loss(session, loss)
        session.step(3)
        settle()
        assert session.document.experiment.loss is loss
        assert overlapping(window.top_bar) == []
        for label in window.top_bar.findChildren(QLabel):
            assert label.width() >= label.sizeHint().width(), label.text()
        assert window.top_bar.width() <= window.width() == size[0]


def test_tabs_of_panels_are_beside_the_panels(show: Callable[[MainWindow], MainWindow]) -> None:
    def check(panels: list[str]) -> None:
        bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        docks = [dock.geometry() for dock in window.docks.values() if dock.isVisible()]
        seen = [bar for bar in bars if window.rect().intersects(bar.geometry())]
        assert [bar.tabText(at) for bar in seen for at in range(bar.count())] == panels
        assert not any(bar.drawBase() for bar in seen), "no line beyond the panels"
        assert not any(bar.geometry().intersects(dock) for bar in seen for dock in docks)

    window = show(create_window())
    window.resize(*SIZES[-1])
    settle()
    check([])
    window.docks["Code"].show()
    settle()
    check(["Hill", "Code"])
