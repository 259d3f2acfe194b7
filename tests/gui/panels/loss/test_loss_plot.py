"""The lines, marks and words of the loss plot, and the hand on them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.history.moments import Moment
from core.training.rules.optimizers import Adam
from gui.operations.futures import Futures
from gui.operations.numbers import Scrub, parameter, set_value
from gui.panels.loss.loss_panel import LossPanel
from gui.panels.loss.loss_plot import LossPlot
from gui.plotting.plot_frame import Pixel
from gui.session.session import Session
from gui.style.theme import Theme, ThemeChoice
from tests.gui.panels.loss.loss_hands import drawn, is_broken, labels, place, steps_shown, words
from tests.gui.plot_hands import PlotHands, tip_over

COURSE_START, COURSE_FIRST, COURSE_LAST = 49, 25.4016, 9.627e-05
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_twenty_updates_give_the_courses_loss_history(session: Session, plot: LossPlot) -> None:
    for _ in range(20):
        session.step()
    steps, losses = zip(*drawn(plot, plot.lines.behind), strict=True)
    assert steps == tuple(range(21))
    assert losses[:3] == pytest.approx((COURSE_START, COURSE_FIRST, 13.16818944))
    assert losses[-1] == pytest.approx(COURSE_LAST, rel=1e-3)
    assert labels(plot) == ["now: 9.627e−5"]


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


def test_a_kept_run_names_its_optimizer(session: Session, plot: LossPlot) -> None:
    document = session.document
    adam = document.experiment.with_optimizer(Adam(0.02))
    session.apply("Optimizer: Adam", document.with_experiment(adam))
    session.step(3)
    session.finish_run()
    session.restart()
    assert "kept run, Adam, rate 0.02" in labels(plot)


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
    assert panel.status.accessibleName() == "the loss is not finite: it cannot be drawn"
    assert tip_over(panel.status) == panel.status.accessibleName()
    assert drawn(plot, plot.lines.behind)[-1] == pytest.approx((1, COURSE_FIRST))


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


def test_an_edit_that_was_undone_is_no_kept_run(session: Session, plot: LossPlot) -> None:
    set_value(session, parameter(0), 5.0)
    session.undo()
    assert labels(plot) == ["now: 49"]
