"""What the optimizer remembers goes where the present goes, with a rule that only tests know."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from core.history import history as history_module
from core.history.moments import Moment
from core.training.descent import Descent
from core.training.experiment import Experiment
from gui.operations.numbers import parameter, set_value
from gui.operations.structure import set_learning_rate
from gui.panels.one_weight.hand_trail import hand_trail
from gui.panels.two_weights.plane.descent_path import descent_path
from gui.session.session import Session
from tests.core.builders import as_document, bits, sized_experiment
from tests.core.remembering import remembering


def begun() -> Experiment:
    return remembering(sized_experiment((2, 3, 1), 5))


def walked(experiment: Experiment, steps: int) -> Experiment:
    descent = Descent(experiment)
    descent.run(steps)
    return descent.experiment


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    session = Session(as_document(begun()))
    yield session
    session.close()


def here(session: Session) -> Experiment:
    return session.document.experiment


def take(session: Session, steps: int) -> None:
    session.step(steps)
    session.finish_run()


def test_back_and_undo_and_redo_take_it_along(session: Session) -> None:
    take(session, 4)
    assert bits(here(session)) == bits(walked(begun(), 4))
    session.back()
    assert bits(here(session)) == bits(walked(begun(), 3))
    session.step()
    assert bits(here(session)) == bits(walked(begun(), 4))
    session.undo()
    session.undo()
    assert bits(here(session)) == bits(begun())
    session.redo()
    assert bits(here(session)) == bits(walked(begun(), 3))


def test_restart_begins_without_it(session: Session) -> None:
    take(session, 4)
    session.restart()
    assert bits(here(session)) == bits(begun())
    take(session, 4)
    set_learning_rate(session, 0.5)
    assert here(session).memory[-1] == 4
    session.restart()  # an edit of its own now: the rate stays
    assert bits(here(session)) == bits(begun())
    assert here(session).optimizer.learning_rate == 0.5


def test_a_weight_set_by_hand_leaves_it_as_it_is(session: Session) -> None:
    take(session, 4)
    kept = here(session).memory
    set_value(session, parameter(0), 0.25)
    assert here(session).memory.tobytes() == kept.tobytes()
    session.step()
    assert here(session).memory[-1] == 5
    trail = hand_trail(session.history, 0)
    assert [tried.value for tried in trail] == [walked(begun(), 4).network.parameters[0], 0.25]


def test_a_run_at_a_pace_is_the_same_walk(session: Session) -> None:
    session.set_speed(1000.0)
    session.run()
    while here(session).updates < 5:
        QApplication.processEvents()
    session.pause()
    reached = here(session)
    assert bits(reached) == bits(walked(begun(), reached.updates))


def test_a_moment_that_was_thinned_out_is_replayed_with_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_module, "BUDGET", 30_000)
    take(session, 300)
    assert session.history.lines[0].trace.stride > 1
    session.go(Moment(0, 157))
    session.step()
    assert bits(here(session)) == bits(walked(begun(), 158))


def test_the_path_walked_is_that_of_the_weights(session: Session) -> None:
    take(session, 3)
    path = descent_path(session.history)
    assert path.shape == (4, 13)
    assert path[-1].tobytes() == here(session).network.parameters.tobytes()
