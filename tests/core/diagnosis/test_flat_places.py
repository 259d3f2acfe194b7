"""Flat is not always a bottom; equal nodes stay equal; what cannot have a slope."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.diagnosis.findings import findings
from core.document.document import Document
from core.document.edits import set_all
from core.history.history import History
from core.history.moments import Moment
from core.nn.activations import ACTIVATIONS
from core.nn.network import NodePlace
from core.nn.network_edits import set_activation
from core.opening.sample_data import SAMPLES, open_sample
from core.training.descent import Descent
from core.training.evaluation import evaluate
from core.training.rules.optimizers import Momentum
from tests.core.builders import as_document, build_experiment, sized_experiment
from tests.core.diagnosis.watching import (
    after,
    case_of,
    first_step,
    look,
    remedied,
    text,
    the,
    title_of,
    troubles,
)

SADDLE, BOTTOM = "Flat, but no bottom", "At a bottom"


def product(*weights: float) -> Document:
    """The prediction is the product of the weights, the target 1."""
    matrices = [[[weight]] for weight in weights]
    return as_document(build_experiment(matrices, ["identity"] * len(weights), [[1.0]], [1.0], 0.1))


def test_two_weights_of_0_are_flat_and_one_at_a_tenth_frees_them() -> None:
    """(v·w − 1)² is 1 with slopes of 0; along v = w = 0.1/√2 it is (0.005 − 1)²."""
    document = product(0.0, 0.0)
    found = the(SADDLE, look(document))
    assert found.is_trouble
    nudge, before, low = found.evidence[1].values
    assert (nudge, before) == (0.1, 1.0)
    assert low == pytest.approx(0.995**2)
    (remedy,) = found.remedies
    assert text(remedy.name).endswith(" to 0.1")
    descent = Descent(remedied(found, document).experiment)
    descent.run(300)
    assert descent.loss < 1e-6


def test_three_weights_of_0_are_freed_by_moving_all() -> None:
    """No single weight gives another one a slope there."""
    document = product(0.0, 0.0, 0.0)
    found = the(SADDLE, look(document))
    assert text(found.remedies[0].name) == "Nudge all weights that way"
    freed = remedied(found, document)
    assert evaluate(freed.experiment).gradient.all()
    assert evaluate(freed.experiment).loss < 1


def test_a_bottom_with_errors_left_is_called_one() -> None:
    balanced = build_experiment([[[0.0]]], ["identity"], [[1], [1]], [-1, 1])
    found = look(as_document(balanced))
    assert [title_of(each) for each in found] == [BOTTOM]
    assert not found[0].is_trouble


@pytest.mark.parametrize(("rows", "titles"), [(2, [BOTTOM]), (1_000_002, [])])
def test_with_very_many_rows_nothing_is_tried(rows: int, titles: list[str]) -> None:
    balanced = build_experiment(
        [[[0.0]]], ["identity"], np.ones((rows, 1)), np.resize([-1.0, 1.0], rows)
    )
    assert [title_of(each) for each in look(as_document(balanced))] == titles


def test_no_error_left_is_the_bottom() -> None:
    found = look(product(2.0, 0.5))
    assert [title_of(each) for each in found] == ["At the bottom: no error is left"]


def test_a_run_that_arrives_is_at_a_bottom() -> None:
    line = open_sample(next(sample for sample in SAMPLES if sample.key == "line"))
    assert first_step(line, BOTTOM, 200) is not None


def test_where_a_layer_is_asleep_flat_tells_nothing() -> None:
    asleep = build_experiment([[[-1.0]], [[1.0]]], ["relu", "identity"], [[1], [2]], [5, 5])
    assert [title_of(each) for each in look(as_document(asleep))] == ["hidden 1 is asleep"]


def test_locked_weights_are_not_moved_to_find_out() -> None:
    document = product(0.0, 0.0)
    locked = np.array([True, True])
    network = replace(document.experiment.network, locked=locked)
    assert look(document.with_experiment(replace(document.experiment, network=network))) == ()


def test_equal_nodes_are_found_and_told_apart_by_new_weights() -> None:
    experiment = sized_experiment((2, 3, 1), 20)
    parameters = experiment.network.parameters.copy()
    parameters[3:6] = parameters[0:3]  # into hidden 2 as into hidden 1
    parameters[10] = parameters[9]  # and out of them
    network = experiment.network.with_parameters(parameters)
    document = as_document(replace(experiment, network=network))
    found = the("hidden 1 and hidden 2 are equal", look(document))
    assert found.nodes == (NodePlace(0, 0), NodePlace(0, 1))
    _, later = after(document, 50)
    assert "hidden 1 and hidden 2 are equal" in troubles(later)
    cured = remedied(found, document)
    changed = np.flatnonzero(cured.experiment.network.parameters != parameters)
    assert set(changed.tolist()) <= {3, 4, 5}
    assert "hidden 1 and hidden 2 are equal" not in map(title_of, look(cured))


def test_what_the_optimizer_remembers_tells_equal_nodes_apart() -> None:
    experiment = set_all(as_document(sized_experiment((2, 2, 1), 5)), 0.5).experiment
    experiment = experiment.with_optimizer(Momentum(0.01))
    assert "hidden 1 and hidden 2 are equal" in map(title_of, look(as_document(experiment)))
    memory = np.zeros(experiment.memory.size)
    memory[0] = 1.0
    moving = as_document(replace(experiment, memory=memory))
    assert "hidden 1 and hidden 2 are equal" not in map(title_of, look(moving))


def test_a_network_of_one_number_gets_all_weights_anew() -> None:
    document = set_all(as_document(sized_experiment((2, 5, 1), 20)), 0.5)
    found = the("5 of 5 nodes of the hidden layer are equal", look(document))
    assert text(found.remedies[0].name) == "New weights that suit the activations"
    assert troubles(look(remedied(found, document))) == []


def test_an_input_of_nothing_but_0_can_be_left_out() -> None:
    experiment = build_experiment(
        [[[1.0, 1.0], [0.5, 1.0]], [[1.0, 1.0]]], ["tanh", "identity"], [[1, 0], [2, 0]], [1, 2]
    )
    document = as_document(experiment)
    found = the("input 2 says nothing", look(document))
    assert remedied(found, document).experiment.network.sizes == (1, 2, 1)


def test_an_activation_without_slopes_is_named() -> None:
    experiment = sized_experiment((2, 3, 1), 10)
    network = set_activation(experiment.network, 0, ACTIVATIONS["step"])
    document = as_document(replace(experiment, network=network))
    found = the("step passes no slope", look(document))
    assert remedied(found, document).experiment.network.layers[0].activation.key == "sigmoid"


def test_overfitting_names_its_best_moment_and_leads_back_there() -> None:
    few = open_sample(next(sample for sample in SAMPLES if sample.key == "few_points"))
    assert first_step(few, "Overfitting since step 281", 500, 50) in (350, 400, 450)
    evaluation = evaluate(few.experiment)
    history = History(few, evaluation.loss, evaluation.validation_loss)
    trace = history.begin_run(few, evaluation.loss, evaluation.validation_loss)
    descent = Descent(few.experiment)
    descent.run(600, trace)
    history.extend_run()
    case = case_of(few.with_experiment(descent.experiment), history)
    found = the("Overfitting since step 281", findings(case))
    best, risen, now = (float(value) for value in found.evidence[0].values)
    assert now == case.evaluation.validation_loss == pytest.approx(best * (1 + risen))
    moment = found.remedies[0].does
    assert isinstance(moment, Moment)
    document, missing = history.nearest(moment)
    assert missing == 0
    assert evaluate(document.experiment).validation_loss == best
    again = remedied(found, case.document, 1).experiment
    assert (again.updates, again.l2_penalty) == (0, 0.01)
