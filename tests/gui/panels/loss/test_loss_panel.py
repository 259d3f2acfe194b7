from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.document import Document
from core.explanation.hiding import Hiding, Topic
from core.history.moments import Moment
from core.nn.activations import IDENTITY
from core.nn.arrays import Array
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network import Layer, assemble
from core.training.experiment import Experiment
from core.training.optimizers import GradientDescent
from gui.operations.futures import Futures
from gui.operations.numbers import Scrub, parameter, set_value
from gui.panels.loss.loss_panel import LossPanel
from gui.panels.loss.loss_plot import LossPlot
from gui.plotting.plot_frame import Pixel, finite
from gui.session.session import Session
from gui.style.theme import Theme, ThemeChoice
from tests.gui.every_view import painted_texts
from tests.gui.plot_hands import PlotHands

COURSE_START, COURSE_FIRST, COURSE_LAST = 49, 25.4016, 9.627e-05
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    """The course's "Making multiple updates": inputs 1 2 3, weights 0 2 1, target 0."""
    network = assemble(["", "", ""], [Layer(("",), IDENTITY)], [[[0, 2, 1]]])
    rows = from_rows([[1, 2, 3]], [0])
    experiment = Experiment(network, rows, MEAN_SQUARED_ERROR, GradientDescent(0.01))
    made = Session(Document(experiment, experiment))
    yield made
    made.close()


@pytest.fixture
def futures(session: Session) -> Futures:
    return Futures(session)


@pytest.fixture
def panel(qtbot: QtBot, session: Session, futures: Futures, theme: Theme) -> LossPanel:
    shown = LossPanel(session, futures, theme)
    qtbot.addWidget(shown)
    shown.resize(420, 320)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def plot(panel: LossPanel) -> LossPlot:
    return panel.plot


@pytest.fixture
def hands(plot: LossPlot) -> PlotHands:
    return PlotHands(plot)


def drawn(plot: LossPlot, line: Array) -> list[tuple[float, float]]:
    """Steps and losses that a line goes through, gaps left out."""
    frame = plot.frame
    pairs = [(frame.step(x), frame.scale.loss(frame.height(y))) for x, y in finite(line).tolist()]
    return [(round(step, 6), float(f"{loss:.9g}")) for step, loss in pairs]


def place(line: Array, nth: int) -> Pixel:
    return Pixel(*finite(line)[nth].tolist())


def words(plot: LossPlot) -> list[str]:
    """All that is written on the plot."""
    with painted_texts() as written:
        plot.grab()
    return written


def labels(plot: LossPlot) -> list[str]:
    """What is written on it but for the axes."""
    return [text for text in words(plot) if any(map(str.isalpha, text)) and len(text) > 4]


def is_broken(plot: LossPlot, line: Array, nth: int) -> bool:
    """Whether the ground is seen between two moments of a line that are far from each other."""
    picture, ratio = plot.grab().toImage(), plot.devicePixelRatioF()
    begin, end = finite(line)[nth : nth + 2] * ratio
    parts = np.linspace(0.35, 0.65, 60)[:, np.newaxis]
    colors = [picture.pixelColor(round(x), round(y)) for x, y in begin + parts * (end - begin)]
    return any(color.lightness() > 240 for color in colors)


def test_twenty_updates_give_the_courses_loss_history(session: Session, plot: LossPlot) -> None:
    for _ in range(20):
        session.step()
    steps, losses = zip(*drawn(plot, plot.lines.behind), strict=True)
    assert steps == tuple(range(21))
    assert losses[:3] == pytest.approx((COURSE_START, COURSE_FIRST, 13.16818944))
    assert losses[-1] == pytest.approx(COURSE_LAST, rel=1e-3)
    assert labels(plot) == ["now: 9.627e−5"]


def steps_shown(plot: LossPlot) -> tuple[int, int]:
    """The whole counts of updates that the axis reaches over."""
    first, last = plot.frame.steps
    return int(np.ceil(first)), int(np.floor(last))


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
    assert "losses of 0 stand on its foot" in panel.status.toolTip()


def in_view(plot: LossPlot, points: Array) -> bool:
    """Whether there are points, and all of them lie within the axes."""
    there = finite(points).tolist()
    return bool(there) and all(plot.frame.box.contains(*point) for point in there)


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


def test_what_lies_ahead_is_dashed_and_what_lies_behind_is_not(
    session: Session, plot: LossPlot
) -> None:
    for _ in range(3):
        session.step()
    session.go(Moment(0, 1))
    assert [step for step, _ in drawn(plot, plot.lines.behind)] == [0, 1]
    assert [step for step, _ in drawn(plot, plot.lines.ahead)] == [1, 2, 3]
    assert drawn(plot, plot.lines.kept) == []
    assert not is_broken(plot, plot.lines.behind, 0)
    assert is_broken(plot, plot.lines.ahead, 0)


