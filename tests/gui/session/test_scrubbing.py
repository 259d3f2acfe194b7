"""Scrubbing through moments that were thinned out: near at once, and exact once it has arrived."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.history import history as history_module
from core.history.moments import Moment
from core.training.descent import Descent
from core.training.experiment import Experiment
from gui.operations.futures import Futures
from gui.operations.numbers import parameter, set_value
from gui.panels.loss.loss_panel import LossPanel
from gui.session import run_clock
from gui.session.session import Session
from gui.style.theme import Theme
from tests.core.builders import as_document, bits, sized_experiment
from tests.gui.plot_hands import PlotHands

STEPS = 1000
LEFT = Qt.MouseButton.LeftButton


def begun() -> Experiment:
    return sized_experiment((2, 3, 1), 5)


def walked(steps: int) -> bytes:
    descent = Descent(begun())
    descent.run(steps)
    return bits(descent.experiment)


@pytest.fixture
def session(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """After 1000 updates, of which few are kept; a slice has time for all that is to be done."""
    monkeypatch.setattr(history_module, "BUDGET", 30_000)
    monkeypatch.setattr(run_clock, "time", SimpleNamespace(perf_counter=lambda: 0.0))
    session = Session(as_document(begun()))
    session.step(STEPS)
    session.finish_run()
    assert stride(session) > 1
    yield session
    session.close()


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> LossPanel:
    shown = LossPanel(session, Futures(session), theme)
    qtbot.addWidget(shown)
    shown.resize(700, 320)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def stride(session: Session) -> int:
    """One of so many moments is kept."""
    return session.history.lines[0].trace.stride


def kept_before(session: Session, step: int) -> int:
    return step // stride(session) * stride(session)


def seen(session: Session) -> bytes:
    return bits(session.document.experiment)


def test_while_it_is_dragged_the_timeline_shows_the_kept_moment_and_after_release_the_exact_one(
    qtbot: QtBot, session: Session, panel: LossPanel
) -> None:
    line = panel.timeline

    def at(step: int) -> QPoint:
        return QPoint(round(line.x_of(step)), line.height() // 2)

    qtbot.mousePress(line, LEFT, pos=at(STEPS))
    for aim in (700, 303, 516):
        qtbot.mouseMove(line, at(aim))
        sought = session.history.updates_at(session.history.present)
        assert sought == line.step_at(at(aim).x())
        kept = kept_before(session, sought)
        assert seen(session) == walked(kept)
        assert session.present.missing == sought - kept
    assert sought > kept, "or there is nothing to take again"
    qtbot.wait(60)
    assert seen(session) == walked(kept), "nothing is taken again while the button is down"
    assert panel.status.text == f"≈ step {sought}: step {kept} is shown, exact after release"
    assert line.accessibleDescription() == f"about step {sought} of 1000"
    qtbot.mouseRelease(line, LEFT, pos=at(516))
    qtbot.waitUntil(lambda: not session.present.missing)
    assert seen(session) == walked(sought)
    assert panel.status.text.startswith(f"step {sought} of 1000")


def test_the_dot_in_the_plot_does_the_same(
    qtbot: QtBot, session: Session, panel: LossPanel
) -> None:
    hands = PlotHands(panel.plot)
    hands.press(hands.ball)
    there = hands.at(413, 0)
    hands.move(there)
    sought = session.history.updates_at(session.history.present)
    assert session.is_scrubbing == (sought > kept_before(session, sought))
    assert seen(session) == walked(kept_before(session, sought))
    hands.release(there)
    qtbot.waitUntil(lambda: not session.present.missing)
    assert seen(session) == walked(sought)


def test_going_to_a_moment_takes_the_missing_updates_at_once(session: Session) -> None:
    for step in (5, 999, 130):
        session.go(Moment(0, step))
        assert not session.present.missing, "these few have time within a frame"
        assert seen(session) == walked(step)


def test_a_step_from_where_one_scrubs_to_begins_at_the_exact_moment(session: Session) -> None:
    session.scrub(Moment(0, 157))
    session.step()
    assert seen(session) == walked(158)
    assert session.history.path(session.history.present)[-1] == (1, 1, 1)


def test_a_change_made_to_the_moment_nearby_is_not_taken_for_one_of_the_exact_moment(
    session: Session,
) -> None:
    session.scrub(Moment(0, 157))
    set_value(session, parameter(0), 0.25)
    assert seen(session) == walked(157)
    assert "Choose" in session.message.text
    assert len(session.history.lines) == 1
    set_value(session, parameter(0), 0.25)
    assert session.history.present == Moment(1, 0)
    assert session.document.experiment.network.parameters[0] == 0.25


def test_a_drag_of_a_weight_begins_at_the_exact_moment(session: Session) -> None:
    session.scrub(Moment(0, 157))
    nearby = session.document
    session.preview("a weight", nearby)
    assert not session.present.is_preview
    assert seen(session) == walked(157)
