from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.document import Document
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
from gui.panels.loss.plot.run_curve import RunCurve
from gui.session.session import Session
from gui.style.theme import Theme, ThemeChoice

COURSE_START, COURSE_FIRST, COURSE_LAST = 49, 25.4016, 9.627e-05


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
    shown.ensure_plot()
    qtbot.waitUntil(lambda: shown.ensure_plot().marks.now is not None)
    return shown


@pytest.fixture
def plot(panel: LossPanel) -> LossPlot:
    return panel.ensure_plot()


def drawn(plot: LossPlot, curve: RunCurve) -> list[tuple[float, float]]:
    """Steps and losses that the curve goes through, gaps left out."""
    plot.refresh()
    frame, scale = plot.axes.frame(), plot.axes.range.scale
    assert frame is not None
    points = curve.points[np.isfinite(curve.points).all(axis=1)].tolist()
    pairs = [(frame.step(x), scale.loss(frame.height(y))) for x, y in points]
    return [(round(step, 6), float(f"{loss:.9g}")) for step, loss in pairs]


def pixel(curve: RunCurve, nth: int) -> QPoint:
    points = curve.points[np.isfinite(curve.points).all(axis=1)]
    return QPointF(*points[nth]).toPoint()


def labels(plot: LossPlot) -> list[str]:
    plot.refresh()
    return [" / ".join(label.lines) for label in plot.marks.labels]


def wheel(plot: LossPlot, at: QPoint) -> None:
    where = QPointF(at)
    event = QWheelEvent(
        where,
        QPointF(plot.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), event)


def test_the_plot_comes_after_the_panel_was_shown(
    qtbot: QtBot, session: Session, theme: Theme
) -> None:
    panel = LossPanel(session, Futures(session), theme)
    qtbot.addWidget(panel)
    assert panel.plot is None
    panel.show()
    qtbot.waitUntil(lambda: panel.plot is not None)


def test_twenty_updates_give_the_courses_loss_history(session: Session, plot: LossPlot) -> None:
    for _ in range(20):
        session.step()
    steps, losses = zip(*drawn(plot, plot.behind), strict=True)
    assert steps == tuple(range(21))
    assert losses[:3] == pytest.approx((COURSE_START, COURSE_FIRST, 13.16818944))
    assert losses[-1] == pytest.approx(COURSE_LAST, rel=1e-3)
    assert labels(plot) == ["now: 9.627e−5"]


def test_one_moment_stands_at_the_left_of_twenty_steps(plot: LossPlot) -> None:
    plot.refresh()
    assert plot.axes.steps == (0, 20)
    frame = plot.axes.frame()
    assert frame is not None
    assert plot.marks.now == pytest.approx((frame.x(0), frame.y(4.9)))
    assert labels(plot) == ["now: 49"]
    assert frame.box.encloses(plot.marks.labels[0].box)


def test_the_axis_grows_in_jumps(session: Session, plot: LossPlot) -> None:
    session.step(20)
    session.finish_run()
    plot.refresh()
    assert plot.axes.steps == (0, 20)
    session.step()
    plot.refresh()
    assert plot.axes.steps == (0, 50)


def test_a_logarithmic_axis_shows_the_same_losses(
    qtbot: QtBot, session: Session, panel: LossPanel, plot: LossPlot
) -> None:
    for _ in range(20):
        session.step()
    before = drawn(plot, plot.behind)
    panel.scale_choice.logarithmic.trigger()
    assert plot.is_logarithmic
    assert panel.scale_choice.text() == "log ▾"
    after = drawn(plot, plot.behind)
    assert [loss for _, loss in after] == pytest.approx([loss for _, loss in before])
    panel.scale_choice.linear.trigger()
    assert drawn(plot, plot.behind) == before


def test_a_loss_of_0_stands_at_the_foot_of_a_logarithmic_axis(
    session: Session, panel: LossPanel, plot: LossPlot
) -> None:
    for index in range(3):
        set_value(session, parameter(index), 0.0)
    panel.scale_choice.logarithmic.trigger()
    assert labels(plot) == ["now: 0"]
    assert not plot.marks.now_is_off_axis
    assert in_view(plot, plot.behind.points)
    assert "losses of 0 stand on its foot" in panel.status.toolTip()


