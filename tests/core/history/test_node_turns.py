"""Where nodes fall asleep, level off or wake, against a replay of each step."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.document.edits import add_node, with_network
from core.history.history import History
from core.history.moments import Moment
from core.history.node_turns import NodeTurns, Turn
from core.nn.network import NodePlace
from core.nn.network_edits import set_parameters
from core.training.descent import Descent, Step, step
from core.training.diagnosis import Sleep, sleep
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import as_document, bank, sized_experiment

HIDDEN_1 = NodePlace(0, 0)


def begun(experiment: Experiment) -> History:
    return History(as_document(experiment), evaluate(experiment).loss)


def run(history: History, count: int) -> None:
    document, _ = history.nearest(history.present)
    trace = history.begin_run(document, evaluate(document.experiment).loss)
    Descent(document.experiment).run(count, trace)
    history.extend_run()
    history.end_run()


def found(history: History, most: int = 512) -> tuple[list[Turn], int]:
    """All turns, and how many moments were looked at."""
    record, looks, path = NodeTurns(history, most), 0, history.past() + history.future()
    for moment in record.missing(path):
        record.look(moment)
        looks += 1
    return record.turns(path), looks


def test_a_step_too_large_puts_the_hidden_node_to_sleep() -> None:
    """Its weights 2 and 1 become 2 − 0.05 × 132 = −4.6 and 1 − 0.05 × 88 = −3.4."""
    history = begun(bank(0.05))
    run(history, 3)
    (turn,), _ = found(history)
    assert turn == Turn(Moment(0, 1), 1, 0, HIDDEN_1, "hidden 1", Sleep.ASLEEP)
    assert turn.is_exact


def test_an_edit_wakes_it() -> None:
    history = begun(bank(0.05))
    run(history, 2)
    document, _ = history.nearest(history.present)
    network = set_parameters(document.experiment.network, [0], 9.0)
    history.record_edit("Edit", with_network(document, network), 1.0)
    turns, _ = found(history)
    assert [(each.updates, each.state) for each in turns] == [(1, Sleep.ASLEEP), (2, Sleep.AWAKE)]
    assert turns[1].moment == Moment(1, 0)
    assert turns[1].is_exact


@pytest.mark.parametrize("seed", range(4))
def test_every_turn_of_a_short_run_is_found_at_its_step(seed: int) -> None:
    experiment = sized_experiment((2, 6, 1), 5, seed=seed)
    experiment = replace(experiment, optimizer=replace(experiment.optimizer, learning_rate=0.3))
    history = begun(experiment)
    run(history, 60)
    expected, before = [], states(experiment)
    for at in range(1, history.lines[0].trace.last + 1):
        taken = step(experiment)
        assert isinstance(taken, Step)
        experiment = taken.after
        now = states(experiment)
        expected += [(at, node, now[node]) for node in now if now[node] is not before[node]]
        before = now
    turns, _ = found(history)
    assert expected
    assert [(turn.updates, turn.node, turn.state) for turn in turns] == expected


def states(experiment: Experiment) -> dict[NodePlace, Sleep]:
    evaluation = evaluate(experiment)
    places = [NodePlace(0, node) for node in range(6)] + [NodePlace(1, 0)]
    return {place: sleep(experiment.network, evaluation, place) for place in places}


def test_in_a_long_run_few_moments_are_looked_at_and_the_turn_is_exact() -> None:
    """Hidden 1 sleeps from step 2501 on, of 4000."""
    history = begun(bank())
    document, _ = history.nearest(history.present)
    start = document.experiment.network.parameters
    vectors = np.tile(start, (4000, 1))
    vectors[2500:, :2] = -1.0
    trace = history.begin_run(document, 1.0)
    trace.extend(np.ones(4000), vectors)
    history.extend_run()
    history.end_run()
    (turn,), looks = found(history, most=16)
    assert (turn.updates, turn.node, turn.state) == (2501, HIDDEN_1, Sleep.ASLEEP)
    assert turn.is_exact
    assert looks < 40
    for _ in range(5):
        trace.thin()
    (turn,), _ = found(history, most=16)
    assert turn.since < 2501 <= turn.updates
    assert not turn.is_exact


def test_before_a_node_was_added_what_it_did_later_has_its_name() -> None:
    history = begun(bank(0.05))
    document, _ = history.nearest(history.present)
    history.record_edit("Add", add_node(document, NodePlace(0, 0)), 1.0)
    run(history, 1)
    history.go(Moment(0, 0))
    turns, _ = found(history)
    assert [(turn.node, turn.name) for turn in turns] == [(NodePlace(0, 1), "hidden 2")]


def test_what_was_found_is_not_looked_at_again() -> None:
    history = begun(bank(0.05))
    run(history, 20)
    record = NodeTurns(history)
    for moment in record.missing(history.past()):
        record.look(moment)
    assert list(record.missing(history.past())) == []
    run(history, 1)
    assert next(record.missing(history.past())) == Moment(0, 21)
