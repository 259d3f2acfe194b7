"""While a place that is no row is on show, nothing says that the row before is."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gui.panels.predictions.fit_page import FitPage
from gui.panels.predictions.fit_view import FitKind
from tests.gui.panels.predictions.fit_hands import load
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, WindowHands


def run_through(page: FitPage) -> None:
    """Have the drawing show what the network makes of a place."""
    plot = PlotHands(page.plot)
    plot.click(plot.at(2.2, 1.2))


def ground_of_row(hands: WindowHands, row: int) -> QColor:
    """The colour behind the numbers of a row of the data."""
    table = hands.window.data_panel.table
    top = table.visualRect(table.model().index(row, 0)).top()
    return table.viewport().grab().toImage().pixelColor(QPoint(2, top + 2))


def picture(page: FitPage) -> QImage:
    return page.plot.grab().toImage()


def test_no_row_is_lit_or_ringed_while_a_place_is_on_show(
    hands: WindowHands, page: FitPage, qtbot: QtBot
) -> None:
    load(hands, "moons")
    lit, other = ground_of_row(hands, 0), ground_of_row(hands, 2)
    assert lit != other
    run_through(page)
    assert ground_of_row(hands, 0) == other
    hands.data.click(0, 1)
    assert ground_of_row(hands, 0) == lit

    load(hands, "moons")
    run_through(page)
    table = hands.window.data_panel.table
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    qtbot.wait(10)  # what follows a sorting is queued
    assert table.lit_row == -1

    load(hands, "moons")
    run_through(page)
    hands.click(page.draw)
    assert hands.window.session.focus.point is None
    page.plot.setFocus()
    hands.press_in(page.plot, Key.Key_Delete)
    assert hands.says("Row 1 removed")

    load(hands, "sine")
    page.choose(FitKind.ACTUAL)
    ringed = picture(page)
    hands.window.session.look_at_point((0.5,))
    assert picture(page) != ringed
    hands.window.session.look_at_row(0)
    assert picture(page) == ringed
