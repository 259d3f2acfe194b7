"""The hill along one weight, by hand."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.document import Document
from core.nn.activations import IDENTITY
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network import Layer, assemble
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, open_starter
from core.training.experiment import Experiment
from core.training.gradient_check import loss_with
from core.training.rules.optimizers import GradientDescent, Momentum
from gui.operations.numbers import Scrub, parameter, set_value
from gui.operations.structure import add_node
from gui.panels.one_weight.slice_plot import SlicePlot
from gui.panels.one_weight.slice_view import view_of
from gui.session.session import Session
from tests.gui.every_view import painted_texts
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, WindowHands

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

EDITED = [
    ("circles", 1, (-1.0,)),
    ("xor_corners", 0, (-5.0,)),
    ("plane", 2, (-2.0, 0.6)),
    ("digits", 3, (20.0, 3.0, -0.3)),
]


@pytest.fixture
def plot(hands: WindowHands) -> SlicePlot:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    return hands.window.hill_panel.plot


@pytest.fixture
def mouse(plot: SlicePlot) -> PlotHands:
    return PlotHands(plot)


def test_it_shows_the_selected_weight_as_in_the_course_with_all_else_as_it_stands(
    plot: SlicePlot, hands: WindowHands, mouse: PlotHands
) -> None:
    view = plot.view
    assert view.name == "accounts → hidden 1"
    assert (view.value, view.loss, view.slope) == (2, 121, 132)
    assert view.after == pytest.approx(0.68)
    assert view.loss_alone == pytest.approx(9.4864)
    assert view.loss_all == pytest.approx(19.83, abs=0.005)
    flat = view.losses[view.values < -2 / 3]
    assert flat.size
    assert flat.tolist() == pytest.approx([25] * flat.size)
    assert view.values[view.losses.argmin()] == pytest.approx(1 / 6, abs=0.03)

    loss = loss_with(hands.window.session.document.experiment)
    expected = [loss(0, value) for value in plot.view.values.tolist()]
    assert plot.view.losses.tolist() == pytest.approx(expected, rel=1e-9, abs=1e-9)

    mouse.hover(mouse.at(1.0, 0.5))
    assert loss_with(hands.window.session.document.experiment)(0, 1.0) == 25
    with painted_texts() as written:
        plot.grab()
    assert "accounts → hidden 1 1\nloss 25" in written

    hands.menu("Learn", "Hide", "Hide loss")
    assert not plot.isVisible()
    hands.menu("Learn", "Hide", "Show everything")
    assert plot.isVisible()

    small = plot.view.values.size
    hands.press(Key.Key_F6)
    assert plot.view.values.size > small


@pytest.mark.parametrize(("sample", "weight", "values"), EDITED)
def test_after_an_edit_there_is_room_around_the_ball(
    hands: WindowHands, sample: str, weight: int, values: tuple[float, ...]
) -> None:
    session, plot = hands.window.session, hands.window.hill_panel.plot
    session.load(open_sample(next(one for one in SAMPLES if one.key == sample)))
    session.select(parameters=(weight,))
    before = plot.view.value
    for value in values:
        scrub = Scrub(session, parameter(weight))
        scrub.move_to(value)
        scrub.commit()
    (left, right), (low, high) = plot.ranges.x, plot.ranges.y
    assert 0.09 < (plot.view.value - left) / (right - left) < 0.91
    loss = plot.view.loss / plot.ranges.scale.unit
    assert 0.06 < (loss - low) / (high - low) < 0.94
    if len(values) == 1:
        assert left < before < right


def test_an_undo_in_the_midst_of_a_drag_ends_it(
    hands: WindowHands, mouse: PlotHands, plot: SlicePlot
) -> None:
    session = hands.window.session
    add_node(session, 0)
    mouse.press(mouse.ball)
    mouse.move(mouse.at(plot.view.value + 1.0, 0))
    assert session.present.is_preview
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undone = session.document
    assert undone.experiment.network.sizes == (2, 2, 1)
    mouse.move(mouse.at(plot.view.value + 0.5, 0))
    assert session.document is undone
    mouse.release(mouse.at(plot.view.value + 0.5, 0))
    assert session.document is undone


def test_the_ball_is_moved_by_mouse_and_keys_as_one_undo_and_back(
    hands: WindowHands, mouse: PlotHands, plot: SlicePlot, qtbot: QtBot
) -> None:
    mouse.press(mouse.ball)
    for value in (1.5, 1.0, 0.5):
        mouse.move(mouse.at(value, 0))
    assert hands.figure("loss") == "4"
    assert hands.shows("0.5")
    mouse.release(mouse.at(0.5, 0))
    assert hands.canvas.parameter_values()[0] == 0.5
    assert hands.says("accounts → hidden 1: 2 → 0.5")
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hands.figure("loss") == "121"

    mouse.press(mouse.ball)
    mouse.move(mouse.at(1, 0))
    assert hands.figure("loss") == "25"
    mouse.key(Key.Key_Escape)
    assert hands.figure("loss") == "121"
    assert hands.window.session.history.undo_action is None

    plot.setFocus()
    qtbot.keyClick(plot, Key.Key_Left)
    assert hands.canvas.parameter_values()[0] == 1.9
    qtbot.keyClick(plot, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert hands.canvas.parameter_values()[0] == 1.91

    for value in (-1e3, 0.5, 1e3):
        set_value(hands.window.session, parameter(0), value)
        low, high = plot.frame.steps
        assert low < value < high
        assert plot.frame.box.contains(*PlotHands(plot).ball)

    session = hands.window.session
    session.load(open_starter(BANK))
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    start = plot.frame.steps
    weight = hands.canvas.of(hands.canvas.weight(0, 0, 0))
    hands.canvas.press(weight)
    for way in range(0, 300, 60):
        hands.canvas.move(weight + QPoint(way, 0))
        plot.grab()
    low, high = plot.frame.steps
    assert session.present.is_preview
    assert low <= start[0]
    assert high > plot.view.value > start[1]


def test_the_hill_of_a_zoom_is_computed_there_and_stays_for_its_weight(
    plot: SlicePlot, mouse: PlotHands, hands: WindowHands
) -> None:
    mouse.turn_wheel(mouse.ball, 5)
    low, high = plot.frame.steps
    values = plot.view.values
    assert low <= values[0] < values[-1] <= high
    assert values.size > 100

    mouse.turn_wheel(mouse.ball)
    zoomed = plot.frame.steps
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 1)))
    assert plot.frame.steps != zoomed
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    assert plot.frame.steps == zoomed

    mouse.key(Key.Key_Home)
    hands.type_rate("1e30")
    with painted_texts() as written:
        plot.repaint()
    assert "← only this weight: −1.32e32, loss 25" in written
    low, high = plot.frame.steps
    assert low > -10
    assert ((low <= plot.view.values) & (plot.view.values <= high)).all()


def test_after_any_number_of_steps_it_is_a_valley_while_the_axes_stay(
    hands: WindowHands, plot: SlicePlot
) -> None:
    """The hill rises at both ends, is not a line, and ball, next step and bottom are in view."""
    for steps in (0, 1, 4, 5, 10, 280):  # to steps 0, 1, 5, 10, 20 and 300
        hands.window.session.step(steps)
        hands.window.session.finish_run()
        view, frame = plot.view, plot.frame
        curve = frame.points(view.values, frame.scale.place(view.losses))
        ends = curve[[0, -1], 1]
        assert (ends < frame.box.top + 0.95 * frame.box.height).all()
        assert ends.min() < frame.box.top + 0.1 * frame.box.height
        assert (curve[:, 1] >= frame.box.top).mean() > 0.7
        bottom = float(view.values[view.losses.argmin()])
        low, high = frame.steps
        margin = 0.1 * (high - low)
        for value in (view.value, view.after, bottom):
            assert low + margin < value < high - margin
        assert frame.box.contains(*PlotHands(plot).ball)

    hands.window.session.load(open_starter(BANK))
    hands.window.session.step()
    shown, ball = plot.frame, PlotHands(plot).ball
    for _ in range(2):
        hands.window.session.step()
        assert plot.frame == shown
        assert PlotHands(plot).ball != ball
    for _ in range(9):
        hands.window.session.step()
    across = shown.steps[1] - shown.steps[0]
    assert plot.frame.steps[1] - plot.frame.steps[0] < across / 100


def test_every_value_is_looked_at_once(bank: Session) -> None:
    """The weight, 2, is in the middle of 161 places, and does not come twice."""
    values = view_of(bank.present, 0, (1.0, 3.0), width=483).values
    assert 2.0 in values
    assert (np.diff(values) > 0).all()


def test_a_flat_place_says_why_and_another_weight_is_found_when_its_own_is_gone(
    hands: WindowHands, plot: SlicePlot
) -> None:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 1, 0)))
    assert plot.view.name == "accounts → hidden 2"
    assert plot.view.why_flat.startswith("slope 0: hidden 2 is on the corner")

    session = hands.window.session
    momentum = session.document.experiment.with_optimizer(Momentum(0.01))
    session.apply("Optimizer: Momentum", session.document.with_experiment(momentum))
    session.step(20)
    session.finish_run()
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    with painted_texts() as written:
        plot.repaint()
    assert "slope 0: hidden 1 is asleep" in written

    hands.canvas.click(hands.canvas.of(hands.canvas.weight(1, 0, 1)))
    hands.menu("Network", "Hidden layer", "Remove this layer")
    assert plot.view.name in ("accounts → prediction", "children → prediction")

    # A pixel that is 0 in every row has no slope, and is not what is seen first
    data = from_rows([[0.0, 1.0], [0.0, 2.0]], [1.0, 3.0])
    network = assemble(("dark", "bright"), [Layer(("",), IDENTITY, True)], [np.zeros((1, 3))])
    experiment = Experiment(network, data, MEAN_SQUARED_ERROR, GradientDescent(0.1))
    hands.window.session.load(Document(experiment, experiment))
    assert plot.view.name == "bright → prediction"