def in_view(plot: LossPlot, points: Array) -> bool:
    """Whether there are points, and all of them lie within the axes."""
    box = plot.marks.box
    x, y = points[np.isfinite(points).all(axis=1)].T
    return bool(x.size and (x >= box.left).all() and (x <= box.right).all()) and bool(
        (y >= box.top).all() and (y <= box.bottom).all()
    )


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
    plot.refresh()
    assert in_view(plot, plot.behind.points)
    assert in_view(plot, plot.aside.points)
    falling = [curve for curve in plot.fan.curves if curve.rate <= 0.02]
    assert len(falling) == 4
    assert all(in_view(plot, curve.points) for curve in falling)
    if logarithmic:
        assert all(in_view(plot, curve.points) for curve in plot.fan.curves)


def test_what_lies_ahead_is_dashed_and_what_lies_behind_is_not(
    session: Session, plot: LossPlot
) -> None:
    for _ in range(3):
        session.step()
    session.back()
    assert [step for step, _ in drawn(plot, plot.behind)] == [0, 1, 2]
    assert [step for step, _ in drawn(plot, plot.ahead)] == [2, 3]
    assert drawn(plot, plot.kept) == []
    assert plot.behind.pen.style() is Qt.PenStyle.SolidLine
    assert plot.ahead.pen.style() is not Qt.PenStyle.SolidLine


def test_restart_and_step_leave_the_old_run_as_a_ghost_that_can_be_gone_back_to(
    qtbot: QtBot, session: Session, plot: LossPlot
) -> None:
    kept = []
    for _ in range(8):
        session.step()
        kept.append(session.document.experiment.network.parameters.tolist())
    session.restart()
    assert "kept run, rate 0.01" in labels(plot)
    set_value(session, parameter(1), 3.0)
    session.step()
    ghost = dict(drawn(plot, plot.kept))
    assert ghost[1] == pytest.approx(COURSE_FIRST)
    assert max(ghost) == 8
    assert plot.kept.pen.style() is not Qt.PenStyle.SolidLine
    qtbot.mouseMove(plot.viewport(), pixel(plot.kept, 3))
    qtbot.waitUntil(lambda: any("kept run, rate 0.01" in label for label in labels(plot)))
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(plot.kept, 3))
    assert session.history.present == Moment(0, 3)
    assert session.document.experiment.network.parameters.tolist() == kept[2]


def test_a_click_on_the_path_goes_there_and_a_click_on_empty_ground_nowhere(
    qtbot: QtBot, session: Session, plot: LossPlot
) -> None:
    for _ in range(8):
        session.step()
    plot.refresh()
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(plot.behind, 2))
    assert session.history.present == Moment(0, 2)
    plot.refresh()
    empty = pixel(plot.behind, 0) + QPoint(200, 5)
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=empty)
    assert session.history.present == Moment(0, 2)


def test_the_pointer_reads_the_nearest_moment(
    qtbot: QtBot, session: Session, plot: LossPlot
) -> None:
    for _ in range(8):
        session.step()
    plot.refresh()
    where = pixel(plot.behind, 7)
    qtbot.mouseMove(plot.viewport(), where)
    qtbot.waitUntil(lambda: "step 7: loss 0.493" in labels(plot))
    assert plot.marks.read is not None
    assert plot.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(plot.viewport(), where - QPoint(0, 80))
    qtbot.waitUntil(lambda: plot.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor)
    assert "step 7: loss 0.493" in labels(plot), "above it the walk is still read"


def test_edits_are_marked_and_named(qtbot: QtBot, session: Session, plot: LossPlot) -> None:
    session.step()
    session.step()
    set_value(session, parameter(0), 1.5)
    session.step()
    plot.refresh()
    frame = plot.axes.frame()
    assert frame is not None
    assert plot.marks.edits == pytest.approx([frame.x(2)])
    qtbot.mouseMove(plot.viewport(), QPointF(frame.x(2), frame.y(3)).toPoint())
    name = session.history.lines[1].edit
    assert name is not None
    qtbot.waitUntil(lambda: any(name.name in label for label in labels(plot)))


