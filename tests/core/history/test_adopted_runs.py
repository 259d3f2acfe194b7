"""A run that was made elsewhere comes into the history as one action, with all its moments."""

import pytest
from msgspec.structs import replace

from core.history.moments import Moment
from core.training.descent import Descent
from core.training.rules.optimizers import Adam
from core.training.trace import Trace
from tests.core.builders import as_document, sized_experiment
from tests.core.history_worker import Worker

STEPS = 30


@pytest.fixture
def worker() -> Worker:
    worker = Worker(as_document(sized_experiment((2, 2, 1), 4, learning_rate=0.02)))
    worker.run(5)
    return worker


def branch_off(worker: Worker) -> list[bytes]:
    """Have Adam take some steps elsewhere and bring them in; the state at each of its moments."""
    begun = worker.document.experiment.with_optimizer(Adam(0.01))
    descent = Descent(begun)
    trace = Trace(begun.network.parameters, descent.loss, memory=begun.memory)
    states = [begun.state.tobytes()]
    for _ in range(STEPS):
        descent.run(1, trace)
        states.append(descent.experiment.state.tobytes())
    trace.thin()
    document = replace(worker.document, experiment=begun)
    worker.history.record_branch("Adopt Adam", document, trace, seconds=0.5)
    return states


def test_the_present_is_its_end_and_every_moment_can_be_gone_to(worker: Worker) -> None:
    states = branch_off(worker)
    history = worker.history
    assert history.present == Moment(1, STEPS)
    assert history.updates_at(history.present) == 5 + STEPS
    for offset in range(STEPS + 1):
        document, missing = history.nearest(Moment(1, offset))
        descent = Descent(document.experiment)
        descent.run(missing)
        assert descent.experiment.state.tobytes() == states[offset]


def test_one_undo_takes_back_the_edit_and_its_steps_and_one_redo_brings_them_again(
    worker: Worker,
) -> None:
    branch_off(worker)
    history = worker.history
    assert worker.undo() == "Adopt Adam"
    assert history.present == Moment(0, 5)
    assert worker.redo() == "Adopt Adam"
    assert history.present == Moment(1, STEPS)
    history.go(Moment(1, 4))  # in its course
    assert worker.undo() == "Adopt Adam"
    assert history.present == Moment(0, 5)


def test_steps_after_it_go_on_from_its_end_and_are_an_action_of_their_own(worker: Worker) -> None:
    branch_off(worker)
    worker.run(2)
    assert worker.history.present == Moment(1, STEPS + 2)
    assert worker.undo() == "Run, 2 steps"
    assert worker.undo() == "Adopt Adam"


def test_it_is_a_branch_of_its_own_if_it_begins_before_the_end(worker: Worker) -> None:
    worker.history.go(Moment(0, 2))
    branch_off(worker)
    _, adopted = worker.history.branches
    assert adopted.tip == 1
    assert worker.history.lines[1].seconds == 0.5
