"""Edits by hand as a racer: counted, as far back as nothing else was done."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.document.document import Point
from core.document.edits import move_node, with_network
from core.history.moments import Moment
from core.nn.network import NodePlace
from core.nn.network_edits import set_parameters
from core.racing.by_hand import ByHand, by_hand, steps_to
from core.racing.race import Race
from core.racing.racer import race_rates, racer_of
from core.training.evaluation import evaluate
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import as_document, bank, random_dataset, sized_experiment
from tests.core.history_worker import Worker


@pytest.fixture
def worker() -> Worker:
    return Worker(as_document(bank()))


def set_weights(worker: Worker, *indices: int, to: float) -> None:
    network = worker.document.experiment.network
    worker.record("Set", with_network(worker.document, set_parameters(network, indices, to)))


def edits(worker: Worker) -> ByHand:
    found = by_hand(worker.history)
    assert found is not None
    return found


def test_edits_and_the_weights_they_changed_are_counted(worker: Worker) -> None:
    # prediction = 2 × relu(2 × 3 + 1 × 2) = 16; with weight 0 at 1: 10; at 0.5: 7; then 3.5
    set_weights(worker, 0, to=1.0)
    set_weights(worker, 0, to=0.5)
    set_weights(worker, 4, to=1.0)
    found = edits(worker)
    assert (found.edits, found.weights_changed) == (3, 2)
    assert found.losses.tolist() == [121.0, 25.0, 4.0, 2.25]
    assert found.loss == 2.25
    assert found.parameters[:, 0].tolist() == [2.0, 1.0, 0.5, 0.5]
    assert found.begun == Moment(0, 0)


def test_one_edit_may_change_several_weights(worker: Worker) -> None:
    set_weights(worker, 0, 1, 2, to=0.25)
    assert (edits(worker).edits, edits(worker).weights_changed) == (1, 3)


def test_they_begin_after_the_last_update(worker: Worker) -> None:
    set_weights(worker, 0, to=1.0)
    worker.run(5)
    assert by_hand(worker.history) is None
    set_weights(worker, 0, to=0.5)
    found = edits(worker)
    assert (found.edits, found.begun) == (1, Moment(1, 5))
    worker.undo()
    assert by_hand(worker.history) is None


def test_any_other_change_is_where_they_begin(worker: Worker) -> None:
    set_weights(worker, 0, to=1.0)
    rate = replace(worker.document.experiment, optimizer=GradientDescent(0.5))
    worker.record("Rate", worker.document.with_experiment(rate))
    assert by_hand(worker.history) is None
    set_weights(worker, 0, to=0.5)
    set_weights(worker, 0, to=0.25)
    assert edits(worker).edits == 2


def test_moving_a_node_is_no_edit_of_weights(worker: Worker) -> None:
    set_weights(worker, 0, to=1.0)
    worker.record("Move", move_node(worker.document, NodePlace(0, 0), Point(5.0, 5.0)))
    set_weights(worker, 0, to=0.5)
    found = edits(worker)
    assert (found.edits, found.begun) == (2, Moment(0, 0))
    assert found.losses.tolist() == [121.0, 25.0, 4.0]


def test_a_descent_is_asked_when_it_came_down_as_low_first() -> None:
    experiment = sized_experiment((2, 3, 1), 8, learning_rate=0.05)
    race = Race(experiment, race_rates(experiment)[:3])
    race.run(200)
    for (run,) in race.runs:
        losses = run.trace.losses().lowest
        aim = float(losses[60])
        assert steps_to(run, aim) == int(np.argmax(losses <= aim))
        assert steps_to(run, float(losses.min()) / 2) is None
        assert steps_to(run, float(losses[0])) == 0


def test_rows_set_aside_judge_both() -> None:
    begun = replace(
        sized_experiment((2, 3, 1), 8, learning_rate=0.05), validation=random_dataset(2, 1, 5, 3)
    )
    race = Race(begun, [racer_of(begun)])
    race.run(30)
    ((run,),) = race.runs
    assert run.trace.validation is not None
    losses = run.trace.validation.losses().lowest
    aim = float(losses[10])
    assert steps_to(run, aim) == int(np.argmax(losses <= aim))
    assert losses[0] == evaluate(begun).validation_loss
