import numpy as np
import pytest

from core.explanation.quantities import Quantities
from core.explanation.remarks import tendency_remark
from core.explanation.terms import MOST_PARTS, Equation, Remark, shortened
from core.explanation.whole_explanations import about_node, about_weight
from core.nn.expressions import Operation, Term
from core.nn.losses import MEAN_ABSOLUTE_ERROR
from core.nn.network import NodePlace
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import build_experiment


def numbers_of(experiment: Experiment) -> Quantities:
    return Quantities(experiment, evaluate(experiment))


def test_a_long_sum_keeps_its_value() -> None:
    values = [float(value) for value in range(10)]
    parts = shortened(values, lambda at: Term(values[at]))
    assert len(parts) == MOST_PARTS
    assert sum(part.value for part in parts if isinstance(part, Term)) == sum(values)


def test_a_rest_that_overflows_is_infinite_and_no_fault() -> None:
    experiment = build_experiment(
        [[[-1.0, 0, 0, 0, 0, 1, 1]]], ["identity"], [[1e308, 0, 0, 0, 0, 1e308, 1e308]], [1e308]
    )
    value = about_node(numbers_of(experiment), NodePlace(0, 0), 0).lines[0]
    assert isinstance(value, Equation)
    assert value.result.value == 1e308


def test_rows_that_overflow_both_ways_are_not_a_number_and_no_fault() -> None:
    rows = [[1e200, 1.0]] * 5 + [[1e200, 1e200], [1e200, -1e200]]
    experiment = build_experiment([[[1.0, 0.0]]], ["identity"], rows, [0.0] * 7)
    remark, on_row, slope, new_weight = about_weight(numbers_of(experiment), 1, 0).lines
    assert isinstance(remark, Remark)
    assert remark.text == (
        "the loss or a slope is too large to be a number, so no step can be taken"
    )
    assert isinstance(on_row, Equation)
    assert on_row.result.value == 2e200
    assert isinstance(slope, Equation)
    assert not np.isfinite(slope.result.value)
    quotient = slope.steps[0]
    assert isinstance(quotient, Operation)
    total = quotient.parts[0]
    assert isinstance(total, Operation)
    last = total.parts[-1]
    assert isinstance(last, Term)
    assert last.caption == "from 2 more"
    assert np.isnan(last.value)
    assert isinstance(new_weight, Equation)
    assert not np.isfinite(new_weight.result.value)


def test_slopes_that_cancel_out_up_to_rounding_have_no_direction() -> None:
    # In no order do these add up to 0 exactly, and a quarter of each is exact.
    inputs, targets = [[0.1], [0.2], [-0.3], [0.0]], [-9, -9, -9, -9]
    experiment = build_experiment([[[1.0]]], ["identity"], inputs, targets)
    experiment = Experiment(
        experiment.network, experiment.dataset, MEAN_ABSOLUTE_ERROR, experiment.optimizer
    )
    remark = tendency_remark(numbers_of(experiment), 0)
    assert remark.text == (
        "slope 0 up to rounding: the slopes of the rows cancel out,"
        " so descent leaves it where it is"
    )


@pytest.mark.parametrize("locked", [False, True])
def test_a_locked_weight_has_no_update(locked: bool) -> None:
    experiment = build_experiment([[[1.0]]], ["identity"], [[1]], [0])
    network = experiment.network
    network = type(network)(network.inputs, network.layers, network.parameters, np.array([locked]))
    experiment = Experiment(network, experiment.dataset, experiment.loss, experiment.optimizer)
    names = [
        line.name
        for line in about_weight(numbers_of(experiment), 0, 0).lines
        if isinstance(line, Equation)
    ]
    assert ("new weight" in names) is not locked
