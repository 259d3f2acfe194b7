"""The hill over two weights, by hand."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.opening.starters import BANK, open_starter
from core.training.propagation import Propagation
from gui.operations.numbers import parameter, set_value
from gui.panels.two_weights.plane.plane_choice import PlaneChoice
from gui.panels.two_weights.plane.plane_range import COARSE, FINE
from gui.panels.two_weights.plane_page import PlanePage
from gui.plotting.plot_frame import Pixel
from tests.gui.every_view import painted_texts
from tests.gui.panels.two_weights.plane_hands import choose, seen
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, WindowHands

LEFT = Qt.MouseButton.LeftButton


def test_it_begins_with_the_two_steepest_weights_and_shows_another_pair_that_is_selected(
    page: PlanePage, hands: WindowHands, qtbot: QtBot
) -> None:
    view = seen(page)
    assert view.plane.names == ("accounts → hidden 1", "hidden 1 → prediction")
    assert (view.here.tolist(), view.loss) == ([2, 2], 121)
    assert view.after is not None
    assert view.after.tolist() == pytest.approx([0.68, 0.24])
    assert view.loss_after == pytest.approx(19.83, abs=0.01)

    hands.window.session.load(open_starter(BANK))
    assert seen(page).losses.shape == (COARSE, COARSE)
    qtbot.waitUntil(lambda: seen(page).losses.shape == (FINE, FINE))

    qtbot.waitUntil(lambda: seen(page).losses.shape == (FINE, FINE))
    view = seen(page)
    experiment = hands.window.session.document.experiment
    passes = Propagation(experiment)
    for i, j in ((0, 0), (17, 93), (100, 50)):
        passes.parameters[[0, 4]] = view.xs[i], view.ys[j]
        assert view.losses[i, j] == pytest.approx(passes.forward(), rel=1e-9)

    session = hands.window.session
    session.load(open_starter(BANK))
    assert page.choice.text() == "Steepest two, none selected ▾"
    session.select(parameters=(1, 4))
    assert page.choice.text() == "Selected weights ▾"
    session.select()
    assert page.choice.text() == "Selected weights ▾"  # the picture stays

    canvas = hands.canvas
    canvas.click(canvas.of(canvas.weight(0, 0, 1)))
    assert "children → hidden 1" in seen(page).plane.names
    canvas.click(canvas.of(canvas.weight(1, 0, 1)), Qt.KeyboardModifier.ControlModifier)
    assert seen(page).plane.names == ("children → hidden 1", "hidden 2 → prediction")


def test_the_ball_is_moved_by_mouse_and_keys_as_one_undo_and_back(
    hands: WindowHands, page: PlanePage
) -> None:
    hand = PlotHands(page.contours)
    hand.press(hand.ball)
    hand.move(hand.at(1.0, 1.0))
    assert hands.figure("loss") != "121"
    hand.key(Key.Key_Escape)
    assert hands.figure("loss") == "121"
    assert hands.window.session.history.undo_action is None

    hand.drag(hand.ball, hand.at(1.5, 1.5), hand.at(1.0, 1.5))
    values = hands.canvas.parameter_values()
    assert values[0] == pytest.approx(1.0, abs=0.02)
    assert values[4] == pytest.approx(1.5, abs=0.02)
    assert values[1:4] == [1, 0, 0]
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hands.figure("loss") == "121"

    hand.key(Key.Key_Left)
    hand.key(Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert hands.canvas.parameter_values()[0] == 1.9
    assert hands.canvas.parameter_values()[4] == 2.01

    # At 0 hidden 1 does not count, and hidden 2 is 0: the prediction is 0, the target 5
    hand.hover(hand.at(1.0, 0.0))
    with painted_texts() as written:
        page.contours.grab()
    assert "accounts → hidden 1 1\nhidden 1 → prediction 0\nloss 25" in written


def test_one_zooms_shifts_and_looks_away_and_each_pair_remembers_it(
    page: PlanePage, hands: WindowHands
) -> None:
    hand = PlotHands(page.contours)
    usual = seen(page).spans
    hand.turn_wheel(hand.at(0.0, 0.0), 2)
    closer = seen(page).spans
    assert np.ptp(closer[0]) == pytest.approx(0.64 * np.ptp(usual[0]))
    assert seen(page).xs[[0, -1]].tolist() == list(closer[0])
    box = page.contours.frame.box
    hand.drag(Pixel(box.left + 20, box.top + 20), Pixel(box.left + 50, box.top + 20))
    assert seen(page).spans[0][0] < closer[0][0]
    hand.double_click(Pixel(box.left + 20, box.top + 20))
    assert seen(page).spans == usual

    hand.turn_wheel(hand.ball, 3)
    zoomed = seen(page).spans
    canvas = hands.canvas
    canvas.click(canvas.of(canvas.weight(1, 0, 1)))
    assert seen(page).spans != zoomed
    choose(page, PlaneChoice.STEEPEST)
    assert seen(page).spans == zoomed

    hand.key(Key.Key_Home)
    hand.turn_wheel(hand.ball, 4)
    hand.drag(Pixel(box.left + 9, box.bottom - 9), Pixel(box.right + 200, box.bottom - 9))
    assert not seen(page).spans[0][0] < seen(page).here[0] < seen(page).spans[0][1]
    width = np.ptp(seen(page).spans[0])
    hands.press(Key.Key_Space)
    assert seen(page).spans[0][0] < seen(page).here[0] < seen(page).spans[0][1]
    assert np.ptp(seen(page).spans[0]) == pytest.approx(width)


def test_planes_along_the_path_and_downhill_move_all_weights(
    hands: WindowHands, page: PlanePage
) -> None:
    choose(page, PlaneChoice.PATH)
    assert page.scene.view is None
    assert hands.says("No path yet: take some steps.")
    hands.press(Key.Key_Space)
    assert seen(page).plane.names[0] == "main direction"
    assert seen(page).path[-1].tolist() == pytest.approx(seen(page).here.tolist())

    choose(page, PlaneChoice.STEEPEST)
    for _ in range(4):
        hands.press(Key.Key_Space)
        view = seen(page)
        for (low, high), at in zip(view.spans, view.here.tolist(), strict=True):
            assert low < at < high
    assert len(seen(page).path) == 6

    hands.window.session.load(open_starter(BANK))
    choose(page, PlaneChoice.DOWNHILL)
    view = seen(page)
    assert view.way[0] > 0
    assert view.way[1] == pytest.approx(0, abs=1e-9)
    way = view.plane.directions[1]
    choose(page, PlaneChoice.DOWNHILL)
    assert not np.allclose(seen(page).plane.directions[1], way)

    choose(page, PlaneChoice.DOWNHILL)
    hand = PlotHands(page.contours)
    hand.drag(hand.ball, hand.at(0.3, 0.0))
    changed = np.array(hands.canvas.parameter_values()) != [2, 1, 0, 0, 2, 2]
    assert changed.tolist() == [True, True, False, False, True, False]
    assert hands.says("Move all weights along the plane")


def test_losses_stand_on_contours_in_colours_and_are_none_where_none_is_finite(
    page: PlanePage, qtbot: QtBot, hands: WindowHands
) -> None:
    page.contours.resize(500, 500)
    qtbot.waitUntil(lambda: seen(page).losses.shape == (FINE, FINE))
    with painted_texts() as written:
        page.contours.grab()
    losses = {tick.text for tick in seen(page).ticks(8)}
    assert max(written.count(loss) for loss in losses) == 2, "beside the bar and on its line"

    page.scale.choose(True)
    assert seen(page).range.scale.logarithmic
    page.scale.choose(False)

    # With 10¹⁵⁵ from children to hidden 1 the error is too large to be squared
    session = hands.window.session
    session.select(parameters=(2, 3))
    set_value(session, parameter(1), 1e155)
    for plot in (page.contours, page.surface):
        assert plot.isVisible()
        with painted_texts() as written:
            plot.grab()
        assert "No loss in view is finite" in written
        assert "0.5" not in written, "no loss stands beside a colour"
        assert plot.describe().endswith("; no loss in view is finite")
        qtbot.mouseClick(page.shape, LEFT)

    hands.menu("Learn", "Hide", "Hide loss")
    assert not page.isVisible()


def test_one_weight_alone_makes_no_plane_whatever_is_chosen_and_can_be_looked_along(
    hands: WindowHands, page: PlanePage, qtbot: QtBot
) -> None:
    canvas = hands.canvas
    for choice in PlaneChoice:
        choose(page, choice)
        hands.menu("File", "New", "Single weight")
        hands.press(Key.Key_Space)
        canvas.click(canvas.of(canvas.weight(0, 0, 0)))
        assert hands.says("a plane needs two")
        hands.window.session.load(open_starter(BANK))
        assert page.contours.isVisible() is (choice is not PlaneChoice.PATH)

    choose(page, PlaneChoice.SELECTED)
    hands.menu("File", "New", "Single weight")
    canvas.click(canvas.of(canvas.weight(0, 0, 0)))
    assert hands.says("The network has one weight only, and a plane needs two.")
    assert page.choice.text() == "Selected weights ▾"
    (button,) = (one for one in page.findChildren(QPushButton) if one.isVisible())
    qtbot.mouseClick(button, LEFT)
    assert hands.window.hill_panel.plot.isVisible()