def test_restart_and_step_leave_the_old_run_as_a_ghost_that_can_be_gone_back_to(
    session: Session, plot: LossPlot, hands: PlotHands
) -> None:
    kept = []
    for _ in range(8):
        session.step()
        kept.append(session.document.experiment.network.parameters.tolist())
    session.restart()
    assert "kept run, rate 0.01" in labels(plot)
    set_value(session, parameter(1), 3.0)
    session.step()
    ghost = dict(drawn(plot, plot.lines.kept))
    assert ghost[1] == pytest.approx(COURSE_FIRST)
    assert max(ghost) == 8
    assert is_broken(plot, plot.lines.kept, 0)
    hands.hover(place(plot.lines.kept, 3))
    assert any("step 3: loss" in text and "kept run, rate 0.01" in text for text in words(plot))
    hands.click(place(plot.lines.kept, 3))
    assert session.history.present == Moment(0, 3)
    assert session.document.experiment.network.parameters.tolist() == kept[2]


def test_a_click_on_the_walk_goes_there_and_a_click_on_empty_ground_nowhere(
    session: Session, plot: LossPlot, hands: PlotHands
) -> None:
    for _ in range(8):
        session.step()
    hands.click(place(plot.lines.behind, 2))
    assert session.history.present == Moment(0, 2)
    x, y = place(plot.lines.behind, 0)
    hands.click(Pixel(x + 200, y + 5))
    assert session.history.present == Moment(0, 2)


def test_the_dot_of_the_present_is_dragged_along_the_walk(
    session: Session, plot: LossPlot, hands: PlotHands
) -> None:
    for _ in range(8):
        session.step()
    x = plot.frame.x
    hands.drag(hands.ball, Pixel(x(5.2), 100), Pixel(x(2.9), 60))
    assert session.history.present == Moment(0, 3)
    hands.press(hands.ball)
    hands.move(Pixel(x(7), 60))
    assert session.history.present == Moment(0, 7)
    hands.key(Qt.Key.Key_Escape)
    hands.release(Pixel(x(7), 60))
    assert session.history.present == Moment(0, 3)


def test_arrow_keys_go_from_moment_to_moment(
    session: Session, plot: LossPlot, hands: PlotHands
) -> None:
    for _ in range(15):
        session.step()
    hands.key(Qt.Key.Key_Left)
    hands.key(Qt.Key.Key_Left)
    assert session.history.present == Moment(0, 13)
    hands.key(Qt.Key.Key_Left, SHIFT)
    assert session.history.present == Moment(0, 3)
    hands.key(Qt.Key.Key_Left, SHIFT)
    assert session.history.present == Moment(0, 0)
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Up)
    assert session.history.present == Moment(0, 1)
    assert not plot.is_zoomed


def test_the_pointer_reads_the_nearest_moment(
    session: Session, plot: LossPlot, hands: PlotHands
) -> None:
    for _ in range(8):
        session.step()
    at = place(plot.lines.behind, 7)
    hands.hover(at)
    assert "step 7: loss 0.493" in words(plot)
    assert plot.cursor().shape() is Qt.CursorShape.PointingHandCursor
    hands.hover(at._replace(y=at.y - 80))
    assert plot.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert "step 7: loss 0.493" in words(plot), "above it the path is still read"


def test_words_give_way_to_what_is_read(
    session: Session, plot: LossPlot, hands: PlotHands, futures: Futures, qtbot: QtBot
) -> None:
    plot.resize(170, 110)
    for _ in range(8):
        session.step()
    futures.switch(True)
    qtbot.waitUntil(lambda: len(futures.fan) == 5)
    assert "now: 0.2556" in words(plot)
    hands.hover(place(plot.lines.behind, 4))
    covered = plot.covered
    assert covered is not None
    assert covered.overlaps(plot.marks.labels[0].box)
    assert "now: 0.2556" not in words(plot)


def test_edits_are_marked_and_named(session: Session, plot: LossPlot, hands: PlotHands) -> None:
    session.step()
    session.step()
    set_value(session, parameter(0), 1.5)
    session.step()
    assert plot.marks.edits == pytest.approx([plot.frame.x(2)])
    hands.hover(hands.at(2, plot.frame.heights[1] / 2))
    name = session.history.lines[1].edit
    assert name is not None
    assert any(name.name in text for text in words(plot))


