"""What is read on the page of predictions, and looked at by hand."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.nn.network import NodePlace
from core.opening.predicting import predicted
from gui.formatting.numbers import number
from gui.panels.predictions.fit_page import FitPage
from gui.panels.predictions.fit_view import FitKind
from tests.gui.panels.predictions.fit_hands import load, place_of, written
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, WindowHands


def test_rows_and_the_curve_are_read_and_a_click_looks_at_a_row(
    hands: WindowHands, page: FitPage
) -> None:
    load(hands, "sine")
    dataset = hands.window.session.document.experiment.dataset
    PlotHands(page.plot).hover(place_of(page, 17))
    x, y = (number(float(part[0][17])) for part in (dataset.own_inputs, dataset.own_targets))
    assert f"row 18\nx {x}\ny {y}" in written(page)

    plot, (_, high) = PlotHands(page.plot), page.plot.frame.heights
    plot.hover(plot.at(-3.2, high))
    read = next(text for text in written(page) if "\n" in text)
    found = predicted(hands.window.session.document, (np.array([-3.2]),))
    assert read == f"x −3.2\ny {number(float(found[0, 0]))}"

    plot.hover(place_of(page, 17))
    assert page.plot.cursor().shape() is Qt.CursorShape.PointingHandCursor
    plot.click(place_of(page, 17))
    assert hands.window.session.focus.row == 17


def test_the_map_is_read_everywhere_and_cells_of_classes(hands: WindowHands, page: FitPage) -> None:
    plot = PlotHands(page.plot)  # the bank's customers: 3 accounts and 2 children, 5 transactions
    plot.hover(plot.at(4, 1))
    read = next(text for text in written(page) if "\n" in text)
    network = hands.window.session.document.experiment.network
    found = predicted(hands.window.session.document, (np.array([4.0]), np.array([1.0])))
    name = network.node_name(NodePlace(len(network.layers) - 1, 0))
    assert read == f"accounts 4\nchildren 1\n{name} {number(float(found[0, 0]))}"
    load(hands, "blobs")
    plot.hover(plot.at(-2.2, 1.9))
    read = next(text for text in written(page) if "\n" in text)
    assert read.split("\n")[2].startswith(("left: ", "right: ", "top: "))

    page.choose(FitKind.CONFUSION)
    counts = page.plot.view.counts
    assert counts is not None
    plot.hover(plot.at(2.5, 1.5))  # the third across, the second from above
    text = f"actual right, predicted top\n{counts[1, 2]} of {counts[1].sum()} rows"
    assert text in written(page)


def test_axes_are_panned_and_zoomed_and_each_way_to_show_predictions_remembers_its_own(
    hands: WindowHands, page: FitPage, qtbot: QtBot
) -> None:
    load(hands, "sine")
    plot = PlotHands(page.plot)
    plot.turn_wheel(plot.at(0, 0))
    curve = page.plot.ranges
    page.choose(FitKind.ACTUAL)
    assert not page.plot.is_zoomed
    plot.turn_wheel(plot.at(0, 0), 2)
    actual = page.plot.ranges
    hands.press(Key.Key_Space)
    assert page.plot.ranges == actual
    page.choose(FitKind.CURVE)
    assert page.plot.ranges == curve
    load(hands, "sine")
    assert not page.plot.is_zoomed, "another document is another thing to look at"

    load(hands, "sine")
    plot, home = PlotHands(page.plot), page.plot.ranges
    plot.key(Key.Key_Right)
    plot.key(Key.Key_Minus)
    assert page.plot.ranges.x[1] > home.x[1] + 1
    line = page.plot.view.line
    assert line is not None
    assert (line[0, 0], line[-1, 0]) == pytest.approx(page.plot.ranges.x)
    plot.key(Key.Key_Home)
    assert page.plot.ranges == home
    load(hands, "moons")
    plot.turn_wheel(plot.at(0.5, 0.5), 3)
    (left, _), (low, _), _ = page.plot.ranges
    corner = predicted(hands.window.session.document, (np.array([left]), np.array([low])))

    def finely() -> bool:
        ground = page.plot.view.ground
        return ground is not None and ground.shape[1] > 60

    qtbot.waitUntil(finely)
    ground = page.plot.view.ground
    assert ground is not None
    assert ground[0, 0, 0] == pytest.approx(corner[0, 0], rel=1e-12)
