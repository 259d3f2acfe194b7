"""The calculation on paper finds what the two passes find."""

import math

import numpy as np
import pytest
from msgspec.structs import replace

from core.explanation.quantities import Quantities
from core.nn.activations import ACTIVATIONS, IDENTITY, SOFTMAX
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Quantity, QuantityKind
from core.slips.calculation import Calculation
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import Adam, GradientDescent
from tests.core.builders import random_dataset, sized_network

NODE_KINDS = (
    QuantityKind.PREACTIVATION,
    QuantityKind.ACTIVATION,
    QuantityKind.LOSS_SLOPE,
    QuantityKind.ACTIVATION_SLOPE,
)


def experiment(hidden: str, loss: Loss) -> Experiment:
    output = loss.output_activation or IDENTITY
    network = sized_network((2, 3, 2), ACTIVATIONS[hidden], output=output)
    data = random_dataset(2, 2, 4)
    if loss.is_from_logits:
        classes = np.eye(2)[[0, 1, 1, 0]].T
        data = replace(data, own_targets=tuple(classes))
    return Experiment(network, data, loss, GradientDescent(0.1), l2_penalty=0.05)


def quantities(numbers: Quantities) -> list[Quantity]:
    network = numbers.network
    rows = range(numbers.rows)
    nodes = [NodePlace(at, k) for at, layer in enumerate(network.layers) for k in range(layer.size)]
    ends = [node for node in nodes if node.layer == len(network.layers) - 1]
    parameters = range(network.parameters.size)
    ends_kinds = (QuantityKind.ERROR, QuantityKind.SHARE)
    return [
        *(
            Quantity(kind, node=node, row=row)
            for kind in NODE_KINDS
            for node in nodes
            for row in rows
        ),
        *(
            Quantity(kind, node=node, row=row)
            for kind in ends_kinds
            for node in ends
            for row in rows
        ),
        *(
            Quantity(QuantityKind.ROW_SLOPE, parameter=at, row=row)
            for at in parameters
            for row in rows
        ),
        *(Quantity(QuantityKind.SLOPE, parameter=at) for at in parameters),
        *(Quantity(QuantityKind.NEW_WEIGHT, parameter=at) for at in parameters),
        LOSS,
    ]


def differences(tried: Experiment) -> list[Quantity]:
    numbers, by_hand = Quantities(tried, evaluate(tried)), Calculation(tried)

    def agree(quantity: Quantity) -> bool:
        found = by_hand.value(quantity)
        assert found is not None
        return math.isclose(found, numbers.value(quantity), rel_tol=1e-9, abs_tol=1e-12)

    return [quantity for quantity in quantities(numbers) if not agree(quantity)]


@pytest.mark.parametrize("loss", LOSSES.values(), ids=lambda loss: loss.key)
def test_every_number_is_the_one_that_is_shown(loss: Loss) -> None:
    for hidden in [key for key, one in ACTIVATIONS.items() if one is not SOFTMAX]:
        assert differences(experiment(hidden, loss)) == [], hidden


def test_a_batch_and_another_optimizer_are_reckoned_with() -> None:
    tried = experiment("tanh", LOSSES["mse"])
    assert differences(replace(tried, batch_size=3)) == []
    assert differences(replace(tried, optimizer=Adam(0.1))) == []


def test_what_is_given_is_not_worked_out() -> None:
    by_hand = Calculation(experiment("relu", LOSSES["mse"]))
    for kind in (QuantityKind.INPUT, QuantityKind.TARGET, QuantityKind.WEIGHT):
        assert by_hand.value(Quantity(kind)) is None
