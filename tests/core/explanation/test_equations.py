"""The equations of values, errors and slopes: their names, their parts, and what they come to."""

from collections.abc import Sequence

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.data.scaling import Scale, Scaling
from core.explanation.errors import (
    loss_equation,
    loss_slope_equation,
    own_error_equations,
)
from core.explanation.forward import value_equation
from core.explanation.quantities import Quantities
from core.explanation.slopes import row_slope_equation, slope_equation, slope_table
from core.explanation.terms import MOST_PARTS, Equation, Remark
from core.explanation.whole_explanations import about_node, about_weight
from core.nn.activations import SIGMOID, SOFTMAX
from core.nn.expressions import Expression, Operation, Operator, Term, terms_of
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from core.nn.losses_of_probabilities import CROSS_ENTROPY
from core.nn.network import INPUT_LAYER, NodePlace
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.arithmetic import holds
from tests.core.builders import bank, build_experiment, sized_experiment

SIGNS = {
    Operator.SUM: " + ",
    Operator.PRODUCT: " × ",
    Operator.DIFFERENCE: " − ",
    Operator.QUOTIENT: " / ",
}


def numbers_of(experiment: Experiment) -> Quantities:
    return Quantities(experiment, evaluate(experiment))


def written(expression: Expression) -> str:
    if isinstance(expression, Term):
        return f"{expression.value:.4g}"
    parts = [written(part) for part in expression.parts]
    if expression.operator in SIGNS:
        return f"({SIGNS[expression.operator].join(parts)})"
    name = expression.activation.name if expression.operator is Operator.ACTIVATION else "of"
    return f"{name}({', '.join(parts)})"


def read(equation: Equation) -> str:
    return " = ".join([equation.name, *map(written, equation.steps)])


def equations(experiment: Experiment) -> list[Equation]:
    """All that is said of every node and weight, for every row."""
    numbers = numbers_of(experiment)
    found: list[Equation | Remark] = []
    for row in range(numbers.rows):
        for layer, size in enumerate(experiment.network.sizes):
            for node in range(size):
                found += about_node(numbers, NodePlace(layer - 1, node), row).lines
        for parameter in range(experiment.network.parameters.size):
            found += about_weight(numbers, parameter, row).lines
    return [line for line in found if isinstance(line, Equation)]


def assert_numbers_are_what_they_point_at(numbers: Quantities, found: Sequence[Equation]) -> None:
    for equation in found:
        for term in (term for step in equation.steps for term in terms_of(step)):
            if term.quantity is not None:
                value = numbers.value(term.quantity)
                assert term.value == pytest.approx(value, rel=1e-12, abs=1e-15), read(equation)


def alone(equation: Equation) -> Equation:
    """The equation without a softmax of one sum: that takes those of all outputs."""
    first = equation.steps[0]
    if isinstance(first, Operation) and first.activation is SOFTMAX:
        return replace(equation, steps=equation.steps[1:])
    return equation


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("outputs", [1, 3])
@pytest.mark.parametrize("batch", [0, 2])
@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_every_equation_comes_to_its_number(
    loss: Loss, batch: int, outputs: int, rows: int
) -> None:
    experiment = sized_experiment((2, 3, outputs), rows, loss=loss, seed=rows)
    if loss.output_activation is not None:
        targets = np.eye(max(outputs, 2))[np.arange(rows) % max(outputs, 2)][:, :outputs]
        inputs = np.array(experiment.dataset.own_inputs).T
        experiment = replace(experiment, dataset=from_rows(inputs, targets))
    experiment = replace(experiment, batch_size=batch)
    found = equations(experiment)
    assert len(found) > rows * (5 + outputs)
    for equation in found:
        assert holds(alone(equation)), read(equation)
    assert_numbers_are_what_they_point_at(numbers_of(experiment), found)


def two_rows(loss: Loss = LOSSES["mse"]) -> Experiment:
    """2 × 1 = 2 and 2 × 3 = 6, where 1 and 2 are wanted: errors 1 and 4, slopes 2 and 24."""
    experiment = build_experiment([[[2.0]]], ["identity"], [[1], [3]], [1, 2])
    return replace(experiment, loss=loss)


def test_the_banks_equations() -> None:
    numbers = numbers_of(bank())
    hidden = about_node(numbers, NodePlace(0, 0), 0).lines
    assert [read(line) for line in hidden if isinstance(line, Equation)] == [
        "hidden 1 = ReLU(((3 × 2) + (2 × 1))) = ReLU(8) = 8",
        "loss slope at hidden 1 = (2 × 22 × 1) = 44",
    ]
    prediction = about_node(numbers, NodePlace(1, 0), 0).lines
    assert [read(line) for line in prediction if isinstance(line, Equation)] == [
        "prediction = ((8 × 2) + (0 × 2)) = 16",
        "error = (16 − 5) = 11",
        "squared error = of(11) = 121",
        "loss slope at prediction = (2 × 11) = 22",
    ]
    weight = about_weight(numbers, 0, 0).lines
    assert [read(line) for line in weight if isinstance(line, Equation)] == [
        "slope = (3 × 44 × 1) = 132",
        "new weight = (2 − (0.01 × 132)) = 0.68",
    ]
    assert read(loss_equation(numbers)) == "loss of the only row = 121"
    assert read(value_equation(numbers, NodePlace(INPUT_LAYER, 1), 0)) == "input 2 = 2"


