from itertools import product

import pytest

from core.explanation.quantities import Quantities
from core.nn.activations import ACTIVATIONS
from core.nn.losses import LOSSES
from core.nn.network import INPUT_LAYER, NodePlace
from core.nn.quantity import LEARNING_RATE, LOSS, Quantity, QuantityKind, node_value
from core.training.evaluation import evaluate
from tests.core import by_hand
from tests.core.builders import bank, sized_experiment


def numbers(sizes: tuple[int, ...], rows: int, activation: str, loss: str) -> Quantities:
    experiment = sized_experiment(sizes, rows, ACTIVATIONS[activation], LOSSES[loss], seed=3)
    return Quantities(experiment, evaluate(experiment))


def test_the_banks_numbers() -> None:
    found = Quantities(bank(), evaluate(bank()))
    hidden, prediction = NodePlace(0, 0), NodePlace(1, 0)
    values = {
        node_value(NodePlace(INPUT_LAYER, 0), 0): 3,
        Quantity(QuantityKind.PREACTIVATION, node=hidden): 8,
        node_value(prediction, 0): 16,
        Quantity(QuantityKind.TARGET, node=prediction): 5,
        Quantity(QuantityKind.ERROR, node=prediction): 11,
        Quantity(QuantityKind.SHARE, node=prediction): 121,
        LOSS: 121,
        LEARNING_RATE: 0.01,
        Quantity(QuantityKind.LOSS_SLOPE, node=hidden): 44,
        Quantity(QuantityKind.ACTIVATION_SLOPE, node=hidden): 1,
        Quantity(QuantityKind.ROW_SLOPE, parameter=0): 132,
        Quantity(QuantityKind.SLOPE, parameter=0): 132,
        Quantity(QuantityKind.NEW_WEIGHT, parameter=0): 0.68,
    }
    assert {quantity: found.value(quantity) for quantity in values} == pytest.approx(values)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_slope_of_a_row_is_what_nudging_says_of_that_row_alone(loss: str) -> None:
    for activation, row in product(ACTIVATIONS, range(3)):
        found = numbers((2, 3, 2), 3, activation, loss)
        alone = found.experiment.on_row(row)
        expected = by_hand.slopes(alone)
        shown = [
            found.value(Quantity(QuantityKind.ROW_SLOPE, parameter=index, row=row))
            for index in range(len(expected))
        ]
        assert shown == pytest.approx(expected, rel=1e-5, abs=1e-7), (activation, row)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_slopes_of_the_rows_make_up_the_slope(loss: str) -> None:
    found = numbers((2, 3, 1), 5, "tanh", loss)
    divisor = 5 if LOSSES[loss].averages else 1
    for index in range(found.network.parameters.size):
        slope = found.value(Quantity(QuantityKind.SLOPE, parameter=index))
        assert found.row_slopes(index).sum() / divisor == pytest.approx(slope, rel=1e-12, abs=1e-15)


def test_a_bias_is_fed_by_nothing_but_a_one() -> None:
    found = numbers((1, 1), 1, "relu", "mse")
    assert found.source(1) is None
    assert found.factors(1)[0].tolist() == [1]
