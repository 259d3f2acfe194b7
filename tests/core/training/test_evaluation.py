import numpy as np
import pytest
from msgspec.structs import astuple, replace

from core.nn.arrays import Array
from core.training.descent import Descent
from core.training.evaluation import Evaluation, evaluate
from tests.core import by_hand
from tests.core.builders import bank, build_experiment, sized_experiment


def arrays(evaluation: Evaluation) -> list[Array]:
    found: list[Array] = []
    for value in astuple(evaluation):
        if isinstance(value, np.ndarray):
            found.append(value)
        elif isinstance(value, tuple):
            found.extend(value)
    return found


def test_the_bank_network_in_full() -> None:
    found = evaluate(bank())
    assert found.inputs.tolist() == [[3], [2]]
    assert found.preactivations[0].tolist() == [[8], [0]]
    assert [layer.tolist() for layer in found.activations] == [[[8], [0]], [[16]]]
    assert found.predictions is found.activations[-1]
    assert found.errors.tolist() == [[11]]
    assert found.shares.tolist() == [[121]]
    assert found.loss == 121
    assert found.gradient.tolist() == [132, 88, 0, 0, 176, 0]
    assert [layer.tolist() for layer in found.loss_slopes] == [[[44], [44]], [[22]]]
    assert [layer.tolist() for layer in found.activation_slopes] == [[[1], [0]], [[1]]]


def test_each_value_has_a_row_a_node_and_a_column_a_row_of_data() -> None:
    experiment = sized_experiment((3, 4, 2), 5)
    found = evaluate(experiment)
    assert found.inputs.shape == (3, 5)
    for values in (found.preactivations, found.activations):
        assert [layer.shape for layer in values] == [(4, 5), (2, 5)]
    for slopes in (found.loss_slopes, found.activation_slopes):
        assert [layer.shape for layer in slopes] == [(4, 5), (2, 5)]
    assert found.errors.shape == found.shares.shape == (2, 5)
    assert found.gradient.shape == experiment.network.parameters.shape


def test_values_are_those_that_plain_python_finds() -> None:
    experiment = sized_experiment((3, 4, 2), 5)
    found = evaluate(experiment)
    parameters = experiment.network.parameters.tolist()
    for row, inputs in enumerate(by_hand.rows_of(experiment.dataset.inputs)):
        predictions, preactivations = by_hand.predict(experiment, parameters, inputs)
        assert found.predictions[:, row] == pytest.approx(predictions, rel=1e-13)
        sums = np.concatenate([layer[:, row] for layer in found.preactivations])
        assert sums == pytest.approx(preactivations, rel=1e-12)


def test_nobody_can_write_to_an_evaluation() -> None:
    for array in arrays(evaluate(bank())):
        assert not array.flags.writeable


def test_an_evaluation_is_a_function_of_the_experiment() -> None:
    experiment = sized_experiment((3, 8, 8, 2), 50)
    first, second = evaluate(experiment), evaluate(experiment)
    assert first.loss == second.loss
    for one, other in zip(arrays(first), arrays(second), strict=True):
        assert one.tobytes() == other.tobytes()


def test_numbers_that_overflow_are_told() -> None:
    assert evaluate(bank()).is_finite
    huge = build_experiment([[[1e200]]], ["identity"], [[1e200]], [0])
    assert not evaluate(huge).is_finite
    steep = build_experiment([[[1e100]]], ["identity"], [[1e300]], [0])
    assert not evaluate(steep).is_finite


@pytest.mark.parametrize("batch_size", [33, 8])
def test_a_descent_shows_to_the_last_bit_what_its_experiment_shows(batch_size: int) -> None:
    start = sized_experiment((3, 8, 5, 2), 33, learning_rate=1e-3)
    aside = sized_experiment((3, 8, 5, 2), 10, seed=1).dataset
    start = replace(start, batch_size=batch_size, validation=aside)
    looking, blind = Descent(start), Descent(start)
    for _ in range(12):
        looking.run(1)
        blind.run(1)
        assert looking.experiment.state.tobytes() == blind.experiment.state.tobytes()
        shown, expected = looking.evaluate(), evaluate(blind.experiment)
        assert [x.tobytes() for x in arrays(shown)] == [x.tobytes() for x in arrays(expected)]
        assert shown.loss == expected.loss
        assert shown.validation_loss == expected.validation_loss is not None


def test_what_a_descent_showed_does_not_change_when_it_goes_on() -> None:
    descent = Descent(bank())
    shown = descent.evaluate()
    before = [values.tobytes() for values in arrays(shown)]
    descent.run(3)
    assert [values.tobytes() for values in arrays(shown)] == before
