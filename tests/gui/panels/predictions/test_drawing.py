"""Rows drawn on the predictions with the mouse, and with the keyboard."""

import pytest
from PySide6.QtCore import Qt

from core.data.dataset import Dataset
from core.nn.network import NodePlace
from core.opening.starters import BANK, open_starter
from gui.panels.predictions.fit_page import FitPage
from gui.plotting.plot_frame import Pixel, Ranges
from tests.gui.panels.predictions.fit_hands import choose, load, place_of
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, WindowHands

CONTROL = Qt.KeyboardModifier.ControlModifier


def rows(hands: WindowHands) -> Dataset:
    return hands.window.session.document.experiment.dataset


def cells(hands: WindowHands, row: int) -> list[float]:
    data = rows(hands)
    return [float(column[row]) for column in data.own_inputs + data.own_targets]


@pytest.fixture
def drawn(hands: WindowHands, page: FitPage) -> PlotHands:
    """The map of 200 points of two moons, with Draw switched on."""
    load(hands, "moons")
    hands.click(page.draw)
    return PlotHands(page.plot)


def test_clicks_and_keys_add_points_of_the_chosen_class_each_as_one_undo(
    hands: WindowHands, page: FitPage, drawn: PlotHands
) -> None:
    drawn.click(drawn.at(2.2, 1.2))
    assert rows(hands).rows == 201
    *place, target = cells(hands, 200)
    assert place == pytest.approx([2.2, 1.2], abs=0.02)
    assert target == 0
    assert hands.window.session.focus.row == 200
    choose(page.pen.which, "yes")
    drawn.click(drawn.at(-1.1, -0.6))
    assert cells(hands, 201)[2] == 1
    hands.press(Key.Key_Z, CONTROL)
    assert rows(hands).rows == 201
    hands.press(Key.Key_Z, CONTROL)
    assert rows(hands).rows == 200

    load(hands, "moons")
    at = drawn.at(2.2, 1.2)
    drawn.click(at)
    x, y, _ = cells(hands, 200)
    assert x == round(x, 2)
    assert y == round(y, 2)
    stands = place_of(page, 200)
    assert abs(stands.x - at.x) <= 1
    assert abs(stands.y - at.y) <= 1

    load(hands, "moons")
    drawn.click(drawn.at(2.2, 1.2))
    drawn.double_click(drawn.at(2.2, -0.4))
    assert rows(hands).rows == 202

    load(hands, "moons")
    page.plot.setFocus()
    hands.press_in(page.plot, Key.Key_Insert)
    assert rows(hands).rows == 201
    x, y, _ = cells(hands, 200)
    hands.press_in(page.plot, Key.Key_Right)
    hands.press_in(page.plot, Key.Key_Up)
    assert cells(hands, 200)[0] > x
    assert cells(hands, 200)[1] > y


def test_a_drag_moves_a_point_as_one_undo_and_escape_puts_it_back(
    hands: WindowHands, page: FitPage, drawn: PlotHands
) -> None:
    before, start = cells(hands, 7), place_of(page, 7)
    loss = hands.window.session.evaluation.loss
    drawn.drag(start, Pixel(start.x + 10, start.y), drawn.at(2.2, 1.2))
    after = cells(hands, 7)
    assert after[:2] == pytest.approx([2.2, 1.2], abs=0.02)
    assert after[2] == before[2]
    assert hands.window.session.evaluation.loss != loss
    assert rows(hands).rows == 200
    assert hands.window.session.focus.row == 7
    hands.press(Key.Key_Z, CONTROL)
    assert cells(hands, 7) == before

    before, start = cells(hands, 7), place_of(page, 7)
    page.plot.setFocus()
    drawn.press(start)
    drawn.move(Pixel(start.x + 30, start.y))
    assert cells(hands, 7) != before
    hands.press_in(page.plot, Key.Key_Escape)
    assert cells(hands, 7) == before

    axes, corner = page.plot.ranges, place_of(page, 0)
    low, high = page.plot.ranges.x[0], page.plot.ranges.y[1]
    drawn.click(drawn.at(low + 0.02, high - 0.02))
    drawn.drag(corner, Pixel(corner.x + 10, corner.y), drawn.at(low + 0.1, high - 0.2))
    assert page.plot.ranges == axes


def test_a_point_that_goes_while_it_is_held_is_not_looked_at(
    hands: WindowHands, page: FitPage, drawn: PlotHands
) -> None:
    drawn.click(drawn.at(2.2, 1.2))
    held = place_of(page, 200)
    drawn.press(held)
    hands.press(Key.Key_Z, CONTROL)
    assert rows(hands).rows == 200
    drawn.move(Pixel(held.x - 20, held.y))
    drawn.release(Pixel(held.x - 20, held.y))
    assert rows(hands).rows == 200
    assert hands.window.session.focus.row < 200


