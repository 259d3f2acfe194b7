"""The panels at the sides have the height that is enough for them, until a hand sizes them."""

from collections.abc import Callable, Sequence
from itertools import combinations
from math import inf

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.files.document_file import Opened
from core.opening.starters import BANK, open_starter
from gui.app import create_window, picture
from gui.session.settings import MemorySettings
from gui.shell.layout.dock_columns import shared
from gui.shell.main_window import MainWindow
from gui.style.theme import ThemeChoice
from gui.widgets.tables.number_table import NumberTable
from tests.gui.shell.dock_hands import drag, line_below, line_beside, place, places, settle
from tests.gui.window_hands import LEFT, Key, WindowHands

SIZES = [(1280, 720), (1440, 900), (1920, 1080)]
MANY_ROWS = "\n".join(f"{row}\t{-row}\t{row % 7}" for row in range(60))
MARGIN = 20  # pixels of a panel that may be empty
Show = Callable[[MainWindow], MainWindow]


def height(window: MainWindow, title: str) -> int:
    return window.docks[title].height()


def scrolls(table: NumberTable) -> bool:
    return table.verticalScrollBar().maximum() > 0


# What is enough


def test_few_rows_and_weights_take_the_height_of_their_content(show: Show) -> None:
    window = show(create_window())
    for size in SIZES:
        window.resize(*size)
        settle()
        for panel in (window.data_panel, window.weights_panel):
            table = panel.table
            assert not scrolls(table)
            last = table.model().rowCount() - 1
            used = table.horizontalHeader().height() + table.rowViewportPosition(last) + 27
            assert table.height() - used <= MARGIN
        data, weights = (place(p, window) for p in (window.data_panel, window.weights_panel))
        assert data.height() < 190
        assert data.bottom() < weights.top() < data.bottom() + 30
        assert weights.bottom() < place(window.canvas, window).bottom()


def test_the_hill_has_more_of_the_height_than_the_loss(show: Show) -> None:
    window = show(create_window())
    for size in SIZES:
        window.resize(*size)
        settle()
        assert height(window, "Hill") > 1.25 * height(window, "Loss")
        assert window.docks["Hill"].width() == window.docks["Loss"].width()


def test_many_rows_scroll_and_leave_the_weights_what_they_need(hands: WindowHands) -> None:
    window = hands.window
    weights = window.weights_panel.height()
    hands.data.click(0, 0)
    hands.data.paste(MANY_ROWS)
    settle()
    assert scrolls(window.data_panel.table)
    assert not scrolls(window.weights_panel.table)
    assert window.weights_panel.height() == weights
    bottom = place(window.weights_panel, window).bottom()
    assert abs(bottom - place(window.docks["Hill"], window).bottom()) < MARGIN


def test_another_row_moves_the_weights_down_by_its_height(hands: WindowHands) -> None:
    window = hands.window
    before = places(window)
    hands.data.click(0, 0)
    hands.data.paste("1\t2\t3\n4\t5\t6")
    settle()
    after = places(window)
    assert after["Weights"].top() == before["Weights"].top() + 27
    assert after["Data"].height() == before["Data"].height() + 27
    assert not scrolls(window.data_panel.table)


def test_a_panel_alone_at_its_side_is_not_stretched(hands: WindowHands) -> None:
    window = hands.window
    before = window.data_panel.height()
    window.docks["Weights"].hide()
    settle()
    assert height(window, "Data") > 600
    assert window.data_panel.height() == before
    window.docks["Weights"].show()
    settle()
    assert height(window, "Data") < 200


def test_a_floating_panel_fills_its_window(hands: WindowHands) -> None:
    window = hands.window
    dock = window.docks["Data"]
    dock.setFloating(True)
    dock.resize(400, 500)
    settle()
    assert window.data_panel.height() > 450
    dock.setFloating(False)
    settle()
    assert window.data_panel.height() < 190


def test_a_panel_moved_to_the_other_side_gets_what_the_others_leave(hands: WindowHands) -> None:
    window = hands.window
    before = places(window)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.docks["Loss"])
    settle()
    after = places(window)
    assert after["Data"] == before["Data"]
    assert after["Loss"].top() > after["Weights"].bottom()
    assert after["Weights"].height() < window.weights_panel.height() + MARGIN
    assert after["Loss"].height() > 200
    assert after["Hill"].height() > 700
    hands.press(Key.Key_F6)
    assert window.hill_panel.isVisible()
    assert not window.canvas.isVisible()


# Nothing moves by itself


def test_nothing_moves_while_stepping_or_running(hands: WindowHands, qtbot: QtBot) -> None:
    window = hands.window
    before = places(window)
    for _ in range(20):
        hands.press(Key.Key_Space)
        settle()
        assert places(window) == before
    hands.press(Key.Key_R)
    for _ in range(10):
        qtbot.wait(10)
        assert places(window) == before
    hands.press(Key.Key_R)
    settle()
    assert places(window) == before


def test_what_is_explained_moves_nothing(hands: WindowHands) -> None:
    window = hands.window
    before = places(window)
    keys = (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Escape)
    for topic in ("", "Hide values of nodes"):
        if topic:
            hands.menu("Learn", "Hide", topic)
        for key in keys:
            hands.press(key)
            settle()
            assert places(window) == before