def test_the_loss_is_the_mean_of_rows_and_outputs_or_their_sum() -> None:
    assert read(loss_equation(numbers_of(two_rows()))) == "loss = ((1 + 16) / 2) = 8.5"
    sums = next(loss for loss in LOSSES.values() if not loss.averages)
    assert not read(loss_equation(numbers_of(two_rows(sums)))).count("/")
    two = build_experiment([[[1.0], [2.0]]], ["identity"], [[1], [2]], [[0, 0], [0, 1]])
    assert read(loss_equation(numbers_of(two))) == "loss = ((1 + 4 + 4 + 9) / 4) = 4.5"
    slope = loss_slope_equation(numbers_of(two), NodePlace(0, 1), 1)
    assert read(slope) == "loss slope at prediction 2 = ((2 × 3) / 2) = 3"


def test_a_slope_is_the_mean_of_the_rows_slopes() -> None:
    numbers = numbers_of(two_rows())
    assert read(slope_equation(numbers, 0)) == "slope = ((2 + 24) / 2) = 13"
    assert read(row_slope_equation(numbers, 0, 1)) == "slope on row 2 = (3 × 8 × 1) = 24"
    batches = (replace(two_rows(), batch_size=1, seed=seed) for seed in range(50))
    second = next(one for one in batches if one.batch is not None and one.batch.tolist() == [1])
    numbers = numbers_of(second)
    assert read(slope_equation(numbers, 0)) == "slope over the batch of one row = 24"
    assert row_slope_equation(numbers, 0, 0).name == "slope on row 1, not in this batch,"
    assert slope_table(numbers, 0).notes == ("not in this batch", "")


def test_a_sum_of_many_is_shortened_to_the_first_and_the_rest() -> None:
    experiment = build_experiment([[[1.0]]], ["identity"], [[k] for k in range(8)], [0] * 8)
    equation = loss_equation(numbers_of(experiment))
    assert read(equation) == "loss = ((0 + 1 + 4 + 9 + 16 + 110) / 8) = 17.5"
    last = [*terms_of(equation.steps[0])][MOST_PARTS - 1]
    assert (last.caption, last.stands_for, last.quantity) == ("from 3 more", 3, None)


def test_a_probability_of_a_class_has_its_target_for_its_slope() -> None:
    experiment = sized_experiment((2, 3), 2, loss=CROSS_ENTROPY)
    inputs = np.array(experiment.dataset.own_inputs).T
    of_classes = replace(experiment, dataset=from_rows(inputs, [[1, 0, 0], [0, 0, 1]]))
    difference = loss_slope_equation(numbers_of(of_classes), NodePlace(0, 2), 1).steps[0]
    assert isinstance(difference, Operation)
    assert [type(part) for part in difference.parts] == [Term, Term]
    whole = loss_equation(numbers_of(of_classes))
    places = [term.quantity for term in terms_of(whole.steps[0]) if term.quantity]
    assert [(share.node, share.row) for share in places] == [
        (NodePlace(0, 0), 0),
        (NodePlace(0, 2), 1),
    ]
    odd = replace(experiment, dataset=from_rows(inputs, [[1, 0, 1], [0, 0, 1]]))
    scaled = loss_slope_equation(numbers_of(odd), NodePlace(0, 2), 0)
    assert [term.caption for term in terms_of(scaled.steps[0])] == [
        "probability",
        "sum of targets",
        "target",
    ]


def test_scaled_inputs_and_targets_show_their_own_units() -> None:
    """(7 − 1) / 2 = 3 goes in, and 2 × 3 = 6 is (10 × 6) = 60 where (35 − 5) / 10 = 3 is meant."""
    rows = from_rows([[7]], [[35]])
    inputs = Scaling(Scale.STANDARD, offsets=(1.0,), factors=(2.0,))
    targets = Scaling(Scale.STANDARD, offsets=(5.0,), factors=(10.0,))
    experiment = build_experiment([[[2.0]]], ["identity"], [[7]], [35])
    numbers = numbers_of(replace(experiment, dataset=rows.scaled(inputs, targets)))
    entry = value_equation(numbers, NodePlace(INPUT_LAYER, 0), 0)
    assert read(entry) == "input 1 = ((7 − 1) / 2) = 3"
    (own,) = own_error_equations(numbers, NodePlace(0, 0), 0)
    assert read(own) == "error in own units = (3 × 10) = 30"
    assert own_error_equations(numbers_of(experiment), NodePlace(0, 0), 0) == ()


def test_a_sum_of_six_is_written_out() -> None:
    six = build_experiment([[[1.0]]], ["identity"], [[k] for k in range(6)], [0] * 6)
    expected = "loss = ((0 + 1 + 4 + 9 + 16 + 25) / 6) = 9.167"
    assert read(loss_equation(numbers_of(six))) == expected


@pytest.mark.parametrize(("sizes", "rows"), [((7, 8, 7), 1), ((1, 2, 1), 7)])
def test_of_many_nodes_or_rows_every_equation_comes_to_its_number_too(
    sizes: tuple[int, ...], rows: int
) -> None:
    experiment = sized_experiment(sizes, rows, SIGMOID)
    found = equations(experiment)
    for equation in found:
        assert holds(equation), read(equation)
    assert_numbers_are_what_they_point_at(numbers_of(experiment), found)


def test_what_a_wide_node_adds_up_is_shortened_to_five_sources_and_the_rest() -> None:
    weights = [float(weight) for weight in range(1, 8)]
    wide = numbers_of(build_experiment([[[*weights, 9.0]]], ["identity"], [[2] * 8], [0]))
    assert read(value_equation(wide, NodePlace(0, 0), 0)) == (
        "prediction = ((2 × 1) + (2 × 2) + (2 × 3) + (2 × 4) + (2 × 5) + 44) = 74"
    )