def test_a_change_that_is_tried_out_moves_the_dot_and_draws_no_line(
    session: Session, plot: LossPlot
) -> None:
    scrub = Scrub(session, parameter(0))
    scrub.move_to(5.0)
    assert labels(plot) == ["now: 144"]
    assert drawn(plot, plot.lines.behind) == [(0, COURSE_START)]
    scrub.cancel()
    assert labels(plot) == ["now: 49"]


def test_losses_that_are_not_finite_never_reach_the_plot(
    session: Session, panel: LossPanel, plot: LossPlot
) -> None:
    session.step()
    set_value(session, parameter(0), 1e200)
    assert labels(plot) == ["now: not finite"]
    assert panel.status.toolTip() == "the loss is not finite: it cannot be drawn"
    assert drawn(plot, plot.lines.behind)[-1] == pytest.approx((1, COURSE_FIRST))


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
    assert "powers of ten: try log" in panel.status.toolTip()
    panel.scale_choice.logarithmic.trigger()
    assert "try log" not in panel.status.toolTip()


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


def test_another_document_begins_an_empty_plot(
    session: Session, plot: LossPlot, hands: PlotHands
) -> None:
    for _ in range(30):
        session.step()
    hands.turn_wheel(place(plot.lines.behind, 4))
    document = session.document.with_experiment(session.document.start)
    session.load(document)
    assert drawn(plot, plot.lines.behind) == [(0, COURSE_START)]
    assert drawn(plot, plot.lines.kept) == []
    assert steps_shown(plot) == (0, 20)
    assert not plot.is_zoomed


def test_axes_have_names_and_no_hidden_factor(session: Session, plot: LossPlot) -> None:
    session.step(200)
    session.finish_run()
    assert {"loss", "step", "0", "40", "100", "200"} <= set(words(plot))


@pytest.mark.parametrize("size", [(300, 200), (900, 600)])
@pytest.mark.parametrize("scale", [0.7, 1.0, 2.0])
def test_labels_stay_in_the_plot_at_any_size(
    qtbot: QtBot, session: Session, qapp: QApplication, size: tuple[int, int], scale: float
) -> None:
    theme = Theme(qapp, ThemeChoice.DARK, scale)
    panel = LossPanel(session, Futures(session), theme)
    qtbot.addWidget(panel)
    panel.resize(*size)
    panel.show()
    for _ in range(20):
        session.step()
    plot = panel.plot
    assert "now: 9.627e−5" in words(plot)
    for label in plot.marks.labels:
        assert 0 <= label.box.left < label.box.right <= plot.width()
        assert 0 <= label.box.top < label.box.bottom <= plot.height()
    fits = panel.status.fontMetrics().horizontalAdvance(panel.status.text)
    assert fits <= panel.status.width()
    theme.set_scale(1.0)


def test_the_timeline_stands_under_the_steps_of_the_plot(
    session: Session, panel: LossPanel, plot: LossPlot, hands: PlotHands
) -> None:
    for _ in range(8):
        session.step()

    def apart(step: int) -> int:
        on_plot = plot.mapTo(panel, QPoint(round(plot.frame.x(step)), 0))
        on_timeline = panel.timeline.mapTo(panel, QPoint(round(panel.timeline.x_of(step)), 0))
        return abs(on_plot.x() - on_timeline.x())

    assert [apart(step) for step in (0, 8)] == [0, 0]
    hands.turn_wheel(hands.ball)
    assert [apart(step) for step in (4, 8)] == [0, 0]
    panel.resize(600, 400)
    assert [apart(step) for step in (4, 8)] == [0, 0]


def test_plot_and_timeline_of_one_moment_are_painted_together(
    session: Session, panel: LossPanel, qtbot: QtBot
) -> None:
    """As soon as the session has changed, before the event loop comes to anything else."""
    for _ in range(21):
        session.step()
    frame = panel.plot.frame
    assert steps_shown(panel.plot) == (0, 50)
    assert panel.timeline.x_of(21) == frame.x(21)


def test_an_edit_that_was_undone_is_no_kept_run(session: Session, plot: LossPlot) -> None:
    set_value(session, parameter(0), 5.0)
    session.undo()
    assert labels(plot) == ["now: 49"]


def test_while_the_loss_is_covered_the_timeline_spans_its_own_width(
    session: Session, panel: LossPanel, plot: LossPlot
) -> None:
    session.look(replace(session.focus, hiding=Hiding(frozenset({Topic.LOSS}))))
    for _ in range(40):
        session.step()
    assert not plot.isVisible()
    line = panel.timeline
    assert line.x_of(0) < 10
    assert line.width() - 10 < line.x_of(40) <= line.width()