def test_a_table_of_the_rows_gives_its_room_back(hands: WindowHands) -> None:
    window = hands.window
    hands.data.click(0, 0)
    hands.data.paste(MANY_ROWS)
    window.session.select([0])
    settle()
    before = places(window)
    hands.click(window.explanation.rows_button)
    settle()
    assert window.explanation.table.isVisible()
    assert places(window)["strip"].height() > before["strip"].height()
    hands.click(window.explanation.rows_button)
    settle()
    assert places(window) == before


# By hand


def test_what_a_hand_has_sized_stays_so(show: Show, qtbot: QtBot) -> None:
    settings = MemorySettings()
    window = show(create_window(settings=settings))
    settle()
    usual = places(window)
    drag(qtbot, window, line_below(window, "Data"), QPoint(0, 90))
    dragged = places(window)
    assert dragged["Data"].height() > usual["Data"].height() + 60
    assert window.data_panel.height() > dragged["Data"].height() - MARGIN, "it fills its room"
    hands = WindowHands(qtbot, window)
    hands.data.click(0, 0)
    hands.data.paste("1\t2\t3\n4\t5\t6")
    settle()
    assert height(window, "Data") == dragged["Data"].height()
    assert height(window, "Hill") == usual["Hill"].height()
    window.session.load(window.session.document)
    window.close()
    again = show(create_window(settings=settings))
    settle()
    assert height(again, "Data") == dragged["Data"].height()
    WindowHands(qtbot, again).menu("View", "Panels", "Reset layout")
    settle()
    assert places(again) == usual


def test_a_side_made_wider_by_hand_stays_so(show: Show, qtbot: QtBot) -> None:
    window = show(create_window())
    settle()
    usual = window.docks["Data"].width()
    drag(qtbot, window, line_beside(window, "Data"), QPoint(60, 0))
    wider = window.docks["Data"].width()
    assert wider > usual + 40
    hands = WindowHands(qtbot, window)
    hands.data.click(0, 0)
    hands.data.paste(MANY_ROWS)
    settle()
    assert window.docks["Data"].width() == wider
    assert height(window, "Data") > 300, "heights still follow what is shown"


def test_a_strip_made_higher_by_hand_stays_so(hands: WindowHands, qtbot: QtBot) -> None:
    strip = hands.window.explanation
    usual, split = strip.height(), hands.window.split
    handle = split.handle(1)
    qtbot.mousePress(handle, LEFT, pos=QPoint(50, 3))
    qtbot.mouseMove(handle, QPoint(50, -77))
    qtbot.mouseRelease(handle, LEFT, pos=QPoint(50, 3))
    assert strip.height() > usual + 60
    higher = strip.height()
    hands.data.click(0, 0)
    hands.data.paste(MANY_ROWS)
    settle()
    assert strip.height() == higher
    hands.menu("View", "Panels", "Reset layout")
    settle()
    assert strip.height() == 148


# The arithmetic


@pytest.mark.parametrize(
    ("room", "enough", "shares", "heights"),
    [
        (700, (180, 270), (3, 4), [180, 520]),
        (700, (1800, 270), (3, 4), [430, 270]),
        (700, (180, 2700), (3, 4), [180, 520]),
        (700, (1800, 2700), (3, 4), [300, 400]),
        (700, (inf, inf), (3, 4), [300, 400]),
        (900, (inf, 100, 50), (2, 3, 4), [750, 100, 50]),
        (900, (inf, 100, inf), (1, 5, 1), [400, 100, 400]),
        (500, (180,), (3,), [500]),
    ],
)
def test_nobody_gets_more_than_enough_before_all_have_it(
    room: int, enough: Sequence[float], shares: Sequence[int], heights: list[int]
) -> None:
    assert shared(room, enough, shares) == heights


# A picture without a window


def test_a_picture_shows_the_window_as_it_is_on_a_screen(show: Show, qtbot: QtBot) -> None:
    size = (1280, 720)
    image = picture(Opened(open_starter(BANK)), 20, ThemeChoice.LIGHT, size)
    window = show(create_window())
    window.resize(*size)
    window.session.step(20)
    window.session.finish_run()

    def looks_alike() -> bool:
        shown = window.grab().toImage().convertToFormat(image.format())
        one, other = (np.frombuffer(each.constBits(), np.uint32) for each in (image, shown))
        return bool((one != other).mean() < 0.01)

    qtbot.waitUntil(looks_alike)


@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_in_a_panel_lies_on_its_neighbour_in_large_type(
    hands: WindowHands, size: tuple[int, int], scale: float
) -> None:
    window = hands.window
    window.resize(*size)
    window.window_layout.set_scale(scale)
    window.session.step(20)
    window.session.finish_run()
    settle()
    for panel in (window.data_panel, window.weights_panel, window.loss_panel, window.hill_panel):
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        parts = [part for part in panel.findChildren(QWidget, options=direct) if part.isVisible()]
        for one, other in combinations(parts, 2):
            assert not one.geometry().intersects(other.geometry()), (one, other)
