"""What differs between two experiments, and what was changed on the way along a branch."""

import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.document.document import Document
from core.document.edits import with_network
from core.history.differences import Difference, differences
from core.history.outcomes import edits_of, start_document
from core.nn.activations import SIGMOID
from core.nn.losses import MEAN_ABSOLUTE_ERROR
from core.nn.network_edits import set_locked, set_parameters
from core.training.experiment import Experiment
from core.training.rules.optimizers import Adam, GradientDescent, Momentum
from core.training.rules.schedules import StepDecay
from tests.core.builders import as_document, bank, sized_experiment
from tests.core.history_worker import Worker


def at_weights(experiment: Experiment, *values: float) -> Experiment:
    network = set_parameters(experiment.network, range(len(values)), values)
    return replace(experiment, network=network)


def test_nothing_differs_from_itself_nor_after_updates_counted_aside() -> None:
    experiment = bank()
    assert differences(experiment, experiment) == ()
    assert differences(experiment, replace(experiment, updates=7)) == ()


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (replace(bank(), optimizer=GradientDescent(0.5)), ("rate", 0.01, 0.5)),
        (bank().with_optimizer(Adam(0.01)), ("", "Gradient descent", "Adam")),
        (replace(bank(), loss=MEAN_ABSOLUTE_ERROR), ("", "MSE", "MAE")),
        (replace(bank(), batch_size=1), ("slopes from", "all rows", "one row")),
        (replace(bank(), max_norm=2.0), ("largest norm", 0.0, 2.0)),
        (replace(bank(), l2_penalty=0.1), ("L2 penalty", 0.0, 0.1)),
        (
            replace(bank(), schedule=StepDecay(0.5, 10)),
            ("rate", "constant", "× 0.5 every 10 steps"),
        ),
        (at_weights(bank(), 2.01), ("input 1 → hidden 1", 2.0, 2.01)),
        (at_weights(bank(), 9, 9, 9, 9), ("", None, "other weights")),
    ],
)
def test_each_change_is_found_and_nothing_else(
    changed: Experiment, found: tuple[str, float | str | None, float | str]
) -> None:
    assert differences(bank(), changed) == (Difference(*found),)


def test_settings_of_one_optimizer_are_compared() -> None:
    one = bank().with_optimizer(Momentum(0.01, 0.9))
    other = bank().with_optimizer(Momentum(0.01, 0.5))
    assert differences(one, other) == (Difference("momentum", 0.9, 0.5),)


def test_another_network_and_other_data_are_named() -> None:
    one = sized_experiment((2, 3, 1), 4)
    wider = sized_experiment((2, 5, 1), 4)
    assert differences(one, wider)[0] == Difference("", "2-3-1", "2-5-1")
    layers = (replace(one.network.layers[0], activation=SIGMOID), one.network.layers[1])
    bent = replace(one, network=replace(one.network, layers=layers))
    assert differences(one, bent) == (Difference("layer 1", "ReLU", "sigmoid"),)
    locked = replace(one, network=set_locked(one.network, [0, 1], locked=True))
    assert differences(one, locked) == (Difference("locked weights", 0.0, 2.0),)
    others = replace(one, network=set_locked(one.network, [1, 2], locked=True))
    assert differences(locked, others) == (Difference("", None, "other locked weights"),)
    more = replace(bank(), dataset=from_rows([[3, 2], [1, 1]], [5, 2]))
    assert differences(bank(), more) == (Difference("", "1 row", "2 rows"),)
    other = replace(bank(), dataset=from_rows([[3, 1]], [5]))
    assert differences(bank(), other) == (Difference("", None, "other data"),)
    same = replace(bank(), dataset=from_rows([[3, 2]], [5]))
    assert differences(bank(), same) == ()


def test_what_is_changed_before_the_first_update_is_the_start_and_what_comes_later_an_edit() -> (
    None
):
    worker = Worker(as_document(bank()))
    worker.edit(1.5, "At the start")
    worker.run(3)
    document = worker.document
    rate = document.with_experiment(replace(document.experiment, optimizer=GradientDescent(0.002)))
    worker.record("Rate", rate)
    worker.run(2)
    history = worker.history
    branch = history.branches[0]
    start: Document = start_document(history, branch)
    assert float(start.experiment.network.parameters[0]) == 1.5
    assert start.experiment.updates == 0
    (edit,) = edits_of(history, branch)
    assert (edit.updates, edit.name) == (3, "Rate")
    assert edit.changed == (Difference("rate", 0.01, 0.002),)


def test_a_weight_set_by_hand_on_the_way_is_found_by_comparing() -> None:
    worker = Worker(as_document(bank()))
    worker.run(2)
    before = worker.document.experiment.network
    network = set_parameters(before, [1], [7.0])
    worker.record("Whatever it is called", with_network(worker.document, network))
    worker.run(1)
    (edit,) = edits_of(worker.history, worker.history.branches[0])
    name = before.parameter_name(before.place(1))
    assert edit.changed == (Difference(name, float(before.parameters[1]), 7.0),)
