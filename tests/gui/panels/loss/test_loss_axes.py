"""The axes of the loss plot hold what there is to see, and are zoomed."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.document import Document
from core.nn.losses import MEAN_SQUARED_ERROR
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.operations.futures import Futures
from gui.operations.numbers import parameter, set_value
from gui.panels.loss.loss_panel import LossPanel
from gui.panels.loss.loss_plot import LossPlot
from gui.plotting.plot_frame import Pixel
from gui.session.session import Session
from tests.gui.panels.loss.loss_hands import drawn, in_view, labels, place, steps_shown, words
from tests.gui.plot_hands import PlotHands


def test_one_moment_stands_at_the_left_of_twenty_steps(plot: LossPlot) -> None:
    assert steps_shown(plot) == (0, 20)
    assert plot.marks.now == pytest.approx(plot.frame.pixel(0, 49))
    assert labels(plot) == ["now: 49"]
    assert plot.frame.box.encloses(plot.marks.labels[0].box)


def test_the_axis_grows_in_jumps(session: Session, plot: LossPlot) -> None:
    session.step(20)
    session.finish_run()
    assert steps_shown(plot) == (0, 20)
    session.step()
    assert steps_shown(plot) == (0, 50)


def test_a_logarithmic_axis_shows_the_same_losses(
    session: Session, panel: LossPanel, plot: LossPlot
) -> None:
    for _ in range(20):
        session.step()
    before = drawn(plot, plot.lines.behind)
    panel.scale_choice.logarithmic.trigger()
    assert plot.is_logarithmic
    assert panel.scale_choice.text() == "log ▾"
    after = drawn(plot, plot.lines.behind)
    assert [loss for _, loss in after] == pytest.approx([loss for _, loss in before])
    panel.scale_choice.linear.trigger()
    assert drawn(plot, plot.lines.behind) == before


def test_a_loss_of_0_stands_at_the_foot_of_a_logarithmic_axis(
    session: Session, panel: LossPanel, plot: LossPlot
) -> None:
    for index in range(3):
        set_value(session, parameter(index), 0.0)
    panel.scale_choice.logarithmic.trigger()
    assert "now: 0" in labels(plot)
    assert not plot.marks.now_is_off_axis
    assert in_view(plot, plot.lines.behind)
    assert "losses of 0 stand on its foot" in panel.status.accessibleName()


@pytest.mark.parametrize("logarithmic", [False, True])
def test_rows_set_aside_and_futures_are_within_both_axes(
    session: Session,
    panel: LossPanel,
    plot: LossPlot,
    futures: Futures,
    logarithmic: bool,
    qtbot: QtBot,
) -> None:
    # The row set aside is fitted far better than the row learnt from, and the fan falls deeper.
    experiment = replace(session.document.experiment, validation=from_rows([[1, 2, 3]], [6.99]))
    session.load(Document(experiment, experiment))
    for _ in range(2):
        session.step()
    futures.switch(True)
    futures.set_steps(100)
    qtbot.waitUntil(lambda: len(futures.fan) == 5)
    panel.scale_choice.choose(logarithmic)
    assert in_view(plot, plot.lines.behind)
    assert in_view(plot, plot.lines.aside)
    fan = plot.lines.futures
    falling = [line for line in fan if line.future.learning_rate <= 0.02]
    assert len(falling) == 4
    assert all(in_view(plot, line.points) for line in falling)
    if logarithmic:
        assert all(in_view(plot, line.points) for line in fan)


def test_an_explosion_suggests_the_logarithmic_axis(session: Session, panel: LossPanel) -> None:
    document = session.document
    fast = Experiment(
        document.experiment.network,
        document.experiment.dataset,
        MEAN_SQUARED_ERROR,
        GradientDescent(0.5),
    )
    session.apply("Rate", document.with_experiment(fast))
    session.step(5000)
    session.finish_run()
    assert "powers of ten: try log" in panel.status.accessibleName()
    panel.scale_choice.logarithmic.trigger()
    assert "try log" not in panel.status.accessibleName()


def test_the_wheel_zooms_and_reset_shows_everything_again(
    qtbot: QtBot, session: Session, panel: LossPanel, plot: LossPlot, hands: PlotHands
) -> None:
    for _ in range(8):
        session.step()
    home = plot.ranges
    assert panel.reset_button.isHidden()
    hands.turn_wheel(place(plot.lines.behind, 4))
    assert panel.reset_button.isVisible()
    zoomed = plot.ranges
    assert zoomed.x[1] - zoomed.x[0] < home.x[1] - home.x[0]
    session.step()
    assert plot.ranges == zoomed, "a step does not throw the user out of the zoom"
    qtbot.mouseClick(panel.reset_button, Qt.MouseButton.LeftButton)
    assert panel.reset_button.isHidden()
    assert plot.ranges == home
    hands.turn_wheel(place(plot.lines.behind, 4))
    hands.turn_wheel(place(plot.lines.behind, 4), -3)
    assert plot.ranges == home, "no further out than everything"
    assert panel.reset_button.isHidden()


def test_nobody_gets_lost_in_the_plot(session: Session, plot: LossPlot, hands: PlotHands) -> None:
    for _ in range(8):
        session.step()
    home = plot.ranges
    hands.drag(Pixel(100, 100), Pixel(300, 200), Pixel(2000, 2000))
    assert plot.ranges == home, "all of it was in view"
    for _ in range(300):
        hands.turn_wheel(place(plot.lines.behind, 4))
    (first, last), (low, high), _ = plot.ranges
    assert 2 <= last - first < 3
    assert high - low > 1e-8 * (home.y[1] - home.y[0])
    hands.key(Qt.Key.Key_Home)
    hands.turn_wheel(place(plot.lines.behind, 4), 3)
    for _ in range(10):
        hands.drag(Pixel(100, 100), Pixel(300, 200), Pixel(20000, -20000))
    (first, last), (low, high), _ = plot.ranges
    assert first == pytest.approx(home.x[0])
    assert low == pytest.approx(home.y[0])


def test_both_scales_remember_what_was_looked_at(
    session: Session, panel: LossPanel, plot: LossPlot, hands: PlotHands
) -> None:
    for _ in range(8):
        session.step()
    hands.turn_wheel(place(plot.lines.behind, 4))
    chosen = plot.ranges
    panel.scale_choice.logarithmic.trigger()
    assert not plot.is_zoomed
    assert panel.reset_button.isHidden()
    panel.scale_choice.linear.trigger()
    assert plot.ranges == chosen
    assert panel.reset_button.isVisible()


def test_what_is_looked_at_stays_when_the_losses_are_counted_in_larger_units(
    session: Session, plot: LossPlot, hands: PlotHands
) -> None:
    session.step()
    hands.turn_wheel(place(plot.lines.behind, 1))

    def losses() -> list[float]:
        return [plot.frame.scale.loss(height) for height in plot.frame.heights]

    before = losses()
    set_value(session, parameter(0), 1e6)
    assert plot.frame.scale.unit == 1e12
    assert losses() == pytest.approx(before)


def test_axes_have_names_and_no_hidden_factor(session: Session, plot: LossPlot) -> None:
    session.step(200)
    session.finish_run()
    assert {"loss", "step", "0", "40", "100", "200"} <= set(words(plot))