def test_a_change_that_is_tried_out_moves_the_dot_and_draws_no_line(
    session: Session, plot: LossPlot
) -> None:
    scrub = Scrub(session, parameter(0))
    scrub.move_to(5.0)
    assert labels(plot) == ["now: 144"]
    assert drawn(plot, plot.behind) == [(0, COURSE_START)]
    scrub.cancel()
    assert labels(plot) == ["now: 49"]


def test_losses_that_are_not_finite_never_reach_the_plot(
    session: Session, panel: LossPanel, plot: LossPlot
) -> None:
    session.step()
    set_value(session, parameter(0), 1e200)
    plot.refresh()
    for curve in (plot.behind, plot.ahead, plot.kept):
        data = curve.item.getData()
        assert all(part is None or not np.isinf(part).any() for part in data)
    assert labels(plot) == ["now: not finite"]
    assert panel.status.toolTip() == "the loss is not finite: it cannot be drawn"
    assert drawn(plot, plot.behind)[-1] == pytest.approx((1, COURSE_FIRST))


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
    panel.ensure_plot().refresh()
    assert "powers of ten: try log" in panel.status.toolTip()
    panel.scale_choice.logarithmic.trigger()
    assert "try log" not in panel.status.toolTip()


def test_the_wheel_zooms_and_reset_shows_everything_again(
    qtbot: QtBot, session: Session, panel: LossPanel, plot: LossPlot
) -> None:
    for _ in range(8):
        session.step()
    plot.refresh()
    home = plot.axes.frame()
    assert panel.reset_button.isHidden()
    wheel(plot, pixel(plot.behind, 4))
    assert panel.reset_button.isVisible()
    zoomed = plot.axes.frame()
    assert zoomed is not None
    assert home is not None
    assert zoomed.pixels_a_step > home.pixels_a_step
    session.step()
    plot.refresh()
    assert plot.axes.is_zoomed, "a step does not throw the user out of the zoom"
    qtbot.mouseClick(panel.reset_button, Qt.MouseButton.LeftButton)
    assert panel.reset_button.isHidden()
    back = plot.axes.frame()
    assert back is not None
    assert back.steps == pytest.approx(home.steps)
    wheel(plot, pixel(plot.behind, 4))
    middle = plot.viewport().rect().center()
    qtbot.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert panel.reset_button.isHidden()


def test_another_document_begins_an_empty_plot(session: Session, plot: LossPlot) -> None:
    for _ in range(30):
        session.step()
    document = session.document.with_experiment(session.document.start)
    session.load(document)
    assert drawn(plot, plot.behind) == [(0, COURSE_START)]
    assert drawn(plot, plot.kept) == []
    assert plot.axes.steps == (0, 20)


def test_axes_have_names_and_no_hidden_factor(session: Session, plot: LossPlot) -> None:
    session.step(200)
    session.finish_run()
    assert plot.axes.loss_axis.labelText == "loss"
    assert plot.axes.step_axis.labelText == "step"
    assert not plot.axes.loss_axis.autoSIPrefix
    assert not plot.axes.step_axis.autoSIPrefix


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
    plot = panel.ensure_plot()
    for _ in range(20):
        session.step()
    qtbot.waitUntil(lambda: "now: 9.627e−5" in labels(plot))
    for label in plot.marks.labels:
        assert 0 <= label.box.left < label.box.right <= plot.width()
        assert 0 <= label.box.top < label.box.bottom <= plot.height()
    fits = panel.status.fontMetrics().horizontalAdvance(panel.status.text)
    assert fits <= panel.status.width()
    theme.set_scale(1.0)


def test_the_timeline_stands_under_the_steps_of_the_plot(
    session: Session, panel: LossPanel, plot: LossPlot
) -> None:
    for _ in range(8):
        session.step()
    plot.refresh()
    for step in (0, 8):
        on_plot = plot.mapTo(panel, pixel(plot.behind, step))
        on_timeline = panel.timeline.mapTo(panel, QPoint(round(panel.timeline.x_of(step)), 0))
        assert abs(on_plot.x() - on_timeline.x()) <= 1


def test_an_edit_that_was_undone_is_no_kept_run(session: Session, plot: LossPlot) -> None:
    set_value(session, parameter(0), 5.0)
    session.undo()
    assert labels(plot) == ["now: 49"]