def test_steps_that_a_run_takes_while_a_point_is_held_are_kept(
    hands: WindowHands, page: FitPage, drawn: PlotHands
) -> None:
    session, held = hands.window.session, place_of(page, 7)
    session.run()
    drawn.press(held)
    hands.wait_until(lambda: session.document.experiment.updates > 2)
    reached = session.document.experiment.updates
    drawn.move(Pixel(held.x + 30, held.y))
    assert session.present.is_preview
    assert session.document.experiment.updates >= reached
    drawn.release(Pixel(held.x + 30, held.y))
    session.pause()
    assert session.document.experiment.updates >= reached


def test_a_click_on_a_point_looks_at_its_row_which_delete_takes_out(
    hands: WindowHands, page: FitPage, drawn: PlotHands
) -> None:
    drawn.click(place_of(page, 11))
    assert hands.window.session.focus.row == 11
    assert rows(hands).rows == 200

    gone = cells(hands, 11)
    page.plot.setFocus()
    hands.press_in(page.plot, Key.Key_Delete)
    assert rows(hands).rows == 199
    assert cells(hands, 11) != gone
    assert hands.says("Row 12 removed")

    hands.click(page.draw)
    drawn.click(drawn.at(2.2, 1.2))
    page.plot.setFocus()
    hands.press_in(page.plot, Key.Key_Delete)
    assert rows(hands).rows == 199
    assert not page.pen.isVisible()


def test_a_point_has_the_height_of_a_curve_or_the_number_in_the_field_as_target(
    hands: WindowHands, page: FitPage
) -> None:
    hands.click(page.draw)
    page.pen.value.selectAll()
    hands.type("7.5", page.pen.value)
    hands.press(Key.Key_Return)
    plot = PlotHands(page.plot)
    frame = page.plot.frame
    plot.click(Pixel(frame.box.left + 20, frame.box.top + 20))
    assert cells(hands, 1)[2] == 7.5

    load(hands, "sine")
    assert not page.pen.isVisible()
    before = rows(hands).rows
    plot.click(plot.at(0.6, 0.9))
    assert cells(hands, before) == pytest.approx([0.6, 0.9], abs=0.05)

    load(hands, "wages")
    assert not page.draw.isVisible()


def test_drawing_is_a_command_too_and_the_only_point_stays(
    hands: WindowHands, page: FitPage
) -> None:
    hands.click(page.draw)
    page.plot.setFocus()
    hands.press_in(page.plot, Key.Key_Delete)
    assert rows(hands).rows == 1
    assert hands.says("Not removed: the only row")

    hands.click(page.draw)
    load(hands, "moons")
    hands.menu("View", "Hill pages", "One weight")
    hands.menu("View", "Hill pages", "Draw rows")
    assert page.plot.isVisible()
    assert "&Draw rows" in hands.ticked("View", "Hill pages")
    plot = PlotHands(page.plot)
    plot.click(plot.at(2.2, 1.2))
    assert rows(hands).rows == 201


def test_a_place_that_is_no_row_runs_through_the_drawing(hands: WindowHands, page: FitPage) -> None:
    """Of accounts 1 and children 1, hidden 1 is 3 and hidden 2 is 0: the prediction is 6."""
    plot = PlotHands(page.plot)
    page.plot.show_ranges(Ranges((0.0, 4.0), (0.0, 4.0)))
    plot.click(plot.at(1, 1))
    texts = hands.canvas.canvas.picture.texts()
    assert {"3", "6"} <= set(texts)
    assert "none" in texts, "it has no target"
    assert "values of a point that is no row: accounts 1, children 1" in texts
    assert hands.says("accounts 1, children 1, prediction 6 · no row, so no target")
    hands.press(Key.Key_Space)
    assert "6" not in hands.canvas.canvas.picture.texts(), "it follows each step"
    hands.canvas.canvas.setFocus()
    hands.press(Key.Key_Escape)
    assert "none" not in hands.canvas.canvas.picture.texts()

    hands.window.session.load(open_starter(BANK))
    page.plot.show_ranges(Ranges((0.0, 4.0), (0.0, 4.0)))
    plot.click(plot.at(1, 1))
    assert hands.says("prediction 6 · no row")
    hands.canvas.canvas.setFocus()
    hands.press(Key.Key_Escape)
    assert not hands.says("no row"), "the row is on show again"
    plot.click(plot.at(1, 2))
    hands.data.click(0, 0)
    assert not hands.says("no row")

    hands.window.session.load(open_starter(BANK))
    plot.click(plot.at(3.5, 2.5))
    assert all(node.number is None for node in hands.canvas.canvas.picture.nodes)
    hands.canvas.click(hands.canvas.middle(NodePlace(-1, 0)))
    assert hands.window.session.focus.point is None
    assert hands.canvas.canvas.picture.nodes[0].text.words == "3"

    load(hands, "sine")
    page.plot.setFocus()
    hands.press_in(page.plot, Key.Key_Return)
    assert hands.window.session.focus.point is not None
    hands.window.session.look_at_row(2)
    assert hands.window.session.focus.point is None

    load(hands, "moons")
    plot.click(plot.at(2.2, 1.2))
    hands.data.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    for _ in range(3):
        hands.press(Key.Key_Space)
    assert hands.window.session.focus.point is not None
