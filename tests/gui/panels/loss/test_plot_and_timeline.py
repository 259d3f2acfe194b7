"""The loss plot and the timeline under it share an axis."""

from msgspec.structs import replace
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from core.explanation.hiding import Hiding, Topic
from gui.panels.loss.loss_panel import LossPanel
from gui.panels.loss.loss_plot import LossPlot
from gui.session.session import Session
from tests.gui.panels.loss.loss_hands import steps_shown
from tests.gui.plot_hands import PlotHands


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
